"""How time and memory grow with the number of articles: ``make scale``, by hand; the table is in ``docs/scale.md``.

The fast model works on them, which is the one for that many.

The same real articles come again and again under other ids, and each with a word of its own that no other has, so that
what grows with new words grows too.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from entityx.recognise.ours import FAST
from tests.benchmark import articles

COUNTS = (500, 5_000, 50_000)
JOBS = 2
LONG = 20_000_000
"""Characters of the one long text."""
COMMAND = """
import atexit, resource, sys
from entityx.cli.main import app
def tell():
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        print("peak", resource.getrusage(who).ru_maxrss // 1024, file=sys.stderr)
atexit.register(tell)
app(sys.argv[1:])
"""


def run(source: Path, jobs: int) -> tuple[float, int, int]:
    """Seconds, and the peak of memory in MB of the run and of the largest of its workers."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "run.py"
        script.write_text(f'if __name__ == "__main__":{COMMAND.replace(chr(10), chr(10) + "    ")}', encoding="utf-8")
        start = time.perf_counter()
        options = ["-o", f"{folder}/out", "-j", str(jobs), "--model", FAST]
        command = [sys.executable, str(script), "extract", str(source), *options]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        seconds = time.perf_counter() - start
    own, worker = (int(line.split()[1]) for line in done.stderr.splitlines() if line.startswith("peak"))
    return seconds, own, worker


def main() -> None:
    """Measure, and print a row each as it is done."""
    given = articles(459)
    print("| articles | seconds | articles a second | peak memory, MB | of a worker, MB |", flush=True)
    print("| --- | --- | --- | --- | --- |", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for count in COUNTS:
            source = Path(folder) / f"{count}.jsonl"
            with source.open("w", encoding="utf-8") as lines:
                for number in range(count):
                    text = f"{given[number % len(given)].text} Mot{number}inouï."
                    lines.write(json.dumps({"id": str(number), "text": text}) + "\n")
            seconds, own, worker = run(source, JOBS)
            print(f"| {count:,} | {seconds:.0f} | {count / seconds:.0f} | {own} | {worker} |", flush=True)
        source = Path(folder) / "long.txt"
        text = "\n\n".join(article.text for article in given)
        source.write_text((text * (1 + LONG // len(text)))[:LONG], encoding="utf-8")
        seconds, own, worker = run(source, 1)
        print(f"| 1 of {LONG:,} characters | {seconds:.0f} | | {own} | {worker} |", flush=True)


if __name__ == "__main__":
    main()

"""Runs that end before they should, and runs over what has changed a little."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from entityx.engines import ThisProcess
from entityx.extraction import extract_to_folder
from entityx.read import read_articles
from entityx.write import FORMATS

COUNT = 80


@pytest.fixture
def articles(tmp_path):
    """A folder of short articles."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(COUNT):
        (folder / f"{number:03}.txt").write_text(text(number), encoding="utf-8")
    return folder


def text(number):
    return f"Le ministre Awa Koné{number % 7} a signé {number} accords avec le Mali et l'OPV. Il pleut."


class Counting(ThisProcess):
    """What works here, and counts the articles that it is given."""

    def extract(self, batches):
        self.count = 0
        for batch in batches:
            self.count += len(batch)
            yield from super().extract([batch])


@pytest.fixture
def counting(engine):
    return Counting(engine._recipe)


def run(folder, output, engine, **options):
    return extract_to_folder(read_articles([str(folder)]), engine, output, **options)


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_run_that_broke_off_goes_on_and_ends_with_the_same_files(articles, tmp_path, counting):
    def breaking():
        for number, article in enumerate(read_articles([str(articles)])):
            if number == 50:
                raise KeyboardInterrupt
            yield article

    with pytest.raises(KeyboardInterrupt):
        extract_to_folder(breaking(), counting, tmp_path / "out")
    assert files(tmp_path / "out") == {}
    summary = run(articles, tmp_path / "out", counting)
    assert summary.documents == COUNT
    assert summary.kept + counting.count == COUNT
    assert summary.kept == 48  # the last batch was not full when it broke off
    run(articles, tmp_path / "whole", counting)
    assert files(tmp_path / "out") == files(tmp_path / "whole") != {}


def test_another_least_confidence_needs_no_article_to_be_read_again(articles, tmp_path, counting):
    run(articles, tmp_path / "out", counting)
    whole = files(tmp_path / "out")
    summary = run(articles, tmp_path / "out", counting, min_confidence=1)
    assert (counting.count, summary.kept) == (0, COUNT)
    assert files(tmp_path / "out")["documents.jsonl"] == whole["documents.jsonl"]
    run(articles, tmp_path / "out", counting)
    assert counting.count == 0
    assert files(tmp_path / "out") == whole


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_that_is_killed_at_any_moment_goes_on_and_ends_with_the_same_files(articles, tmp_path, engine, jobs):
    run(articles, tmp_path / "whole", engine, formats=FORMATS)
    command = [sys.executable, "-m", "entityx", "extract", str(articles), "-o", str(tmp_path / "out"), "-j", jobs]
    command += ["--format", ",".join(FORMATS)]
    store = tmp_path / "out" / ".entityx" / "documents.sqlite"
    for seconds in (0, 0.05, 0.4):  # after the first documents are put aside, and in the midst of writing
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not store.exists() and process.poll() is None:
            time.sleep(0.005)
        time.sleep(seconds)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        for path in (tmp_path / "out").glob("*.jsonl"):  # whatever is there is whole
            assert len([json.loads(line) for line in path.open(encoding="utf-8")]) == COUNT
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "out") == files(tmp_path / "whole")
    assert [path.name for path in store.parent.iterdir()] == [store.name]


def test_only_what_has_changed_is_worked_on_again(articles, tmp_path, counting):
    run(articles, tmp_path / "out", counting)
    for number in range(10):
        (articles / f"{number:03}.txt").write_text(text(number + 500), encoding="utf-8")
    (articles / "010.txt").unlink()
    (articles / "new.txt").write_text(text(999), encoding="utf-8")
    summary = run(articles, tmp_path / "out", counting)
    assert (counting.count, summary.kept, summary.documents) == (11, COUNT - 11, COUNT)
    run(articles, tmp_path / "anew", counting)
    assert files(tmp_path / "out") == files(tmp_path / "anew")


def test_other_formats_need_no_work_anew(articles, tmp_path, counting):
    run(articles, tmp_path / "out", counting)
    run(articles, tmp_path / "out", counting, formats=["xlsx"])
    assert counting.count == 0
    assert (tmp_path / "out" / "entityx.xlsx").exists()


def test_another_pipeline_works_on_all_anew(articles, tmp_path, counting):
    run(articles, tmp_path / "out", counting)
    counting.fingerprint = lambda: b"another"
    assert run(articles, tmp_path / "out", counting).kept == 0
    assert counting.count == COUNT


def test_a_changed_date_is_a_changed_article(tmp_path, counting):
    path = tmp_path / "in.jsonl"
    for date in ("2021-03-12", "2021-03-12", "2021-03-13"):
        path.write_text(json.dumps({"text": "Un accord signé mardi.", "date": date}), encoding="utf-8")
        run(path, tmp_path / "out", counting)
        if date == "2021-03-12":
            first = counting.count
    assert (first, counting.count) == (0, 1)


def test_how_many_articles_are_worked_on_together_changes_nothing(articles, tmp_path, engine, monkeypatch):
    for together in (1, 7, 1000):
        monkeypatch.setattr("entityx.extraction.TOGETHER", together)
        run(articles, tmp_path / str(together), engine, formats=FORMATS)
    assert files(tmp_path / "1") == files(tmp_path / "7") == files(tmp_path / "1000")


def test_what_cannot_be_read_is_told_in_order_whatever_the_look_ahead(articles, tmp_path, engine):
    for number in (3, 30, 60):
        (articles / f"{number:03}.txt").write_bytes(bytes(range(256)))
    summary = run(articles, tmp_path / "out", engine)
    assert [failure.source[-7:] for failure in summary.failures] == ["003.txt", "030.txt", "060.txt"]
    assert summary.documents == COUNT - 3

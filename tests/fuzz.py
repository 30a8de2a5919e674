"""Whole runs over folders of damaged files, for about a minute: ``make fuzz``.

Files of every format that we read are mutated, and put beside good ones. Whatever comes out of that: the command ends
with one line for each problem, every file is a document or an error, every mention stands where it says, all tables can
be read, and what is found in the good files is what is found in them alone. The examples are the same in each run.
"""

import csv
import json
import os
import tempfile
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from entityx.cli.main import app
from entityx.write import FORMATS
from tests.read.test_content import MARKDOWN, PAGE, pdf, word

EXAMPLES = 200
"""Folders that are tried: about a minute on two cores."""

RAW = Path(__file__).parents[1] / "data" / "raw"
SENTENCE = "Le président malien Awa Koné a signé hier à Bamako, avec l’ONU, un accord sur l’eau."
ROWS = [{"id": f"r{number}", "text": f"{SENTENCE} ({number})", "date": "2024-05-03"} for number in range(3)]
TABLE = "id;text;date\n" + "".join(f'{row["id"]};"{row["text"]}";{row["date"]}\n' for row in ROWS)
SEEDS = {
    ".txt": [path.read_bytes() for path in sorted(RAW.rglob("*.txt"))] + [SENTENCE.encode("utf-16")],
    ".html": [PAGE.format(charset="utf-8", headline="<h1>Un barrage</h1>").encode()],
    ".md": [MARKDOWN.encode()],
    ".docx": [word(title="Un barrage", change=lambda document: document.add_paragraph(SENTENCE))],
    ".pdf": [pdf([SENTENCE], [SENTENCE])],
    ".jsonl": ["".join(json.dumps(row) + "\n" for row in ROWS).encode()],
    ".csv": [TABLE.encode(), TABLE.encode("cp1252", errors="replace")],
}
GOOD = {"0 good.txt": SENTENCE.encode(), "zz good.jsonl": SEEDS[".jsonl"][0].replace(b'"id": "', b'"id": "good ')}
"""Files between whose names all others stand."""

HOSTILE = [
    *(b"\0", b"\xff", b"\xed\xa0\x80", b"\\ud800", b"\x1b[31m", "\u202e\u2028".encode(), "e\u0301".encode(), b"\r"),
    *(
        b'"',
        b"'" * 300,
        b"(" * 300,
        b"[" * 3_000,
        b"<" * 3_000,
        b"1" * 5_000,
        b"1e999",
        b"NaN",
        b"=1+1",
        b"\xef\xbb\xbf",
    ),
    *(b"</script>", b"<!--", b"&#xd800;", b"---\na: *b\n", b"|" * 300, b"\n" * 300, b" " * 3_000, b"obj"),
]
"""What is put into files, beside pieces of themselves."""

CHARACTERS = st.characters(exclude_characters="/", exclude_categories=["Cs", "Cc"])
NAMES = st.text(CHARACTERS, min_size=1, max_size=12).filter(lambda name: not name.startswith((".", "0", "z")))


@st.composite
def mutated(draw):
    """The ending of a file's name, and its bytes, changed in up to four places."""
    ending = draw(st.sampled_from(sorted(SEEDS)))
    data = draw(st.sampled_from(SEEDS[ending]))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from([0, 1, 7, 200, 100_000])))
        put = draw(st.sampled_from([b"", data[start:end] * 2, *HOSTILE]) | st.binary(max_size=20))
        data = data[:start] + put + data[end:]
    return draw(st.sampled_from([ending] * 6 + [".TXT", ".odd", ""])), data


FOLDERS = st.dictionaries(NAMES, mutated(), min_size=1, max_size=4)


@pytest.fixture(scope="module")
def alone(nlp, tmp_path_factory):
    """What is found in the good files when there are no others."""
    return {document["id"]: document for document in run(tmp_path_factory.mktemp("alone"), GOOD)[0]}


def run(folder, files):
    """The documents and the errors of a run over *files*; the tables are read as well."""
    (folder / "in").mkdir()
    for name, data in files.items():
        (folder / "in" / name).write_bytes(data)
    result = CliRunner().invoke(
        app, ["extract", str(folder / "in"), "-o", str(folder / "out"), "--format", ",".join(FORMATS)]
    )
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert "Traceback" not in result.output
    assert "please report it" not in result.output, result.output
    assert all(line.startswith("entityx: ") for line in result.stderr.splitlines())
    tables = {path.stem: read(path) for path in (folder / "out").glob("*.csv")}
    assert result.exit_code == bool(tables["errors"])
    for path in (folder / "out").glob("*.parquet"):
        assert pq.read_table(path).num_rows == len(tables[path.stem])
    workbook = openpyxl.load_workbook(folder / "out" / "entityx.xlsx", read_only=True)
    assert {sheet.title for sheet in workbook} == set(tables)
    workbook.close()
    with (folder / "out" / "documents.jsonl").open(encoding="utf-8", newline="\n") as lines:
        return [json.loads(line) for line in lines], tables["errors"]


def read(path):
    """The rows of a CSV file, each with a cell for every column."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        header, *rows = csv.reader(lines, strict=True)
    assert all(len(row) == len(header) for row in rows)
    return [dict(zip(header, row, strict=True)) for row in rows]


@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
@example(folder={"a": (".jsonl", b'{"\\ud800":1}')})
@example(folder={"a": (".jsonl", b'{"id": "\\ud800", "text": "\\udfff"}')})
@given(folder=FOLDERS)
def test_a_folder_of_damaged_files(alone, folder):
    files = {}
    for name, (ending, data) in folder.items():
        files[f"{name}{ending}"] = data
    with tempfile.TemporaryDirectory() as work:
        documents, errors = run(Path(work), GOOD | files)
        for document in documents:
            for mention in document["mentions"]:
                assert document["text"][mention["start"] : mention["end"]] == mention["text"] != ""
        found = {document["id"]: document for document in documents}
        assert len(found) == len(documents)
        for id, document in alone.items():
            own = found[id]
            for key in ("text", "people", "places", "organisations", "agreements", "metadata"):
                assert own.get(key) == document.get(key)
        told = [one["source"] for one in (*documents, *errors)]
        for name, data in files.items():
            if os.path.splitext(name)[1].lower() not in (".jsonl", ".csv"):  # noqa: PTH122
                assert sum(source.endswith(f"/{name}") for source in told) == 1, name
            elif name.lower().endswith(".jsonl"):
                rows = sum(bool(line.strip()) for line in data.split(b"\n"))
                assert sum(f"/{name}:" in source for source in told) == rows, name

import csv
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import entityx
from entityx.analysis import analyse
from entityx.cli.main import app
from entityx.write import FILES, FORMATS
from tests.cli.told import assert_told

RAW = Path(__file__).parents[2] / "data" / "raw"
ARTICLE = "Le président malien Awa Koné a signé un accord avec la Chine.\n"


@pytest.fixture
def run(nlp, monkeypatch):
    """The command with the pipeline that is loaded already, unless the test asks for another."""
    load = entityx.load
    monkeypatch.setattr(
        entityx, "load", lambda model, *, patterns: nlp if not (model or patterns) else load(model, patterns=patterns)
    )

    def invoke(*arguments, charset="utf-8", **options):
        return CliRunner(charset=charset).invoke(app, ["extract", *map(str, arguments)], **options)

    return invoke


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "in" / "a.txt"
    path.parent.mkdir()
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_one_input_prints_json_and_nothing_else(run, article):
    result = run(article)
    assert result.exit_code == 0
    assert result.stderr == ""
    document = json.loads(result.stdout)
    assert document["id"] == "a.txt"
    assert document["text"] == ARTICLE
    assert {(m["label"], m["text"]) for m in document["mentions"]} == {
        ("TITLE", "président malien"),
        ("PER", "Awa Koné"),
        ("AGREEMENT", "accord"),
        ("LOC", "Chine"),
    }
    assert document["people"][0]["titles"] == ["président malien"]


def test_only_documents_in_a_folder_have_the_ids_of_its_tables(run, article, tmp_path):
    printed = json.loads(run(article).stdout)
    run(article, "-o", tmp_path / "out")
    written = json.loads((tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8"))
    ids = [mention.pop("entity") for mention in written["mentions"]]
    assert written == printed
    assert sorted(ids) == ["AGREEMENT:1@a.txt", "LOC:CN", "PER:awa-kone", "TITLE:president-malien"]


def test_a_folder_prints_one_line_a_document(run, article):
    (article.parent / "b.txt").write_text("Rien.", encoding="utf-8")
    assert [json.loads(line)["id"] for line in run(article.parent).stdout.splitlines()] == ["a.txt", "b.txt"]


def test_standard_input(run):
    assert json.loads(run("-", input=ARTICLE.encode("cp1252")).stdout)["text"] == ARTICLE


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_json_is_utf8_whatever_the_terminal(run, tmp_path, encoding):
    path = tmp_path / "a.txt"
    path.write_text("L’œuvre d’Élie 😀", encoding="utf-8")
    result = run(path, charset=encoding)
    assert json.loads(result.stdout_bytes.decode("utf-8"))["text"] == "L’œuvre d’Élie 😀"


def test_a_terminal_without_accents_shows_the_summary(run, article, tmp_path):
    result = run(article, "-o", tmp_path / "out", charset="ascii")
    assert result.exit_code == 0
    assert "Awa Kon?" in result.stdout


def test_no_text(run, article):
    assert "text" not in json.loads(run(article, "--no-text").stdout)


def test_an_empty_file_is_a_document_with_nothing_in_it(run, tmp_path):
    path = tmp_path / "empty.txt"
    path.touch()
    result = run(path)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["mentions"] == []


def test_output_writes_the_default_formats_and_a_summary(run, article, tmp_path):
    result = run(article, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert {path.name for path in (tmp_path / "out").iterdir() if path.is_file()} == {
        "agreements.csv",
        "cooccurrences.csv",
        "documents.csv",
        "documents.jsonl",
        "entities.csv",
        "errors.csv",
        "mentions.csv",
        "people.csv",
        "titles.csv",
    }
    assert "1 document, written to" in result.stdout
    assert "Awa Koné" in result.stdout
    assert result.stderr == ""


def test_csv_for_excel_in_french(run, article, tmp_path):
    run(article, "-o", tmp_path / "out", "--csv-dialect", "excel-fr")
    headers = [path.read_text(encoding="utf-8-sig").splitlines()[0] for path in (tmp_path / "out").glob("*.csv")]
    assert len(headers) == 8
    assert all(";" in header and "," not in header for header in headers)


def test_what_is_less_sure_is_left_out_of_the_tables_only(run, article, tmp_path, monkeypatch):
    def doubting(article, nlp):
        found = analyse(article, nlp)
        mentions = (replace(one, confidence=0.5 if one.text == "Chine" else 0.75) for one in found.mentions)
        return replace(found, mentions=tuple(mentions))

    monkeypatch.setattr("entityx.analysis.analyse", doubting)
    out = tmp_path / "out"
    result = run(article, "-o", out, "--min-confidence", "0.6")
    assert result.exit_code == 0, result.output
    assert "Chine" in (out / "documents.jsonl").read_text(encoding="utf-8")
    assert ",Chine," not in (out / "mentions.csv").read_text(encoding="utf-8")
    assert ",Awa Koné," in (out / "mentions.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("least", ["-0.1", "1.01", "80", "nan", "inf"])
def test_a_confidence_that_is_none_is_an_error(run, article, tmp_path, least):
    result = run(article, "-o", tmp_path / "out", "--min-confidence", least)
    assert_told(result, 2, f"--min-confidence {least} is no confidence: give a number from 0 to 1")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("least", ["0", "0.8"])
def test_a_least_confidence_needs_tables(run, article, tmp_path, least):
    assert_told(run(article, "--min-confidence", least), 2, "--min-confidence", "add -o DIR")
    result = run(article, "-o", tmp_path / "out", "--min-confidence", least, "--format", "jsonl,json")
    assert_told(result, 2, "there are none: add one of csv, xlsx, parquet to --format")


def test_a_terminal_shows_how_many_of_all_articles_are_done(run, tmp_path):
    result = run(RAW, "-o", tmp_path / "out", env={"FORCE_COLOR": "1"})
    count = len(list(RAW.rglob("*.txt")))
    assert f"{count}/{count}" in result.stderr


def test_what_can_be_read_only_once_is_not_read_to_count_it(run, tmp_path):
    result = run("-", "-o", tmp_path / "out", input=ARTICLE, env={"FORCE_COLOR": "1"})
    assert "1/?" in result.stderr
    assert json.loads((tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8"))["text"] == ARTICLE


def test_the_same_input_gives_the_same_bytes_in_any_process(tmp_path):
    folders = {"1": tmp_path / "one", "2": tmp_path / "two"}
    for seed, folder in folders.items():  # of the hashes that order sets
        command = [
            sys.executable,
            "-m",
            "entityx",
            "extract",
            str(RAW),
            "-o",
            str(folder),
            "--format",
            ",".join(FORMATS),
        ]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, stdout=subprocess.DEVNULL, check=True)
    one, two = (
        {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} for folder in folders.values()
    )
    assert one == two
    assert set(one) == set(FILES)


def test_mentions_of_the_sample_articles_stand_where_they_say(run, tmp_path):
    run(RAW, "-o", tmp_path / "out")
    lines = (tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    documents = [json.loads(line) for line in lines]
    assert len(documents) == len(list(RAW.rglob("*.txt")))
    for document in documents:
        for mention in document["mentions"]:
            assert document["text"][mention["start"] : mention["end"]] == mention["text"]


def test_a_web_page_keeps_its_title_and_address_in_json_and_tables(run, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        '<html><head><meta property="og:title" content="À Ségou"><link rel="canonical" href="https://journal.example/a">'
        f"</head><body><nav>Accueil</nav><article><p>{ARTICLE * 5}</p></article></body></html>",
        encoding="utf-8",
    )
    run(page, "-o", tmp_path / "out")
    document = json.loads((tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8"))
    assert document["metadata"] == {"title": "À Ségou", "url": "https://journal.example/a"}
    assert "Accueil" not in document["text"]
    assert document["people"][0]["name"] == "Awa Koné"
    with (tmp_path / "out" / "documents.csv").open(encoding="utf-8-sig", newline="") as lines:
        (row,) = csv.DictReader(lines)
    assert (row["title"], row["url"]) == ("À Ségou", "https://journal.example/a")


def test_the_output_folder_within_the_input_is_not_read(run, article):
    out = article.parent / "out"
    first = run(article.parent, "-o", out)
    before = (out / "documents.jsonl").read_bytes()
    again = run(article.parent, "-o", out)
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert (out / "documents.jsonl").read_bytes() == before


def test_one_bad_file_does_not_stop_the_run(run, article, tmp_path):
    bad = article.parent / "bad.bin"
    bad.write_bytes(bytes(range(256)) * 4)
    result = run(article.parent, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert f"entityx: {bad.as_posix()}: this is not text" in result.stderr
    with (tmp_path / "out" / "errors.csv").open(encoding="utf-8-sig", newline="") as lines:
        assert [row["source"] for row in csv.DictReader(lines)] == [bad.as_posix()]
    assert len((tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_a_run_that_could_read_nothing_keeps_what_an_earlier_one_wrote(run, article, tmp_path):
    out = tmp_path / "out"
    run(article, "-o", out)
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    result = run(tmp_path / "mistyped", "-o", out)
    assert run(tmp_path / "mistyped", "-o", tmp_path / "new" / "deep").exit_code == result.exit_code == 1
    assert not (tmp_path / "new").exists()
    assert "there is no such file or folder" in result.stderr
    assert result.stdout == ""
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()} == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_standard_output_that_is_full_is_an_error(article):
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "entityx", "extract", str(article)]
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (result.returncode, result.stderr) == (
        1,
        "entityx: cannot write to standard output: No space left on device\n",
    )


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (["nope.txt"], 1, "nope.txt: there is no such file or folder"),
        (["empty"], 1, "empty: there is no file in this folder"),
        (["binary"], 1, "binary: this is not text"),
        (["a.txt", "--format", "xml"], 2, "unknown format 'xml': choose from jsonl, csv, json, xlsx, parquet"),
        (["a.txt", "--format", "csv"], 2, "needs a folder to write to: add -o DIR"),
        (
            ["a.txt", "-o", "out", "--csv-dialect", "excel"],
            2,
            "unknown CSV dialect 'excel': choose from standard, excel-fr",
        ),
        (["a.txt", "--csv-dialect", "excel-fr"], 2, "needs a folder to write to: add -o DIR"),
        (["a.txt", "--model", "nope"], 2, "cannot load the model 'nope'"),
        (["a.txt", "--patterns", "nope.jsonl"], 2, "cannot read the patterns nope.jsonl"),
        (["a.txt", "-o", "a.txt/out"], 1, "cannot write to a.txt/out"),
        (["empty", "-o", "empty"], 2, "both input and output"),
        ([""], 2, "an argument is empty"),
        (["a.txt", "-o", ""], 2, "an argument is empty"),
        (["a.txt", "--model", ""], 2, "an argument is empty"),
        (["a.txt", "--model", "typer"], 2, "cannot load the model 'typer'"),
        (["people.csv", "-o", "."], 2, "people.csv would be replaced by the results"),
        (["Le président malien. " * 20], 1, "cannot be read: File name too long"),
        (["a.txt", "--nope"], 2, "No such option"),
        ([], 2, "Missing argument"),
    ],
)
def test_errors_are_clear_and_leave_standard_output_alone(run, tmp_path, monkeypatch, arguments, code, problem):
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    Path("a.txt").write_text(ARTICLE, encoding="utf-8")
    Path("binary").write_bytes(bytes(range(256)) * 4)
    result = run(*arguments)
    assert result.exit_code == code
    assert problem in result.stderr
    assert result.stdout == ""
    assert isinstance(result.exception, SystemExit)


def test_a_closed_standard_output_is_an_error(article):
    command = f'"{sys.executable}" -m entityx extract "{article}" >&-'
    result = subprocess.run(["sh", "-c", command], stderr=subprocess.PIPE, text=True, check=False)
    assert (result.returncode, result.stderr) == (1, "entityx: cannot write to standard output: it is closed\n")


def test_a_text_on_which_the_program_fails_is_told_and_the_others_go_on(run, nlp, article, tmp_path, monkeypatch):
    (article.parent / "b.txt").write_text("Awa Koné est à Bamako.", encoding="utf-8")
    monkeypatch.setattr(nlp, "max_length", 40)
    result = run(article.parent, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert f"{article}: entityx failed while working on this (ValueError: [E088]" in result.stderr
    assert "please report it" in result.stderr
    lines = (tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["b.txt"]
    with (tmp_path / "out" / "errors.csv").open(encoding="utf-8-sig", newline="") as rows:
        assert [row["source"] for row in csv.DictReader(rows)] == [str(article)]


def test_help_does_not_import_spacy():
    code = (
        "import sys\nfrom entityx.cli.main import app\n"
        "try:\n    app(['extract', '--help'])\nexcept SystemExit:\n    pass\n"
        "sys.exit(bool({'spacy', 'pandas', 'thinc'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert "--patterns" in result.stdout


def test_version():
    result = CliRunner().invoke(app, ["--version"])
    assert result.stdout == f"entityx {entityx.__version__}\n"


def test_ctrl_c_says_that_the_same_command_goes_on(run, article, tmp_path, monkeypatch):
    def interrupted(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("entityx.extraction.extract_to_folder", interrupted)
    result = run(article, "-o", tmp_path / "out")
    assert result.exit_code == 130
    assert "what was found so far is kept: the same command goes on" in result.stderr


def test_jobs_and_engines(run, article):
    printed = run(article).stdout
    assert run(article, "--jobs", "2").stdout == printed
    assert run(article, "--engine", "dask").stdout == printed


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--engine", "spark"], "unknown engine 'spark': choose from local, dask"),
        (["--scheduler", "tcp://127.0.0.1:9"], "--scheduler goes with --engine dask"),
    ],
)
def test_engines_that_are_wrong(run, article, arguments, problem):
    result = run(article, *arguments)
    assert result.exit_code == 2
    assert problem in result.stderr

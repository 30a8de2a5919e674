"""What entityx train cannot learn from, or save to: one line says why, before anything runs, and nothing is lost."""

import os
from pathlib import Path

import pytest

from entityx.errors import TrainingError
from tests.cli.told import assert_told, invoke

TEXTS = {
    "gold.txt": "[PER Awa Ba] est [TITLE maire] de [LOC Ouaga].\n\nRien.\n",
    "dev.txt": "[PER Ali Sow] est à [LOC Kayes].\n\nRien.\n",
    "shared.txt": "Autre chose.\n\n[PER Awa Ba] est [TITLE maire] de [LOC Ouaga].\n",
    "bare.txt": "Rien.\n",
    "news/a.txt": "Le président parle.",
    "thesis/thesis.txt": "five years",
    "pipeline/config.cfg": "old",
    "pipeline/gold.txt": "[PER Ada] part.",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with texts, in which the command runs."""
    for name, text in TEXTS.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "binary").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "empty").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.chdir(tmp_path)
    return tmp_path


BEGINS = "the training begins"


@pytest.fixture
def run(folder, monkeypatch):
    """The command, up to the training."""

    def begin(*args, **options):
        raise TrainingError(BEGINS)

    monkeypatch.setattr("entityx.train.training.run", begin)

    def train(texts="gold.txt", dev="dev.txt", articles=None, output="model"):
        return invoke("train", texts, "--dev", dev, *(["--articles", articles] if articles else []), "-o", output)

    return train


CASES = {
    "the texts themselves as --dev": ({"dev": "gold.txt"}, 1, "1 of the texts of --dev"),
    "one of the texts in --dev": ({"dev": "shared.txt"}, 1, "shared-002"),
    "texts without mentions": ({"texts": "bare.txt"}, 1, "no text to learn from has a mention"),
    "--dev without mentions": ({"dev": "bare.txt"}, 1, "no text of --dev has a mention"),
    "articles that are missing": ({"articles": "nope"}, 1, "cannot learn from nope: there is no such file"),
    "articles that are binary": ({"articles": "binary"}, 1, "cannot learn from binary: this is not text"),
    "articles that are a pipe": ({"articles": "pipe"}, 1, "cannot learn from pipe: this is no file but a pipe"),
    "articles that are a device": (
        {"articles": "/dev/zero"},
        1,
        "cannot learn from /dev/zero: this is no file",
    ),
    "articles that are an empty folder": ({"articles": "empty"}, 1, "cannot learn from empty: there is no file"),
    "articles that are a loop": ({"articles": "loop"}, 1, "cannot learn from loop: this cannot be read"),
    "articles with a name too long": ({"articles": "x" * 300}, 1, "File name too long"),
    "into a file": ({"output": "bare.txt"}, 1, "bare.txt is there and is no pipeline"),
    "into another folder": ({"output": "thesis"}, 1, "thesis is there and is no pipeline"),
    "into a pipe": ({"output": "pipe"}, 1, "pipe is there and is no pipeline"),
    "into a device": ({"output": "/dev/null"}, 1, "/dev/null is there and is no pipeline"),
    "below a file": ({"output": "bare.txt/model"}, 1, "cannot write the pipeline into"),
    "below a pipe": ({"output": "pipe/model"}, 1, "cannot write the pipeline into"),
    "into a loop of links": ({"output": "loop"}, 1, "loop is there and is no pipeline"),
    "where nothing can be written": ({"output": "/proc/model"}, 1, "cannot write the pipeline into /proc/model"),
    "below where nothing can be written": ({"output": "/proc/1/a/b"}, 1, "cannot write the pipeline into /proc"),
    "into a name too long": ({"output": "x" * 300}, 1, "File name too long"),
    "into the root": ({"output": "/"}, 2, "gold.txt would be replaced"),
    "into the folder that one is in": ({"output": "."}, 2, "is the folder that you are in"),
    "into nothing": ({"output": ""}, 2, "is the folder that you are in"),
    "into what it learns from": ({"output": "gold.txt"}, 2, "gold.txt would be replaced"),
    "into what judges it": ({"output": "dev.txt"}, 2, "dev.txt would be replaced"),
    "into the articles": ({"articles": "news", "output": "news"}, 2, "news would be replaced"),
    "around what it learns from": ({"texts": "pipeline/gold.txt", "output": "pipeline"}, 2, "would be replaced"),
}


@pytest.mark.parametrize(("given", "code", "words"), CASES.values(), ids=CASES)
def test_what_training_does_not_take(run, folder, given, code, words):
    before = files(folder)
    assert_told(run(**given), code, words)
    assert files(folder) == before


TAKEN = {
    "one text": {"texts": "pipeline/gold.txt"},
    "a folder of texts": {"texts": "pipeline"},
    "a text without mentions in both": {},
    "articles": {"articles": "news"},
    "into an empty folder": {"output": "empty"},
    "into an old pipeline": {"output": "pipeline"},
    "into a new folder": {"output": "new/model"},
    "below what it learns from": {"texts": "pipeline", "output": "pipeline/model"},
    "below the articles": {"articles": "news", "output": "news/model"},
}


@pytest.mark.parametrize("given", TAKEN.values(), ids=TAKEN)
def test_what_training_takes(run, folder, given):
    before = files(folder)
    assert_told(run(**given), 1, BEGINS)
    assert files(folder) == before


def files(folder: Path):
    """The files below *folder*."""
    return sorted(path for path in folder.rglob("*") if not path.is_dir())

"""Annotated texts that cannot be used: one line says what is wrong where, and nothing was started."""

import pytest

from tests.cli.malformed_gold import LINES, PATHS, TAGGED, after_good, as_file, changed
from tests.cli.told import assert_told, invoke


@pytest.fixture(params=["evaluate", "train", "train --dev"])
def use(request, tmp_path, monkeypatch):
    """What gives annotated texts to a command, which may neither load a pipeline nor train one."""
    monkeypatch.setattr("entityx.load", lambda *args: pytest.fail("it began"))
    monkeypatch.setattr("entityx.train.training.run", lambda *args, **options: pytest.fail("it began"))
    (tmp_path / "other").mkdir()
    good = as_file(changed(text="[PER Awa] est ici.", mentions=[]), "other.txt")(tmp_path / "other")
    good.write_text("[PER Awa] est ici.", encoding="utf-8")

    def given(path):
        match request.param:
            case "evaluate":
                result = invoke("evaluate", path)
            case "train":
                result = invoke("train", path, "--dev", good, "-o", tmp_path / "model")
            case "train --dev":
                result = invoke("train", good, "--dev", path, "-o", tmp_path / "model")
        assert not (tmp_path / "model").exists()
        return result

    return given


@pytest.mark.parametrize(("line", "words"), LINES.values(), ids=LINES)
def test_lines(use, tmp_path, line, words):
    path = as_file(after_good(line))(tmp_path)
    assert_told(use(path), 1, "line 2", words, path=path)


@pytest.mark.parametrize(("data", "words"), TAGGED.values(), ids=TAGGED)
def test_texts_with_tags(use, tmp_path, data, words):
    path = as_file(data, "x.txt")(tmp_path)
    assert_told(use(path), 1, "line ", words, path=path)


@pytest.mark.parametrize(("make", "words"), PATHS.values(), ids=PATHS)
def test_paths(use, tmp_path, make, words):
    path = make(tmp_path)
    assert_told(use(path), 1, words, path=path)

"""Whatever --model is given: one line says what is wrong with it, and nothing was started."""

import json
import os
import shutil

import numpy as np
import pytest
import spacy

import entityx
from entityx.recognise import models, pipeline, stock
from tests.cli.told import assert_told, invoke

CONFIG, META = "config.cfg", "meta.json"


@pytest.fixture(scope="module", autouse=True)
def vocab():
    """The stock vocabulary, read from disk once."""
    shared = stock.stock_vocab()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "stock_vocab", lambda: shared)
        yield


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """A small pipeline with a vocabulary of its own, as others train them."""
    nlp = spacy.blank("fr")
    nlp.add_pipe("ner").add_label("PER")
    nlp.add_pipe("morphologizer").add_label("POS=NOUN")
    nlp.initialize()
    folder = tmp_path_factory.mktemp("other") / "pipeline"
    nlp.to_disk(folder)
    return folder


@pytest.fixture
def ours(tmp_path):
    """A copy of our trained pipeline."""
    folder = tmp_path / "model"
    shutil.copytree(models.trained_model(), folder)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Awa Ba part.", encoding="utf-8")
    return path


def test_the_pipelines_that_are_damaged_below_are_whole(ours, other, text):
    for model in (ours, other):
        result = invoke("extract", text, "--model", model)
        assert (result.exit_code, result.stderr) == (0, "")


def as_it_is(folder):
    """No folder of a model."""


def no_file(folder):
    folder.write_text("model", encoding="utf-8")


def pipe(path):
    path.unlink(missing_ok=True)
    os.mkfifo(path)


NO_PIPELINE = {
    "nothing": (as_it_is, "no installed package and no folder"),
    "a file": (no_file, "no installed package and no folder"),
    "a link to itself": (lambda folder: folder.symlink_to(folder), "no installed package and no folder"),
    "a link to nothing": (lambda folder: folder.symlink_to("nowhere"), "no installed package and no folder"),
    "a pipe": (pipe, "no installed package and no folder"),
    "a link to a device": (lambda folder: folder.symlink_to("/dev/null"), "no installed package and no folder"),
    "an empty folder": (lambda folder: folder.mkdir(), "no config.cfg"),
}


@pytest.mark.parametrize(("make", "words"), NO_PIPELINE.values(), ids=NO_PIPELINE)
def test_what_is_no_pipeline(tmp_path, text, make, words):
    make(tmp_path / "x")
    assert_told(invoke("extract", text, "--model", tmp_path / "x"), 2, words, path=tmp_path / "x")


@pytest.mark.parametrize(
    "name",
    [
        "nope",
        "typer",
        "entityx",
        "spacy",
        "blank:fr",
        "fr",
        "a\0b",
        "/dev/zero",
        "a" * 300,
        "é" * 5000,
        "../nope",
        "~",
        "*",
    ],
    ids=lambda name: ascii(name)[:20],
)
@pytest.mark.parametrize("command", ["extract", "evaluate"])
def test_names_of_no_model(text, command, name):
    result = invoke(command, text, "--model", name)
    assert_told(result, 2, "cannot load the model", path=repr(name))


@pytest.mark.parametrize("command", ["extract", "evaluate"])
def test_an_empty_name(text, command):
    words = {"extract": "an argument is empty", "evaluate": "cannot load the model ''"}
    assert_told(invoke(command, text, "--model", ""), 2, words[command])


def test_a_folder_that_is_closed(tmp_path, text, monkeypatch):
    is_dir = type(tmp_path).is_dir

    def closed(path):
        if path.name == "x":
            raise PermissionError(13, "Permission denied", str(path))
        return is_dir(path)

    monkeypatch.setattr(type(tmp_path), "is_dir", closed)  # whoever runs tests may be allowed everything
    assert_told(invoke("extract", text, "--model", tmp_path / "x"), 2, "Permission denied", path=tmp_path / "x")


def test_another_process_says_the_same(tmp_path, text):
    (tmp_path / "x").mkdir()
    result = invoke("extract", text, "--model", tmp_path / "x", "--jobs", 2, "-o", tmp_path / "out")
    assert_told(result, 2, "no config.cfg", path=tmp_path / "x")
    assert not (tmp_path / "out").exists()


def replaced(name, before, after):
    """What writes *after* for *before* in a file of a model."""

    def change(folder):
        content = (folder / name).read_text(encoding="utf-8")
        assert before in content
        (folder / name).write_text(content.replace(before, after), encoding="utf-8")

    return change


def content(name, data):
    """What gives a file of a model another content."""
    return lambda folder: (folder / name).write_bytes(data)


def without(name):
    return lambda folder: (folder / name).unlink()


def half(name):
    """What cuts a file of a model."""

    def cut(folder):
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(data[: len(data) // 2])

    return cut


def only_config(folder):
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != CONFIG:
            path.unlink()


def with_meta(**changes):
    def change(folder):
        meta = json.loads((folder / META).read_text(encoding="utf-8"))
        (folder / META).write_text(json.dumps(meta | changes), encoding="utf-8")

    return change


def with_weights(value):
    """What sets some of the weights of a component."""

    def change(folder):
        nlp = spacy.load(folder, vocab=pipeline.stock_vocab(), exclude=pipeline.NOT_SAVED)
        node = nlp.get_pipe("entityx_tagger").model.get_ref("scores")
        node.set_param("W", np.full_like(node.get_param("W"), value))
        nlp.to_disk(folder, exclude=pipeline.NOT_SAVED)

    return change


def from_another(component):
    """What takes the weights of one component for those of *component*."""
    return lambda folder: shutil.copy(folder / "morphologizer" / "model", folder / component / "model")


def directory(name):
    def change(folder):
        (folder / name).unlink()
        (folder / name).mkdir()

    return change


OURS = {
    "only its config": (only_config, "meta.json"),
    "no config": (without(CONFIG), "no config.cfg"),
    "an empty config": (content(CONFIG, b""), "no [nlp] section"),
    "a config of blanks": (content(CONFIG, b" \n\n"), "no [nlp] section"),
    "a config that is none": (content(CONFIG, b"Bonjour\n"), "no section headers"),
    "a config that is JSON": (content(CONFIG, b'{"nlp": {"lang": "fr"}}'), "no section headers"),
    "a config that is not UTF-8": (content(CONFIG, b'[nlp]\nlang = "fr"\n# \xe9\n'), "config.cfg is damaged"),
    "a config in UTF-16": (content(CONFIG, '[nlp]\nlang = "fr"\n'.encode("utf-16")), "config.cfg is damaged"),
    "a binary config": (content(CONFIG, bytes(range(256))), "config.cfg is damaged"),
    "a config without components": (content(CONFIG, b'[nlp]\nlang = "fr"\npipeline = []\n'), "Field required"),
    "a config that is cut": (half(CONFIG), "cannot load"),
    "a config that is a folder": (directory(CONFIG), CONFIG),
    "a config that is a pipe": (lambda folder: pipe(folder / CONFIG), "config.cfg"),
    "a config that is endless": (
        lambda folder: ((folder / CONFIG).unlink(), (folder / CONFIG).symlink_to("/dev/zero")),
        "config.cfg",
    ),
    "of English": (replaced(CONFIG, 'lang = "fr"', 'lang = "en"'), "'en'"),
    "of no language": (replaced(CONFIG, 'lang = "fr"', 'lang = "zz"'), "zz"),
    "no language": (replaced(CONFIG, 'lang = "fr"', ""), "lang"),
    "an unknown factory": (replaced(CONFIG, 'factory = "morphologizer"', 'factory = "nope"'), "nope"),
    "an unknown architecture": (replaced(CONFIG, "spacy.Tagger.v2", "nope.Tagger.v9"), "nope.Tagger.v9"),
    "an unknown tokenizer": (replaced(CONFIG, "entityx.Tokenizer.v1", "nope.v1"), "nope.v1"),
    "an unknown callback": (replaced(CONFIG, "entityx.numpy_blas.v1", "nope.v1"), "nope.v1"),
    "an unknown component": (replaced(CONFIG, '"morphologizer", "ent', '"nope", "ent'), "nope"),
    "a component twice": (replaced(CONFIG, '"morphologizer", "ent', '"tok2vec", "ent'), "'tok2vec' already exists"),
    "a setting of the wrong type": (replaced(CONFIG, "hidden = 128", 'hidden = "wide"'), "hidden"),
    "a setting that is too many": (replaced(CONFIG, "hidden = 128", "hidden = 128\nhideen = 5"), "hideen"),
    "a setting that is missing": (replaced(CONFIG, "hidden = 128", ""), "hidden"),
    "a variable of nothing": (replaced(CONFIG, "hidden = 128", "hidden = ${nope.nope}"), "nope"),
    "weights from a missing file": (replaced(CONFIG, 'factory = "morphologizer"', 'source = "/nope/nope"'), "/nope"),
    "a network of another size": (replaced(CONFIG, "hidden = 128", "hidden = 64"), "dimension 'nI'"),
    "an encoder of another width": (replaced(CONFIG, "width = 96", "width = 32"), "dimension 'nO'"),
    "an encoder of fewer rows": (
        replaced(CONFIG, "rows = [5000, 1000, 2500, 2500]", "rows = [50,10,25,25]"),
        "dimension 'nV'",
    ),
    "a network without sense": (replaced(CONFIG, "hidden = 128", "hidden = -1"), "from -1"),
    "a network without end": (replaced(CONFIG, "hidden = 128", "hidden = 1000000000000"), "from 1000000000000"),
    "layers of another name": (replaced(CONFIG, '["TITLE"]', '["TITRE"]'), "TITRE"),
    "layers without names": (replaced(CONFIG, '["PER", "LOC", "ORG"]', '["PERSON"]'), "PER, LOC, ORG"),
    "no recogniser": (
        replaced(CONFIG, '"tok2vec", "morphologizer", "entityx_tagger"', '"tok2vec", "morphologizer"'),
        "does not find entities",
    ),
    "no parts of speech": (
        replaced(CONFIG, '"morphologizer", "entityx_tagger"', '"entityx_tagger"'),
        "parts of speech",
    ),
    "no encoder": (
        replaced(CONFIG, '"tok2vec", "morphologizer"', '"morphologizer"'),
        "the encoder that morphologizer needs",
    ),
    "no meta.json": (without(META), "meta.json"),
    "an empty meta.json": (content(META, b""), "meta.json"),
    "a meta.json that is cut": (half(META), "meta.json"),
    "a meta.json that is a list": (content(META, b"[]"), "meta.json"),
    "a meta.json that is null": (content(META, b"null"), "meta.json is damaged"),
    "a meta.json that is deep": (content(META, b"[" * 100_000), "meta.json"),
    "a meta.json that is not UTF-8": (content(META, b'{"lang": "\xe9"}'), "meta.json"),
    "a meta.json without a name": (with_meta(name=""), "name"),
    "a version that is none": (with_meta(spacy_version="nope"), "version"),
    "a version that is a number": (with_meta(spacy_version=3), "'int' object"),
    "spaCy 2": (with_meta(spacy_version=">=2.3.0,<2.4.0"), "spaCy"),
    "spaCy 4": (with_meta(spacy_version=">=4.0.0,<5.0.0"), "spaCy"),
    "no encoder's weights": (without("tok2vec/model"), "tok2vec"),
    "no tagger's weights": (without("entityx_tagger/model"), "entityx_tagger"),
    "a component's folder that is missing": (lambda folder: shutil.rmtree(folder / "entityx_tagger"), "entityx_tagger"),
    "a component's folder that is a file": (
        lambda folder: (shutil.rmtree(folder / "tok2vec"), no_file(folder / "tok2vec")),
        "tok2vec",
    ),
    "weights that are a pipe": (lambda folder: pipe(folder / "tok2vec" / "model"), "tok2vec/model is no file"),
    "the encoder's weights cut": (half("tok2vec/model"), "tok2vec/model is damaged"),
    "the morphologizer's weights cut": (half("morphologizer/model"), "morphologizer/model is damaged"),
    "the tagger's weights cut": (half("entityx_tagger/model"), "entityx_tagger/model is damaged"),
    "the morphologizer's labels cut": (half("morphologizer/cfg"), "morphologizer/cfg is damaged"),
    "the morphologizer's labels of another kind": (
        content("morphologizer/cfg", b'{"labels_morph": 5}'),
        "'int' object",
    ),
    "no weights in the file": (content("entityx_tagger/model", b""), "entityx_tagger/model is damaged"),
    "text for weights": (content("entityx_tagger/model", b"Bonjour"), "entityx_tagger/model is damaged"),
    "an empty message for weights": (content("entityx_tagger/model", b"\x80"), "incompatible version of Thinc"),
    "weights of another component": (from_another("entityx_tagger"), "mismatched structure"),
    "weights of another component in the encoder": (from_another("tok2vec"), "mismatched structure"),
    "weights that are no numbers": (with_weights(np.nan), "no numbers"),
    "weights without end": (with_weights(np.inf), "no numbers"),
}


@pytest.mark.parametrize(("change", "words"), OURS.values(), ids=OURS)
def test_a_damaged_pipeline_of_ours(ours, text, change, words):
    change(ours)
    result = invoke("extract", text, "--model", ours)
    assert_told(result, 2, words, path=ours)


OTHER = {
    "strings that are cut": half("vocab/strings.json"),
    "strings that are none": content("vocab/strings.json", b"{"),
    "strings that are numbers": content("vocab/strings.json", b"[1, 2]"),
    "strings with half a sign": content("vocab/strings.json", b'["\\ud800"]'),
    "no strings": without("vocab/strings.json"),
    "vectors that are none": content("vocab/vectors", b"Bonjour"),
    "a vocabulary that is a file": lambda folder: (shutil.rmtree(folder / "vocab"), no_file(folder / "vocab")),
    "an empty vocabulary": lambda folder: (shutil.rmtree(folder / "vocab"), (folder / "vocab").mkdir()),
    "lookups that are none": content("vocab/lookups.bin", b"Bonjour"),
    "a tokenizer that is none": content("tokenizer", b"Bonjour"),
    "no tokenizer": without("tokenizer"),
    "moves that are none": content("ner/moves", b"Bonjour"),
    "no moves": without("ner/moves"),
    "of English": replaced(CONFIG, 'lang = "fr"', 'lang = "en"'),
}


@pytest.mark.parametrize("change", OTHER.values(), ids=OTHER)
def test_a_damaged_pipeline_of_others(other, tmp_path, text, change):
    folder = tmp_path / "model"
    shutil.copytree(other, folder)
    change(folder)
    assert_told(invoke("extract", text, "--model", folder), 2, path=folder)


@pytest.fixture
def look(tmp_path, monkeypatch):
    """A copy of the transformer of the second look, which the accurate model then takes."""
    folder = tmp_path / "look"
    shutil.copytree(models.second_look(), folder)
    for module in (models, pipeline):
        monkeypatch.setattr(module, "second_look", lambda: folder)
    yield folder
    shutil.rmtree(folder)


LOOK = {
    "no graph": (without("graph.onnx"), "graph.onnx"),
    "a graph that is none": (content("graph.onnx", b"Bonjour"), "look/graph.onnx is damaged"),
    "a graph that is cut": (half("graph.onnx"), "look/graph.onnx is damaged"),
    "a graph that is a pipe": (lambda folder: pipe(folder / "graph.onnx"), "graph.onnx is no file"),
    "no pieces": (without("pieces.json"), "pieces.json"),
    "pieces that are none": (content("pieces.json", b"[]"), "look/pieces.json is damaged"),
    "pieces that are cut": (half("pieces.json"), "look/pieces.json is damaged"),
    "no settings": (without("settings.json"), "settings.json"),
    "settings that are none": (content("settings.json", b"{}"), "look/settings.json is damaged"),
    "settings for another tagger": (replaced("settings.json", '"titles"', '"titres"'), "other layers"),
}


@pytest.mark.parametrize(("damage", "words"), LOOK.values(), ids=LOOK)
def test_a_second_look_that_is_damaged(look, text, damage, words):
    damage(look)
    # By its name, for the default is loaded already, and is not loaded twice.
    assert_told(invoke("extract", text, "--model", "accurate"), 2, "cannot load the model 'accurate'", words)


def test_the_fast_model_does_without_it(look):
    (look / "graph.onnx").unlink()
    assert pipeline.SECOND_LOOK not in entityx.load("fast").pipe_names

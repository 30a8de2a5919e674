import json
from importlib.metadata import entry_points

import pytest
import spacy

import entityx
from entityx.errors import ModelError, PatternsError
from entityx.gold import Gold
from entityx.recognise.layers import PATTERNS_KEY
from entityx.recognise.patterns import OwnWords
from entityx.recognise.patterns.user import read_user_patterns
from entityx.recognise.pipeline import COMPONENTS
from entityx.records import LABELS
from entityx.train.corpus import annotated
from tests.tagged import found, parse


def test_components_are_registered_for_those_who_load_a_saved_pipeline():
    registered = {point.name for point in entry_points(group="spacy_factories")}
    assert set(COMPONENTS) <= registered


def test_a_saved_pipeline_can_be_loaded_as_the_model(nlp, tmp_path):
    nlp.to_disk(tmp_path / "model")
    again = entityx.load(tmp_path / "model")
    text = "Le président Awa Koné a signé un accord avec le Mali."
    assert found(again(text), "PER", "LOC", "TITLE", "AGREEMENT") == found(
        nlp(text), "PER", "LOC", "TITLE", "AGREEMENT"
    )
    assert again.pipe_names == nlp.pipe_names


def test_an_unknown_model_is_an_error():
    with pytest.raises(ModelError, match="cannot load the model 'nope'"):
        entityx.load("nope")


def test_a_model_without_entities_is_an_error(tmp_path):
    spacy.blank("fr").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="does not find entities"):
        entityx.load(tmp_path / "blank")


def test_a_model_with_other_labels_is_an_error(tmp_path):
    nlp = spacy.blank("fr")
    nlp.add_pipe("ner").add_label("PERSON")
    nlp.add_pipe("morphologizer").add_label("POS=NOUN")
    nlp.initialize()
    nlp.to_disk(tmp_path / "other")
    with pytest.raises(ModelError, match="knows none of PER, LOC, ORG"):
        entityx.load(tmp_path / "other")


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    path = tmp_path_factory.mktemp("patterns") / "own.jsonl"
    patterns = [
        {"label": "ORG", "pattern": "Kalima"},
        {"label": "LOC", "pattern": [{"LOWER": "val"}, {"LOWER": "bleu"}]},
        {"label": "TITLE", "pattern": [{"LOWER": "griot"}]},
        {"label": "AGREEMENT", "pattern": [{"LOWER": "palabre"}]},
    ]
    path.write_text("\n\n".join(map(json.dumps, patterns)), encoding="utf-8")
    return entityx.load(patterns=path)


@pytest.mark.parametrize(
    "tagged",
    [
        "Hier, [ORG Kalima] a fermé son bureau du [LOC val bleu].",
        "Le vieux [TITLE griot] du marché a chanté.",
        "La [AGREEMENT palabre] du village a duré.",
    ],
)
def test_own_patterns_are_marked_as_they_match(own, nlp, tagged):
    text, expected = parse(tagged)
    labels = {label for _, _, label in expected}
    assert found(own(text), *labels) == expected
    assert found(nlp(text), *labels) != expected


@pytest.mark.parametrize(
    ("mentions", "own_words", "expected"),
    [
        pytest.param("[PER Kalima] dort.", "[ORG Kalima] dort.", "[ORG Kalima] dort.", id="own label wins"),
        pytest.param("[ORG Kalima Sud] dort.", "[LOC Kalima] Sud dort.", "[LOC Kalima] Sud dort.", id="own borders"),
        pytest.param("[ORG Kalima Sud] dort.", "[ORG Kalima] Sud dort.", "[ORG Kalima Sud] dort.", id="part of it"),
        pytest.param("[ORG Kalima] Sud", "[ORG Kalima Sud]", "[ORG Kalima Sud]", id="longer"),
        pytest.param("[PER Awa], griot", "Awa, [TITLE griot]", "[PER Awa], [TITLE griot]", id="other layer"),
    ],
)
def test_own_words_win_in_their_layer(mentions, own_words, expected):
    text, found_by_model = parse(mentions)
    doc = annotated(spacy.blank("fr")(text), Gold("x", text, tuple(found_by_model)))
    doc.spans[PATTERNS_KEY] = [doc.char_span(*place[:2], label=place[2]) for place in parse(own_words)[1]]
    assert found(OwnWords()(doc), *LABELS) == parse(expected)[1]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "line 1 of .* is no pattern"),
        ("[" * 100_000, "line 1 of .* is no pattern"),
        ("[]", "is no pattern"),
        ('{"label": "ORG"}', "is no pattern"),
        ('{"label": "ORG", "pattern": 5}', "is no pattern"),
        ('{"label": "ORG", "pattern": ["Yadran"]}', "is no pattern"),
        ("", "there is no pattern in"),
        ('{"label": "PERSON", "pattern": "Awa"}', "'PERSON'; it should be one of PER, LOC"),
    ],
)
def test_patterns_that_are_none_say_what_is_wrong(tmp_path, line, problem):
    path = tmp_path / "own.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(PatternsError, match=problem):
        read_user_patterns(path)


@pytest.mark.parametrize(
    "token",
    [
        pytest.param({"NOPE": 1}, id="unknown property"),
        pytest.param({"LEMMA": "lion"}, id="property that no component sets"),
        pytest.param({"TEXT": {"REGEX": "("}}, id="regular expression"),
        pytest.param({"LOWER": {"IN": 5}}, id="no list"),
        pytest.param({"_": {"nope": 1}}, id="unknown extension"),
    ],
)
def test_patterns_that_spacy_refuses_are_an_error(tmp_path, token):
    path = tmp_path / "own.jsonl"
    path.write_text(json.dumps({"label": "ORG", "pattern": [token]}), encoding="utf-8")
    with pytest.raises(PatternsError, match="does not take the pattern of line 1 of"):
        entityx.load(patterns=path)


def test_a_missing_file_of_patterns_is_an_error(tmp_path):
    with pytest.raises(PatternsError, match="cannot read the patterns"):
        read_user_patterns(tmp_path / "nope.jsonl")

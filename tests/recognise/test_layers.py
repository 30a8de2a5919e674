import pytest

from entityx.recognise.layers import LAYERS, read_layer, set_mentions, split_at, write_layer
from tests.tagged import found, parse

LABELS = tuple(label for labels in LAYERS.values() for label in labels)


@pytest.mark.parametrize(
    "sentence",
    [
        "[PER Awa Ba] parle à [LOC Ségou].",
        "Le [TITLE maire de [LOC Ségou]] parle.",
        "Un [AGREEMENT accord avec l'[ORG Amicale]] suit.",
        "Un trajet [LOC Ségou]-[LOC Mopti] suit.",
        "Des néo[LOC ségoviens] parlent.",  # begins within a token
        "Des [LOC ségov]iens parlent.",  # ends within one
        "Des néo[LOC ségov]iens parlent.",
        "[PER Awa]ba[LOC Ségou] parle.",
        "[LOC Ségou]",
        "Personne ne parle.",
    ],
)
def test_mentions_are_set_wherever_they_begin_and_end(nlp, sentence):
    text, mentions = parse(sentence)
    doc = nlp(text)
    set_mentions(doc, mentions)
    assert found(doc, *LABELS) == mentions
    assert doc.text == text


def test_mentions_that_were_there_are_replaced(nlp):
    text, mentions = parse("Le [TITLE maire] [PER Awa Ba] signe un [AGREEMENT accord].")
    doc = nlp(text)
    set_mentions(doc, mentions)
    set_mentions(doc, [(0, 2, "LOC")])
    assert found(doc, *LABELS) == {(0, 2, "LOC")}
    set_mentions(doc, [])
    assert found(doc, *LABELS) == set()


@pytest.mark.parametrize(
    ("edges", "parts"),
    [
        ([], ["ségoviens"]),
        ([4, 13], ["ségoviens"]),  # on its edges already
        ([9], ["ségov", "iens"]),
        ([9, 6], ["sé", "gov", "iens"]),
    ],
)
def test_split_at(nlp, edges, parts):
    doc = nlp("Des ségoviens parlent.")
    pos = doc[1].pos_
    split_at(doc, edges)
    split = [token for token in doc if 4 <= token.idx < 13]
    assert [token.text for token in split] == parts
    assert {token.pos_ for token in split} == {pos}
    assert doc.text == "Des ségoviens parlent."


@pytest.mark.parametrize("key", LAYERS)
def test_what_is_written_into_a_layer_is_read_from_it(nlp, key):
    doc = nlp("Le maire parle.")
    span = doc.char_span(3, 8, label=LAYERS[key][0])
    write_layer(doc, key, [span])
    assert list(read_layer(doc, key)) == [span]
    write_layer(doc, key, [])
    assert list(read_layer(doc, key)) == []


def test_a_layer_that_nothing_has_written_is_empty(nlp):
    assert [list(read_layer(nlp.make_doc("Le maire parle."), key)) for key in LAYERS] == [[], [], []]

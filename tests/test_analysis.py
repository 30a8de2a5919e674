"""A long text, in pieces, has what it has in one."""

import unicodedata
from itertools import accumulate, pairwise

import pytest

import entityx
from entityx import pieces
from entityx.read import read_articles
from tests.conftest import PROJECT


@pytest.fixture
def cut(monkeypatch):
    monkeypatch.setattr(pieces, "LONGEST", 1000)


def mentions(document, by=0):
    return [(m.start + by, m.end + by, m.label, m.text) for m in document.mentions]


def test_mentions_of_a_piece_are_those_of_it_alone_where_it_stands(nlp, monkeypatch):
    texts = [f"{article.text}\n\n" for article in read_articles([str(PROJECT / "data" / "raw")])][:6]
    starts = [0, *accumulate(map(len, texts))]
    apart = [one for text, by in zip(texts, starts, strict=False) for one in mentions(entityx.extract(text, nlp), by)]
    monkeypatch.setattr("entityx.analysis.pieces", lambda text: pairwise(starts))
    whole = "".join(texts)
    together = entityx.extract(whole, nlp)
    assert mentions(together) == apart != []
    for mention in together.mentions:
        assert whole[mention.start : mention.end] == mention.text
        assert mention.sentence.start <= mention.start < mention.end <= mention.sentence.end


@pytest.mark.usefixtures("cut")
def test_who_is_named_in_several_pieces_is_one(nlp):
    filler = "Il a plu sur toute la région pendant la nuit. " * 25 + "\n\n"
    text = (
        "Le président Awa Koné est à Bamako. L'Office des puits villageois (OPV) creuse.\n\n"
        + filler
        + "Selon Awa Koné, ministre, l'OPV creuse au Mali.\n\n"
        + filler
        + "Mme Koné a signé un accord avec l'OPV à Bamako, au Mali."
    )
    document = entityx.extract(text, nlp)
    (person,) = document.people
    assert (person.name, person.aliases) == ("Awa Koné", ("Koné",))
    assert {"président", "ministre"} <= set(person.titles)
    assert [text[on.start : on.end] for on in person.mentions] == ["Awa Koné", "Awa Koné", "Koné"]
    assert [(place.name, len(place.mentions)) for place in document.places] == [("Bamako", 2), ("Mali", 2)]
    (office,) = document.organisations
    assert (office.name, office.aliases, len(office.mentions)) == ("Office des puits villageois", ("OPV",), 4)
    (agreement,) = document.agreements
    assert text[agreement.mentions[0].start : agreement.mentions[0].end].startswith("accord")


def test_mentions_of_a_long_text_with_odd_letters_stand_where_they_say(nlp, monkeypatch):
    monkeypatch.setattr(pieces, "LONGEST", 200)
    text = unicodedata.normalize("NFD", "Awa Koné, élue à Ségou, préside. " * 30)
    document = entityx.extract(text, nlp)
    names = [m for m in document.mentions if m.label == "PER"]
    assert len(names) == 30
    assert {unicodedata.normalize("NFC", m.text) for m in names} == {"Awa Koné"}
    assert all(text[m.start : m.end] == m.text for m in document.mentions)

import pytest
import spacy

from entityx.link.agreements.alike import join_alike

BOTH = ("Mali", "Russie")


@pytest.fixture(scope="module")
def nlp():
    made = spacy.blank("fr")
    made.add_pipe("entityx_norms")
    return made


def joined(nlp, *told):
    """The groups that are left of agreements told as (words before, mention, parties), each in a sentence."""
    text, places = "", []
    for before, mention, _ in told:
        text += f"{before} "
        places.append((len(text), len(text) + len(mention)))
        text += f"{mention} . "
    doc = nlp(text)
    for token in doc:
        token.pos_ = "NOUN" if token.text in ("pêche", "accords", "accord", "contrats", "coopération") else "X"
    groups = [[doc.char_span(*place)] for place in places]
    parties = {place[0]: parties for place, (*_, parties) in zip(places, told, strict=True)}
    found = join_alike(groups, lambda group: parties[group[0].start_char])
    return [[mention.text for mention in group] for group in found]


def test_agreements_in_the_plural_with_the_same_parties_are_the_same(nlp):
    told = [("des", "accords de coopération", BOTH), ("trois", "accords majeurs", BOTH), ("ces", "accords", BOTH)]
    assert joined(nlp, *told) == [["accords de coopération", "accords majeurs", "accords"]]


@pytest.mark.parametrize(
    ("before", "mention", "parties"),
    [
        ("ces", "accords", ("Mali", "Togo")),
        ("un", "accord", BOTH),
        ("des", "contrats", BOTH),
        ("des", "accords de pêche", BOTH),
        ("de nouveaux", "accords", BOTH),
    ],
)
def test_what_is_told_apart_stays_apart(nlp, before, mention, parties):
    assert joined(nlp, ("des", "accords", BOTH), (before, mention, parties)) == [["accords"], [mention]]


@pytest.mark.parametrize("parties", [(), ("Mali",)])
def test_where_hardly_a_party_is_named_nothing_is_joined(nlp, parties):
    assert joined(nlp, ("des", "accords", parties), ("ces", "accords", parties)) == [["accords"], ["accords"]]

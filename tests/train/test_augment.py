import random

import pytest

from entityx.gold import Gold, parse_tagged
from entityx.train import augment
from entityx.train.augment import NameSwap, edited, variants


def gold(tagged):
    text, mentions = parse_tagged(tagged)
    return Gold("x", text, tuple(sorted(mentions)))


def texts_of(text):
    return [(label, text.text[start:end]) for start, end, label in text.mentions]


@pytest.fixture(autouse=True)
def seed():
    random.seed(0)


TAGGED = "« L'[TITLE ex-président de l'[ORG État-Ligue]] », a dit [PER Éric Ba]. Il part. [PER Ba] n'a pas signé."


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            augment.other_apostrophes,
            "« L’[TITLE ex-président de l’[ORG État-Ligue]] », a dit [PER Éric Ba]. Il part. [PER Ba] n’a pas signé.",
        ),
        (
            augment.straight_quotes,
            "\"L'[TITLE ex-président de l'[ORG État-Ligue]]\", a dit [PER Éric Ba]. Il part. [PER Ba] n'a pas signé.",
        ),
        (
            augment.bare_capitals,
            "« L'[TITLE ex-président de l'[ORG Etat-Ligue]] », a dit [PER Eric Ba]. Il part. [PER Ba] n'a pas signé.",
        ),
    ],
)
def test_signs_change_and_mentions_stay_with_their_words(change, expected):
    before = gold(TAGGED)
    assert edited(before, change(before)) == gold(expected)


def test_apostrophes_change_the_other_way_too():
    before = gold("l’[ORG Union]")
    assert edited(before, augment.other_apostrophes(before)).text == "l'Union"


def test_one_sentence_is_printed_in_capitals():
    before = gold("[PER Éric Ba] part.")
    assert edited(before, augment.one_sentence_in_capitals(before)) == gold("[PER ÉRIC BA] PART.")


def test_a_text_without_a_sentence_has_no_headline():
    assert augment.one_sentence_in_capitals(gold("sans point")) == []


def test_lines_break_between_sentences_only():
    before = gold("Il part. M. [PER Ba] reste. " * 20)
    after = edited(before, augment.line_breaks(before))
    assert after.text.split() == before.text.split()
    assert "\n" in after.text
    assert "M. Ba" in after.text
    assert "M.\n" not in after.text
    assert texts_of(after) == texts_of(before)


def test_names_are_swapped_within_their_kind_and_alike_everywhere():
    texts = [gold("[PER Awa Koné] parle. [PER Koné] part à [LOC Rome]."), gold("[PER Ida Sow] est à [LOC Oslo].")]
    swap = NameSwap(texts)
    seen = set()
    for _ in range(40):
        after = edited(texts[0], swap(texts[0]))
        full, surname, place = (words for _, words in texts_of(after))
        assert full in ("Awa Koné", "Ida Sow")
        assert surname in (full.split()[-1], "Koné")  # a surname by itself may be swapped for another one, or itself
        assert place == "Rome"  # d'Oslo, but de Rome
        seen.add((full, surname))
    assert ("Ida Sow", "Sow") in seen


def test_a_name_of_two_kinds_is_swapped_by_kind():
    texts = [gold("[PER Jean Paris] quitte [LOC Paris]."), gold("[PER Luc Rome] quitte [LOC Bari].")]
    swap = NameSwap(texts)
    for _ in range(40):
        (_, person), (_, place) = texts_of(edited(texts[0], swap(texts[0])))
        assert (person, place) in {(p, q) for p in ("Jean Paris", "Luc Rome") for q in ("Paris", "Bari")}


@pytest.mark.parametrize(
    ("shares", "changed"),
    [
        ((0, 0, 0, 0), TAGGED),
        ((0, 1, 0, 0), '"L’[TITLE ex-président de l’[ORG État-Ligue]]", a dit [PER Éric Ba]. Il n’a pas signé.'),
        ((0, 0, 0, 1), None),
    ],
)
def test_each_share_is_that_of_its_change(shares, changed):
    text = gold("« L'[TITLE ex-président de l'[ORG État-Ligue]] », a dit [PER Éric Ba]. Il n'a pas signé.")
    (after,) = variants(*shares)([text])
    if changed is None:
        assert after.text.split() == text.text.split()
    elif shares == (0, 0, 0, 0):
        assert after is text
    else:
        assert after == gold(changed)


def test_a_share_of_one_prints_capitals_or_swaps_names_in_every_text():
    texts = [gold("[PER Éric Ba] part."), gold("[PER Éva Sow] part.")]
    assert [after.text for after in variants(0, 0, 1, 0)(texts)] == ["ERIC BA PART.", "EVA SOW PART."]
    swapped = {after.text for _ in range(30) for after in variants(1, 0, 0, 0)(texts[:1] + texts[1:])}
    assert swapped == {"Éric Ba part.", "Éva Sow part."}


def test_a_text_that_nothing_changes_stays_itself():
    text = gold("[PER Ba] part sans rien.")
    (after,) = variants(0, 1, 0, 1)([text])
    assert after is text

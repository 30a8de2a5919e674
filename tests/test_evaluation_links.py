"""The figures of links, each computed by hand."""

import json
import random

import msgspec
import pytest

from entityx.evaluation import Mistake, link_mistakes, score_links
from entityx.gold import Gold, Links, parse_tagged
from entityx.records import Agreement, Document, Person, Span

TEXT, MENTIONS = parse_tagged(
    "La [TITLE mairesse] [PER Awa Ba] salue un [AGREEMENT accord de pêche] et une [AGREEMENT convention minière]. "
    "Toute la ville attendait depuis des mois. La [TITLE ministre] de passage sourit, et [PER Ba] aussi."
)


def spans(words):
    """Where *words* stand first, or nothing."""
    start = TEXT.find(words)
    return (Span(start, start + len(words)),) if start >= 0 else ()


def person(name, aliases=(), titles=()):
    places = [span for title in titles for span in spans(title)]
    return Person(name, tuple(aliases), tuple(titles), mentions=spans(name), title_mentions=tuple(places))


def agreement(words, parties=(), status="unknown", domains=(), **more):
    return Agreement(spans(words), tuple(parties), status, tuple(domains), **more)


def annotated(*things, classed=True):
    """The text with what is annotated in it, and whether its agreements are classed, or which of them."""
    agreements = of(Agreement, things)
    which = (classed,) * len(agreements) if isinstance(classed, bool) else classed
    return Gold("a", TEXT, tuple(sorted(MENTIONS)), Links(of(Person, things), agreements, classed=which))


def document(*things):
    return Document("a", "a", TEXT, {}, (), of(Person, things), (), (), of(Agreement, things))


def of(kind, things):
    return tuple(thing for thing in things if isinstance(thing, kind))


def figures(row, expected, found):
    """Precision, recall and F1 of a row in one text, with what is annotated in it and what was found."""
    return tuple(score_links([annotated(*expected)], [document(*found)])[row].values())


def told(expected, found):
    return [(mistake.missed, mistake.wrong) for mistake in link_mistakes([annotated(*expected)], [document(*found)])]


def test_people_count_by_their_fullest_name():
    found = [person("awa  ba"), person("Ba"), person("Léa Sy")]
    assert figures("people", [person("Awa Ba"), person("Issa Ly")], found) == pytest.approx((1 / 3, 1 / 2, 2 / 5))
    assert figures("people", [person("Eva Weiß")], [person("EVA WEISS")]) == (1, 1, 1)


def test_an_alias_counts_with_the_fullest_name():
    expected = [person("Awa Ba", ["Ba", "Mme Ba"])]
    assert figures("aliases", expected, [person("Awa Ba", ["Ba"])]) == pytest.approx((1, 1 / 2, 2 / 3))
    assert figures("aliases", expected, [person("Awa", ["Ba"])]) == (0, 0, 0)


def test_the_name_itself_is_no_alias():
    assert figures("aliases", [person("Awa Ba", ["AWA BA", "Ba"])], [person("Awa Ba", ["Ba"])]) == (1, 1, 1)


def test_a_title_counts_whatever_its_letter_case_and_apostrophe():
    expected = [person("Awa Ba", titles=["cheffe de l’État"])]
    found = [person("Awa Ba", titles=["Cheffe de l'État", "mairesse"])]
    assert figures("titles-of", expected, found) == pytest.approx((1 / 2, 1, 2 / 3))


def test_a_title_counts_with_its_person():
    assert (
        figures("titles-of", [person("Awa Ba", titles=["mairesse"])], [person("Léa Sy", titles=["mairesse"])])[2] == 0
    )


def test_parties_count_in_the_agreements_found_that_share_a_mention():
    expected = [agreement("accord de pêche", ["Mali", "Niger"]), agreement("convention minière", ["Togo"])]
    found = [agreement("accord", ["Mali"]), agreement("pêche", ["Tchad"]), agreement("ville", ["Togo"])]
    assert figures("parties", expected, found) == pytest.approx((1 / 3, 1 / 3, 1 / 3))


def test_parties_of_an_agreement_found_that_takes_two_for_one_count_in_both():
    expected = [agreement("accord de pêche", ["Mali"]), agreement("convention minière", ["Mali", "Togo"])]
    found = [agreement("accord de pêche et une convention minière", ["Mali"])]
    assert figures("parties", expected, found) == pytest.approx((1, 2 / 3, 4 / 5))


def test_mentions_that_only_touch_are_not_shared():
    assert figures("parties", [agreement("accord de", ["Mali"])], [agreement(" pêche", ["Mali"])]) == (0, 0, 0)


def test_a_domain_is_right_within_a_longer_one_and_around_a_shorter_one():
    expected = [agreement("accord de pêche", domains=["pêche", "mines d'or"])]
    found = [agreement("accord", domains=["pêche en mer", "droits de pêche", "or", "sport"])]
    assert figures("domains", expected, found) == pytest.approx((3 / 4, 1, 6 / 7))


def test_the_status_is_that_of_the_first_agreement_found():
    expected = [agreement("accord de pêche", status="signed"), agreement("convention minière", status="ended")]
    first, second = agreement("accord", status="signed"), agreement("pêche", status="ended")
    assert figures("status", expected, [first, second]) == (1, 1, 1)
    assert figures("status", expected, [second, first]) == (0, 0, 0)
    assert figures("status", expected, [first, agreement("convention")]) == (0.5, 0.5, 0.5)


def test_the_status_of_an_agreement_that_was_not_found_does_not_count():
    assert figures("status", [agreement("accord")], []) == (0, 0, 0)


@pytest.mark.parametrize("row", ["third-parties", "subjects"])
def test_third_parties_and_subjects_count_as_parties_do(row):
    def having(words, *links):
        return agreement(words, ["Mali"], **{row.replace("-", "_"): links})

    expected = [having("accord de pêche", "peace", "trade"), having("convention minière", "energy")]
    found = [having("accord", "peace", "sport"), having("ville", "energy")]
    assert figures(row, expected, found) == pytest.approx((1 / 3, 1 / 3, 1 / 3))


def test_the_kind_is_that_of_the_first_agreement_found():
    expected = [agreement("accord de pêche", kind="treaty"), agreement("convention minière", kind="commercial")]
    first, second = agreement("accord", kind="treaty"), agreement("pêche", kind="peace")
    assert figures("kind", expected, [first, second]) == (1, 1, 1)
    assert figures("kind", expected, [second, first]) == (0, 0, 0)
    assert figures("kind", expected, [first, agreement("convention")]) == (0.5, 0.5, 0.5)
    assert figures("kind", expected, []) == (0, 0, 0)


def test_what_is_not_annotated_with_a_kind_is_not_scored_for_it():
    expected = [
        agreement("accord de pêche", kind="treaty", subjects=("agriculture",)),
        agreement("convention minière", ["Mali"]),
    ]
    found = [
        agreement("accord", kind="treaty", subjects=("agriculture",)),
        agreement("convention", ["Mali"], kind="commercial", subjects=("industry",)),
    ]
    partly = score_links([annotated(*expected, classed=(True, False))], [document(*found)])
    assert (partly["kind"]["f"], partly["subjects"]["f"], partly["parties"]["f"]) == (1, 0, 1)
    of_none = score_links([annotated(*expected, classed=False)], [document(*found)])
    assert list(of_none) == ["people", "aliases", "titles-of", "parties", "domains", "status", "quotable"]


QUOTED = [agreement("accord de pêche", ["Mali", "Togo"], "signed"), agreement("convention minière", ["Niger"])]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (QUOTED, (1, 1)),
        # whatever else is wrong with it, and wherever it is mentioned
        ([agreement("accord", ["Togo", "mali"], "signed", ["or"], kind="peace"), QUOTED[1]], (1, 1)),
        ([agreement("accord de pêche", ["Mali", "Togo"], "ended"), QUOTED[1]], (1 / 2, 1 / 2)),
        ([agreement("accord de pêche", ["Mali"], "signed"), QUOTED[1]], (1 / 2, 1 / 2)),
        ([QUOTED[1]], (1, 1 / 2)),
        ([*QUOTED, agreement("ville")], (2 / 3, 1)),
        # one that is found as two; two that are found as one, which is right for the first
        ([agreement("accord", ["Mali", "Togo"], "signed"), agreement("pêche"), QUOTED[1]], (1 / 3, 1 / 2)),
        ([agreement("accord de pêche et une convention minière", ["Mali", "Togo"], "signed")], (1, 1 / 2)),
        ([], (0, 0)),
    ],
)
def test_an_agreement_can_be_quoted_that_is_found_as_one_with_its_parties_and_its_status(found, expected):
    precision, recall, _ = figures("quotable", QUOTED, found)
    assert (precision, recall) == pytest.approx(expected)


def test_two_alike_that_are_found_as_one_cannot_be_quoted():
    alike = [agreement("accord de pêche", ["Mali"]), agreement("convention minière", ["Mali"])]
    found = [agreement("accord de pêche et une convention minière", ["Mali"])]
    assert figures("quotable", alike, found) == (0, 0, 0)


def any_agreement(chance):
    """An agreement of the text with links by *chance*."""

    def some(*things):
        return tuple(chance.sample(things, chance.randint(0, 2)))

    words = chance.choice(["accord", "accord de pêche", "pêche et une convention", "convention minière", "ville"])
    return agreement(
        words,
        some("Mali", "Togo", "Niger"),
        chance.choice(["signed", "ended"]),
        some("pêche", "droits de pêche", "or"),
        third_parties=some("ONU", "CEDEAO"),
        kind=chance.choice(["treaty", "peace"]),
        subjects=some("trade", "peace", "energy"),
    )


def plain(agreements, classed):
    """*agreements* as a line of annotated texts has them, those that are not *classed* without their kind."""
    records = json.loads(msgspec.json.encode(agreements))
    for record, is_classed in zip(records, classed, strict=True):
        if not is_classed:
            del record["kind"]
    return {"people": [], "mentions": [], "agreements": records}


@pytest.mark.parametrize("seed", range(50))
def test_agreements_count_as_the_shared_scorer_counts_them(seed, scorer):
    chance = random.Random(seed)
    golds, documents, theirs = [], [], ({}, {})
    for number in range(5):
        expected, found = ([any_agreement(chance) for _ in range(chance.randint(0, 3))] for _ in range(2))
        classed = tuple(chance.random() < 0.8 for _ in expected)
        golds.append(annotated(*expected, classed=classed))
        documents.append(document(*found))
        theirs[0][str(number)] = plain(expected, classed)
        theirs[1][str(number)] = plain(found, [True] * len(found))
    table = scorer.score(*theirs)
    for row, ours in score_links(golds, documents).items():
        assert ours == {figure: pytest.approx(table[row][figure] / 100) for figure in "prf"}, row


def test_texts_are_scored_together_and_those_without_links_left_out():
    golds = [annotated(person("Awa Ba")), annotated(person("Awa Ba")), Gold("b", TEXT, ())]
    documents = [document(person("Awa Ba")), document(person("Ba")), document(person("Léa Sy"))]
    assert score_links(golds, documents)["people"] == {"p": 0.5, "r": 0.5, "f": 0.5}
    assert [mistake.id for mistake in link_mistakes(golds, documents)] == ["a", "a"]


def test_mistakes_tell_what_is_missed_and_what_is_wrong_of_whom():
    expected = [person("Awa Ba", ["Ba"], ["mairesse", "ministre"])]
    assert told(expected, [person("Awa Ba", ["Mme Ba"], ["Mairesse"])]) == [
        ("alias Ba of Awa Ba", "alias Mme Ba of Awa Ba"),
        ("title ministre of Awa Ba", ""),
    ]
    assert told([person("Awa Ba")], [person("Ba")]) == [("person Awa Ba", ""), ("", "person Ba")]
    assert told(expected, expected) == []


def test_mistakes_tell_what_is_missed_and_what_is_wrong_of_which_agreement():
    expected = [agreement("accord de pêche", ["Mali", "Togo"], "signed", ["pêche"])]
    assert told(expected, [agreement("accord", ["Niger"], "ended", ["droits de pêche"])]) == [
        ("party Mali and party Togo of accord de pêche", "party Niger of accord de pêche"),
        ("status signed of accord de pêche", "status ended of accord de pêche"),
    ]
    assert told([], [agreement("convention", domains=["mines"])]) == [("", "domain mines of convention")]
    classed = [agreement("accord de pêche", kind="treaty", third_parties=("ONU",), subjects=("trade",))]
    assert told(classed, [agreement("accord de pêche", kind="peace", subjects=("peace",))]) == [
        ("third party ONU of accord de pêche", ""),
        ("subject trade of accord de pêche", "subject peace of accord de pêche"),
        ("kind treaty of accord de pêche", "kind peace of accord de pêche"),
    ]
    assert told(expected, expected) == []


def context(expected, found):
    (mistake,) = link_mistakes([annotated(*expected)], [document(*found)])
    return mistake.context


def test_mistakes_of_a_person_are_told_where_the_words_stand():
    known = person("Awa Ba")
    assert "La ministre de passage" in context([person("Awa Ba", titles=["ministre"])], [known])
    assert "La ministre de passage" in context([known], [person("Awa Ba", titles=["ministre"])])
    assert context([person("Awa Ba", ["Ba"])], [known]).endswith("sourit, et Ba aussi.")
    assert "La mairesse Awa Ba" in context([person("Awa Ba", ["la patronne"])], [known])
    assert context([person("Léa Sy")], []) == ""


def test_mistakes_of_an_agreement_are_told_where_it_stands():
    mistakes = link_mistakes([annotated(agreement("accord de pêche", ["Mali"]))], [document()])
    assert list(mistakes) == [
        Mistake(
            "a",
            "party Mali of accord de pêche",
            "",
            "La mairesse Awa Ba salue un accord de pêche et une convention minière. Toute la vil",
        )
    ]

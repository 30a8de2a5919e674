from dataclasses import replace
from itertools import permutations

import pytest

from entityx.collect import EntityIndex, Ties
from entityx.collect.ties import MOST_NAMES
from entityx.lexicon.countries import states_of_adjectives
from entityx.records import Organisation, Person
from tests.collect.documents import CHINA, MALI, PARIS, document
from tests.tagged import parse


def gathered(*documents):
    index = EntityIndex()
    own = [index.add(one) for one in documents]
    ties = Ties(index)
    for one in own:
        ties.add(index.identified(one))
    return ties


def together(*documents):
    return {(tie.source, tie.target): (tie.sentences, tie.documents) for tie in gathered(*documents).together()}


def held(tagged, *records):
    """What the only title of the only person says."""
    (holding,) = gathered(document(tagged, *records)).holdings()
    return list(holding.organisations), list(holding.countries)


@pytest.mark.parametrize(
    ("tagged", "pairs"),
    [
        ("[PER Awa Ba] est en [LOC Occident].", {("LOC:occident", "PER:awa-ba"): (1, 1)}),
        # source before target, whichever comes first
        ("En [LOC Occident], [PER Awa Ba].", {("LOC:occident", "PER:awa-ba"): (1, 1)}),
        # each sentence once, however often it names them; a sentence that comes again too
        ("[ORG Zed], [ORG Ada], [ORG Zed].", {("ORG:ada", "ORG:zed"): (1, 1)}),
        ("[ORG Zed], [ORG Ada].\n[ORG Ada] a [ORG Zed].", {("ORG:ada", "ORG:zed"): (2, 1)}),
        ("[ORG Zed], [ORG Ada].\n[ORG Zed], [ORG Ada].", {("ORG:ada", "ORG:zed"): (1, 1)}),
        (
            "[ORG Ada], [ORG Bo], [ORG Ci].",
            {(f"ORG:{a}", f"ORG:{b}"): (1, 1) for a, b in (("ada", "bo"), ("ada", "ci"), ("bo", "ci"))},
        ),
        # no entity with itself, none across sentences, no titles and agreements
        ("[ORG Ada] et [ORG ADA].", {}),
        ("[ORG Ada].\n[ORG Zed].", {}),
        ("La [TITLE maire] [PER Awa Ba] signe un [AGREEMENT accord].", {}),
    ],
)
def test_names_of_one_sentence_are_a_pair(tagged, pairs):
    assert together(document(tagged)) == pairs


def test_pairs_are_counted_over_documents():
    assert together(
        document("[ORG Zed] et [ORG Ada].\n[ORG Zed] ou [ORG Ada].", id="1"),
        document("[ORG Zed] et [ORG Ada].", id="2"),
    ) == {("ORG:ada", "ORG:zed"): (3, 2)}


def test_forms_of_one_entity_are_no_pair():
    opv = Organisation("Office des puits villageois", ("OPV",), ())
    assert together(
        document("L'[ORG Office des puits villageois] ([ORG OPV]).", opv, id="1"),
        document("L'[ORG OPV], [ORG Office des puits villageois], à [LOC Occident].", id="2"),
    ) == {("LOC:occident", "ORG:office-des-puits-villageois"): (1, 1)}


@pytest.mark.parametrize(("names", "pairs"), [(MOST_NAMES, MOST_NAMES * (MOST_NAMES - 1) // 2), (MOST_NAMES + 1, 0)])
def test_a_sentence_with_more_names_than_most_is_a_list_and_ties_none(names, pairs):
    listed = ", ".join(f"[ORG club{i}]" for i in range(names))
    assert len(together(document(f"{listed}, [ORG club1], [ORG club2]."))) == pairs


def test_a_list_does_not_undo_other_sentences():
    listed = ", ".join(f"[ORG club{i}]" for i in range(300))
    assert together(document(f"{listed}.\n[ORG club1] et [ORG club2].")) == {("ORG:club1", "ORG:club2"): (1, 1)}


def holder(*confidences, titles=("maire",)):
    """Someone whose titles are as sure as that, where they stand."""
    return Person("Awa Ba", (), titles, (), title_confidences=confidences)


@pytest.mark.parametrize(
    ("confidences", "confidence"),
    [
        ([(), ()], None),
        ([(0.25, 0.75), (0.5,)], 0.75),
        ([(0.25, None), (0.5,)], 0.5),
        ([(), (0.5,)], 0.5),
        ([(0.5, 0.25), ()], 0.5),
        ([(None, None), (0.0,)], 0.0),
    ],
)
def test_a_title_is_as_sure_as_where_it_is_surest(confidences, confidence):
    first, second = confidences
    documents = (
        document("La [TITLE maire] [PER Awa Ba], [TITLE maire].", holder(*first), id="1"),
        document("[PER Awa Ba], [TITLE maire].", holder(*second), id="2"),
    )
    (holding,) = gathered(*documents).holdings()
    assert (holding.mentions, holding.confidence) == (3, confidence)


def test_of_titles_said_as_often_the_surest_comes_first_and_the_unknown_last():
    words = ("maire", "juge", "cheffe", "reine", "reine")
    tagged = ", ".join(f"[TITLE {word}]" for word in words)
    one = document(f"[PER Awa Ba], {tagged}.", holder(None, 0.5, 0.75, 0.25, 0.0, titles=tuple(dict.fromkeys(words))))
    said = [(holding.title, holding.confidence) for holding in gathered(one).holdings()]
    assert said == [("TITLE:reine", 0.25), ("TITLE:cheffe", 0.75), ("TITLE:juge", 0.5), ("TITLE:maire", None)]


OPV = Organisation("Office des puits villageois", ("OPV",), ())


@pytest.mark.parametrize(
    ("title", "records", "organisations", "countries"),
    [
        ("maire", (), [], []),
        ("chef de l'[ORG OPV]", (OPV,), ["ORG:office-des-puits-villageois"], []),
        ("chef de l'[ORG OPV] et du [ORG Sénat]", (), ["ORG:opv", "ORG:senat@a.txt"], []),
        ("ministre de la [LOC République du Mali]", (MALI,), [], ["Mali"]),
        ("ministre malien", (), [], ["Mali"]),
        ("ministre malien du [LOC Mali]", (MALI,), [], ["Mali"]),
        ("ancien ministre sud-africain", (), [], ["Afrique du Sud"]),
        ("émissaire sino-malien", (), [], ["Chine", "Mali"]),
        ("chef de l'[ORG OPV] en [LOC Chine]", (CHINA,), ["ORG:opv"], ["Chine"]),
        # a city is no state, an adjective of two says neither, nor does a name's
        ("maire de [LOC Paris]", (PARIS,), [], []),
        ("ministre congolais", (), [], []),
        ("chef du [ORG Conseil Malien]", (), ["ORG:conseil-malien"], []),
        ("homme afro-américain", (), [], []),
    ],
)
def test_a_title_names_organisations_and_states(title, records, organisations, countries):
    words, _ = parse(title)
    person = Person("Awa Ba", (), (words,), ())
    tagged = f"[ORG Zed] : [PER Awa Ba], [TITLE {title}], à [ORG Ada]."
    assert held(tagged, person, *records) == (organisations, countries)


def test_a_name_that_only_crosses_a_title_is_not_in_it():
    one = document("[PER Awa Ba], [TITLE chef de l'OPV] Ada.", Person("Awa Ba", (), ("chef de l'OPV",), ()))
    other = document("[PER Awa Ba], chef de l'[ORG OPV Ada].")
    title, name = one.mentions[1], other.mentions[1]
    assert title.start < name.start < title.end < name.end
    crossed = replace(one, mentions=(*one.mentions, name), organisations=other.organisations)
    (holding,) = gathered(crossed).holdings()
    assert holding.organisations == ()


def test_titles_are_counted_for_each_person():
    ties = gathered(
        document(
            "La [TITLE maire] [PER Awa Ba], [TITLE Maire], et le [TITLE chef] [PER Bo Li].",
            Person("Awa Ba", (), ("maire", "Maire"), ()),
            Person("Bo Li", (), ("chef",), ()),
            id="1",
        ),
        document("La [TITLE maire].", id="2"),
        document("La [TITLE MAIRE] [PER Awa Ba].", Person("Awa Ba", (), ("MAIRE",), ()), id="3"),
        document("La [TITLE maire] [PER Ba].", Person("Ba", (), ("maire",), ()), id="4"),
    )
    counted = {
        (one.person, one.title): (one.mentions, one.documents, one.first_document, one.last_document)
        for one in ties.holdings()
    }
    assert counted == {
        ("PER:awa-ba", "TITLE:maire"): (3, 2, "1", "3"),
        ("PER:bo-li", "TITLE:chef"): (1, 1, "1", "1"),
        ("PER:ba@4", "TITLE:maire"): (1, 1, "4", "4"),
    }


def test_ties_do_not_depend_on_the_order_of_the_documents():
    documents = [
        document("[ORG Zed] et [ORG Ada].", id="1"),
        document("[ORG Zed], [ORG Ada], [PER Awa Ba].", id="2"),
        document("[PER Awa Ba], [ORG Ada].\n[ORG Ada] : [PER Awa Ba].", id="3"),
    ]
    assert all(together(*order) == together(*documents) for order in permutations(documents))


@pytest.mark.parametrize(
    ("title", "states"),
    [
        ("Président malien", ["Mali"]),
        ("maliennes", ["Mali"]),
        ("présidente franco-malienne", ["France", "Mali"]),
        ("Malien", []),
        ("maire", []),
        ("", []),
    ],
)
def test_states_of_adjectives(title, states):
    assert list(states_of_adjectives(title)) == states

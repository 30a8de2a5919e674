import pytest

from entityx.evaluation import (
    Mistake,
    extracted,
    mention_mistakes,
    named,
    places,
    score_mentions,
    with_gold_mentions,
)
from entityx.gold import Gold, parse_tagged
from entityx.recognise.stock import load_stock


def gold(tagged, name="x"):
    text, mentions = parse_tagged(tagged)
    return Gold(name, text, tuple(sorted(mentions)))


GOLD = gold("Le [TITLE maire de [LOC Ségou]], [PER Awa Ba], quitte l'[ORG Union] et l'[ORG Alliance].")
FOUND = [(3, 8, "TITLE"), (12, 17, "LOC"), (19, 25, "PER"), (35, 40, "PER"), (0, 2, "ORG")]


def test_only_exact_mentions_count():
    rows = score_mentions([GOLD], [FOUND])
    assert rows["LOC"] == {"p": 1, "r": 1, "f": 1}
    assert rows["PER"] == {"p": 0.5, "r": 1, "f": pytest.approx(2 / 3)}
    assert rows["ORG"]["f"] == 0
    assert rows["TITLE"] == {"p": 0, "r": 0, "f": 0}
    assert rows["names"] == {"p": 0.5, "r": 0.5, "f": 0.5}
    assert rows["all"]["p"] == pytest.approx(2 / 5)
    assert rows["all"]["r"] == pytest.approx(2 / 5)
    assert rows["AGREEMENT"]["f"] == 0


def test_mentions_are_scored_to_the_letter():
    assert score_mentions([GOLD], [[(12, 17, "LOC")]])["LOC"]["f"] == 1
    assert score_mentions([GOLD], [[(12, 16, "LOC")]])["LOC"]["f"] == 0


def test_texts_are_scored_together():
    golds = [gold("[PER Awa] part."), gold("[PER Léa] part.")]
    assert score_mentions(golds, [[(0, 3, "PER")], []])["PER"] == {"p": 1, "r": 0.5, "f": pytest.approx(2 / 3)}


def test_mistakes_are_told_with_what_was_found_in_their_place():
    text = gold("Le [TITLE maire de Ségou] quitte l'[ORG Union] et Rome.", "a")
    place = text.text.index("Rome")
    found = [(3, 8, "TITLE"), (place, place + 4, "LOC")]
    assert list(mention_mistakes([text], [found])) == [
        Mistake("a", "ORG Union", "", "Le maire de Ségou quitte l'Union et Rome."),
        Mistake("a", "", "LOC Rome", "Le maire de Ségou quitte l'Union et Rome."),
        Mistake("a", "TITLE maire de Ségou", "TITLE maire", "Le maire de Ségou quitte l'Union et Rome."),
    ]
    assert list(mention_mistakes([text], [list(text.mentions)])) == []


def test_pipelines_give_their_mentions_in_the_text_as_it_stands(nlp):
    texts = [gold("Le\u00a0[TITLE président] [PER Awa Koné] est à [LOC Bamako].")]
    assert set(places(extracted(texts, nlp))[0]) == set(texts[0].mentions)
    assert (28, 34, "LOC") in named(texts, load_stock())[0]


def test_links_are_made_from_the_annotated_mentions(nlp):
    text = gold("La [TITLE chaise] [PER Awa Ba] parle à Bamako.")
    (document,) = with_gold_mentions([text], nlp)
    assert places([document]) == [list(text.mentions)]
    assert [(one.name, one.titles) for one in document.people] == [("Awa Ba", ("chaise",))]


@pytest.mark.parametrize(
    "tagged",
    [
        "Le\u00a0[TITLE pré\u00adsident] [PER Awa\u00a0 Kone\u0301] est là.",
        "Voici \u00a0[PER Awa Ba]\u00a0 ici.",
    ],
)
def test_annotated_mentions_stay_in_place_in_untidy_texts(tagged, nlp):
    text = gold(tagged)
    assert places(with_gold_mentions([text], nlp)) == [list(text.mentions)]


def test_annotated_mentions_are_linked_in_the_text_as_the_pipeline_reads_it(nlp):
    (document,) = with_gold_mentions([gold("Le [TITLE pré\u00adsident] [PER Awa\u00a0 Kone\u0301] est là.")], nlp)
    assert [(one.name, one.titles) for one in document.people] == [("Awa Koné", ("président",))]


def test_an_annotated_mention_may_end_with_signs_that_are_not_read(nlp):
    (document,) = with_gold_mentions([gold("[PER \u00adAwa Ba\u00ad] part.")], nlp)
    assert places([document]) == [[(1, 7, "PER")]]


def test_an_annotated_mention_may_be_part_of_the_only_word(nlp):
    (document,) = with_gold_mentions([gold("l'A[PER wa]")], nlp)
    assert places([document]) == [[(3, 5, "PER")]]
    (document,) = with_gold_mentions([gold("A[PER wa]")], nlp)
    assert places([document]) == [[(1, 3, "PER")]]

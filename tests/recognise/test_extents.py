"""Where titles end, by the rules alone: from what a model could have found to what the office is."""

import pytest

from entityx.recognise.extents import Extents
from entityx.recognise.layers import TITLES_KEY, read_layer, set_mentions
from tests.tagged import found, parse


@pytest.mark.parametrize(
    ("tagged", "expected"),
    [
        # clauses, dates and signs are no part of it
        (
            "On prie le [TITLE chef de l'État de visiter] la ville.",
            "On prie le [TITLE chef de l'État] de visiter la ville.",
        ),
        ("Le [TITLE maire chargé d'organiser] la fête dort.", "Le [TITLE maire] chargé d'organiser la fête dort."),
        (
            "Il est [TITLE auteur d'un rapport montrant les] faits.",
            "Il est [TITLE auteur d'un rapport] montrant les faits.",
        ),
        ("Une [TITLE écrivaine basée à Dakar] parle.", "Une [TITLE écrivaine] basée à Dakar parle."),
        ("Il est [TITLE président depuis mars].", "Il est [TITLE président] depuis mars."),
        ("Elle fut [TITLE directrice du port en 2019].", "Elle fut [TITLE directrice du port] en 2019."),
        ("Pour le [TITLE ministre et par délégation],", "Pour le [TITLE ministre] et par délégation,"),
        ("Awa Ba, [TITLE ministre du Plan –] Ali Sow", "Awa Ba, [TITLE ministre du Plan] – Ali Sow"),
        (
            "Le [TITLE président malien à [LOC Lusaka]] rit.",
            "Le [TITLE président malien] à [LOC Lusaka] rit.",
        ),
        # the office of another: with a name, each has its own
        (
            "Le [TITLE porte-parole du Premier ministre] [PER Awa Ba] dément.",
            "Le [TITLE porte-parole] du [TITLE Premier ministre] [PER Awa Ba] dément.",
        ),
        (
            "L'[TITLE avocat de l'ancien président malien] [PER Ba] dément.",
            "L'[TITLE avocat] de l'[TITLE ancien président malien] [PER Ba] dément.",
        ),
        # where the other is named too, it is all of the office
        (
            "Le [TITLE porte-parole du président] [PER Ba], M. [PER Sow], dément.",
            "Le [TITLE porte-parole du président [PER Ba]], M. [PER Sow], dément.",
        ),
        (
            "[PER Ali Sow], [TITLE porte-parole du président] [PER Ba], dément.",
            "[PER Ali Sow], [TITLE porte-parole du président [PER Ba]], dément.",
        ),
    ],
)
def test_a_title_ends_where_the_office_ends(nlp, tagged, expected):
    text, mentions = parse(tagged)
    doc = nlp(text)
    set_mentions(doc, sorted(mentions))
    before = [span.text for span in read_layer(doc, TITLES_KEY)]
    list(Extents().find(doc))
    assert [span.text for span in read_layer(doc, TITLES_KEY)] == before  # finding writes nothing
    assert parse(expected)[0] == text
    assert found(Extents()(doc), "TITLE", "PER", "LOC", "ORG") == parse(expected)[1]


@pytest.mark.parametrize(
    "tagged",
    [
        "Le [TITLE ministre des Mines et du Pétrole] parle.",
        "La [TITLE ministre de la Jeunesse, des Sports et des Loisirs] parle.",
        "La [TITLE ministre chargée des Sports] parle.",
        "Le [TITLE médecin consultant] parle.",
        "L'[TITLE ambassadeur à [LOC Lusaka]] parle.",
        "Le [TITLE président de la fédération des étudiants à [LOC Lusaka]] parle.",
        "Le [TITLE chef du [ORG Mouvement du 23 mars]] parle.",
        "Le [TITLE Pr.] [PER Ba] parle.",
        # one office, whatever the words
        "Le [TITLE président de la République] [PER Awa Ba] parle.",
        "Le [TITLE procureur du roi] [PER Ali Sow] parle.",
        "Le [TITLE substitut du procureur] [PER Ali Sow] parle.",
        # a name that does not follow at once is of the first office
        "Le [TITLE directeur de cabinet du préfet], [PER Ali Sow], parle.",
        "Le [TITLE directeur de cabinet du préfet] parle.",
    ],
)
def test_what_defines_the_office_stays(nlp, tagged):
    text, mentions = parse(tagged)
    doc = nlp(text)
    set_mentions(doc, sorted(mentions))
    assert found(Extents()(doc), "TITLE", "PER", "LOC", "ORG") == mentions


def test_a_text_without_titles_stays(nlp):
    assert not read_layer(Extents()(nlp.make_doc("La pluie tombe.")), TITLES_KEY)

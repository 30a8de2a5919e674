"""The trained pipeline on sentences written for the guidelines: plain cases of every rule, so none may fail."""

import pytest

from entityx.records import LABELS
from tests.tagged import found, parse


@pytest.mark.parametrize(
    "tagged",
    [
        # persons: no civility, rank or title
        "M. [PER Adama Kouyaté] a reçu Mme [PER Traoré] hier.",
        "Le [TITLE président] [PER Mamadou Koné] est arrivé mardi.",
        "Le [TITLE général] [PER Issa Cissoko] commande la zone.",
        "Le [TITLE Dr] [PER Nadia Benali] soigne les enfants.",
        "« Nous partons », a déclaré M. [PER Lebrun].",
        # places: a country is a place, without its article
        "La [LOC Chine] a répondu aux [LOC États-Unis].",
        "Il vit en [LOC Côte d’Ivoire], près du [LOC lac Tchad].",
        "Le [LOC Kremlin] dément.",
        "Des combats ont éclaté dans le nord du [LOC Niger].",
        "Elle vit à [LOC Amiens], dans la région de [LOC Picardie].",
        # organisations: whole names, acronyms by themselves, common nouns left out
        "L'[ORG Organisation mondiale de la santé] ([ORG OMS]) appelle au calme.",
        "Le [ORG ministère des Affaires étrangères] a démenti.",
        "L'[ORG Assemblée nationale] a voté la loi.",
        "Le gouvernement malien et l'armée française se taisent.",
        "[ORG Orange] et [ORG Renault] ont publié leurs comptes.",
        # nothing: peoples, languages, events
        "Les Maliens parlent français et bambara.",
        "La Coupe d'Afrique des nations commence en janvier.",
        # titles before the name, behind it, standing for the person
        "[PER Awa Diarra], [TITLE ministre du Budget], a signé.",
        "[PER Paul Mba], [TITLE économiste] et [TITLE professeur de droit], publie un livre.",
        "Le [TITLE chef de l’État malien] est rentré à [LOC Bamako].",
        "Le [TITLE Premier ministre] et le [TITLE ministre de la Défense] sont partis.",
        "L'[TITLE ancien président] [PER Jean Ndong] témoigne.",
        "L'[TITLE ex-Premier ministre danois] est attendu.",
        "Le [TITLE secrétaire général de l'[ORG ONU]] appelle au calme.",
        "Elle a été nommée [TITLE ministre de la Défense].",
        "Le [TITLE ministre malien de la Défense], le [TITLE colonel] [PER Issa Cissoko], commande.",
        # nothing: civilities, plural classes
        "Les ministres et les présidents africains se réunissent.",
        # agreements: from the head to the last complement, without the parties
        "Plusieurs [AGREEMENT accords de coopération] ont été signés.",
        "Trois [AGREEMENT accords majeurs] ont été conclus.",
        "Un [AGREEMENT accord de coopération militaire] entre le [LOC Mali] et la [LOC Russie] est prêt.",
        "Ils respectent l'[AGREEMENT accord de [LOC Paris]].",
        "Le [AGREEMENT cessez-le-feu] tient.",
        "Un [AGREEMENT mémorandum d'entente] a été paraphé.",
        "Ils ont signé un [AGREEMENT partenariat stratégique] à [LOC Dakar].",
        # nothing: other senses
        "Il est d'accord avec nous.",
        "Ils ont décidé d'un commun accord.",
        "Un partenariat plus équitable entre les deux États est souhaité.",
        "Ils cherchent un terrain d'entente.",
    ],
)
def test_plain_sentences(nlp, tagged):
    text, expected = parse(tagged)
    assert found(nlp(text), *LABELS) == expected


@pytest.mark.parametrize("change", [str, lambda text: text.replace("'", "’"), lambda text: text.replace("É", "E")])
def test_signs_make_no_difference(nlp, change):
    text, expected = parse("L'[TITLE ex-chef de l'État] [PER Éric Ndong] est rentré d'[LOC Égypte].")
    assert found(nlp(change(text)), *LABELS) == expected


def test_a_line_break_ends_a_mention(nlp):
    text, expected = parse("Visite à [LOC Bamako]\n\n[PER Awa Koné] est arrivée mardi.\n")
    assert found(nlp(text), "PER", "LOC") == expected


def test_a_surname_alone_is_known_by_the_full_name_elsewhere(nlp):
    text, expected = parse("[PER Awa Rossignol] est arrivée. Le lendemain, [PER Rossignol] est repartie.")
    assert found(nlp(text), "PER") == expected


def test_texts_are_found_alike_alone_and_among_others(nlp):
    texts = ["Le président Awa Koné est là.", "Rien.", "", "Un accord avec l'ONU a été signé à Dakar. " * 40]
    assert [found(doc, *LABELS) for doc in nlp.pipe(texts)] == [found(nlp(text), *LABELS) for text in texts]

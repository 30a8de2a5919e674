import pytest

from entityx.link.organisations import link_organisations
from entityx.recognise.layers import set_mentions
from tests.tagged import parse


@pytest.fixture
def organisations(nlp):
    def link(sentence):
        text, mentions = parse(sentence)
        doc = nlp(text)
        set_mentions(doc, mentions)
        return link_organisations(doc)

    return link


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "L'[ORG Amicale des pêcheurs de Ségou] ([ORG APS]) chante. L'[ORG APS] rit.",
            {"Amicale des pêcheurs de Ségou": ("APS",)},
        ),
        (
            "L'[ORG APS] ([ORG Amicale des pêcheurs de Ségou]) chante. L'[ORG APS] rit.",
            {"Amicale des pêcheurs de Ségou": ("APS",)},
        ),
        # the acronym before it is explained
        (
            "L'[ORG APS] rit. L'[ORG Amicale des pêcheurs de Ségou] ([ORG APS]) chante.",
            {"Amicale des pêcheurs de Ségou": ("APS",)},
        ),
        # of another language: only the brackets tell
        (
            "Le [ORG Fonds des forêts du monde] ([ORG WFF]) plante. Le [ORG WFF] arrose.",
            {"Fonds des forêts du monde": ("WFF",)},
        ),
        ("L'[ORG Amicale des pêcheurs] (l'[ORG AP]) chante.", {"Amicale des pêcheurs": ("AP",)}),
        ("[ORG KERING] ([ORG MAISON GUCCI]) COUD.", {"KERING": (), "MAISON GUCCI": ()}),
        ("[ORG AMICALE DES PÊCHEURS] ([ORG AP]) CHANTE.", {"AMICALE DES PÊCHEURS": ("AP",)}),
        ("[ORG Kering] ([ORG Gucci]) coud.", {"Kering": (), "Gucci": ()}),
        ("[ORG Étoile] coud. [ORG ETOILE] brode. [ORG étoile] file.", {"Étoile": ("ETOILE", "étoile")}),
        # no brackets, but the initials
        (
            "L'[ORG Amicale des pêcheurs de Ségou] chante. L'[ORG APS] rit.",
            {"Amicale des pêcheurs de Ségou": ("APS",)},
        ),
        ("L'[ORG AP] rit. L'[ORG Amicale et Pêche] chante.", {"Amicale et Pêche": ("AP",)}),
        ("L'[ORG AEP] rit. L'[ORG Amicale et Pêche] chante.", {"Amicale et Pêche": ("AEP",)}),
        ("L'[ORG Amicale des pêcheurs] chante. L'[ORG APS] rit.", {"Amicale des pêcheurs": (), "APS": ()}),
        ("L'[ORG Amicale des pêcheurs] chante. [ORG Ap] rit.", {"Amicale des pêcheurs": (), "Ap": ()}),
        (
            "L'[ORG Amicale des pêcheurs] et l'[ORG Atelier du pain] chantent. L'[ORG AP] rit.",
            {"Amicale des pêcheurs": (), "Atelier du pain": (), "AP": ()},
        ),
        # the brackets say which of them
        (
            "L'[ORG Amicale des pêcheurs] ([ORG AP]) et l'[ORG Atelier du pain] chantent. L'[ORG AP] rit.",
            {"Amicale des pêcheurs": ("AP",), "Atelier du pain": ()},
        ),
        # without its kind
        ("Le [ORG Groupe Yadran] coud. [ORG Yadran] brode.", {"Groupe Yadran": ("Yadran",)}),
        ("[ORG Yadran] coud. La [ORG société Yadran] brode.", {"société Yadran": ("Yadran",)}),
        ("Le [ORG Yadran FC] gagne. [ORG Yadran] rit.", {"Yadran FC": ("Yadran",)}),
        (
            "Le [ORG FC Yadran] et l'[ORG AS Yadran] jouent. [ORG Yadran] rit.",
            {"FC Yadran": (), "AS Yadran": (), "Yadran": ()},
        ),
        ("L'[ORG Atelier Yadran] coud. [ORG Yadran] brode.", {"Atelier Yadran": (), "Yadran": ()}),
        # one acronym for two names stands for neither
        (
            "L'[ORG Amicale des potiers] ([ORG AP]) rit, l'[ORG Atelier du pain] ([ORG AP]) aussi.",
            {"Amicale des potiers": (), "AP": (), "Atelier du pain": ()},
        ),
        ("[PER Awa Ba] rit à [LOC Ségou].", {}),
    ],
)
def test_organisations_of_a_text(organisations, sentence, expected):
    found = organisations(sentence)
    assert {org.name: org.aliases for org in found} == expected
    assert [org.name for org in found] == list(expected)


def test_every_mention_is_kept(organisations):
    sentence = "L'[ORG Amicale des pêcheurs] ([ORG AP]) chante. L'[ORG AP] rit."
    _, mentions = parse(sentence)
    (org,) = organisations(sentence)
    assert [(at.start, at.end) for at in org.mentions] == sorted((start, end) for start, end, _ in mentions)

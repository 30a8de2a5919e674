import pytest

from entityx.lexicon.acronyms import acronyms_of, is_acronym_of


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("APS", "Amicale des pêcheurs de Ségou", True),
        ("Aps", "Amicale des pêcheurs de Ségou", True),
        ("WFF", "Fonds des forêts du monde", True),
        ("A.P.S.", "Amicale des pêcheurs de Ségou", True),
        ("Asp", "Amicale des pêcheurs de Ségou", False),  # the initials, in another order
        ("A", "Amicale des pêcheurs", False),
        ("A P S", "Amicale des pêcheurs de Ségou", False),
        ("APS", "Amicale", False),
        ("ABCDEFGHIJKLM", "Amicale des pêcheurs", False),
        ("Kering", "Gucci", False),
        ("Kering", "Maison Gucci", False),
        ("2024", "Amicale des pêcheurs", False),
    ],
)
def test_is_acronym_of(short, full, expected):
    assert is_acronym_of(short, full) is expected


@pytest.mark.parametrize(
    ("full", "expected"),
    [
        ("Amicale des pêcheurs de Ségou", {"APS", "ADPDS"}),
        ("Amicale et Pêche", {"AP", "AEP"}),
        ("Étoile d'or", {"EO", "EDO"}),
        ("Jean-Rouch Films", {"JRF"}),
        ("Kering", set()),
        ("Les Échos", {"LE"}),
        ("M & M", {"MM"}),
        ("Un deux trois quatre cinq six sept huit neuf dix onze douze treize", set()),
        ("!", set()),
    ],
)
def test_acronyms_of(full, expected):
    assert acronyms_of(full) == expected

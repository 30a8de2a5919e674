"""Titles on lines of their own."""

import pytest

from entityx.link.layout import holders_on_lines
from entityx.recognise.layers import TITLES_KEY, read_layer, set_mentions
from tests.tagged import parse


@pytest.mark.parametrize(
    ("tagged", "holders"),
    [
        # the office above the name, in a list, with blank lines, with a colon, with a rank
        (
            "[TITLE Ministre du Plan]\nMme [PER Awa Ba]\n[TITLE Ministre de l'Eau]\nM. [PER Ali Sow]",
            {"Ministre du Plan": "Awa Ba", "Ministre de l'Eau": "Ali Sow"},
        ),
        ("[TITLE Ministre du Plan]\n\nMme [PER Awa Ba]", {"Ministre du Plan": "Awa Ba"}),
        ("[TITLE Directeur du port] :\n[TITLE Colonel] [PER Ali Sow]", {"Directeur du port": "Ali Sow"}),
        # two offices of one
        (
            "[TITLE Ministre d'État],\n[TITLE ministre du Plan]\n[PER Awa Ba]",
            dict.fromkeys(["Ministre d'État", "ministre du Plan"], "Awa Ba"),
        ),
        # under the name, as under a letter
        (
            "[PER Awa Ba]\n[TITLE Ministre du Plan]\n[PER Ali Sow]\n[TITLE Ministre de l'Eau]",
            {"Ministre du Plan": "Awa Ba", "Ministre de l'Eau": "Ali Sow"},
        ),
        ("Bien à vous,\nLe [TITLE secrétaire général]\n[PER Ali Sow]", {"secrétaire général": "Ali Sow"}),
        # not where a line says more, stands further away, or there are no lines
        ("Le [TITLE maire] est là.\n[PER Awa Ba]", {}),
        ("[TITLE Ministre du Plan]\n[PER Awa Ba] est partie.", {}),
        ("[TITLE Ministre du Plan]\nLa suite en page 4.\n[PER Awa Ba]", {}),
        ("La [TITLE ministre], [PER Awa Ba]", {}),
    ],
)
def test_an_office_on_its_own_line_is_of_the_name_on_the_next(nlp, tagged, holders):
    text, mentions = parse(tagged)
    doc = nlp(text)
    set_mentions(doc, sorted(mentions))
    found = holders_on_lines(doc, [ent for ent in doc.ents if ent.label_ == "PER"], read_layer(doc, TITLES_KEY))
    assert {title.text: name.text for title, name in found.items()} == holders

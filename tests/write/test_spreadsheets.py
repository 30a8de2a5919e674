import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entityx.write.spreadsheets import marked

# What LibreOffice 7.4 makes of each cell of VALUES when a CSV file with it is opened in French (fr) or English (en);
# those with * only where "detect special numbers" is on.
VALUES = [
    *("00123", "007", "00", "1E5", "1e5", " 12", "12 ", "\u00a012", "1234567890123456"),  # numbers, fr and en
    *("1.5E-3", "1.50", ".5", "5.", "1,000,000"),  # numbers, en
    *("1,5", ",5", "1 000", "1\u00a0000", "00 123", "10 000,50"),  # numbers, fr
    *("1 e5", "1e 5", "1 1/2", "(12)", "12-", "(1,234)", "1e400"),  # numbers*, fr and en
    *("12%", "12 %", "12,5 %", "$12", "12 $", "12 €", "€12"),  # percentages and amounts*
    *("2021-03-12", "2021-03-12T10:30:00"),  # days, fr and en
    *("1/2", "1/2/2024", "12/03/2021", "21-03-12", "2021-3-2", "2021-03-12 10:30", "2021-03-12T10:30"),  # days*
    *("12.03.2021", "12-03-2021", "1-2-3", "1.2.3", "12 mars", "12 mars 2024", "12-mars-24", "mars 2024"),  # days*, fr
    *("Mai 68", "mai-68", "11 sept.", "DÉC. 2020", "Août 2020", "14 Juillet 1789", "12 mars 2024 10:30"),  # days*, fr
    *("lundi 12 mars 2024", "sam. 12 mars 2024", "samedi 12/03/2021"),  # days*, fr
    *("March 12, 2024", "Mar-24", "sept 11", "dec. 2020", "September 11", "Sunday, March 12, 2024"),  # days*, en
    *("10:30", "24:00", "10:30:15", "12:30:45,5", "5 am", "5pm", "0+pm", "5 a.m."),  # times*; the last in Ireland
    *("VRAI", "Faux", " VRAI", "TRUE", "false "),  # truth values*
    *("3-4", "2021-03", "SEPT2", "MARCH1", "11-Septembre", "14-juillet", "5 p", "123456789012"),  # changed by Excel
    *("#N/A", "#REF!", "#DIV/0!", "#NOM?", "#VALEUR!"),  # errors in Excel
    *(
        "14-18",
        "1914-1918",
        "01 23 45 67 89",
        "fevrier 2020",
        "１２",
        "\u221212",
    ),  # texts; like those above all the same
]
TEXTS = [
    *("Awa Ba", "Mali", "Mars", "mai", "Mardi", "March", "Marseille 2", "Mai Ndombe", "Vraiment", "Vrai ou faux ?"),
    *("G20", "A1", "E40", "F-16", "PM 2,5", "1er", "1er mars 2024", "le 12 mars 2024", "12 personnes", "4x4"),
    *("12 mars : la trêve", "COVID-19", "10h30", "2024/05/article.txt", "2024_05", "#MeToo", "# 1 du Mali", "½", "²"),
    *(
        "« 12 ans »",
        "« Mali »",
        "…",
        "—",
        "",
        " ",
        "123e4567-e89b-12d3-a456-426614174000",
        "l'ONU",
        "C++",
        "a=b",
        "a@b.c",
    ),
]
SHOWN_ALIKE = ["0", "12", "2021", "20210312", "12345678901"]
UNSEEN = "\0\x01\x1b\x7f\x85\ufeff\u200b\u00ad\u202e \u00a0\u2028\u2029\u3000\ue000\uffff\u0301\ufe0f\U000e0001"
"""One of each kind at least; LibreOffice drops NUL, so that a formula stands first."""


@pytest.mark.parametrize("sign", "=+-@＝﹦⁼₌＋﹢⁺－﹣＠﹫")
@pytest.mark.parametrize("unseen", ["", *UNSEEN, UNSEEN])
def test_what_may_be_a_formula_is_marked_whatever_stands_unseen_before_it(sign, unseen):
    assert marked(f"{unseen}{sign}A1") == f"'{unseen}{sign}A1"


def test_what_is_unseen_is_judged_by_its_unicode_category():
    unseen = [
        sign for sign in map(chr, range(0x110000)) if unicodedata.category(sign) in ("Cc", "Cf", "Zs", "Zl", "Zp")
    ]
    assert len(unseen) > 200
    assert [sign for sign in unseen if not marked(f"{sign}=A1").startswith("'")] == []


@pytest.mark.parametrize("text", ["\ttext", "\ntext", "\rtext", "'text", "''"])
def test_what_a_spreadsheet_drops_at_the_beginning_is_marked(text):
    assert marked(text) == f"'{text}"


@pytest.mark.parametrize("text", VALUES)
def test_a_text_that_would_become_a_value_is_marked(text):
    assert marked(text) == f"'{text}"


@pytest.mark.parametrize("text", [*TEXTS, *SHOWN_ALIKE])
def test_a_text_that_shows_as_it_stands_is_not(text):
    assert marked(text) == text


@given(text=st.text(max_size=30) | st.text(alphabet="'12-/.:=+ \t\nEemarsVRAI", max_size=8))
def test_any_text_can_be_had_back(text):
    cell = marked(text)
    assert cell in (text, f"'{text}")
    assert cell.removeprefix("'") == text
    assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n")

"""When, where and how many: with tagged mentions, so that nothing hangs on what the recogniser finds."""

from datetime import date

import pytest

from entityx.gold import parse_tagged
from entityx.link.agreements.circumstances import Circumstances
from entityx.link.document import link_document
from entityx.recognise.layers import AGREEMENTS_KEY, read_layer, set_mentions
from entityx.records import Article

THURSDAY = "2025-06-12"


def recognised(tagged, nlp):
    text, mentions = parse_tagged(tagged)
    doc = nlp(text)
    set_mentions(doc, sorted(mentions))
    return doc


def agreements(tagged, nlp, written=THURSDAY):
    doc = recognised(tagged, nlp)
    article = Article(id="a", source="", text=doc.text, metadata={"date": written} if written else {})
    return link_document(article, doc).agreements


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Le Togo a signé un [AGREEMENT accord] le 12 mars 2021.", "2021-03-12"),
        ("Le Togo a signé un [AGREEMENT accord] le 1er mars 2021.", "2021-03-01"),
        ("Le Togo a conclu un [AGREEMENT traité] en août 1991.", "1991-08"),
        ("Le Togo a conclu un [AGREEMENT traité] en aout 1991.", "1991-08"),
        ("L'[AGREEMENT accord] de 2015 est respecté.", "2015"),
        ("L'[AGREEMENT accord] (2015) est respecté.", "2015"),
        ("L'[AGREEMENT accord de 2015 sur la pêche] est respecté.", "2015"),
        ("L'[AGREEMENT accord], paraphé mardi, porte sur la pêche.", "2025-06-10"),
        ("L'[AGREEMENT accord], paraphé jeudi, porte sur la pêche.", "2025-06-12"),
        ("L'[AGREEMENT accord], paraphé jeudi dernier, porte sur la pêche.", "2025-06-05"),
        ("L'[AGREEMENT accord] a été dénoncé l'an dernier.", "2024"),
        ("L’[AGREEMENT accord] a été dénoncé l’an dernier.", "2024"),
        ("L'[AGREEMENT accord] a été signé le mois dernier.", "2025-05"),
        ("L'[AGREEMENT accord] a été signé hier.", "2025-06-11"),
        ("L'[AGREEMENT accord] a été signé avant-hier.", "2025-06-10"),
        ("L'[AGREEMENT accord] a été signé aujourd'hui.", "2025-06-12"),
        ("L'[AGREEMENT accord] a été signé le 12 mars.", "2025-03-12"),
        ("L'[AGREEMENT accord] a été signé le 12 juillet.", "2024-07-12"),
        ("L'[AGREEMENT accord] sera signé le 12 mars.", "2026-03-12"),
        ("L'[AGREEMENT accord] sera signé mardi.", "2025-06-17"),
        ("L'[AGREEMENT accord] a été signé en juin dernier.", "2024-06"),
        ("L'[AGREEMENT accord] a été signé il y a deux ans.", "2023"),
        ("L'[AGREEMENT accord] a été signé il y a six mois.", "2024-12"),
        ("L'[AGREEMENT accord] a été signé il y a 12 jours.", "2025-05-31"),
        ("Mercredi, le Togo et le Bénin ont signé un [AGREEMENT accord].", "2025-06-11"),
        ("Signé en 2003, le [AGREEMENT traité] est respecté.", "2003"),
        ("Le Togo a signé en 2003 un [AGREEMENT accord] (pêche et thon) avec le Bénin.", "2003"),
        ("La signature, en 2003, de l'[AGREEMENT accord] a surpris.", "2003"),
    ],
)
def test_date(nlp, text, iso):
    (agreement,) = agreements(text, nlp)
    assert agreement.date == iso


@pytest.mark.parametrize(
    "text",
    [
        "Un [AGREEMENT accord] a été signé.",
        "Le Togo veut signer un [AGREEMENT accord] avant 2030.",
        "Le Togo a signé un [AGREEMENT accord] jusqu'en 2027.",
        "L'[AGREEMENT accord] sera signé d'ici le 12 juillet.",
        "Le Togo appliquera dès janvier l'[AGREEMENT accord].",
        "L'[AGREEMENT accord] a été signé la semaine dernière.",
        "L'[AGREEMENT accord] a été signé le 31 février.",
        "Le ministre a salué mardi l'[AGREEMENT accord].",
        "Un [AGREEMENT accord] est signé ; le ministre est mort mardi.",
        "Le Togo a signé un [AGREEMENT accord] avec un homme qui vivait à Rome en 1990.",
        "Le Togo a signé un [AGREEMENT contrat] de 1500 euros.",
        "Le [AGREEMENT contrat], de 1981 à 1989, a été respecté.",
    ],
)
def test_no_date(nlp, text):
    (agreement,) = agreements(text, nlp)
    assert agreement.date == ""


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Signé mardi, le [AGREEMENT traité] remplace la [AGREEMENT convention] de 1975.", ("2025-06-10", "1975")),
        ("Le Togo a signé mardi un [AGREEMENT traité] et un [AGREEMENT bail].", ("2025-06-10", "2025-06-10")),
        ("Le [AGREEMENT traité] cite la [AGREEMENT convention], signée en 1975.", ("", "1975")),
    ],
)
def test_the_date_of_another_agreement(nlp, text, dates):
    mentions = read_layer(recognised(text, nlp), AGREEMENTS_KEY)
    found = Circumstances(mentions, date.fromisoformat(THURSDAY))
    assert tuple(found.date_of([mention], "signed") for mention in mentions) == dates


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025-06-12", "2025-06-10"),
        ("2025-06-12T08:30:00+02:00", "2025-06-10"),
        (20250612, "2025-06-10"),
        ("12/06/2025", "2025-06-10"),
        ("juin", ""),
        ("", ""),
    ],
)
def test_the_day_of_the_text(nlp, written, iso):
    (agreement,) = agreements("Un [AGREEMENT accord] a été signé mardi.", nlp, written)
    assert agreement.date == iso


def test_the_day_on_which_a_file_was_made_is_not_that_of_its_text(nlp):
    doc = recognised("Un [AGREEMENT accord] a été signé mardi.", nlp)
    (agreement,) = link_document(Article("a", "a", doc.text, {"created": "2025-06-12"}), doc).agreements
    assert agreement.date == ""


def test_whole_dates_need_no_day_of_the_text(nlp):
    (agreement,) = agreements("Un [AGREEMENT accord] a été signé le 3 mai 2020.", nlp, "")
    assert agreement.date == "2020-05-03"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Un [AGREEMENT accord] a été signé à [LOC Moscou].", "Moscou"),
        ("Un [AGREEMENT accord] a été signé le 3 mai 2020 à [LOC Moscou].", "Moscou"),
        ("Mercredi, à [LOC Alger], les deux camps ont paraphé un [AGREEMENT accord].", "Alger"),
        ("Ils ont signé un [AGREEMENT accord] à [LOC Pau].", "Pau"),
        ("Un [AGREEMENT accord] a été signé en [LOC Suisse].", "Suisse"),
        ("Signé au [LOC Caire], l'[AGREEMENT accord] porte sur la pêche.", "Caire"),
        ("Le Togo a signé un [AGREEMENT accord] de pêche en [LOC Russie].", ""),
        ("L'[AGREEMENT accord de [LOC Paris]] a été signé.", ""),
        ("Le ministre, né à [LOC Lomé], a signé un [AGREEMENT accord].", ""),
        ("Le ministre a salué à [LOC Lomé] un [AGREEMENT accord].", ""),
        ("Un [AGREEMENT accord] est signé ; le ministre est mort à [LOC Lomé].", ""),
        ("L'[AGREEMENT accord], en vigueur à [LOC Lomé], porte sur la pêche.", ""),
    ],
)
def test_place(nlp, text, place):
    (agreement,) = agreements(text, nlp)
    assert agreement.place == place


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Le Togo a signé trois [AGREEMENT accords].", 3),
        ("Le Togo a signé ces 12 [AGREEMENT contrats].", 12),
        ("Les deux nouveaux [AGREEMENT traités] portent sur la pêche.", 2),
        ("Vingt-deux [AGREEMENT accords] portent sur la pêche.", 22),
        ("Trente et un [AGREEMENT accords] portent sur la pêche.", 31),
        ("Le Togo a signé 1 200 [AGREEMENT contrats].", 1200),
        ("Le Togo a signé des [AGREEMENT accords].", None),
        ("Le Togo a signé un [AGREEMENT accord].", None),
        ("Le Togo a signé le troisième [AGREEMENT accord].", None),
        ("Les deuxièmes [AGREEMENT accords] portent sur la pêche.", None),
        ("Une dizaine d'[AGREEMENT accords] portent sur la pêche.", None),
    ],
)
def test_count(nlp, text, count):
    (agreement,) = agreements(text, nlp)
    assert agreement.count == count

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
        ("L'[AGREEMENT accord] a été signé ce mardi.", "2025-06-10"),
        ("L'[AGREEMENT accord] a été signé la semaine dernière.", "2025-06"),
        ("L'[AGREEMENT accord] a été signé cette semaine.", "2025-06"),
        ("L'[AGREEMENT accord] a été signé ce mois-ci.", "2025-06"),
        ("L'[AGREEMENT accord] a été trouvé dans la nuit de mardi à mercredi.", "2025-06"),
        ("L'[AGREEMENT accord] a été signé au début du mois d'avril.", "2025-04"),
        ("L'[AGREEMENT accord] a été signé fin 2019.", "2019"),
        ("L'[AGREEMENT accord] a été signé au début 2019.", "2019"),
        ("L'[AGREEMENT accord] a été signé au début de 2019.", "2019"),
        ("L'[AGREEMENT accord] a été signé au printemps 2021.", "2021"),
        ("Le Togo a signé dès 2017 un [AGREEMENT accord].", "2017"),
        ("Le ministre a salué l'[AGREEMENT accord] du 12 mars 2021.", "2021-03-12"),
        ("L'[AGREEMENT accord], qui date de 1974, est respecté.", "1974"),
        ("L'[AGREEMENT accord], daté du 3 mai 2020, est respecté.", "2020-05-03"),
        ("L'[AGREEMENT accord] remonte à 1963.", "1963"),
        ("L'[AGREEMENT accord] a été conclu lors du sommet de 2015.", "2015"),
        ("La signature de l'[AGREEMENT accord] a eu lieu mardi.", "2025-06-10"),
        ("L'[AGREEMENT accord], signé en 2019, est entré en vigueur en 2021.", "2019"),
        ("L'[AGREEMENT accord] est entré en vigueur en 2021.", "2021"),
    ],
)
def test_date(nlp, text, iso):
    (agreement,) = agreements(text, nlp)
    assert agreement.date == iso


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("12.03.2021", "2021-03-12"),
        ("12/03/2021", "2021-03-12"),
        ("5/3/21", "2021-03-05"),  # the day first
        ("5/3/98", "1998-03-05"),
        ("2021-03-12", "2021-03-12"),
        ("1er mars 2022", "2022-03-01"),
        ("premier mars 2022", "2022-03-01"),
        ("12 sept. 2023", "2023-09-12"),
        ("12 sept 2023", "2023-09-12"),
        ("mardi 3 déc. 2024", "2024-12-03"),
        ("2 févr. 2021", "2021-02-02"),
        ("2 fev. 2021", "2021-02-02"),
        ("3 juil. 2023", "2023-07-03"),  # where the recogniser sees the end of a sentence
        ("12 oct.", "2024-10-12"),
        ("12 sept", ""),
        ("25/13/2021", ""),
        ("31/02/2021", ""),
        ("12.03.2021.4", ""),  # a version
        ("12/03", ""),
    ],
)
def test_forms_of_dates(nlp, words, iso):
    (agreement,) = agreements(f"L'[AGREEMENT accord] a été signé le {words} par le Togo.", nlp)
    assert agreement.date == iso


@pytest.mark.parametrize("month", ["janv.", "févr.", "mars", "avr.", "mai", "juin", "août", "sept.", "déc."])
def test_months_as_the_press_writes_them(nlp, month):
    (agreement,) = agreements(f"Le Togo a signé le 4 {month} 2020 un [AGREEMENT accord].", nlp)
    assert agreement.date[:4] + agreement.date[7:] == "2020-04"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Le sommet s'est ouvert le 3 mai 2024. Le lendemain, un [AGREEMENT accord] a été signé.", "2024-05-04"),
        ("Le sommet s'est ouvert le 3 mai 2024. L'[AGREEMENT accord] avait été signé la veille.", "2024-05-02"),
        ("Le sommet s'est ouvert le 3 mai 2024. Le même jour, un [AGREEMENT accord] a été signé.", "2024-05-03"),
        ("Le sommet s'est ouvert mardi. L'[AGREEMENT accord] a été signé le lendemain.", "2025-06-11"),
        ("L'[AGREEMENT accord] a été signé la veille.", "2025-06-11"),
        # The year of another agreement is not the day that is counted from.
        ("Lundi, il a cité l'accord de 2015. Le lendemain, un [AGREEMENT accord] a été signé.", "2025-06-10"),
        ("L'[AGREEMENT accord] a été signé le lendemain.", ""),
        ("L'[AGREEMENT accord] a été signé le même jour.", ""),
        ("L'[AGREEMENT accord] a été signé la veille du sommet.", ""),
        ("L'[AGREEMENT accord] a été signé le lendemain de sa visite.", ""),
        ("Le sommet s'est ouvert en mai 2024. L'[AGREEMENT accord] a été signé le lendemain.", ""),
        ("Le bal a eu lieu le 3 mai. On a ri. On a bu. On a lu. L'[AGREEMENT accord] a été signé la veille.", ""),
    ],
)
def test_days_counted_from_one_named_before(nlp, text, iso):
    (agreement,) = agreements(text, nlp)
    assert agreement.date == iso


@pytest.mark.parametrize(
    "words",
    ["hier", "ce mardi", "la veille", "la semaine dernière", "le mois dernier", "cette année", "le 12 mars", "en mars"],
)
def test_nothing_is_guessed_without_a_day_to_reckon_from(nlp, words):
    (agreement,) = agreements(f"Le Togo a signé {words} un [AGREEMENT accord].", nlp, "")
    assert agreement.date == ""


@pytest.mark.parametrize(
    ("written", "iso"),
    [("2025-06-12", "2025-06"), ("2025-06-03", "2025"), ("2025-01-08", ""), ("2024-01-10", "2024-01")],
)
def test_a_week_is_written_as_the_month_or_year_of_all_its_days(nlp, written, iso):
    (agreement,) = agreements("Le Togo a signé la semaine dernière un [AGREEMENT accord].", nlp, written)
    assert agreement.date == iso


@pytest.mark.parametrize(
    "text",
    [
        "Un [AGREEMENT accord] a été signé.",
        "Le Togo veut signer un [AGREEMENT accord] avant 2030.",
        "Le Togo a signé un [AGREEMENT accord] jusqu'en 2027.",
        "L'[AGREEMENT accord] sera signé d'ici le 12 juillet.",
        "Le Togo appliquera dès janvier l'[AGREEMENT accord].",
        "L'[AGREEMENT accord] a été signé le 31 février.",
        "Le ministre a salué mardi l'[AGREEMENT accord].",
        "Un [AGREEMENT accord] est signé ; le ministre est mort mardi.",
        "Le Togo a signé un [AGREEMENT accord] avec un homme qui vivait à Rome en 1990.",
        "Le Togo a signé un [AGREEMENT contrat] de 1500 euros.",
        "Le [AGREEMENT contrat], de 1981 à 1989, a été respecté.",
        "Un [AGREEMENT accord] doit être signé avant le 12/03/2026.",
        "Un [AGREEMENT accord] sera signé d'ici fin 2026.",
        "L'[AGREEMENT accord] sera signé à partir du 12/03/2026.",
        "Le Togo appliquera dès 2027 l'[AGREEMENT accord].",
        "Le Togo et le Bénin ont trouvé un [AGREEMENT accord], avec un retour aux urnes en mars 2026.",
        "Un [AGREEMENT accord] a été conclu pour le tournoi de 2018.",
        "Un [AGREEMENT accord] a été signé quelques mois avant l'élection du président en mars 2017.",
        "Le litige remonte à 1963, mais l'[AGREEMENT accord] est respecté.",
        "La réunion sur l'[AGREEMENT accord] s'est tenue mardi.",
        "La mission a signalé mardi des violations de l'[AGREEMENT accord].",
        "L'[AGREEMENT accord] de cette année-là est respecté.",
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
        ("Ils ont signé à [LOC Pékin] un [AGREEMENT accord].", "Pékin"),
        ("Un [AGREEMENT accord] a été signé à [LOC La Haye].", "La Haye"),
        ("Réunis à [LOC Addis-Abeba], le [LOC Togo] et le [LOC Bénin] ont signé un [AGREEMENT accord].", "Addis-Abeba"),
        ("Les ministres se sont réunis à [LOC Lomé] et ont signé un [AGREEMENT accord].", "Lomé"),
        ("Le ministre s'est rendu à [LOC Lomé] pour signer un [AGREEMENT accord].", "Lomé"),
        ("Le [LOC Togo] a signé un [AGREEMENT accord] avec le [LOC Bénin] en 2013 à [LOC Lomé].", "Lomé"),
        ("Ils ont signé un [AGREEMENT accord] lors d'une visite du président en [LOC Russie].", "Russie"),
        ("La signature de l'[AGREEMENT accord] a eu lieu mardi à [LOC Lomé].", "Lomé"),
        ("Réunis à [LOC Lomé], les ministres ont salué un [AGREEMENT accord].", ""),
        ("Le ministre s'est rendu à [LOC Lomé], où il a fêté l'[AGREEMENT accord].", ""),
        ("Ils ont signé un [AGREEMENT accord] après une visite à [LOC Lomé].", ""),
        ("Ils ont signé un [AGREEMENT cessez-le-feu] à [LOC Gaza].", ""),
    ],
)
def test_place(nlp, text, place):
    (agreement,) = agreements(text, nlp)
    assert agreement.place == place


@pytest.mark.parametrize(
    ("text", "date", "place"),
    [
        ("Un [AGREEMENT accord] est prêt. Il a été signé mardi à [LOC Lomé].", "2025-06-10", "Lomé"),
        ("Un [AGREEMENT accord] est prêt. La signature a eu lieu mardi à [LOC Lomé].", "2025-06-10", "Lomé"),
        ("Un [AGREEMENT accord] est prêt. La cérémonie de signature se tient mardi à [LOC Lomé].", "", ""),
        ("Un [AGREEMENT accord] est prêt. Il a été conclu que la réunion de mardi suffit.", "", ""),
        ("Il salue l'[AGREEMENT accord]. Il a été reconduit mardi à [LOC Lomé].", "", ""),
        ("Un [AGREEMENT accord] et un [AGREEMENT bail] sont prêts. Il a été signé mardi à [LOC Lomé].", "", ""),
    ],
)
def test_a_sentence_that_takes_up_the_agreement(nlp, text, date, place):
    agreement, *_ = agreements(text, nlp)
    assert (agreement.date, agreement.place) == (date, place)


SIGNED = "Le Mali et le Togo ont signé mardi un [AGREEMENT accord]."


@pytest.mark.parametrize(
    ("text", "date", "place"),
    [
        (f"[LOC Bamako], 11 juin ([ORG AFP]) – {SIGNED}", "2025-06-10", "Bamako"),
        (f"[LOC BAMAKO] – {SIGNED}", "2025-06-10", "BAMAKO"),
        (f"[LOC KIGALI], [LOC Rwanda] ([ORG AP]) — {SIGNED}", "2025-06-10", "KIGALI"),
        (f"Un titre sans point\n\n[LOC Bamako], le 12 mars 2021 ([ORG AFP]) - {SIGNED}", "2021-03-09", "Bamako"),
        (f"[LOC LOMÉ], 14 fév. 2023 ([ORG ATOP]) – {SIGNED}", "2023-02-14", "LOMÉ"),
        # The day of a dateline without a year is of another text where it is not near that of the article.
        (f"[LOC Bamako], 2 février ([ORG AFP]) – {SIGNED}", "2025-06-10", "Bamako"),
        # The place of the signature comes before that of the report.
        ("[LOC VIENNE] – Ils ont signé mardi à [LOC Lomé] un [AGREEMENT accord].", "2025-06-10", "Lomé"),
        # What is not reported as made by the first sentence, these days, is not made there.
        ("[LOC VIENNE] – Ils signeront mardi un [AGREEMENT accord].", "2025-06-17", ""),
        ("[LOC VIENNE] – Ils n'ont pas signé l'[AGREEMENT accord].", "", ""),
        ("[LOC VIENNE] – Ils ont salué l'[AGREEMENT accord].", "", ""),
        ("[LOC VIENNE] – Ils ont signé en 2015 un [AGREEMENT accord].", "2015", ""),
        ("[LOC VIENNE] – L'[AGREEMENT accord] signé mardi est caduc.", "2025-06-10", ""),
        ("[LOC VIENNE] – L'[AGREEMENT accord] a expiré mardi.", "2025-06-10", ""),
        ("[LOC VIENNE] – La ville dort. Ils ont signé un [AGREEMENT accord].", "", ""),
        # These are no datelines.
        ("[LOC Mali] – Ils ont signé un [AGREEMENT accord].", "", ""),
        ("[LOC Bamako], une ville du fleuve – Ils ont signé un [AGREEMENT accord].", "", ""),
        ("[LOC Bamako], 12 juin ([ORG AFP]). Ils ont signé un [AGREEMENT accord].", "", ""),
    ],
)
def test_dateline(nlp, text, date, place):
    (agreement,) = agreements(text, nlp)
    assert (agreement.date, agreement.place) == (date, place)


@pytest.mark.parametrize(
    ("dateline", "iso"),
    [("[LOC Bamako], 12 mars 2021", "2021-03-11"), ("[LOC Bamako], 12 mars", ""), ("[LOC Bamako]", "")],
)
def test_a_dateline_with_its_year_gives_the_day_of_the_text(nlp, dateline, iso):
    (agreement,) = agreements(f"{dateline} ([ORG AFP]) – Ils ont signé la veille un [AGREEMENT accord].", nlp, "")
    assert agreement.date == iso


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

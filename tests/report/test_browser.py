"""The report as it is used, in a real browser."""

from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe

from entityx.collect import EntityIndex
from entityx.extraction import extract_documents
from entityx.read import read_articles
from entityx.records import Agreement, Organisation, Person
from entityx.report.data import page_data
from tests.collect.documents import CHINA, MALI, PARIS, document
from tests.conftest import PROJECT
from tests.report.browser import Opened, chromium, write_report
from tests.write.written import saying

WIDE, MIDDLE, PHONE = (1400, 900), (1000, 800), (390, 844)
AWA = Person("Awa Ba", ("Ba",), ("ministre du Mali", "cheffe de l'OPV"), ())
OFFICE = Organisation("Office des puits", ("OPV",), ())
VOYAGE = document(
    """\
La [TITLE ministre du [LOC Mali]] [PER Awa Ba] arrive à [LOC Paris].
Il fait très beau.
[PER Ba], [TITLE cheffe de l'[ORG OPV]], voit [PER Élie Zongo] de l'[ORG Office des puits].
Un [AGREEMENT accord sur l'eau] lie le [LOC Mali] à la [LOC Chine].""",
    *(AWA, MALI, CHINA, PARIS, OFFICE),
    id="presse/voyage.txt",
)
VOYAGE = replace(
    VOYAGE,
    agreements=(
        Agreement(
            VOYAGE.agreements[0].mentions,
            ("Chine", "Mali"),
            "signed",
            ("eau",),
            date="2024-05",
            place="Paris",
            count=2,
        ),
    ),
    metadata={"title": "Un voyage à Paris", "date": "2024-05-12", "url": "https://journal.example/voyage"},
)
RETOUR = document(
    "Retour\n[PER Awa Ba] rentre au [LOC Mali].\nUn [AGREEMENT traité] est discuté.", AWA, MALI, id="presse/retour.txt"
)
RETOUR = replace(RETOUR, agreements=(replace(RETOUR.agreements[0], status="negotiated"),))
DOUBTED = replace(
    VOYAGE,
    mentions=tuple(
        replace(one, confidence={"Ba": 0.7, "Élie Zongo": 0.62}.get(one.text, 0.953)) for one in VOYAGE.mentions
    ),
    people=(replace(VOYAGE.people[0], title_confidences=(0.9, 0.3)), *VOYAGE.people[1:]),
    agreements=(
        replace(
            VOYAGE.agreements[0],
            third_parties=("ONU", "Office des puits"),
            kind="treaty",
            subjects=("environment", "diplomacy"),
            confidence=0.91,
        ),
    ),
)
"""The journey, in which two mentions and a title are unsure."""
DOUBTED_RETURN = replace(RETOUR, agreements=(replace(RETOUR.agreements[0], subjects=("diplomacy",), confidence=0.43),))
"""The way back, whose agreement is unsure."""
MANY = document(
    "\n".join(f"[PER Anne Martin{chr(97 + n // 26)}{chr(97 + n % 26)}] dort." for n in range(250)),
    id="presse/liste.txt",
)
PAGES = [
    "",
    "#index",
    "#documents",
    "#agreements",
    "#entity/PER:awa-ba",
    "#entity/LOC:ML",
    "#document/presse%2Fvoyage.txt/2",
]


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return write_report(tmp_path_factory.mktemp("revue"), VOYAGE, RETOUR, MANY)


@pytest.fixture(scope="module")
def doubted_path(tmp_path_factory):
    return write_report(tmp_path_factory.mktemp("doutes"), DOUBTED, DOUBTED_RETURN)


@pytest.fixture
def open_report(browser):
    """Opens a report; at the end nothing must have been complained of."""
    opened = []

    def open_it(path, size=WIDE, scheme="light"):
        page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
        opened.append(Opened(page, path))
        return opened[-1]

    yield open_it
    for one in opened:
        one.page.close()
        assert one.complaints == []


@pytest.fixture
def report(open_report, path):
    return open_report(path)


def test_the_overview_counts_what_was_found(report):
    assert report.page.title() == "Aperçu – entityx"
    assert report.text("h1") == "entityx " + report.page.evaluate("location.pathname.split('/').at(-2)")
    tiles = dict(zip(report.texts(".tiles dt"), report.texts(".tiles dd"), strict=True))
    assert tiles == {
        "Documents": "3",
        "Personnes": "252",
        "Lieux": "3",
        "Organisations": "1",
        "Titres": "2",
        "Accords": "2",
    }


def test_the_overview_of_a_part_says_of_how_many_documents_it_is(open_report, tmp_path, report):
    part = open_report(write_report(tmp_path, VOYAGE, RETOUR, out_of=20_000, language="en"))
    assert part.text("#view p").startswith("This report shows 2 of 20,000 documents, those with the most mentions")
    assert "shows" not in open_report(write_report(tmp_path, VOYAGE, out_of=1, language="en")).text("#view")
    assert "Ce rapport montre" not in report.text("#view")


def test_charts_show_what_is_mentioned_most(report):
    charts = {figure.split("\n")[0]: figure.split("\n")[1:] for figure in report.texts(".chart")}
    assert charts["Les plus cités : lieux"] == ["Mali", "3", "Chine", "1", "Paris", "1"]
    assert charts["Les plus cités : personnes"][:4] == ["Awa Ba", "3", "Anne Martinaa", "1"]
    assert charts["Accords par statut"] == ["signé", "1", "en négociation", "1", "terminé", "0", "inconnu", "0"]
    lengths = report.page.locator(".chart:has-text('lieux') .bar").evaluate_all("all => all.map(b => b.offsetWidth)")
    assert lengths[0] == pytest.approx(3 * lengths[1], abs=2)


def test_the_map_has_places_that_lead_to_their_sentences(report):
    places = report.page.locator(".map a")
    assert [places.nth(n).get_attribute("aria-label") for n in range(3)] == ["Paris (1)", "Chine (1)", "Mali (3)"]
    assert report.page.locator(".map path.mentioned").count() == 3  # France is where Paris lies
    places.nth(0).click()
    assert report.fragment == "#entity/LOC:geonames-2988507"
    assert report.text("#view h2").startswith("Paris")


def test_the_map_grows_and_is_pulled(report):
    def box():
        return [float(n) for n in report.page.locator(".map").get_attribute("viewBox").split()]

    whole = box()
    report.page.get_by_label("Agrandir la carte").click()
    grown = box()
    assert grown[2] < whole[2]
    report.page.locator(".map").scroll_into_view_if_needed()
    here = report.page.locator(".map").bounding_box()
    middle = (here["x"] + here["width"] / 2, here["y"] + here["height"] / 2)
    report.page.mouse.move(*middle)
    report.page.mouse.down()
    report.page.mouse.move(middle[0] - 60, middle[1])
    report.page.mouse.up()
    assert box()[0] > grown[0]
    report.page.get_by_label("Toute la carte").click()
    assert box() == whole


def test_the_graph_shows_who_appears_with_whom(report):
    assert set(report.page.locator(".graph text").all_text_contents()) == {"Awa Ba", "Élie Zongo", "Office des puits"}
    assert report.page.locator(".graph line").count() == 3
    report.page.locator(".graph a", has_text="Élie Zongo").click()
    assert report.fragment == "#entity/PER:elie-zongo"


def names(report):
    return report.texts("#all tbody a")


def test_the_index_is_searched_without_accents_and_by_other_forms(report):
    field = report.page.get_by_label("Chercher un nom")
    field.fill("ELIE")
    assert names(report) == ["Élie Zongo"]
    field.fill("opv")
    assert set(names(report)) == {"Office des puits", "cheffe de l'OPV"}
    assert report.text("#all .count") == "2 sur 260"
    field.fill("rien de tel")
    assert names(report) == []
    assert report.text("#all .count") == "Rien ne correspond."


def test_the_index_is_filtered_by_kind(report):
    for kind in ("Personnes", "Titres", "Accords"):
        report.page.locator("#all").get_by_label(kind).uncheck()
    assert set(names(report)) == {"Mali", "Chine", "Paris", "Office des puits"}
    report.page.locator("#all").get_by_label("Lieux").uncheck()
    report.page.locator("#all").get_by_label("Titres").check()
    assert set(names(report)) == {"Office des puits", "cheffe de l'OPV", "ministre du Mali"}


def test_the_index_is_sorted(report):
    assert names(report)[:2] in (["Mali", "Awa Ba"], ["Awa Ba", "Mali"])
    headings = report.page.locator("#all th")
    headings.nth(0).get_by_role("button").click()
    assert headings.nth(0).get_attribute("aria-sort") == "ascending"
    assert headings.nth(1).get_attribute("aria-sort") == "none"
    assert names(report)[:3] == ["accord sur l'eau", "Anne Martinaa", "Anne Martinab"]
    headings.nth(0).get_by_role("button").click()
    assert names(report)[:3] == ["traité", "Paris", "Office des puits"]
    headings.nth(2).get_by_role("button").click()
    assert headings.nth(2).get_attribute("aria-sort") == "descending"
    assert set(names(report)[:2]) == {"Mali", "Awa Ba"}


def test_the_index_shows_a_part_and_then_more(report):
    assert len(names(report)) == 100
    more = report.page.locator("#all .more")
    assert more.inner_text() == "Afficher 100 de plus"
    more.click()
    assert len(names(report)) == 200
    assert report.page.evaluate("document.activeElement.closest('tr').rowIndex") == 101
    more.click()
    assert len(names(report)) == 260
    assert not more.is_visible()


def test_a_person_has_titles_forms_companions_and_every_sentence(report):
    report.page.locator("#all tbody a", has_text="Awa Ba").click()
    assert report.fragment == "#entity/PER:awa-ba"
    assert report.page.title() == "Awa Ba – entityx"
    facts = dict(zip(report.texts(".facts dt"), report.texts(".facts dd"), strict=True))
    assert facts["Autres formes"] == "Ba"
    assert set(facts["Titres"].split("\n")) == {"ministre du Mali × 1", "cheffe de l'OPV × 1"}
    assert "Mali × 2" in facts["Dans les mêmes phrases"]
    assert report.text("#view p") == "Mentions : 3 – documents : 2"
    assert report.texts(".sentences li") == [
        "La ministre du Mali Awa Ba arrive à Paris.",
        "Ba, cheffe de l'OPV, voit Élie Zongo de l'Office des puits.",
        "Awa Ba rentre au Mali.",
    ]
    assert report.texts(".sentences h4") == ["Un voyage à Paris", "Retour"]
    assert report.texts(".sentences mark.current") == ["Awa Ba", "Ba", "Awa Ba"]


def test_a_title_leads_to_who_holds_it(report):
    report.page.get_by_label("Chercher un nom").fill("ministre")
    report.page.locator("#all tbody a", has_text="ministre du Mali").click()
    assert report.texts(".facts dt")[0] == "Qui le porte"
    report.page.locator(".facts a", has_text="Awa Ba").click()
    assert report.fragment == "#entity/PER:awa-ba"


def test_a_sentence_opens_its_document_there(report):
    report.go("#entity/PER:awa-ba")
    report.page.locator(".sentences li a").nth(1).click()
    assert report.fragment == "#document/presse/voyage.txt/2"
    assert report.text(".target").startswith("Ba, cheffe de l'OPV, voit")
    assert report.page.evaluate("document.activeElement.className") == "sentence target"
    assert report.page.locator(".target").evaluate(
        "e => { const {top, bottom} = e.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight }"
    )
    report.page.go_back()
    assert report.fragment == "#entity/PER:awa-ba"
    assert report.text("#view h2").startswith("Awa Ba")


def test_a_document_shows_its_text_and_what_is_known_of_it(report):
    report.go("#document/presse%2Fvoyage.txt")
    assert report.text("#view h2") == "Un voyage à Paris"
    assert report.page.locator(".text").text_content() == VOYAGE.text
    facts = dict(zip(report.texts(".facts dt"), report.texts(".facts dd"), strict=True))
    assert facts == {
        "Date": "2024-05-12",
        "Adresse": "https://journal.example/voyage",
        "Fichier": "in/presse/voyage.txt",
    }
    assert report.page.locator(".facts a").count() == 0
    assert report.texts(".text mark.kind-AGREEMENT") == ["accord sur l'eau"]


def test_nested_mentions_are_each_marked_and_lead_to_their_own(report):
    report.go("#document/presse%2Fvoyage.txt")
    title = report.page.locator(".text mark.kind-TITLE", has_text="ministre du Mali")
    place = title.locator("mark.kind-LOC")
    assert place.inner_text() == "Mali"
    colours = [one.evaluate("e => getComputedStyle(e).backgroundColor") for one in (title, place)]
    assert colours[0] != colours[1]
    assert report.page.locator("a a").count() == 0
    title.locator("> a").click()
    assert report.fragment == "#entity/TITLE:ministre-du-mali"
    report.page.go_back()
    place.locator("a").click()
    assert report.fragment == "#entity/LOC:ML"


def test_kinds_of_mentions_can_be_left_unmarked(report):
    report.go("#document/presse%2Fvoyage.txt")
    place = report.page.locator(".text mark.kind-LOC").first
    marked = place.evaluate("e => getComputedStyle(e).backgroundColor")
    report.page.locator("#view").get_by_label("Lieux").uncheck()
    assert place.evaluate("e => getComputedStyle(e).backgroundColor") == "rgba(0, 0, 0, 0)" != marked
    assert report.page.locator(".text").text_content() == VOYAGE.text


def test_documents_are_searched_in_their_texts(report):
    report.go("#documents")
    assert report.texts("#view tbody a") == ["Anne Martinaa dort.", "Retour", "Un voyage à Paris"]
    report.page.get_by_label("Chercher dans les textes").fill("tres  beau")
    assert report.texts("#view tbody a") == ["Un voyage à Paris"]
    report.page.locator("#view tbody a").click()
    assert report.fragment == "#document/presse/voyage.txt"


def test_a_list_of_documents_makes_each_name_once(open_report, tmp_path):
    documents = [document(f"Article {number} sans titre.", id=str(number)) for number in range(300)]
    report = open_report(write_report(tmp_path, *documents))
    report.page.evaluate(
        """() => {
            const { trim } = String.prototype;
            window.times = 0;
            String.prototype.trim = function () { window.times++; return trim.call(this); };
        }"""
    )
    report.go("#documents")
    assert report.texts("#view tbody a")[1] == "Article 1 sans titre."
    assert report.page.evaluate("times") == len(documents)


def test_agreements_have_parties_and_status_and_are_filtered(report):
    report.go("#agreements")
    assert report.texts("#view th") == ["Accord", "Parties", "Statut", "Objet", "Date", "Lieu", "Nombre", "Document"]
    assert [row.split("\t") for row in report.texts("#view tbody tr")] == [
        ["accord sur l'eau", "Chine, Mali", "signé", "eau", "2024-05", "Paris", "2", "Un voyage à Paris"],
        ["traité", "", "en négociation", "", "", "", "", "Retour"],
    ]
    report.page.get_by_label("Statut").select_option("negotiated")
    assert report.texts("#view tbody td:first-child") == ["traité"]
    report.page.get_by_label("Statut").select_option("")
    report.page.get_by_label("Chercher un accord").fill("chine")
    assert report.texts("#view tbody td:first-child") == ["accord sur l'eau"]
    report.page.locator("#view tbody a", has_text="Mali").click()
    assert report.fragment == "#entity/LOC:ML"
    assert "accord sur l'eau" in report.text("#view .listing")


def test_an_agreement_s_page_says_what_its_document_says(report):
    report.page.get_by_label("Chercher un nom").fill("l’eau")
    report.page.locator("#all tbody a", has_text="accord sur l'eau").click()
    assert report.texts("#view tbody tr") == [
        "accord sur l'eau\tChine, Mali\tsigné\teau\t2024-05\tParis\t2\tUn voyage à Paris"
    ]


@pytest.fixture
def doubted(open_report, doubted_path):
    return open_report(doubted_path)


def test_agreements_have_third_parties_a_kind_subjects_and_confidence_the_surest_first(doubted):
    doubted.go("#agreements")
    assert doubted.texts("#view th") == [
        *("Accord", "Parties", "Statut", "Thèmes", "Date", "Lieu", "Nombre", "Confiance", "Document")
    ]
    first, second = ([" ".join(cell.split()) for cell in row.split("\t")] for row in doubted.texts("#view tbody tr"))
    assert first == [
        "accord sur l'eau accord international (traité)",
        "Chine, Mali Tiers : ONU, Office des puits",
        *("signé", "environnement, relations internationales eau", "2024-05", "Paris", "2", "91 %"),
        "Un voyage à Paris",
    ]
    assert [second[0], second[-2]] == ["traité non précisé", "43 % à vérifier"]
    doubted.page.locator("#view tbody a", has_text="Office des puits").click()
    assert doubted.fragment == "#entity/ORG:office-des-puits"
    assert "Tiers dans des accords" in doubted.texts("#view h3")


def test_agreements_are_filtered_by_kind_and_subject_and_found_by_all_that_they_say(doubted):
    doubted.go("#agreements")

    def shown():
        return doubted.texts("#view tbody td:first-child a")

    assert doubted.texts("#view select >> nth=1 >> option") == [
        *("Tous les types", "accord international (traité)", "non précisé")
    ]
    assert doubted.texts("#view select >> nth=2 >> option") == [
        *("Tous les thèmes", "environnement", "relations internationales")
    ]
    doubted.page.get_by_label("Type").select_option("unknown")
    assert shown() == ["traité"]
    doubted.page.get_by_label("Thèmes").select_option("environment")
    assert shown() == []
    doubted.page.get_by_label("Type").select_option("")
    assert shown() == ["accord sur l'eau"]
    doubted.page.get_by_label("Thèmes").select_option("diplomacy")
    assert shown() == ["accord sur l'eau", "traité"]
    for query, found in {"onu": 1, "environnement": 1, "accord international": 1, "non precise": 1, "kenya": 0}.items():
        doubted.page.get_by_label("Chercher un accord").fill(query)
        assert len(shown()) == found


def test_an_unsure_mention_has_a_sign_that_is_read_out_and_is_no_part_of_the_text(doubted):
    doubted.go("#document/presse%2Fvoyage.txt")
    assert doubted.page.locator(".text").text_content() == VOYAGE.text
    assert doubted.texts(".text mark.unsure") == ["Ba", "Élie Zongo"]
    unsure, sure = (doubted.page.locator(".text mark", has_text=words) for words in ("Zongo", "Awa Ba"))
    said = [" ".join(one.get_attribute("title").split()) for one in (unsure, sure)]  # whatever space is before the %
    assert said == ["Personne, 62 %", "Personne, 95 %"]
    sign = "e => getComputedStyle(e, '::after').content"
    assert unsure.evaluate(sign) == '"?" / " (" "à vérifier" ")"'
    assert sure.evaluate(sign) == "none"
    session = doubted.page.context.new_cdp_session(doubted.page)
    said = [node["name"]["value"] for node in session.send("Accessibility.getFullAXTree")["nodes"] if "name" in node]
    assert any("(à vérifier)" in words for words in said)


def test_titles_say_how_sure_they_are(doubted):
    doubted.go("#entity/PER:awa-ba")
    held = {" ".join(one.split()) for one in doubted.texts(".counted >> nth=0 >> li")}
    assert held == {"ministre du Mali × 1 · 90 %", "cheffe de l'OPV × 1 · 30 % à vérifier"}


def test_the_unsure_can_be_left_out_everywhere(doubted):
    control = doubted.page.get_by_label("Masquer ce qui est à vérifier")
    control.check()
    tiles = dict(zip(doubted.texts(".tiles dt"), doubted.texts(".tiles dd"), strict=True))
    assert (tiles["Personnes"], tiles["Lieux"], tiles["Titres"]) == ("1", "3", "2")
    charts = {figure.split("\n")[0]: figure.split("\n")[1:] for figure in doubted.texts(".chart")}
    assert charts["Les plus cités : personnes"] == ["Awa Ba", "2"]
    assert charts["Accords par thème"] == ["relations internationales", "1", "environnement", "1"]
    assert "Élie Zongo" not in doubted.texts("#all tbody a")
    assert "Élie Zongo" not in doubted.page.locator(".graph text").all_text_contents()
    doubted.page.locator("nav a", has_text="Accords").click()
    assert control.is_checked()
    assert doubted.texts("#view tbody td:first-child a") == ["accord sur l'eau"]
    doubted.go("#entity/PER:awa-ba")
    assert doubted.text("#view p") == "Mentions : 2 – documents : 2"
    assert doubted.texts(".counted >> nth=0 >> a") == ["ministre du Mali"]
    assert doubted.texts(".sentences li") == ["La ministre du Mali Awa Ba arrive à Paris.", "Awa Ba rentre au Mali."]
    doubted.go("#document/presse%2Fvoyage.txt")
    unsure = doubted.page.locator(".text mark.unsure").first
    look = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e, '::after').content]"
    assert unsure.evaluate(look) == ["rgba(0, 0, 0, 0)", "none"]
    doubted.go("#document/presse%2Fretour.txt")
    assert doubted.texts("#view tbody tr") == []
    control.uncheck()
    assert doubted.texts("#view tbody td:first-child a") == ["traité"]
    doubted.go("#entity/PER:awa-ba")
    assert doubted.text("#view p") == "Mentions : 3 – documents : 2"
    assert len(doubted.texts(".sentences li")) == 3
    assert "Élie Zongo" in doubted.texts("#all tbody a")


def test_what_was_searched_and_chosen_stays_when_the_unsure_is_left_out(doubted):
    control = doubted.page.get_by_label("Masquer ce qui est à vérifier")
    doubted.page.get_by_label("Chercher un nom").fill("zongo")
    doubted.go("#agreements")
    doubted.page.get_by_label("Thèmes").select_option("diplomacy")
    control.check()
    assert doubted.texts("#all tbody a") == []
    assert doubted.texts("#view tbody td:first-child a") == ["accord sur l'eau"]
    assert doubted.page.get_by_label("Thèmes").input_value() == "diplomacy"
    assert doubted.page.evaluate("document.activeElement.type") == "checkbox"
    control.uncheck()
    assert doubted.texts("#all tbody a") == ["Élie Zongo"]
    assert len(doubted.texts("#view tbody tr")) == 2


def test_where_nothing_is_unsure_nothing_says_so(report):
    assert not report.page.get_by_text("Masquer ce qui est à vérifier").is_visible()
    report.go("#document/presse%2Fvoyage.txt")
    assert report.page.locator(".unsure, .sureness, .doubt").count() == 0
    assert report.page.locator(".text mark", has_text="Zongo").get_attribute("title") == "Personne"


@pytest.mark.parametrize("fragment", ["#nope", "#entity/PER:nobody", "#document/nope", "#document/%E0%A4%A"])
def test_an_address_that_is_none_says_so(report, fragment):
    report.go(fragment)
    assert report.text("#view h2") == "Cette page n’est pas dans ce rapport."


def test_the_keyboard_does_it_all(report):
    keyboard = report.page.keyboard
    keyboard.press("Tab")
    assert report.page.evaluate("document.activeElement.id") == "skip"
    keyboard.press("Enter")
    assert report.page.evaluate("document.activeElement.id") == "view"
    report.page.get_by_label("Chercher un nom").focus()
    keyboard.type("awa")
    while not report.page.evaluate("document.activeElement.matches('#all tbody a')"):
        keyboard.press("Tab")
    keyboard.press("Enter")
    assert report.page.evaluate("document.activeElement.textContent").startswith("Awa Ba")
    while not report.page.evaluate("document.activeElement.matches('.sentences li a')"):
        keyboard.press("Tab")
    outline = report.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    keyboard.press("Enter")
    assert report.fragment == "#document/presse/voyage.txt/0"


def test_on_a_telephone_the_index_is_a_page_of_its_own(open_report, path):
    report = open_report(path, PHONE)
    assert not report.page.locator("#all").is_visible()
    report.page.locator("nav a", has_text="Index").click()
    assert report.page.locator("#all").is_visible()
    assert not report.page.locator("#view").is_visible()
    report.page.locator("#all tbody a", has_text="Awa Ba").click()
    assert not report.page.locator("#all").is_visible()
    assert report.text("#view h2").startswith("Awa Ba")


@pytest.mark.parametrize("size", [WIDE, MIDDLE, PHONE], ids=["wide", "middle", "phone"])
@pytest.mark.parametrize("fragment", PAGES)
def test_nothing_is_wider_than_the_screen(open_report, doubted_path, size, fragment):
    report = open_report(doubted_path, size)
    report.go(fragment)
    assert report.page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("fragment", PAGES)
def test_it_meets_wcag_aa(browser, doubted_path, scheme, size, fragment):
    # axe puts styles of its own into the page, which the page's policy forbids
    context = browser.new_context(
        bypass_csp=True, viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(doubted_path.as_uri() + fragment)
    levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": levels, "resultTypes": ["violations"]})
    problems = {
        f"{one['id']}: {node['html'][:120]} {node['failureSummary']}"
        for one in found.response["violations"]
        for node in one["nodes"]
    }
    context.close()
    assert problems == set()


def test_english(open_report, tmp_path):
    report = open_report(write_report(tmp_path, VOYAGE, language="en"))
    assert report.texts("nav a")[0] == "Overview"
    assert report.text(".chart figcaption") == "Most mentioned: people"
    report.go("#agreements")
    assert "signed" in report.texts("#view tbody .status")
    doubted = open_report(write_report(tmp_path, DOUBTED, DOUBTED_RETURN, language="en"))
    doubted.go("#agreements")
    assert "Third parties: ONU, Office des puits" in doubted.text("#view tbody tr")
    assert "43% unsure" in " ".join(doubted.texts("#view tbody tr")[1].split())
    assert doubted.page.get_by_label("Hide what is unsure").is_visible()


HOSTILE = {
    "script": "<script>window.hurt = 1</script>",
    "end of script": "</script><script>window.hurt = 1</script>",
    "image": "<img src=x onerror='window.hurt = 1'>",
    "textarea": "</textarea></title></style><svg onload=window.hurt=1>",
    "comment": "<!--<script> --!> ]]>",
    "quotes": '"onmouseover="window.hurt=1" \' ` ${window.hurt=1} \\u003c \\',
    "address": "javascript:window.hurt=1",
    "entity": "&lt;b&gt; &amp; &#60;",
    "right to left": "\u202eمرحبا بالعالم\u2066 <b>",
    "long": "a" * 10_000,
    "prototype": "__proto__",
    "percent": "100 % de %E0%A4%A/../#",
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_article_stays_text(open_report, tmp_path, words):
    one = saying(words)
    report = open_report(write_report(tmp_path, one), MIDDLE)
    (data,) = page_data([one])["documents"]
    for entity in ids_of(one):
        report.go(f"#entity/{report.page.evaluate('encodeURIComponent', entity)}")
        assert report.page.locator("#view h2 bdi").text_content() == " ".join(words.split())
        assert report.page.locator(".sentences li").text_content() == words
    report.page.locator(".sentences li a").click()
    assert report.page.locator(".text").text_content() == words == data["id"]
    report.go("#documents")
    assert words in report.page.locator("#view tbody").text_content()
    report.go("#agreements")
    assert words in report.page.locator("#view tbody").text_content()
    assert report.page.evaluate("[typeof hurt, document.scripts.length, document.images.length]") == ["undefined", 2, 0]
    assert report.page.evaluate("document.documentElement.scrollWidth") <= MIDDLE[0]


def ids_of(one):
    """The ids of the entities of a document."""
    index = EntityIndex()
    index.add(one)
    return [entity.id for entity in index.entities()]


def test_articles_as_they_are_extracted(open_report, engine, tmp_path):
    failures = []
    documents = list(extract_documents(read_articles([str(PROJECT / "data" / "raw")]), engine, failures=failures))
    report = open_report(write_report(tmp_path, *documents))
    assert failures == []
    for one in documents:
        report.go(f"#document/{report.page.evaluate('encodeURIComponent', one.id)}")
        assert report.page.locator(".text").text_content() == one.text
        marks = report.page.locator(".text mark").count()
        assert marks >= len(one.mentions) > 0

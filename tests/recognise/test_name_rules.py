"""Each rule for names by itself, without the model's names, which could hide what it misses."""

import pytest
from spacy.tokens import Span

from entityx.recognise.names.capitals import capital_lines
from entityx.recognise.names.rules import Gazetteer, HeadRule, NounRule, PersonRule, PortfolioRule, acronyms_behind

OTHERS = ("ner", "entityx_names", "entityx_titles", "entityx_agreements")


@pytest.mark.parametrize(
    ("rule", "text", "names"),
    [
        # lists, whatever the apostrophe; capitals must agree
        (Gazetteer, "Il quitte la Côte d’Ivoire pour l'ONU.", ["Côte d’Ivoire", "ONU"]),
        (Gazetteer, "Le tchad et le mali.", []),
        # a head, its complements, one capital at least
        (HeadRule, "Le ministère de la Santé se tait.", ["ministère de la Santé"]),
        (HeadRule, "Le ministère de la santé se tait.", ["ministère de la santé"]),
        (HeadRule, "Le ministère public se tait.", []),
        (HeadRule, "Hier, la Garde nationale se tait.", ["Garde nationale"]),
        (HeadRule, "Garde nationale et pompiers se taisent.", []),
        (HeadRule, "Ils vivent au bord du lac Zangara.", ["lac Zangara"]),
        (HeadRule, "La République autonome du Zangara vote.", ["République autonome du Zangara"]),
        (HeadRule, "La région du Centre-Ouest vote.", []),
        (HeadRule, "Il va au lycée Amadou-Bakary.", ["lycée Amadou-Bakary"]),
        # a common noun and the name behind it
        (NounRule, "L'entreprise Zarkova construit.", ["Zarkova"]),
        (NounRule, "L'entreprise familiale « Zarkova » construit.", ["Zarkova"]),
        (NounRule, "Groupe Zarkova : des pertes.", ["Zarkova"]),
        (NounRule, "Le Groupe Zarkova perd.", []),
        (NounRule, "La ville de Zangara dort.", ["Zangara"]),
        (NounRule, "Le groupe Niger dort.", []),
        (NounRule, "La ville Zangara dort.", []),
        (NounRule, "L'entreprise construit.", []),
        # what stands beside a person's name
        (PersonRule, "M. Zarkov se tait.", ["Zarkov"]),
        (PersonRule, "Le général Zarkov commande.", ["Zarkov"]),
        (PersonRule, "« Oui », affirme Zoubida Zarkov.", ["Zoubida Zarkov"]),
        (PersonRule, "Le ministre RPR se tait.", []),
        (PersonRule, "Le président Mali se tait.", []),
        (PersonRule, "Le ministre du Commerce Zoubida Zarkov dort.", ["Zoubida Zarkov"]),
        (PersonRule, "La ministre de l'Eau, Zoubida Zarkov, dort.", ["Zoubida Zarkov"]),
        (PersonRule, "La ministre de l'Eau, Zoubida Zarkov", []),
        (PersonRule, "Hier, Zoubida Zarkov, la ministre, dort.", ["Zoubida Zarkov"]),
        (PersonRule, "Le président Malien dort.", []),
        (PersonRule, "M. Blanc dort.", ["Blanc"]),
        (PersonRule, "M. Zarkov M. Blanc", ["Zarkov", "Blanc"]),
        # portfolios
        (PortfolioRule, "Le ministre des Affaires étrangères parle.", ["des Affaires étrangères"]),
        (PortfolioRule, "Le ministre parle.", []),
    ],
)
def test_rules(nlp, rule, text, names):
    doc = nlp(text, disable=OTHERS)
    assert [span.text for span in rule(nlp).find(doc)] == names


def test_what_the_model_finds_over_two_lines_is_two_names(nlp):
    doc = nlp("Awa Ba\nZarkova", disable=OTHERS)
    doc.set_ents([Span(doc, 0, len(doc), label="PER")])
    assert [span.text for span in nlp.get_pipe("entityx_names").from_model(doc)] == ["Awa Ba", "Zarkova"]


@pytest.mark.parametrize(
    ("text", "acronyms"),
    [
        ("L'Union zambienne (UZ) dort", ["UZ"]),
        ("L'Union zambienne (Uzam) dort", ["Uzam"]),
        ("L'Union zambienne (hier) dort", []),
        ("L'Union zambienne (UZ", []),
        ("L'Union zambienne", []),
    ],
)
def test_acronyms_behind(nlp, text, acronyms):
    doc = nlp.make_doc(text)
    assert [span.text for span in acronyms_behind([doc[1:3]])] == acronyms


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("UN ACCORD EST SIGNÉ\nà Berne", ["UN ACCORD EST SIGNÉ"]),
        ("À Berne\n\nUN ACCORD EST SIGNÉ", ["UN ACCORD EST SIGNÉ"]),
        ("UN ACCORD est SIGNÉ À BERNE", []),
        ("ACCORD À L'OMS", []),
    ],
)
def test_capital_lines(nlp, text, lines):
    doc = nlp.make_doc(text)
    tokens = sorted(capital_lines(doc))
    assert " ".join(doc[i].text for i in tokens if not doc[i].is_space) == " ".join(lines)

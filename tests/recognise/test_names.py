import pytest
from spacy.tokens import Span

from entityx.recognise.names.boundaries import (
    capital_run_end,
    capital_run_start,
    cut_behind_country,
    split_at_breaks,
    trim,
)
from entityx.recognise.names.consistency import agreeing
from entityx.recognise.names.names import is_name
from entityx.recognise.names.rules import capitals_agree
from entityx.records import NAME_LABELS
from tests.tagged import found, parse


@pytest.mark.parametrize(
    "tagged",
    [
        # persons: no civility, rank or title
        "M. [PER Adama Kouyaté] a reçu Mme [PER Traoré].",
        "Le président [PER Mamadou Koné] est arrivé.",
        "Le général [PER Issa Cissoko] commande la zone.",
        "Le Dr [PER Nadia Benali] soigne les enfants.",
        "« Nous partons », a déclaré M. [PER Lebrun].",
        "Elle a vu [PER Awa Diarra], ministre du Budget.",
        "L’ancien ministre zambien du Commerce [PER Patrick Lubangwe] se montre prudent.",
        # places: a country is a place, without its article
        "Le [LOC Mali] et la [LOC Fédération de Russie] négocient.",
        "La [LOC Chine] a répondu aux [LOC États-Unis].",
        "Il vit en [LOC Côte d’Ivoire], près du [LOC lac Tchad].",
        "Le [LOC Kremlin] dément.",
        "Il habite la ville de [LOC Bouna].",
        "Des combats dans le nord du [LOC Niger].",
        "Elle vit à [LOC Amiens].",
        "Il se cache au [LOC Royaume-Uni] [LOC Dubaï] rouvre son aéroport",
        "Il a atterri à l'[LOC aéroport international Moussa Traoré].",
        "Une usine dans la [LOC République du Tatarstan].",
        # organisations
        "Le [ORG ministère des Affaires étrangères] a confirmé.",
        "L'[ORG Organisation mondiale de la santé] ([ORG OMS]) alerte.",
        "L'entreprise [ORG Zarkova] construit une raffinerie.",
        "Il étudie à l'[ORG université de Cocody].",
        "Les [ORG talibans] ont pris la ville.",
        "Il enseigne au [ORG lycée Amadou-Bakary].",
        "La [ORG fédération togolaise de football] a protesté.",
        "Le corps de la [ORG Garde nationale] défile.",
        "M. [PER Blanc] et Mme [PER Noir] se taisent.",
        "Il vit en [LOC France] 24 heures par an.",
        "La chaîne [ORG France 24] diffuse le débat.",
        # nothing: peoples, common nouns, events, the state
        "Les Maliens et les Peuls de la région attendent.",
        "Les Sedanais et deux Alsaciens ont gagné.",
        "Le gouvernement malien et l'armée française se taisent.",
        "La Coupe du monde et le Covid-19 occupent la presse.",
        "Un coup d'État a eu lieu.",
        "L'Accord de [LOC Paris] tient.",
        "Le ministre de l'Intérieur parle.",
    ],
)
def test_names(nlp, tagged):
    text, expected = parse(tagged)
    assert found(nlp(text), *NAME_LABELS) == expected


@pytest.mark.parametrize(
    "tagged",
    [
        "UN ACCORD ENTRE LA [LOC SUISSE] ET LA [LOC TUNISIE]",
        "LA MINISTRE [PER AWA DIARRA] REÇUE PAR LES SYNDICATS\nMme [PER Awa Diarra] se tait.",
        "LES ENSEIGNANTS DE [LOC BOUNA] EN GRÈVE\nLa grève dure à [LOC Bouna].",
        "LA RÉGION MANQUE DE MÉDECINS ET DE LITS",
    ],
)
def test_a_line_in_capitals_has_the_names_that_lists_or_the_rest_of_the_text_know(nlp, tagged):
    text, expected = parse(tagged)
    assert found(nlp(text), *NAME_LABELS) == expected


def test_a_surname_keeps_the_label_of_the_full_name(nlp):
    doc = nlp("Le président Alassane Tounkara est rentré. Tounkara a parlé. L'accord de Tounkara tient.")
    assert [ent.label_ for ent in doc.ents] == ["PER", "PER", "PER"]


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("la Chine", "LOC", "Chine"),
        ("M. Ba", "PER", "Ba"),
        ("« Le Monde", "ORG", "Monde"),
        ("Est de la Chine", "LOC", "Chine"),
        ("Ba,", "PER", "Ba"),
        ("Ba de", "PER", "Ba"),
        ("Ba »", "PER", "Ba"),
        ("Sodiam (Mali)", "ORG", "Sodiam (Mali)"),
    ],
)
def test_trim(nlp, text, label, rest):
    doc = nlp(text)
    assert trim(Span(doc, 0, len(doc), label=label), title_tokens=(), nouns=(), whole=()).text == rest


def test_a_place_ends_where_the_next_headline_begins(nlp):
    doc = nlp("Il se cache au Royaume-Uni Dubaï rouvre son aéroport")
    span = doc.char_span(15, 32, label="LOC")
    assert span.text == "Royaume-Uni Dubaï"
    assert cut_behind_country(span).text == "Royaume-Uni"


def test_trim_leaves_out_the_noun_that_says_what_is_named(nlp):
    doc = nlp("désert du Kalahari")
    assert trim(Span(doc, 0, 3, label="LOC"), title_tokens=(), nouns={0}, whole=()).text == "Kalahari"


def test_trim_keeps_an_article_that_belongs_to_the_name(nlp):
    doc = nlp("La Haye")
    assert trim(doc[0:2], title_tokens=(), nouns=(), whole={0}).text == "La Haye"


def test_trim_leaves_nothing_of_a_title(nlp):
    doc = nlp("Président de la Transition")
    assert trim(Span(doc, 0, 4, label="PER"), title_tokens={0}, nouns=(), whole=()) is None


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("Jean-Paul Mba parle", "Jean-Paul Mba"),
        ("Mohamed ould Ahmed parle", "Mohamed ould Ahmed"),
        ("Paul de la", "Paul"),
        ("rien", ""),
    ],
)
def test_capital_run_end(nlp, text, run):
    doc = nlp.make_doc(text)
    assert doc[: capital_run_end(doc, 0)].text == run


@pytest.mark.parametrize(("text", "comma"), [("Hier, Awa Diarra, ministre", 4), ("Awa Diarra, ministre", 2)])
def test_capital_run_start(nlp, text, comma):
    doc = nlp(text)
    assert doc[capital_run_start(doc, comma) : comma].text == "Awa Diarra"


@pytest.mark.parametrize(
    ("text", "entry", "agree"),
    [
        ("L'équipe", "L'Équipe", False),
        ("L’Équipe", "L'Équipe", True),
        ("talibans", "talibans", True),
        ("Fifa", "FIFA", True),
    ],
)
def test_capitals_agree(text, entry, agree):
    assert capitals_agree(text, entry) is agree


def test_agreeing_finds_the_mentions_that_were_missed(nlp):
    doc = nlp("Zarkova gagne. Le juge condamne Zarkova.")
    first = Span(doc, 0, 1, label="ORG")
    assert [(span.start, span.label_) for span in agreeing(doc, [first], sure=[])] == [(0, "ORG"), (6, "ORG")]


@pytest.mark.parametrize(
    ("word", "can_be"),
    [("Zarkova", True), ("Mali", True), ("Malienne", False), ("Peuls", False), ("zarkova", False), ("12", True)],
)
def test_is_name(nlp, word, can_be):
    doc = nlp(f"Elle a vu {word} hier.")
    assert is_name(Span(doc, 3, 4, label="PER")) is can_be


def test_names_are_split_at_line_breaks(nlp):
    doc = nlp.make_doc("Awa Ba\nZarkova\n\n")
    parts = split_at_breaks(Span(doc, 0, len(doc), label="PER"))
    assert [(part.text, part.label_) for part in parts] == [("Awa Ba", "PER"), ("Zarkova", "PER")]


def test_agreeing_lets_a_rule_outvote_the_model(nlp):
    doc = nlp.make_doc("Sodiam gagne. Sodiam perd. Sodiam paie.")
    model = [Span(doc, i, i + 1, label="PER") for i in (0, 3)]
    rule = Span(doc, 6, 7, label="ORG")
    assert {span.label_ for span in agreeing(doc, [*model, rule], sure=[rule])} == {"ORG"}

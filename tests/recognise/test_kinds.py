"""Names behind nouns, by the rule alone: the model's own names could hide what it misses."""

import pytest
from spacy.tokens import Span

from entityx.recognise.kinds import Kinds
from entityx.recognise.kinds.nicknames import nicknames
from entityx.recognise.layers import set_mentions
from tests.tagged import found, parse

OTHERS = ("entityx_tagger", "entityx_kinds", "entityx_consistency")


@pytest.mark.parametrize(
    "tagged",
    [
        "L'entreprise [ORG Zarkova] construit.",
        "La société française [ORG Zarkova] construit.",
        "L'entreprise familiale « [ORG Zarkova Frères] » construit.",
        "Groupe [ORG Zarkova] : des pertes.",
        "La ville de [LOC Zangara] dort.",
        "Il vit au quartier d'[LOC El-Zar].",
        "L'agence de presse [ORG Zar] dément.",
        "Le groupe [ORG Van der Zar] perd.",
        # nothing: a capitalised noun is part of the name, a state is none, places need *de*, there is no name
        "Le Groupe Zarkova perd.",
        "Le groupe Niger dort.",
        "La ville Zangara dort.",
        "L'entreprise construit.",
        "La ville de province dort.",
        # the run ends where the words of the next sentence begin
        "Des pertes pour l'entreprise [ORG Zarkova] Elle a fermé.",
    ],
)
def test_names_behind_nouns(nlp, tagged):
    text, expected = parse(tagged)
    with nlp.select_pipes(disable=OTHERS):
        doc = nlp(text)
    assert {(s.start_char, s.end_char, s.label_) for s in Kinds(nlp).behind_nouns(doc)} == expected


def test_they_win_over_what_the_model_found(nlp):
    text, expected = parse("L'entreprise [ORG Zarkova] construit à [LOC Zangara].")
    with nlp.select_pipes(disable=OTHERS):
        doc = nlp(text)
    doc.set_ents([Span(doc, 2, 4, label="PER"), Span(doc, 5, 6, label="LOC")])
    assert [span.text for span in doc.ents] == ["Zarkova construit", "Zangara"]
    assert found(Kinds(nlp)(doc), "PER", "LOC", "ORG") == expected


@pytest.mark.parametrize(
    ("tagged", "expected"),
    [
        ("[PER Awa Ba], dite « La Tigresse », rit.", "[PER Awa Ba], dite « [PER La Tigresse] », rit."),
        ('[PER Ali Sow], surnommé "Le Lion", rit.', '[PER Ali Sow], surnommé "[PER Le Lion]", rit.'),
        (
            "[PER Awa Ba] alias « Tina » rit. Tina dort.",
            "[PER Awa Ba] alias « [PER Tina] » rit. [PER Tina] dort.",
        ),
        ("[PER Awa] « Tigresse » [PER Ba] rit.", "[PER Awa « Tigresse » Ba] rit."),
        ("[PER Ali Sow] ([ORG AS]) dort.", "[PER Ali Sow] ([PER AS]) dort."),
        (
            "[PER Ali Oumar Sy] dort. [ORG AOS] rêve.",
            "[PER Ali Oumar Sy] dort. [PER AOS] rêve.",
        ),
        # what is said, a party with other initials, two letters further away
        ("[PER Awa Ba] a dit « Non » hier.", "[PER Awa Ba] a dit « Non » hier."),
        ("[PER Awa Ba], dite « trop jeune », rit.", "[PER Awa Ba], dite « trop jeune », rit."),
        ("[PER Ali Oumar Sy] ([ORG PDS]) dort.", "[PER Ali Oumar Sy] ([ORG PDS]) dort."),
        ("[PER Ali Sow] dort. [ORG AS] gagne.", "[PER Ali Sow] dort. [ORG AS] gagne."),
    ],
)
def test_nicknames_and_initials_are_persons(nlp, tagged, expected):
    text, mentions = parse(tagged)
    doc = nlp.make_doc(text)
    set_mentions(doc, sorted(mentions))
    with nlp.select_pipes(enable=["entityx_norms"]):
        doc = nlp(doc)
    assert all(span.label_ == "PER" for span in nicknames(doc))
    assert found(Kinds(nlp)(doc), "PER", "LOC", "ORG") == parse(expected)[1]

import unicodedata

import pytest

import entityx
from entityx.readable import breaks_at_width, readable
from entityx.records import Document, Person, Span

PLAIN = "Le président sénégalais, M. Abdou Diène, a signé un accord de paix au Burkina Faso."
WRAPPED = """\
BAMAKO, 12 mai - Le ministre des Affaires étrangères, Abdou
Diène, a signé mardi un accord de paix avec le Burkina
Faso. Selon lui, il doit être ratifié avant la fin de l'été
par les deux Parlements.
"""
PARAGRAPHS = """\
Un retour attendu
Le ministre est rentré mardi de Dakar, où il a vu son homologue.
Des paroles
Il a promis une route.
"""
LIST = """\
président de la ligue régionale : Awa Diarra
vice-président de la ligue : Oumar Sidibé
secrétaire général adjoint : Issoufou Garba
trésorier de la ligue : Jean-Paul Dupont
"""
HEADLINES = """\
Le maire inaugure la halle du marché de Ségou
La préfète reçoit les éleveurs de la commune
Le fleuve est en crue pour la deuxième semaine
Les pompiers cherchent encore des bénévoles
"""


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (PLAIN, PLAIN),
        ("M.\u00a0Ba\u202f: «\u00a0oui\u00a0»\t!", "M. Ba : « oui » !"),
        ("Awa  Ba", "Awa Ba"),
        ("Ba\u00admako\u200b \ufefflibre", "Bamako libre"),
        ("Awa \u200b Ba", "Awa Ba"),
        (" \u0301", " \u0301"),
        (unicodedata.normalize("NFD", "Élysée"), "Élysée"),
        ("Awa\nBa", "Awa\nBa"),
        ("", ""),
    ],
)
def test_readable(written, text):
    assert readable(written).text == text


@pytest.mark.parametrize(
    "oddly",
    [
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" ", "   "),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("d", "d\u00ad"),
    ],
    ids=["no-break", "wide", "decomposed", "hyphenated"],
)
def test_oddly_written_texts_say_the_same_as_plain_ones(nlp, oddly):
    plain, odd = entityx.extract(PLAIN, nlp), entityx.extract(oddly(PLAIN), nlp)
    assert [(m.label, m.text) for m in odd.mentions] == [(m.label, oddly(m.text)) for m in plain.mentions]
    assert len(plain.mentions) == 4
    assert [(p.name, p.titles) for p in odd.people] == [("Abdou Diène", ("président sénégalais",))]
    for mention in odd.mentions:
        assert odd.text[mention.start : mention.end] == mention.text
    places = {(m.start, m.end) for m in odd.mentions}
    for record in (*odd.people, *odd.agreements):
        assert {(m.start, m.end) for m in record.mentions} <= places


def test_titles_keep_their_confidences_where_they_stand_in_the_text_as_written():
    written = "La\u00a0 maire Awa Ba, juge\u00ad."
    person = Person("Awa Ba", (), ("maire", "juge"), (Span(9, 15),), (Span(3, 8), Span(17, 21)), (0.5, 0.75))
    tidy = readable(written)
    assert [tidy.text[at.start : at.end] for at, _ in person.titled] == ["maire", "juge"]
    (restored,) = tidy.restore(Document("a", "a", written, {}, (), (person,), (), (), ())).people
    assert [(written[at.start : at.end], sure) for at, sure in restored.titled] == [("maire", 0.5), ("juge", 0.75)]


def test_lines_broken_at_a_width_are_joined_within_paragraphs():
    text = readable(WRAPPED + "\n" + WRAPPED).text
    assert text.count("\n") == 3
    assert "Abdou Diène, a signé mardi un accord de paix avec le Burkina Faso." in text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u00a0\n  "])
def test_lines_are_joined_whatever_ends_them(end):
    (line, _) = readable(WRAPPED).text.split("\n")
    assert readable(WRAPPED.replace("\n", end)).text == line + end


@pytest.mark.parametrize(
    "aside", ["Un titre bien plus long que la largeur des lignes qui le suivent", "https://" + "a" * 150]
)
def test_a_longer_line_by_itself_does_not_keep_lines_apart(aside):
    assert readable(f"{aside}\n\n{WRAPPED}").text == f"{aside}\n\n{readable(WRAPPED).text}"


@pytest.mark.parametrize("text", [PARAGRAPHS, HEADLINES, LIST, "", "\n", "Un mot.\n", "a " * 100 + "\n" + "b " * 100])
def test_paragraphs_and_headlines_keep_their_lines(text):
    assert breaks_at_width(text) == frozenset()


def test_a_person_over_two_lines_is_one(nlp):
    document = entityx.extract(WRAPPED, nlp)
    (person,) = document.people
    assert (person.name, person.titles) == ("Abdou Diène", ("ministre des Affaires étrangères",))
    assert "Abdou\nDiène" in [mention.text for mention in document.mentions]
    (mention,) = [mention for mention in document.mentions if mention.label == "PER"]
    sentence = document.text[mention.sentence.start : mention.sentence.end]
    assert sentence == WRAPPED[: WRAPPED.index("Faso.")] + "Faso."

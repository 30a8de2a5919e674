from dataclasses import replace

from entityx.link.merge import merge
from entityx.records import Article, Person, Span
from tests.collect.documents import document

AWA = Person("Awa Ba", ("Ba",), ("maire",), ())
FIRST, SECOND = "La [TITLE maire] [PER Awa Ba].\n", "[PER Ba], [TITLE maire]. [PER Léa Sy], [TITLE juge]."
SY = Person("Léa Sy", (), ("juge",), ())


def merged(*confidences):
    """The document of two pieces whose titles are as sure as that, in order."""
    parts = [document(FIRST, AWA), document(SECOND, AWA, SY)]
    titles = iter(confidences)
    parts = [
        replace(part, people=tuple(replace(one, title_confidences=next(titles, ())) for one in part.people))
        for part in parts
    ]
    text = "".join(part.text for part in parts)
    starts = (0, len(parts[0].text))
    return merge(Article("a.txt", "a.txt", text), zip(starts, parts, strict=True))


def test_titles_keep_their_confidence_where_they_stand_in_the_whole():
    one = merged((0.5,), (0.75,), (1.0,))
    awa, sy = one.people
    assert (awa.titles, sy.titles) == (("maire",), ("juge",))
    assert awa.titled == ((Span(3, 8), 0.5), (Span(21, 26), 0.75))
    assert sy.titled == ((Span(one.text.index("juge"), len(one.text) - 1), 1.0),)
    one.check()


def test_confidence_that_is_known_of_some_titles_only_stays_with_these():
    awa, sy = merged((), (0.75,), ()).people
    assert awa.titled == ((Span(3, 8), None), (Span(21, 26), 0.75))
    assert sy.title_confidences == ()


def test_where_it_is_known_of_none_nothing_is_said():
    assert [person.title_confidences for person in merged().people] == [(), ()]

from entityx.collect import EntityCounts
from entityx.collect.entities import EntityCount
from entityx.records import Document, Mention, Person, Span


def document(*mentions, people=()):
    """A document whose mentions stand one behind the other, ten characters apart."""
    spans = [Mention(10 * i, 10 * i + len(text), label, text, "") for i, (label, text) in enumerate(mentions)]
    return Document("d", "d", "", {}, tuple(spans), tuple(people), ())


def test_entities_are_counted_by_kind_and_words():
    counts = EntityCounts()
    counts.add(document(("LOC", "Mali"), ("LOC", "Mali"), ("ORG", "ONU")))
    counts.add(document(("LOC", "Mali"), ("ORG", "Mali")))
    assert list(counts) == [
        EntityCount("LOC", "Mali", mentions=3, documents=2),
        EntityCount("ORG", "Mali", mentions=1, documents=1),
        EntityCount("ORG", "ONU", mentions=1, documents=1),
    ]


def test_letter_case_and_apostrophes_make_no_difference_and_the_commonest_form_is_shown():
    counts = EntityCounts()
    counts.add(document(("TITLE", "Chef de l’État"), ("TITLE", "chef de l'État"), ("TITLE", "chef de l'État")))
    assert list(counts) == [EntityCount("TITLE", "chef de l'État", mentions=3, documents=1)]


def test_a_person_counts_under_the_full_name():
    counts = EntityCounts()
    person = Person("Awa Ba", ("Ba",), (), (Span(0, 6), Span(10, 12)))
    counts.add(document(("PER", "Awa Ba"), ("PER", "Ba"), people=[person]))
    assert list(counts) == [EntityCount("PER", "Awa Ba", mentions=2, documents=1)]

"""Whatever the text: no crash, and mentions that stand where they say, do not overlap in a layer, and belong together."""

from hypothesis import given, settings
from hypothesis import strategies as st

import entityx
from entityx.records import NAME_LABELS
from tests.tagged import found

WORDS = st.sampled_from(
    [
        "le",
        "président",
        "Président",
        "de",
        "la",
        "du",
        "l'",
        "l’",
        "Awa",
        "Koné",
        "Ba",
        "M.",
        "Mme",
        "Mali",
        "Russie",
        "ONU",
        "ministère",
        "ministre",
        "des",
        "Affaires",
        "accord",
        "accords",
        "traité",
        "entre",
        "et",
        "avec",
        ",",
        ".",
        "«",
        "»",
        "(",
        ")",
        "-",
        "\n",
        "\r\n",
        "\xa0",
        "\u200b",
        "’",
        "'",
        '"',
        "é",
        "État",
        "général",
        "a",
        "signé",
        "12",
        ",,",
        "une",
    ]
)
NEWS = st.lists(WORDS, max_size=40).map(" ".join)
ANYTHING = st.text(max_size=200)


@settings(deadline=None, max_examples=150)
@given(text=ANYTHING | NEWS)
def test_any_text_is_extracted(nlp, text):
    document = entityx.extract(text, nlp)
    names = set()
    for mention in document.mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.text.strip() == mention.text != ""
        names |= {(mention.start, mention.end)} if mention.label == "PER" else set()
    for person in document.people:
        assert {(m.start, m.end) for m in person.mentions} <= names
    assert len({person.name for person in document.people}) == len(document.people)


@settings(deadline=None, max_examples=75)
@given(text=NEWS)
def test_mentions_of_a_layer_do_not_overlap(nlp, text):
    doc = nlp(text)
    for labels in (NAME_LABELS, ("TITLE",), ("AGREEMENT",)):
        spans = sorted(found(doc, *labels))
        assert all(left[1] <= right[0] for left, right in zip(spans, spans[1:], strict=False))

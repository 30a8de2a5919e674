"""Whatever the text: no crash, and mentions that stand where they say and do not overlap in a layer."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

import entityx
from entityx.records import NAME_LABELS
from tests.tagged import found

FRENCH = """le la de du des l' l’ une et avec entre a signé 12 é Affaires président Président ministre général M. Mme
Awa Koné Ba Mali Russie ONU ministère accord accords traité État , . « » ( ) - ’ " ,,"""
WORDS = st.sampled_from([*FRENCH.split(), "\n", "\r\n", "\u00a0", "\u200b"])
NEWS = st.lists(WORDS, max_size=40).map(" ".join)
ANYTHING = st.text(max_size=200)


@settings(deadline=None, max_examples=150)
@given(text=ANYTHING | NEWS)
def test_any_text_is_extracted(nlp, text):
    document = entityx.extract(text, nlp)
    document.check()
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
        assert all(left[1] <= right[0] for left, right in pairwise(spans))

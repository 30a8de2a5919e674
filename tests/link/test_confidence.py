import json

import numpy as np
import pytest
import spacy
from spacy.tokens import Span

import entityx
from entityx.link.agreements import SURENESS, SURENESS_CLOSER
from entityx.link.confidence import FILE, Calibration, mention_calibration, mention_confidence, mention_values
from entityx.link.titles import SURENESS as SURENESS_OF_HOLDERS
from entityx.recognise.tagger.belief import BELIEF_KEY, Belief, belief_about
from entityx.recognise.tagger.tags import Tags

TAGS = {"ents": Tags(["PER", "LOC", "ORG"])}
TEXT = "Awa Ba dort à Kayes"


def belief(doc, **probable):
    """A tagger that gives the tags of the names *probable* probabilities, the rest going to no name."""
    rows = np.zeros((len(doc), TAGS["ents"].count))
    rows[:, 0] = 1.0
    for span in doc.ents:
        share = probable[span.label_]
        for token, tag in zip(span, TAGS["ents"].encode([(0, len(span), span.label_)], len(span)), strict=True):
            rows[token.i] = 0.0
            rows[token.i, tag], rows[token.i, 0] = share, 1 - share
    return Belief("tagger", TAGS, lambda: {"ents": rows})


@pytest.fixture
def doc():
    made = spacy.blank("fr")(TEXT)
    made.set_ents([Span(made, 0, 2, "PER"), Span(made, 4, 5, "LOC")])
    return made


def calibration(**weights):
    made = Calibration("made up")
    made.weights = weights
    return made


def test_a_belief_is_that_in_the_least_probable_tag(doc):
    person, place = doc.ents
    believed = belief(doc, PER=0.9, LOC=0.6)
    assert believed.of(person) == pytest.approx(0.9)
    assert believed.of(place) == pytest.approx(0.6)
    assert believed.of(Span(doc, 0, 1, "PER")) == 0  # half of a name that the tagger finds whole


def test_there_is_no_belief_about_tokens_that_were_cut_since(doc):
    doc.user_data[BELIEF_KEY] = belief(doc, PER=0.9, LOC=0.6)
    assert belief_about(doc) is not None
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[0:2])
    assert belief_about(doc) is None


def test_values_become_a_probability():
    assert calibration(intercept=0.0, score=2.0).of({"score": 0.0}) == 0.5
    assert calibration(intercept=1.0, score=2.0).of({"score": 1.0, "unheard of": 9.0}) == pytest.approx(0.953, abs=5e-4)


def test_the_surer_the_tagger_the_surer_the_mention(doc):
    person, _ = doc.ents
    confidences = [mention_confidence(person, belief(doc, PER=share, LOC=0.9)) for share in (0.3, 0.6, 0.9, 0.999)]
    assert confidences == sorted(confidences)
    assert confidences[-1] > 0.9 > 0.7 > confidences[0]


def test_what_only_a_rule_says_is_told_apart(doc):
    person, _ = doc.ents
    assert mention_values(person, belief(doc, PER=0.01, LOC=0.9))["by rule"] == 1
    assert mention_values(person, belief(doc, PER=0.5, LOC=0.9))["by rule"] == 0


def test_without_a_belief_there_is_no_confidence(doc):
    assert mention_confidence(doc.ents[0], None) is None


def test_there_are_weights_for_all_that_is_calibrated():
    expected = {SURENESS.name, SURENESS_CLOSER.name, SURENESS_OF_HOLDERS.name}
    for source in ("tagger", "both"):
        for label in ("PER", "TITLE", "AGREEMENT"):
            expected.add(mention_calibration(label, Belief(source, {}, dict)).name)
    assert set(json.loads(FILE.read_text(encoding="utf-8"))) == expected


def test_all_that_is_found_carries_a_confidence(nlp):
    document = entityx.extract("Le ministre malien Awa Diarra a signé un accord avec le Niger.", nlp)
    assert all(0 < mention.confidence < 1 for mention in document.mentions)
    assert [0 < one < 1 for person in document.people for one in person.title_confidences] == [True]
    assert [0 < agreement.confidence < 1 for agreement in document.agreements] == [True]

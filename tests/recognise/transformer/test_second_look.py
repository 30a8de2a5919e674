"""When the transformer is asked, and how the two decide; what it says is written down here."""

import numpy as np
import pytest
import spacy
from spacy.tokens import Span

import entityx
from entityx.recognise.layers import LAYERS, read_layer
from entityx.recognise.pipeline import NOT_SAVED
from entityx.recognise.tagger.belief import BELIEF_KEY, Belief
from entityx.recognise.tagger.tags import Tags
from entityx.recognise.transformer.second_look import BOTH, READING_KEY, Reading, SecondLook
from entityx.recognise.transformer.settings import Settings
from entityx.records import LABELS
from tests.tagged import found

TEXT = "Awa part. Le maire de Kayes dort. Il dort."
SURE = 20.0
SCHEMES = {key: Tags(labels) for key, labels in LAYERS.items()}
COLUMNS = sum(tags.count for tags in SCHEMES.values())


def scores_of(length, spans, by=SURE):
    """Scores by which the tags of *spans*, (start, end, label), are the best, and by how much."""
    parts = []
    for tags in SCHEMES.values():
        rows = np.zeros((length, tags.count), dtype=np.float32)
        own = tags.encode([span for span in spans if span[2] in tags.labels], length)
        rows[np.arange(length), own] = by
        parts.append(rows)
    return np.hstack(parts)


def belief_by(scores):
    """The belief of a tagger with these scores."""
    shares, column = {}, 0
    for key, tags in SCHEMES.items():
        powers = np.exp(scores[:, column : column + tags.count])
        shares[key] = powers / powers.sum(axis=1, keepdims=True)
        column += tags.count
    return Belief("tagger", SCHEMES, lambda: shares)


class Graph:
    """Says what was written down, and remembers what it was asked."""

    def __init__(self, spans, length):
        self.scores = scores_of(length, spans, by=5.0)
        self.asked = []

    def __call__(self, window):
        self.asked.append((window.start, window.end))
        return self.scores[window.tokens], np.zeros((len(window.tokens), 4))


@pytest.fixture
def look():
    """A function that lets a tagger and a transformer look at `TEXT`: what is found, which tokens were asked for."""

    def run(first, second, doubtful, text=TEXT, **settings):
        nlp = spacy.blank("fr")
        nlp.add_pipe("entityx_sentences")
        doc = nlp(text)
        rows = scores_of(len(doc), first)
        rows[doubtful] *= 0.1
        doc.user_data[BELIEF_KEY] = belief_by(rows)
        component = SecondLook(nlp)
        transitions = {key: np.zeros((tags.count, tags.count)).tolist() for key, tags in SCHEMES.items()}
        component._settings = Settings(
            **{"doubt": 0.05, "pieces": 4, "weight": 0.6} | settings, transitions=transitions
        )
        component._pieces = lambda doc: [() if token.is_space else (5,) for token in doc]
        component._graph = Graph(second, len(doc))
        for key in LAYERS:
            doc.spans[key] = []
        return component(doc), component._graph.asked

    return run


def test_nothing_is_asked_where_all_is_sure(look):
    doc, asked = look([(0, 1, "PER")], [(0, 1, "LOC")], doubtful=[])
    assert asked == []
    assert found(doc, "PER", "LOC") == set()  # what the tagger has written is left alone: here, nothing


def test_only_the_sentences_in_doubt_are_asked_for(look):
    _, asked = look([(0, 1, "PER")], [], doubtful=[6])
    assert asked == [(3, 9)]  # a sentence that is longer than a window should be is read whole


def test_where_the_tagger_doubts_the_transformer_decides(look):
    doc, _ = look([(0, 1, "PER"), (4, 5, "ORG")], [(4, 7, "TITLE"), (6, 7, "LOC")], doubtful=[4, 5, 6])
    assert found(doc, "PER", "LOC", "ORG", "TITLE") == {(0, 3, "PER"), (13, 27, "TITLE"), (22, 27, "LOC")}


def test_where_the_tagger_is_sure_it_outvotes_the_transformer(look):
    doc, _ = look([(0, 1, "PER")], [(0, 1, "LOC")], doubtful=[2], weight=0.3)
    assert found(doc, "PER", "LOC") == {(0, 3, "PER")}


def test_white_space_is_in_no_mention(look):
    doc, _ = look([], [(0, 3, "PER")], doubtful=[0, 1, 2], text="Awa\n\nBa dort.")
    assert all(not token.is_space for span in read_layer(doc, "ents") for token in (span[0], span[-1]))


def test_a_reading_reads_each_window_once_and_only_when_asked():
    graph = Graph([], 6)
    reading = Reading([(5,)] * 6, [0, 3], 3, graph)
    assert [(one.start, one.end) for one in reading.windows] == [(0, 3), (3, 6)]
    assert graph.asked == []
    reading.vector(4)
    reading.scores(reading.windows[1])
    reading.vector(5)
    assert graph.asked == [(3, 6)]


def test_a_token_has_its_own_vector():
    def read(one):
        return np.zeros((len(one.tokens), 23)), one.tokens[:, None].astype(np.float32)

    reading = Reading([(5,), (5, 6), (), (5,), ()], [0, 2], 2, read)
    assert [reading.vector(token)[0] for token in range(5)] == [0, 1, 3, 3, 3]


def test_both_believe_in_what_both_say(look):
    doc, _ = look([(0, 1, "PER"), (4, 5, "ORG")], [(4, 5, "LOC")], doubtful=[4])
    belief = doc.user_data[BELIEF_KEY]
    assert belief.source == BOTH
    sure, unsure = doc.ents
    assert (sure.label_, unsure.label_) == ("PER", "LOC")
    assert belief.of(sure) > 0.99
    assert 0.5 < belief.of(unsure) < 0.99


def test_without_doubt_both_believe_what_the_tagger_does(look):
    doc, _ = look([(0, 1, "PER")], [], doubtful=[])
    assert doc.user_data[BELIEF_KEY].source == BOTH
    assert doc.user_data[BELIEF_KEY].of(Span(doc, 0, 1, "PER")) > 0.99


def test_the_reading_stays_with_the_text(look):
    doc, asked = look([], [], doubtful=[0])
    reading = doc.user_data[READING_KEY]
    assert reading.vector(0).shape == (4,)
    assert asked == [(0, 3)]


def test_without_the_tagger_nothing_is_looked_at(nlp):
    with nlp.select_pipes(disable="entityx_tagger"):
        doc = nlp("Awa Koné est à Bamako.")
    assert READING_KEY not in doc.user_data


def test_a_pipeline_with_a_second_look_is_saved_and_loaded(nlp, tmp_path):
    nlp.to_disk(tmp_path / "model", exclude=NOT_SAVED)
    again = entityx.load(tmp_path / "model")
    text = "Le ministre malien Awa Diarra a signé un accord avec le Niger, selon la Radio Kalima de Ségou."
    assert found(again(text), *LABELS) == found(nlp(text), *LABELS)
    assert again.pipe_names == nlp.pipe_names

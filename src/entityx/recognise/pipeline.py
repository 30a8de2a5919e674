"""The pipeline: a model with a named entity recogniser, and our components behind it."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import spacy
from spacy.about import __version__ as VERSION  # noqa: N812  (a constant)
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.pipeline.tok2vec import Tok2VecListener
from spacy.tokenizer import Tokenizer
from thinc.api import Model
from threadpoolctl import threadpool_limits

import entityx.recognise.blas
import entityx.recognise.closer_look
import entityx.recognise.consistency
import entityx.recognise.extents
import entityx.recognise.kinds
import entityx.recognise.norms
import entityx.recognise.patterns
import entityx.recognise.sentences
import entityx.recognise.tagger
import entityx.recognise.transformer  # noqa: F401  (importing a component registers it)
from entityx.errors import ModelError
from entityx.recognise.embeddings import remember_words
from entityx.recognise.layers import PATTERNS_KEY
from entityx.recognise.maxout import predict_faster
from entityx.recognise.models import CONFIG, closer_look, loading, model_files, model_folders, second_look
from entityx.recognise.ours import ACCURATE, FAST
from entityx.recognise.patterns.user import read_user_patterns, try_patterns
from entityx.recognise.stock import stock_vocab
from entityx.recognise.tokenizer import keep_compound_adjectives
from entityx.records import LABELS, NAME_LABELS

NOT_SAVED = ("vocab", "tokenizer")
"""What the folder of a pipeline of ours leaves out: the stock vocabulary, and a tokenizer that its config describes."""
RECOGNISERS = ("entityx_tagger", "ner")
"""Components that find names: ours, and spaCy's."""
UNUSED = ("parser", "lemmatizer", "attribute_ruler", "senter")
"""Components of spaCy's French pipelines that ours do not need."""

COMPONENTS = ("entityx_norms", "entityx_sentences", "entityx_kinds", "entityx_consistency", "entityx_extents")
"""Ours, in the order in which they run, behind the model's."""
SECOND_LOOK, BEFORE_IT = "entityx_second_look", "entityx_sentences"
"""The component that asks the transformer where the tagger is not sure, and the one that it stands behind."""
CLOSER_LOOK = "entityx_closer_look"
"""The component that lets another transformer read around agreements, where they are linked."""

TRIAL = "Awa Ba, maire de Ségou, a signé un accord."
"""What a pipeline reads before it is used: some of what is damaged or does not fit is met only then."""

RULER, OWN_WORDS = "entityx_patterns", "entityx_own_words"
"""spaCy's span ruler with the user's own patterns, and what takes into the layers what it finds; both only where there
are patterns."""


def load(model: str | Path | None = None, *, patterns: str | Path | None = None) -> Language:
    """Load a model and put our components behind its own.

    Args:
        model: ``accurate``, our own with a second look at what it is not sure of, as where there is none; ``fast``,
            our own without it; or the name of an installed spaCy package or the path of a pipeline. Loading a pipeline
            runs its code: use only those that you trust.
        patterns: A file of the user's own patterns, in the form of spaCy's entity ruler, one JSON object a line:
            ``{"label": "TITLE", "pattern": "griot"}``.

    Returns:
        A pipeline that sets ``doc.ents``, ``doc.spans["titles"]`` and ``doc.spans["agreements"]``.

    Raises:
        ModelError: When the model is not there, is damaged, or does not recognise entities and parts of speech.
        PatternsError: When the patterns cannot be used.
    """
    given = ACCURATE if model is None else model
    nlp = open_pipeline(given)
    with loading(given, model_files(given)):
        add_components(nlp)
        if given == ACCURATE:
            add_second_look(nlp)
        warnings.filterwarnings("error", category=RuntimeWarning)  # numbers that overflow
        with threadpool_limits(1, user_api="blas"):  # several take far longer to start than the sentence
            nlp(TRIAL)
    if patterns is not None:
        add_patterns(nlp, Path(patterns))
    return nlp


def open_pipeline(model: str | Path) -> Language:
    """The pipeline of a model, as `load` takes it, without our components behind it.

    A folder without a vocabulary is one that we trained: it stands on that of the stock pipeline.

    Raises:
        ModelError: When the model is not there, is damaged, or does not recognise entities and parts of speech.
    """
    folder, *_ = model_folders(model)
    ours = (folder / CONFIG).is_file() and not (folder / "vocab").exists()
    source = folder if model in (ACCURATE, FAST) else model
    with loading(model, model_files(model)):
        nlp = spacy.load(source, vocab=stock_vocab() if ours else True, exclude=NOT_SAVED if ours else UNUSED)
        check_pipeline(nlp, f"the model {str(model)!r}")
    return nlp


def check_pipeline(nlp: Language, name: str) -> None:
    """Make sure that *nlp* can be used; *name* is what a message calls it.

    Raises:
        ModelError: When it is of another language or version of spaCy, is damaged, or lacks what we need.
    """
    if nlp.lang != "fr":
        raise ModelError(f"{name} is for the language {nlp.lang!r}: give one for French (fr)")
    made_for, major = str(nlp.meta["spacy_version"]), VERSION.partition(".")[0]
    if (first := re.search(r"\d+", made_for)) is None or first[0] != major:
        raise ModelError(f"{name} is made for spaCy {made_for}, and this is {VERSION}: train or install it anew")
    for component, pipe in nlp.pipeline:
        if isinstance(pipe, TrainablePipe) and not is_finite(pipe.model):
            raise ModelError(f"{name} is damaged, some weights of {component} are no numbers: train or install it anew")
        if isinstance(pipe, TrainablePipe) and not is_linked(pipe.model, nlp):
            raise ModelError(f"{name} lacks the encoder that {component} needs: train or install it anew")
    check_components(nlp, name)


def check_components(nlp: Language, name: str) -> None:
    """Make sure that the components of *nlp* find what we need.

    Raises:
        ModelError: When they do not.
    """
    recogniser = next((component for component in RECOGNISERS if component in nlp.pipe_names), None)
    if recogniser is None:
        raise ModelError(f"{name} does not find entities: it has no {' or '.join(RECOGNISERS)}")
    if "morphologizer" not in nlp.pipe_names:
        raise ModelError(f"{name} does not find parts of speech: it has no morphologizer")
    labels: Any = nlp.pipe_labels[recogniser]
    if set(labels).isdisjoint(NAME_LABELS):
        raise ModelError(f"{name} finds no names: it knows none of {', '.join(NAME_LABELS)}")
    if recogniser == "entityx_tagger" and (unknown := set(labels).difference(LABELS)):
        raise ModelError(f"{name} finds {', '.join(sorted(unknown))}, where ours find {', '.join(LABELS)}")


def is_finite(network: Model[Any, Any]) -> bool:
    """Whether all weights of *network* are numbers."""
    nodes = ((node, name) for node in network.walk() for name in node.param_names if node.has_param(name))
    return all(np.isfinite(np.asarray(node.get_param(name))).all() for node, name in nodes)


def is_linked(network: Model[Any, Any], nlp: Language) -> bool:
    """Whether each part of *network* that listens to the encoder of another component of *nlp* hears one."""
    heard = {id(listener) for _, component in nlp.pipeline for listener in getattr(component, "listeners", ())}
    return all(id(node) in heard for node in network.walk() if isinstance(node, Tok2VecListener))


def add_components(nlp: Language) -> None:
    """Let the components of a model predict faster, and put ours behind them."""
    if "tok2vec" in nlp.pipe_names:
        encoder: Any = nlp.get_pipe("tok2vec")
        remember_words(encoder.model)
    for _, component in nlp.pipeline:
        if isinstance(component, TrainablePipe):
            predict_faster(component.model)
    if isinstance(nlp.tokenizer, Tokenizer):  # a model may have one of another kind
        keep_compound_adjectives(nlp.tokenizer)
    for name in COMPONENTS:
        if name not in nlp.pipe_names:  # a pipeline of ours, saved and loaded again, has them
            nlp.add_pipe(name)


def add_second_look(nlp: Language) -> None:
    """Let *nlp* take a second look at what its tagger is not sure of."""
    if SECOND_LOOK not in nlp.pipe_names:
        component: Any = nlp.add_pipe(SECOND_LOOK, after=BEFORE_IT)
        component.from_disk(second_look())


def add_closer_look(nlp: Language) -> None:
    """Let *nlp* take a closer look at agreements."""
    if CLOSER_LOOK not in nlp.pipe_names:
        component: Any = nlp.add_pipe(CLOSER_LOOK)
        component.from_disk(closer_look())


def add_patterns(nlp: Language, path: Path) -> None:
    """Let *nlp* mark what the patterns of a user's file match.

    Raises:
        PatternsError: When they cannot be used.
    """
    patterns = read_user_patterns(path)
    try_patterns(patterns, nlp(TRIAL))
    if RULER not in nlp.pipe_names:
        nlp.add_pipe("span_ruler", RULER, config={"spans_key": PATTERNS_KEY})
        nlp.add_pipe(OWN_WORDS)
    ruler: Any = nlp.get_pipe(RULER)
    ruler.add_patterns([msgspec.structs.asdict(pattern) for pattern in patterns.values()])

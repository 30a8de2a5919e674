"""The pipeline: a model with a named entity recogniser, and our components behind it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokenizer import Tokenizer
from spacy.util import get_package_path, is_package

import entityx.recognise.blas
import entityx.recognise.consistency
import entityx.recognise.kinds
import entityx.recognise.norms
import entityx.recognise.patterns
import entityx.recognise.sentences
import entityx.recognise.tagger  # noqa: F401  (importing a component registers it)
from entityx.errors import ModelError, PatternsError
from entityx.recognise.embeddings import remember_words
from entityx.recognise.layers import PATTERNS_KEY
from entityx.recognise.maxout import predict_faster
from entityx.recognise.stock import stock_vocab
from entityx.recognise.tokenizer import keep_compound_adjectives
from entityx.records import LABELS, NAME_LABELS

TRAINED = "entityx_fr"
"""The folder of ``models`` with our trained pipeline, installed as a package of that name beside ours."""
NOT_SAVED = ("vocab", "tokenizer")
"""What the folder of a pipeline of ours leaves out: the stock vocabulary, and a tokenizer that its config describes."""
RECOGNISERS = ("entityx_tagger", "ner")
"""Components that find names: ours, and spaCy's."""
UNUSED = ("parser", "lemmatizer", "attribute_ruler", "senter")
"""Components of spaCy's French pipelines that ours do not need."""

COMPONENTS = ("entityx_norms", "entityx_sentences", "entityx_kinds", "entityx_consistency")
"""Ours, in the order in which they run, behind the model's."""

RULER, OWN_WORDS = "entityx_patterns", "entityx_own_words"
"""spaCy's span ruler with the user's own patterns, and what takes into the layers what it finds; both only where there
are patterns."""


def load(model: str | Path | None = None, *, patterns: str | Path | None = None) -> Language:
    """Load a model and put our components behind its own.

    Args:
        model: The name of an installed spaCy package or the path of a pipeline; ours where there is none. Loading a
            pipeline runs its code: use only those that you trust.
        patterns: A file of the user's own patterns, in the form of spaCy's entity ruler, one JSON object a line:
            ``{"label": "TITLE", "pattern": "griot"}``.

    Returns:
        A pipeline that sets ``doc.ents``, ``doc.spans["titles"]`` and ``doc.spans["agreements"]``.

    Raises:
        ModelError: When the model is not there, or does not recognise entities and parts of speech.
        PatternsError: When the patterns cannot be used.
    """
    nlp = open_pipeline(trained_model() if model is None else model)
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
    if patterns is not None:
        if RULER not in nlp.pipe_names:
            nlp.add_pipe("span_ruler", RULER, config={"spans_key": PATTERNS_KEY})
            nlp.add_pipe(OWN_WORDS)
        ruler = nlp.get_pipe(RULER)
        try:
            ruler.add_patterns(read_user_patterns(Path(patterns)))  # type: ignore[attr-defined]
            nlp("Un essai.")  # spaCy looks at regular expressions, and at what it needs to know of words, only now
        except Exception as error:  # malformed patterns end in errors of many kinds
            raise PatternsError(f"spaCy does not take the patterns of {patterns}: {error}") from error
    return nlp


def trained_model() -> Path:
    """The folder of the pipeline that comes with entityx.

    Raises:
        ModelError: When it is not installed.
    """
    spec = find_spec(TRAINED)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"the trained model {TRAINED} is not there: install entityx anew, or train one (make train)")
    return Path(next(iter(spec.submodule_search_locations)))


def model_files(model: str | Path | None) -> Iterator[Path]:
    """The files of a model, in a stable order; see `load`.

    Raises:
        ModelError: When the model is not there.
    """
    folder = trained_model() if model is None else Path(model)
    if not folder.is_dir() and is_package(str(model)):
        folder = get_package_path(str(model))
    if not folder.is_dir():
        raise ModelError(f"cannot load the model {str(model)!r}: it is no installed package and no folder")
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".pyc")


def open_pipeline(model: str | Path) -> Language:
    """The pipeline of a model, without our components behind it.

    A folder without a vocabulary is one that we trained: it stands on that of the stock pipeline.

    Raises:
        ModelError: When the model is not there, or does not recognise entities and parts of speech.
    """
    ours = Path(model).is_dir() and not (Path(model) / "vocab").exists()
    try:
        nlp = spacy.load(model, vocab=stock_vocab() if ours else True, exclude=NOT_SAVED if ours else UNUSED)
    except Exception as error:  # a package that is no model may raise anything
        problem = next(iter(str(error).splitlines()), type(error).__name__)
        raise ModelError(f"cannot load the model {str(model)!r}, a package or a folder: {problem}") from error
    recognisers = [name for name in RECOGNISERS if name in nlp.pipe_names]
    if not recognisers:
        raise ModelError(f"the model {str(model)!r} does not find entities: it has no {' or '.join(RECOGNISERS)}")
    if "morphologizer" not in nlp.pipe_names:
        raise ModelError(f"the model {str(model)!r} does not find parts of speech: it has no morphologizer")
    recogniser: Any = nlp.get_pipe(recognisers[0])
    if set(recogniser.labels).isdisjoint(NAME_LABELS):
        raise ModelError(f"the model {str(model)!r} finds no names: it knows none of {', '.join(NAME_LABELS)}")
    return nlp


def read_patterns_file(path: Path) -> str:
    """The text of a user's file of patterns.

    Raises:
        PatternsError: When it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PatternsError(f"cannot read the patterns {path}: {error}") from error


def read_user_patterns(path: Path) -> list[dict[str, Any]]:
    """The patterns of a user's file, checked.

    Raises:
        PatternsError: When the file cannot be read, or a line is no pattern with one of our labels.
    """
    patterns = []
    for number, line in enumerate(read_patterns_file(path).splitlines(), start=1):
        if not line.strip():
            continue
        where = f"line {number} of {path}"
        try:
            pattern = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise PatternsError(f"{where} is not JSON: {error}") from error
        if not isinstance(pattern, dict) or not is_pattern(pattern.get("pattern")):
            raise PatternsError(f'{where} is no pattern; it should look like {{"label": "ORG", "pattern": "Yadran"}}')
        if pattern.get("label") not in LABELS:
            raise PatternsError(
                f"{where} has the label {pattern.get('label')!r}; it should be one of {', '.join(LABELS)}"
            )
        patterns.append(pattern)
    if not patterns:
        raise PatternsError(f"there is no pattern in {path}")
    return patterns


def is_pattern(value: object) -> bool:
    """Whether *value* has the form of a pattern: a text, or a list of the properties of words."""
    return bool(value) and (
        isinstance(value, str) or (isinstance(value, list) and all(isinstance(v, dict) for v in value))
    )

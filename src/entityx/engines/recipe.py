"""How a pipeline is made, in any process, and what tells it from others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from importlib.metadata import requires, version
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from packaging.requirements import Requirement

import entityx
from entityx.engines.engine import Outcome
from entityx.records import Article, Failure

if TYPE_CHECKING:
    from spacy.language import Language

MOST_WORDS = 50_000
"""Words of the vocabulary from which on it does not grow: about 20 MB of them."""

WORKING = Lock()
"""Held while articles are worked on: a pipeline takes one text at a time, and some engines have several threads."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What `entityx.load` takes.

    Attributes:
        model: The name of a spaCy package or the path of a pipeline; ours where there is none.
        patterns: The path of a file of the user's own patterns, if any.
    """

    model: str | None = None
    patterns: str | None = None

    def fingerprint(self) -> bytes:
        """What tells the pipeline from others: all that is ours, the model, the patterns, the versions of the rest.

        Raises:
            ModelError: When the model is not there.
            PatternsError: When the patterns cannot be read.
        """
        from entityx.recognise.models import model_files
        from entityx.recognise.patterns.user import read_patterns_file

        digest = hashlib.sha256()
        package = Path(entityx.__file__).parent
        ours = (path for path in sorted(package.rglob("*")) if path.is_file() and path.suffix != ".pyc")
        for path in (*ours, *model_files(self.model)):
            digest.update(f"{path.name}\n{path.stat().st_size}\n".encode())
            digest.update(path.read_bytes())
        if self.patterns is not None:
            digest.update(read_patterns_file(Path(self.patterns)).encode())
        digest.update("\n".join(_versions()).encode())
        return digest.digest()

    def extract(self, articles: Sequence[Article]) -> list[Outcome]:
        """The outcomes of *articles*, in order. The pipeline is loaded once in a process.

        Raises:
            ModelError, PatternsError: When the pipeline cannot be loaded.
        """
        if not articles:  # all of them known: the pipeline is not needed
            return []
        with WORKING:
            return extract_all(articles, loaded(self))


def extract_all(articles: Sequence[Article], nlp: Language) -> list[Outcome]:
    """The outcomes of *articles*, in order, by *nlp*.

    The words of the first articles stay in its vocabulary, for news repeats its words; when it is large, those of later
    ones are dropped afterwards, so that memory stays flat.
    """
    from threadpoolctl import threadpool_limits

    # One thread: processes are the parallelism, and the last bits of a sum depend on how many share it.
    with threadpool_limits(1, user_api="blas"), nlp.memory_zone() if len(nlp.vocab) > MOST_WORDS else nullcontext():
        return [_extract(article, nlp) for article in articles]


def _extract(article: Article, nlp: Language) -> Outcome:
    from entityx.analysis import analyse

    try:
        return analyse(article, nlp)
    except Exception as error:  # one text must not end a run over thousands; what it is, nobody knows before
        return Failure.of(article.source, "working on", error)


@cache
def loaded(recipe: Recipe) -> Language:
    """The pipeline of *recipe*, loaded once in this process."""
    return entityx.load(recipe.model, patterns=recipe.patterns)


def _versions() -> Iterator[str]:
    """The packages that entityx needs, with their versions."""
    for requirement in map(Requirement, requires("entityx") or ()):
        if requirement.marker is None:  # the others are for formats and the like
            yield f"{requirement.name} {version(requirement.name)}"

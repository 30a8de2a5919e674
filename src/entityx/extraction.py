"""The main job, as functions: articles in, documents and tables out."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from entityx.collect import Summary
from entityx.engines import Engine
from entityx.log import log_failure, logger
from entityx.records import Article, Document, Failure
from entityx.write import DEFAULT_DIALECT, DEFAULT_FORMATS, OutputFolder

TOGETHER = 16
"""Articles that go to a worker, and into the store of the folder, at once."""
LETTERS_TOGETHER = 200_000
"""Characters that these have at most, unless one has more by itself."""

Keyed = tuple[bytes, Article]


def extract_documents(
    articles: Iterable[Article | Failure], engine: Engine, *, failures: list[Failure]
) -> Iterator[Document]:
    """Find who, what and where in each article.

    Args:
        articles: What was read, as `entityx.read.read_articles` gives it.
        engine: What does the work, from `entityx.engines`.
        failures: Where the inputs are put that give no document.

    Yields:
        One document an article, in order.
    """
    for outcomes in engine.extract(batches(articles, failures)):
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                failed(outcome, failures)
            else:
                yield outcome


def extract_to_folder(
    articles: Iterable[Article | Failure],
    engine: Engine,
    folder: Path,
    *,
    formats: Collection[str] = DEFAULT_FORMATS,
    with_text: bool = True,
    csv_dialect: str = DEFAULT_DIALECT,
    min_confidence: float = 0,
) -> Summary:
    """Write the documents and tables of *articles* into *folder*.

    What a run before has found there, killed or complete, is not looked for again: the documents of the articles that
    have not changed since, nor has the pipeline.

    Args:
        articles: What was read, as `entityx.read.read_articles` gives it.
        engine: What does the work, from `entityx.engines`.
        folder: Where to write; files of an earlier run are replaced when this one is complete.
        formats: Some of `entityx.write.FORMATS`.
        with_text: Whether the JSON documents keep their text.
        csv_dialect: One of `entityx.write.DIALECTS`.
        min_confidence: From 0 to 1: what is less sure is left out of the tables. The JSON documents have it all, and no
            article is worked on again for another figure.

    Returns:
        What was found, and what could not be read. Where no input at all could be read, nothing is written, so that a
        mistyped path does not replace the results of an earlier run.

    Raises:
        OutputError: When the folder cannot be written, or another run has it.
        UsageError: When a format needs a package that is not installed.
        EngineError: When the work cannot go on, whatever the articles.
    """
    unread: list[Failure] = []
    lost: list[Failure] = []
    with OutputFolder(
        folder, formats=formats, with_text=with_text, csv_dialect=csv_dialect, min_confidence=min_confidence
    ) as output:
        kept = _put_aside(batches(articles, unread), engine, output, lost)
        # What could not be read comes first, however far ahead of the work that was.
        summary = output.publish([*unread, *lost])
        summary.kept = kept
    return summary


def _put_aside(made: Iterable[Sequence[Article]], engine: Engine, output: OutputFolder, failures: list[Failure]) -> int:
    """Put the documents of all articles aside in *output*: those that it knows, and those that *engine* finds.

    Args:
        made: The articles.
        engine: What does the work.
        output: Where they go.
        failures: Where the articles are put on which it failed.

    Returns:
        How many documents it knew.
    """
    fingerprint = engine.fingerprint()
    kept = 0
    waiting: deque[tuple[list[Keyed], Mapping[bytes, Document]]] = deque()

    def unknown() -> Iterator[list[Article]]:
        for batch in made:
            keyed = [(key_of(article, fingerprint), article) for article in batch]
            known = of_these(keyed, output.known([key for key, _ in keyed]))
            waiting.append((keyed, known))
            yield [article for key, article in keyed if key not in known]

    for outcomes in engine.extract(unknown()):
        keyed, known = waiting.popleft()
        found = iter(outcomes)
        documents = []
        for key, _ in keyed:
            outcome = known[key] if key in known else next(found)
            if isinstance(outcome, Failure):
                failed(outcome, failures)
            else:
                logger.info("%s: %d mentions", outcome.source, len(outcome.mentions))
                documents.append((key, outcome))
        failures += output.add(documents, known)
        kept += len(known)
    return kept


def of_these(keyed: Iterable[Keyed], known: Mapping[bytes, Document]) -> Mapping[bytes, Document]:
    """Those *known* documents that are of the articles with their keys, as all are that nobody has exchanged."""

    def of_article(one: Article | Document) -> tuple[object, ...]:
        return one.id, one.source, one.text, one.metadata

    return {key: known[key] for key, article in keyed if key in known and of_article(known[key]) == of_article(article)}


def failed(failure: Failure, failures: list[Failure]) -> None:
    """Put *failure* among the *failures*, and log what is entityx's own fault."""
    failures.append(failure)
    log_failure(failure)


def batches(articles: Iterable[Article | Failure], failures: list[Failure]) -> Iterator[list[Article]]:
    """*articles* in groups of a size to work on; what could not be read goes to *failures*."""
    group: list[Article] = []
    letters = 0
    for item in articles:
        if isinstance(item, Failure):
            failed(item, failures)
            continue
        if group and (len(group) == TOGETHER or letters + len(item.text) > LETTERS_TOGETHER):
            yield group
            group, letters = [], 0
        group.append(item)
        letters += len(item.text)
    if group:
        yield group


def key_of(article: Article, fingerprint: bytes) -> bytes:
    """What tells *article* from all that would give another document, with a pipeline of that *fingerprint*."""
    return hashlib.sha256(fingerprint + msgspec.json.encode(article)).digest()

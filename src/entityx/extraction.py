"""The main job, as functions: articles in, documents and tables out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from spacy.language import Language

from entityx.collect import Summary
from entityx.link import link_document
from entityx.readable import Readable, readable
from entityx.records import Article, Document, Failure
from entityx.write import DEFAULT_DIALECT, DEFAULT_FORMATS, OutputFolder

BATCH = 16
"""Texts that the pipeline takes at once: with spaCy's own 1,000, one process runs about 40 % slower."""


def extract_documents(
    articles: Iterable[Article | Failure], nlp: Language, *, failures: list[Failure]
) -> Iterator[Document]:
    """Find who, what and where in each article.

    Args:
        articles: What was read, as `entityx.read.read_articles` gives it.
        nlp: A pipeline from `entityx.recognise.pipeline.load`.
        failures: Where the inputs are put that give no document: those that could not be read, and texts of more than
            ``nlp.max_length`` characters.

    Yields:
        One document an article, in order.
    """

    def texts() -> Iterator[tuple[str, tuple[Article, Readable]]]:
        for item in articles:
            if isinstance(item, Failure):
                failures.append(item)
            elif len(item.text) > nlp.max_length:
                problem = f"the text has {len(item.text)} characters, more than {nlp.max_length}: cut it in parts"
                failures.append(Failure(item.source, problem))
            else:
                tidy = readable(item.text)
                yield tidy.text, (item, tidy)

    for doc, (article, tidy) in nlp.pipe(texts(), as_tuples=True, batch_size=BATCH):
        yield tidy.restore(link_document(article, doc))


def extract_to_folder(
    articles: Iterable[Article | Failure],
    nlp: Language,
    folder: Path,
    *,
    formats: Collection[str] = DEFAULT_FORMATS,
    with_text: bool = True,
    csv_dialect: str = DEFAULT_DIALECT,
) -> Summary:
    """Write the documents and tables of *articles* into *folder*.

    Args:
        articles: What was read, as `entityx.read.read_articles` gives it.
        nlp: A pipeline from `entityx.recognise.pipeline.load`.
        folder: Where to write; files of an earlier run are replaced when this one is complete.
        formats: Some of `entityx.write.FORMATS`.
        with_text: Whether the JSON documents keep their text.
        csv_dialect: One of `entityx.write.DIALECTS`.

    Returns:
        What was found, and what could not be read. Where no input at all could be read, nothing is written, so that a
        mistyped path does not replace the results of an earlier run.

    Raises:
        OutputError: When the folder cannot be written.
        UsageError: When a format needs a package that is not installed.
    """
    summary = Summary()
    with OutputFolder(
        folder, formats=formats, with_text=with_text, csv_dialect=csv_dialect, index=summary.index
    ) as output:
        for document in extract_documents(articles, nlp, failures=summary.failures):
            summary.add(document)
            output.add(document)
        if summary.documents or not summary.failures:
            output.publish(summary.failures)
    return summary

"""``entityx explain``."""

from __future__ import annotations

from typing import Annotated

import typer

import entityx
from entityx.cli.exits import errors_told
from entityx.cli.show import show_explanations
from entityx.errors import ReadError, UsageError
from entityx.read import read_articles
from entityx.records import Failure


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="One article.")],
    agreement: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Explain the Nth agreement of the text only.")
    ] = None,
    person: Annotated[
        str | None, typer.Option(metavar="NAME", help="Explain the titles of persons whose name has this in it only.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME_OR_PATH", help="As in entityx extract. [default: accurate]")
    ] = None,
) -> None:
    """Say why an article's parties, status, subjects and titles are what they are: what spoke for and against each."""
    with errors_told():
        if agreement is not None and person is not None:
            raise UsageError("--agreement and --person go one at a time: give one of them")
        articles = list(read_articles([file]))
        for article in articles:
            if isinstance(article, Failure):
                raise ReadError(f"{article.source}: {article.error}")
        if len(articles) != 1:
            raise UsageError(f"{file} has {len(articles)} articles, and one is explained at a time: give a file of one")
        nlp = entityx.load(model)
        from entityx.explanation import explain as explain_text  # it brings spaCy
        from entityx.explanation import of_agreement, of_person

        explanations = explain_text(articles[0].text, nlp)
        if agreement is not None:
            explanations = of_agreement(explanations, agreement)
            if not explanations:
                raise UsageError(f"{file} has no agreement number {agreement}: entityx explain {file} shows all it has")
        if person is not None:
            explanations = of_person(explanations, person)
            if not explanations:
                raise UsageError(f"no person whose name has {person!r} in it could hold a title of {file}")
        show_explanations(explanations)

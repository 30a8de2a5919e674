"""Where a French noun phrase ends: the complements that follow its head.

A phrase (a title, an agreement, an organisation's name) is its head and a chain of units such as *malien*, *de la
Transition*, *à l'université de Houston*, *et de la Coopération*. ``complements.jsonl`` holds the units; each component
says which kinds of them belong to its phrases.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from entityx.lexicon.countries import countries
from entityx.lexicon.words import spellings
from entityx.recognise.matching import read_patterns, token_matcher

PATTERNS = Path(__file__).with_name("complements.jsonl")
COORDINATIONS = frozenset({"and", "portfolio"})
"""Kinds that go on with a complement and so cannot be the first (*ministre de la Santé et de la Famille*)."""
LONGEST_PHRASE = 40
"""Tokens within which a phrase must end; the longest title of the annotated training passages has 21."""


def nationalities() -> Iterator[dict[str, Any]]:
    """A unit for adjectives of nationality, which a tagger takes for nouns or names when it has not met them."""
    forms = sorted({form for country in countries() for word in country.adjectives for form in spellings(word)})
    yield {"label": "adjective", "pattern": [{"NORM": {"IN": forms}, "IS_LOWER": True, "ENT_TYPE": ""}]}


class Complements:
    """Finds the end of a noun phrase.

    Args:
        nlp: The pipeline whose vocabulary the texts use.
        kinds: The kinds of units that belong to the phrase, as labelled in ``complements.jsonl``.

    Raises:
        ValueError: When a kind is not in the file.
    """

    def __init__(self, nlp: Language, *, kinds: Collection[str]) -> None:
        patterns = [*read_patterns(PATTERNS), *nationalities()]
        unknown = set(kinds) - {pattern["label"] for pattern in patterns}
        if unknown:
            raise ValueError(f"no complement is labelled {', '.join(sorted(unknown))} in {PATTERNS.name}")
        self._matcher = token_matcher(nlp, (pattern for pattern in patterns if pattern["label"] in kinds))

    def end(self, doc: Doc, head_end: int) -> int:
        """The token index behind the phrase whose head ends before token *head_end*.

        Units are added as long as one begins where the last one ended, the longest first; a unit that ends within a
        name is taken to the name's end. A phrase does not go beyond its sentence's line.
        """
        window = doc[head_end : head_end + LONGEST_PHRASE]
        if not len(window):
            return head_end
        ends: dict[int, int] = {}
        for key, start, end in self._matcher(window):
            if start > 0 or doc.vocab.strings[key] not in COORDINATIONS:
                ends[head_end + start] = max(ends.get(head_end + start, 0), head_end + end)
        end = head_end
        while end in ends:
            end = ends[end]
            while end < len(doc) and doc[end].ent_iob_ == "I":
                end += 1
        while end > head_end and doc[end - 1].text == "-":
            end -= 1
        return end

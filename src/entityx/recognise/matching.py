"""Building spaCy's matchers from our word lists and pattern files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc

from entityx.lexicon import titles
from entityx.lexicon.words import fold, spellings

Pattern = list[dict[str, Any]]


def set_norms(doc: Doc) -> Doc:
    """Set every token's norm to its folded text, the form that our lists and patterns match."""
    for token in doc:
        token.norm_ = fold(token.text)
    return doc


def phrase_matcher(nlp: Language, phrases: Mapping[str, Iterable[str]]) -> PhraseMatcher:
    """A matcher of whole phrases by their norms, whatever their letter case, apostrophes or accents on initials.

    Args:
        nlp: The pipeline whose tokenizer cuts the texts; it cuts the phrases in the same way.
        phrases: The phrases of each label; the label is the match's key.
    """
    matcher = PhraseMatcher(nlp.vocab, attr="NORM")
    for label, entries in phrases.items():
        forms = dict.fromkeys(form for phrase in entries for form in spellings(phrase))
        matcher.add(label, [set_norms(nlp.make_doc(form)) for form in forms])
    return matcher


def title_heads(nlp: Language) -> PhraseMatcher:
    """A matcher of the words that begin titles; its keys are their kinds: office, profession, rank."""
    return phrase_matcher(nlp, {str(kind): forms for kind, forms in titles.heads().items()})


def read_patterns(path: Path) -> Iterator[dict[str, Any]]:
    """The patterns of a JSONL file in spaCy's entity-ruler form; lines that begin with ``//`` are comments."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("//"):
            yield json.loads(line)


def token_matcher(nlp: Language, patterns: Iterable[dict[str, Any]]) -> Matcher:
    """A matcher of token patterns; each pattern's label is the match's key, the longest match at a place wins."""
    matcher = Matcher(nlp.vocab)
    for entry in patterns:
        matcher.add(entry["label"], [entry["pattern"]], greedy="LONGEST")
    return matcher

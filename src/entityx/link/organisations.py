"""Which names of organisations mean one within a text: full names and the acronyms that stand for them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Span

from entityx.lexicon.acronyms import acronyms_of, is_acronym_of
from entityx.lexicon.words import fold, name_words
from entityx.records import Organisation
from entityx.records import Span as Offsets

ARTICLES = frozenset({"le", "la", "l'", "les"})
"""What may stand before the name in brackets (*Union africaine (l'UA)*)."""

KINDS = frozenset(
    {
        *("compagnie", "entreprise", "groupe", "mouvement", "ong", "parti", "societe"),
        *("ac", "as", "cf", "club", "fc", "fk", "sc"),
        *("corp", "group", "inc", "ltd", "plc", "sa"),
    }
)
"""What stands before or behind the name of a firm, a party or a club and may be left out; without accents."""

Words = tuple[str, ...]
"""A name as it is compared with others (`name_words`)."""


def link_organisations(doc: Doc) -> list[Organisation]:
    """The organisations named in *doc*, each once under its full name, in order of first mention.

    Two forms mean one organisation when they are the same words, whatever their case and accents, when the text gives
    the one in brackets behind the other (*Organisation mondiale de la santé (OMS)*), and when it has, besides the full
    name, its initials (*OMS*) or the name without its kind (*Wagner* for *groupe Wagner*). What could be short for two
    names stands for neither.
    """
    names = [ent for ent in doc.ents if ent.label_ == "ORG"]
    full = {**only_one(shortened(names)), **only_one(acronyms_given(names))}
    first: dict[Words, str] = {}
    mentions: dict[Words, list[Span]] = defaultdict(list)
    for name in names:
        named = full.get(name_words(name.text), name)
        key = name_words(named.text)
        first.setdefault(key, named.text)
        mentions[key].append(name)
    return [
        Organisation(
            name=first[key],
            aliases=tuple(form for form in dict.fromkeys(name.text for name in own) if form != first[key]),
            mentions=tuple(Offsets(name.start_char, name.end_char) for name in own),
        )
        for key, own in mentions.items()
    ]


def only_one(pairs: Iterable[tuple[Span, Span]]) -> Mapping[Words, Span]:
    """The full name of each short one in *pairs* that is there with one full name only."""
    found: dict[Words, dict[Words, Span]] = defaultdict(dict)
    for long, short in pairs:
        found[name_words(short.text)].setdefault(name_words(long.text), long)
    return {short: long for short, longs in found.items() if len(longs) == 1 for long in longs.values()}


def acronyms_given(names: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """The pairs of a full name and its acronym that the text gives, the one in brackets behind the other."""
    for one, other in pairwise(names):
        doc = one.doc
        if one.end >= other.start or doc[one.end].norm_ != "(" or doc[other.end : other.end + 1].text != ")":
            continue
        if any(token.norm_ not in ARTICLES for token in doc[one.end + 1 : other.start]):
            continue
        if is_acronym_of(other.text, one.text):
            yield one, other
        elif is_acronym_of(one.text, other.text):
            yield other, one


def shortened(names: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """The pairs of a full name and a short one among *names*: its initials in capitals, or all but its kind."""
    written = {name.text: name for name in names}
    by_words = {words: name for name in reversed(written.values()) if (words := name_words(name.text))}
    for words, name in by_words.items():
        yield from ((name, written[acronym]) for acronym in acronyms_of(name.text) if acronym in written)
        for kind, bare in ((words[:1], words[1:]), (words[-1:], words[:-1])):
            if KINDS.issuperset(kind) and bare in by_words:
                yield name, by_words[bare]


ORGANS = frozenset({"commission", "conseil", "parlement", "assemblée", "banque", "haut", "secrétariat", "cour"})
"""How the names of a union's organs begin."""
OF_UNION = re.compile(r"\b(?:de la|de l'|du|des|de)\s*(?P<union>\S.*)$")
EUROPEAN, UNION = "européen", ("union européenne", "ue")
"""An organ with this adjective is one of this union's, whichever name the text gives it."""


def unions(named: Mapping[str, str]) -> dict[str, str]:
    """For the name of each organ of a union, the union, where the text names that too.

    >>> unions({"Commission de la Cedeao": "Commission de la Cedeao", "Cedeao": "Cedeao"})
    {'Commission de la Cedeao': 'Cedeao'}

    Args:
        named: The organisations of a text: the name of each by each form of it.
    """
    full = {fold(form): name for form, name in named.items()}
    found = {}
    for form in named:
        folded = fold(form)
        if folded.split(" ", 1)[0] not in ORGANS:
            continue
        of = OF_UNION.search(folded)
        of_europe = (full[name] for name in UNION if EUROPEAN in folded and name in full)
        union = full.get(of["union"]) if of else next(of_europe, None)
        if union is not None and union != named[form]:
            found[form] = union
    return found

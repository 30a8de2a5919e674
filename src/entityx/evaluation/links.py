"""How good links are: which names mean whom, whose title is whose, what was agreed between whom.

A person goes by the fullest name: one that was found under another name is missed and wrong, and so are all its titles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from entityx.evaluation.mistakes import Mistake, around
from entityx.gold import Gold, Links
from entityx.lexicon.words import fold
from entityx.records import Agreement, Document, Person, Span

Linked = TypeVar("Linked", Person, Agreement)
"""What has links."""

OF_PERSON: dict[str, Callable[[Person], Iterable[str]]] = {
    "people": lambda person: [person.name],
    "aliases": lambda person: (alias for alias in person.aliases if _folded(alias) != _folded(person.name)),
    "titles-of": lambda person: person.titles,
}
OF_AGREEMENT: dict[str, Callable[[Agreement], Iterable[str]]] = {
    "parties": lambda agreement: agreement.parties,
    "domains": lambda agreement: agreement.domains,
}
OF_CLASSED: dict[str, Callable[[Agreement], Iterable[str]]] = {
    "third-parties": lambda agreement: agreement.third_parties,
    "subjects": lambda agreement: agreement.subjects,
}
STATUS: dict[str, Callable[[Agreement], Iterable[str]]] = {"status": lambda agreement: [agreement.status]}
KIND: dict[str, Callable[[Agreement], Iterable[str]]] = {"kind": lambda agreement: [agreement.kind]}
"""The rows of the scores, each with the words in which a person or an agreement has such links; those of texts all of
whose agreements are classed, and those of agreements that were found."""
WHOLE = "quotable"
"""The row of agreements as wholes."""

KINDS = {
    "people": "person",
    "aliases": "alias",
    "titles-of": "title",
    "parties": "party",
    "domains": "domain",
    "third-parties": "third party",
    "subjects": "subject",
    "status": "status",
    "kind": "kind",
    WHOLE: "agreement",
}
"""What one link of each row is called."""


@dataclass(frozen=True)
class Comparison:
    """The links of one row that an annotated person or agreement has, beside those that were found.

    Attributes:
        row: One of the rows of the scores.
        of: The name of the person, the words of the agreement.
        annotated, found: The words of each link as they are written, by their folded form.
        spans: Where the person, with its titles, or the agreement stands in the text.
    """

    row: str
    of: str
    annotated: Mapping[str, str]
    found: Mapping[str, str]
    spans: Sequence[Span]

    @property
    def missed(self) -> dict[str, str]:
        """Those annotated that were not found, as `annotated` has them."""
        return {key: words for key, words in self.annotated.items() if not self._is_among(key, self.found)}

    @property
    def wrong(self) -> dict[str, str]:
        """Those found that are not annotated, as `found` has them."""
        return {key: words for key, words in self.found.items() if not self._is_among(key, self.annotated)}

    def _is_among(self, key: str, others: Iterable[str]) -> bool:
        if self.row == "domains":  # *pêche* and *pêche au thon* say the same, more or less exactly
            return any(key in other or other in key for other in others)
        return key in others


def score_links(golds: Sequence[Gold], documents: Sequence[Document]) -> dict[str, dict[str, float]]:
    """Precision ``p``, recall ``r`` and F1 ``f`` of links, from 0 to 1.

    All words are compared without regard to letter case, spaces and the form of apostrophes:

    - ``people``: the fullest names;
    - ``aliases``, ``titles-of``: the other forms and the titles, each with the fullest name of its person;
    - ``parties``, ``domains``: those of each annotated agreement beside those of all agreements found that share a
      mention with it, if only in part; agreements that share none are wrong with all that they have. A domain is right
      within a longer one, or around a shorter one;
    - ``third-parties``, ``subjects``: likewise, in the texts all of whose agreements are annotated with a kind; without
      any such agreement, these rows and the next are left out;
    - ``status``: that of each annotated agreement beside that of the first one found that shares a mention with it.
      Agreements that were not found do not count, so that all three figures are the accuracy;
    - ``kind``: as the status, of the agreements that are annotated with a kind;
    - ``quotable``: agreements that are right as wholes, see `_wholes`.

    Args:
        golds: Annotated texts; those without links do not count.
        documents: What was found in each of them.
    """
    left_out = set() if any(any(gold.links.classed) for gold in golds if gold.links) else {*OF_CLASSED, *KIND}
    rows: dict[str, list[Comparison]] = {row: [] for row in KINDS if row not in left_out}
    for gold, document in zip(golds, documents, strict=True):
        for comparison in chain(_comparisons(gold, document), _wholes(gold, document)):
            rows.get(comparison.row, []).append(comparison)
    return {row: _figures(comparisons) for row, comparisons in rows.items()}


def link_mistakes(golds: Sequence[Gold], documents: Sequence[Document]) -> Iterator[Mistake]:
    """What is missed or wrong, in the order of the texts: one mistake a person or agreement and row of the scores.

    What makes an agreement wrong as a whole is told by its parties and its status.
    """
    for gold, document in zip(golds, documents, strict=True):
        for comparison in _comparisons(gold, document):
            if comparison.missed or comparison.wrong:
                yield _mistake(gold, comparison)


def _comparisons(gold: Gold, document: Document) -> Iterator[Comparison]:
    if gold.links is None:
        return
    by_name = [_by_name(people) for people in (gold.links.people, document.people)]
    for name in dict.fromkeys(chain(*by_name)):
        yield from _of_person(gold, *(people.get(name, []) for people in by_name))
    rows = OF_AGREEMENT | (OF_CLASSED if all(gold.links.classed) else {})
    for (agreement, met), is_classed in zip(_met(gold.links, document), gold.links.classed, strict=True):
        of_found = STATUS | (KIND if is_classed else {}) if met else {}
        yield from _of_agreement(gold, rows, [agreement], met)
        yield from _of_agreement(gold, of_found, [agreement], met[:1])
    for other in document.agreements:
        if not any(_share_mention(agreement, other) for agreement in gold.links.agreements):
            yield from _of_agreement(gold, rows, [], [other])


def _wholes(gold: Gold, document: Document) -> Iterator[Comparison]:
    """The agreements of a text as wholes: those found have the key of the annotated one for which they can be quoted.

    They can where one agreement found, and no more, shares a mention with one annotated, and both have the same parties
    and the same status. One that would be right for two is right for neither.
    """
    if gold.links is None:
        return
    quoted: dict[int, list[int]] = defaultdict(list)
    for number, (agreement, met) in enumerate(_met(gold.links, document)):
        if len(met) == 1 and _essence(agreement) == _essence(met[0]):
            quoted[id(met[0])].append(number)
    keys = {found: f"annotated {numbers[0]}" for found, numbers in quoted.items() if len(numbers) == 1}
    annotated = {f"annotated {number}": "" for number in range(len(gold.links.agreements))}
    found = {keys.get(id(one), f"found {number}"): "" for number, one in enumerate(document.agreements)}
    yield Comparison(WHOLE, "", annotated, found, spans=())


def _met(links: Links, document: Document) -> Iterator[tuple[Agreement, list[Agreement]]]:
    """Each annotated agreement, with those found that share a mention with it."""
    for agreement in links.agreements:
        yield agreement, [other for other in document.agreements if _share_mention(agreement, other)]


def _essence(agreement: Agreement) -> tuple[set[str], str]:
    """What of *agreement* must be right for it to be quoted: its parties and its status."""
    return set(map(_folded, agreement.parties)), agreement.status


def _of_person(gold: Gold, annotated: Sequence[Person], found: Sequence[Person]) -> Iterator[Comparison]:
    """The comparisons of those of one fullest name, as a rule one person on either side."""
    words = {_folded(form) for one in annotated for form in (one.name, *one.aliases, *one.titles)}
    spans = [span for one in found for span in (*one.mentions, *one.title_mentions)]
    spans += [Span(start, end) for start, end, _ in gold.mentions if _folded(gold.text[start:end]) in words]
    yield from _compared(OF_PERSON, annotated, found, of=[*annotated, *found][0].name, spans=spans)


def _of_agreement(
    gold: Gold,
    rows: Mapping[str, Callable[[Agreement], Iterable[str]]],
    annotated: Sequence[Agreement],
    found: Sequence[Agreement],
) -> Iterator[Comparison]:
    spans = [span for one in (*annotated, *found) for span in one.mentions]
    of = gold.text[spans[0].start : spans[0].end] if spans else ""
    yield from _compared(rows, annotated, found, of=of, spans=spans)


def _compared(
    rows: Mapping[str, Callable[[Linked], Iterable[str]]],
    annotated: Sequence[Linked],
    found: Sequence[Linked],
    *,
    of: str,
    spans: Sequence[Span],
) -> Iterator[Comparison]:
    """A comparison a row, of all links that those *annotated* have beside all links of those *found*."""
    for row, words in rows.items():
        sides = [{_folded(one): one for one in chain.from_iterable(map(words, those))} for those in (annotated, found)]
        yield Comparison(row, of, annotated=sides[0], found=sides[1], spans=spans)


def _by_name(people: Iterable[Person]) -> dict[str, list[Person]]:
    by_name = defaultdict(list)
    for person in people:
        by_name[_folded(person.name)].append(person)
    return by_name


def _share_mention(one: Agreement, other: Agreement) -> bool:
    """Whether a mention of *one* overlaps with one of the *other*."""
    return any(a.start < b.end and b.start < a.end for a in one.mentions for b in other.mentions)


def _figures(comparisons: Sequence[Comparison]) -> dict[str, float]:
    found = sum(len(one.found) for one in comparisons)
    annotated = sum(len(one.annotated) for one in comparisons)
    precision = 1 - sum(len(one.wrong) for one in comparisons) / found if found else 0.0
    recall = 1 - sum(len(one.missed) for one in comparisons) / annotated if annotated else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"p": precision, "r": recall, "f": f1}


def _mistake(gold: Gold, comparison: Comparison) -> Mistake:
    missed, wrong, spans = comparison.missed, comparison.wrong, comparison.spans
    words_stand = (span for span in spans if _folded(gold.text[span.start : span.end]) in missed | wrong)
    where = next(chain(words_stand, spans), None)
    return Mistake(
        id=gold.id,
        missed=_shown(comparison, missed.values()),
        wrong=_shown(comparison, wrong.values()),
        context="" if where is None else around(gold.text, where.start, where.end),
    )


def _shown(comparison: Comparison, links: Collection[str]) -> str:
    """Some *links* of a comparison, as in ``title maire and title députée of Awa Ba``."""
    if not links:
        return ""
    shown = " and ".join(f"{KINDS[comparison.row]} {words}" for words in links)
    return shown if comparison.row == "people" else f"{shown} of {comparison.of}"


def _folded(words: str) -> str:
    """*words* as they are compared."""
    return " ".join(fold(words).casefold().split())

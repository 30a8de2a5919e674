"""A title ends where the office ends: clauses, dates and the office of somebody else stay outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from spacy.tokens import Doc, Span, Token

from entityx.lexicon.titles import APPOSITION, base_form, civilities, qualifiers
from entityx.lexicon.words import fold, read_words
from entityx.recognise.layers import TITLES_KEY, read_layer, write_layer

BEFORE_INFINITIVE = frozenset({"de", "d'", "pour", "à"})
OF_CLAUSE = frozenset({"charge", "chargé", "chargée"})
"""What stands before *de* and an infinitive, and belongs to the clause: *chargé d'organiser la fête*."""
BEFORE_TIME = frozenset({"en", "depuis", "jusqu'", "jusque", "dès", "le", "au"})
BEFORE_PHRASE = frozenset({"par", "pour", "avec"})
OF = (("du",), ("de", "la"), ("de", "l'"), ("de", "son"), ("de", "sa"), ("de", "leur"), ("d'", "un"), ("d'", "une"))
"""What stands between an office and the one that it serves."""
COMPLEMENT = frozenset({"de", "du", "des", "d'"})
GOVERNING = frozenset({"président", "ministre", "roi", "reine", "chancelier", "homologue"})
"""Heads of offices that nobody holds in a town abroad, as ambassadors do."""
ACTIVE_ENDING = "ant"
LONGEST_OFFICE = 4
"""Words of the longest head of an office that another one serves."""

HERE = Path(__file__).parent


@cache
def times() -> frozenset[str]:
    """Months and days of the week, folded."""
    return frozenset(map(fold, read_words(HERE / "times.txt")))


@cache
def placed() -> frozenset[str]:
    """Participles that say where somebody lives, folded."""
    return frozenset(map(fold, read_words(HERE / "placed.txt")))


class Extents:
    """Writes the titles of a text: the same, without what is no part of the office, or with the name that is."""

    def __call__(self, doc: Doc) -> Doc:
        """Write the titles."""
        titles = read_layer(doc, TITLES_KEY)
        if titles:
            write_layer(doc, TITLES_KEY, list(self.find(doc)))
        return doc

    def find(self, doc: Doc) -> Iterator[Span]:
        """The titles of *doc*, in order; nothing is written."""
        titles = [shortened(title) for title in read_layer(doc, TITLES_KEY)]
        for title, limit in zip(titles, [*(title.start for title in titles[1:]), len(doc)], strict=False):
            yield from offices(title, limit)


def shortened(title: Span) -> Span:
    """*title* up to the first of its tokens with which a rule says that something else begins, and without signs."""
    rules = (*RULES, visit) if is_office_of_state(title) else RULES
    end = next((token.i for token in title[1:] if any(rule(token) for rule in rules)), title.end)
    while end > title.start + 1 and is_sign(title.doc[end - 1]):
        end -= 1
    return Span(title.doc, title.start, end, label=title.label)


def infinitive(token: Token) -> bool:
    """*le chef de l'État | de visiter*, *le maire | chargé d'organiser la fête*."""
    doc, i = token.doc, token.i
    if token.norm_ in OF_CLAUSE and i + 1 < len(doc):
        return infinitive(doc[i + 1])
    return token.norm_ in BEFORE_INFINITIVE and i + 1 < len(doc) and is_verb(doc[i + 1], "Inf")


def present_participle(token: Token) -> bool:
    """*auteur d'une étude | montrant les effets*: with an object; *consultant* has none."""
    doc, i = token.doc, token.i
    is_active = is_verb(token, "Part") and token.norm_.endswith(ACTIVE_ENDING)
    return is_active and i + 1 < len(doc) and doc[i + 1].pos_ == "DET"


def place_of_living(token: Token) -> bool:
    """*écrivaine | basée à Dakar*."""
    return token.norm_ in placed() and token.i + 1 < len(token.doc) and token.nbor(1).pos_ == "ADP"


def time(token: Token) -> bool:
    """*président | en mars*, *directrice du port | depuis 2019*; not the date that is part of a name."""
    if token.norm_ not in BEFORE_TIME or token.ent_type_ or token.i + 1 == len(token.doc):
        return False
    after = token.nbor(1)
    return not after.ent_type_ and (after.norm_ in times() or (len(after) == 4 and after.text.isdecimal()))


def visit(token: Token) -> bool:
    """*le président malien | à Lusaka*: where he is, not of what; *ambassadeur à Lusaka* is another matter."""
    return token.norm_ == "à" and token.i + 1 < len(token.doc) and token.nbor(1).ent_type_ == "LOC"


def is_office_of_state(title: Span) -> bool:
    """Whether *title* is the office of one who governs, or of a counterpart, and nothing says of what."""
    if any(token.norm_ in COMPLEMENT for token in title):
        return False  # président de l'Union des étudiants à Lusaka
    head = next((token for token in title if token.norm_ not in qualifiers() or token.i + 1 == title.end), title[0])
    return base_form(head.norm_) in GOVERNING


def joined_phrase(token: Token) -> bool:
    """*Pour le ministre | et par délégation*: what goes on is no office."""
    return token.norm_ == "et" and token.i + 1 < len(token.doc) and token.nbor(1).norm_ in BEFORE_PHRASE


RULES: tuple[Callable[[Token], bool], ...] = (infinitive, present_participle, place_of_living, time, joined_phrase)
"""Each says whether something that is no part of a title begins with a token."""


def offices(title: Span, limit: int) -> Iterator[Span]:
    """*title*, or the two offices that it holds before a name that is only that of the second.

    *le porte-parole du Premier ministre Boris Ba* names the Premier ministre. Where another name stands beside, the
    first office is that one's, and defined by all of the second: *Ali Sow, porte-parole du président Ba*.

    Args:
        title: A title.
        limit: The token index up to which the first office may go on.
    """
    doc = title.doc
    inner = inner_office(title)
    if inner is None or title.end >= limit or not begins_person(doc, title.end):
        yield title
        return
    end = person_end(doc, title.end)
    if end <= limit and (is_named_before(title) or is_named_behind(doc, end)):
        yield Span(doc, title.start, end, label=title.label)
        return
    first_end, second_start = inner
    yield Span(doc, title.start, first_end, label=title.label)
    yield Span(doc, second_start, title.end, label=title.label)


def inner_office(title: Span) -> tuple[int, int] | None:
    """Where the first office of *title* ends and the one that it serves begins: *porte-parole | du | président*.

    Nothing where there is one office, as in those that are listed with both words (*procureur du roi*).
    """
    doc = title.doc
    for start in range(title.start + 2, title.end):
        words = next((words for words in OF if norms(doc, start - len(words), start) == words), None)
        if words is None or start - len(words) <= title.start:
            continue
        head = start
        while head < title.end and doc[head].norm_ in qualifiers():
            head += 1
        # from the qualifiers on too: *premier* can be one, and begins *Premier ministre*
        ends = ((first, end) for first in (start, head) for end in range(first + 1, first + 1 + LONGEST_OFFICE))
        for first, end in ends:
            if end <= title.end and base_form(fold(doc[first:end].text)) is not None:
                is_one = base_form(fold(doc[title.start : end].text)) is not None
                return None if is_one else (start - len(words), start)
    return None


def is_named_before(title: Span) -> bool:
    """Whether a name stands before *title* in apposition: *Ali Sow, porte-parole du président Ba*."""
    doc, before = title.doc, title.start
    while before > 0 and doc[before - 1].norm_ in APPOSITION:
        before -= 1
    return 0 < before < title.start and doc[before - 1].ent_type_ == "PER"


def is_named_behind(doc: Doc, end: int) -> bool:
    """Whether another name stands in apposition behind the one that ends at *end*: *…du président Ba, M. Ali Sow*."""
    start = end
    while start < len(doc) and (doc[start].norm_ in APPOSITION or doc[start].norm_ in civilities()):
        start += 1
    if start < len(doc) and base_form(doc[start].norm_) is not None:
        start += 1  # a rank: Me Ali Sow
    return start > end and doc[end].is_punct and begins_person(doc, start)


def begins_person(doc: Doc, start: int) -> bool:
    """Whether a person's name begins at *start*."""
    return start < len(doc) and doc[start].ent_type_ == "PER" and doc[start].ent_iob_ == "B"


def person_end(doc: Doc, start: int) -> int:
    """The token behind the name that begins at *start*."""
    end = start + 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return end


def is_verb(token: Token, form: str) -> bool:
    """Whether *token* is a verb of that *form* (``Inf``, ``Part``), in lower case."""
    return token.is_lower and token.pos_ in ("VERB", "AUX") and token.morph.get("VerbForm", []) == [form]


def is_sign(token: Token) -> bool:
    """Whether *token* is a sign with which no title ends: not the full stop, which is part of *Pr.* and its like."""
    return token.is_space or token.text in ("-", "–", "—", ",", ":", ";", "(", "«")


def norms(doc: Doc, start: int, end: int) -> Sequence[str]:
    """The norms of the tokens from *start* up to *end*."""
    return tuple(token.norm_ for token in doc[max(0, start) : end])

"""Who cannot hold a title, by the grammar of what stands around it: the rules.

*Awa Ba a rencontré le maire*: whoever does something to a person does it to another one. What is left is for those who
weigh how likely each person is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile
from pathlib import Path

from spacy.tokens import Span, Token

from entityx.lexicon.titles import civilities, qualifiers
from entityx.lexicon.words import fold, read_words

POSSESSIVE = frozenset({"son", "sa", "leur"})
DETERMINERS = frozenset({"le", "la", "l'", "du", "au", "ce", "cet", "cette"}) | POSSESSIVE
"""What stands before a title that means one certain person."""
CONTRACTED = frozenset({"du", "au"})
"""Determiners with a preposition in them."""
RELATIONS = frozenset({"homologue", "prédécesseur", "prédécesseure", "prédécesseuse", "successeur", "successeure"})
"""Heads of titles that are held by another person than the one whose they are."""
JOINING = frozenset({"et", "ou", "ni"})
SUBJECTS = frozenset({"il", "elle"})
CLAUSE_ENDS = frozenset(
    {"que", "qu'", "dont", "où", "mais", "car", "comme", "lorsque", "quand", "si", "puisque", "tandis"}
)
"""Words behind which another clause begins, whose subject is said anew."""
STOPS = frozenset({",", ";", ":", "(", ")", "[", "]", "-", "–", "—", "«", "»", '"', "“", "”"})
OF = frozenset({"de", "d'"})
POSTS = frozenset({"poste", "fonction", "fonctions", "mandat", "charge", "siège", "titre", "rang", "rôle"})
"""Nouns for what a person has who holds an office."""
LONGEST_GAP = 30
"""Tokens between the name and the title of one clause: longer ones are mostly several."""


@cache
def kin() -> frozenset[str]:
    """Nouns for a person's next (*fille*), folded."""
    return frozenset(map(fold, read_words(Path(__file__).with_name("kin.txt"))))


@cache
def naming_verbs() -> frozenset[str]:
    """The forms of verbs behind which a title is said of the subject (*est*, *nommée*), folded."""
    return frozenset(map(fold, read_words(Path(__file__).with_name("naming_verbs.txt"))))


def strangers(title: Span, names: Sequence[Span], titles: Sequence[Span], people: Mapping[Span, str]) -> set[str]:
    """The persons who cannot hold *title*, unless it stands beside their names.

    Args:
        title: A title.
        names: The persons' names near it, in order.
        titles: The titles in its sentence, in order.
        people: The person's fullest name for each name.
    """
    return {people[name] for rule in RULES for name in rule(title, names, titles)}


def subject(title: Span, names: Sequence[Span], titles: Sequence[Span]) -> Iterator[Span]:
    """*Awa Ba a porté plainte contre le maire*: the one who acts is not the one to whom something is done.

    A pronoun stands for the one named last (*Elle a reçu le maire*). Behind a verb that gives an office the title is
    the subject's, except behind a preposition: *a été nommée par le maire*.
    """
    determiner = determiner_of(title)
    if determiner is None:
        return
    start = title.sent.start
    before = [name for name in names if name.end <= title.start]
    there = [name for name in before if name.start >= start]
    for name in there:
        if is_subject(name, titles) and acts_on(name.end, determiner):
            yield name
    pronoun = next((token for token in title.doc[start : determiner.i] if token.norm_ in SUBJECTS), None)
    if pronoun is not None and before and not there and acts_on(pronoun.i + 1, determiner):
        yield before[-1]


def possessor(title: Span, names: Sequence[Span], titles: Sequence[Span]) -> Iterator[Span]:
    """*Le président Ba et son homologue malien*, *Le général Sow … à sa successeure*: nobody is one's own."""
    determiner = determiner_of(title)
    if determiner is None or not (determiner.norm_ in POSSESSIVE or head_of(title) in RELATIONS):
        return
    before = [name for name in names if name.end <= title.start]
    there = [name for name in before if name.start >= title.sent.start]
    if head_of(title) in RELATIONS:
        yield from there or before[-1:]
    else:
        yield from (name for name in there if not verbs(title.doc[name.end : determiner.i]))


def named_beside(title: Span, names: Sequence[Span], titles: Sequence[Span]) -> Iterator[Span]:
    """*Awa Ba et le maire*: two who are joined by *et* are two."""
    determiner = determiner_of(title)
    if determiner is not None and determiner.i > 0 and determiner.nbor(-1).norm_ in JOINING:
        before = [name for name in names if title.sent.start <= name.start and name.end < determiner.i]
        yield from (name for name in before[-1:] if not verbs(title.doc[name.end : determiner.i]))


def whose_office_it_serves(title: Span, names: Sequence[Span], titles: Sequence[Span]) -> Iterator[Span]:
    """*le porte-parole du président Ba*: the one who has a spokesman is none."""
    doc = title.doc
    end = title.end
    if end < len(doc) and doc[end].norm_ in OF | {"du"}:
        inner = next((one for one in titles if end < one.start <= end + 2), None)
        if inner is not None and all(token.norm_ in DETERMINERS | OF for token in doc[end : inner.start]):
            yield from (name for name in names if name.start == inner.end)


def next_in_office(title: Span, names: Sequence[Span], titles: Sequence[Span]) -> Iterator[Span]:
    """*Awa Ba quitte son poste de directrice, avec Ali Sow pour la suite*: the post is of the one named before."""
    doc, sentence = title.doc, title.sent
    words = [token.norm_ for token in doc[max(sentence.start, title.start - 3) : title.start]]
    if len(words) < 3 or words[0] not in POSSESSIVE | {"ses"} or words[1] not in POSTS or words[2] not in OF:
        return
    there = [name for name in names if sentence.start <= name.start < sentence.end]
    if any(name.end <= title.start for name in there):
        yield from (name for name in there if name.start >= title.end)


def subject_of_the_clause_behind(title: Span, names: Sequence[Span], titles: Sequence[Span]) -> Iterator[Span]:
    """*Selon le maire, Awa Ba est partie*: the name begins the clause, it does not say who the mayor is."""
    yield from (name for name in names if name.start >= title.end and begins_clause(title, name))


def relative(title: Span, names: Sequence[Span], titles: Sequence[Span]) -> Iterator[Span]:
    """*le maire et sa fille, Awa Ba*, *Awa Ba, la fille du maire*: nobody is one's own daughter."""
    doc, sentence = title.doc, title.sent
    there = [name for name in names if sentence.start <= name.start < sentence.end]
    for name in there:
        if name.start >= title.end:
            noun = name.start - 1
            while noun > title.end and doc[noun].norm_ in STOPS:
                noun -= 1
            if noun > title.end and doc[noun].norm_ in kin() and doc[noun - 1].norm_ in POSSESSIVE:
                yield name
    words = [token.norm_ for token in doc[max(sentence.start, title.start - 3) : title.start]]
    if words[-1:] == ["du"] or words[-2:] in (["de", "la"], ["de", "l'"]):
        noun = title.start - (2 if words[-1] == "du" else 3)
        if noun >= sentence.start and doc[noun].norm_ in kin():
            yield from [name for name in there if name.end <= noun][-1:]


RULES: tuple[Callable[[Span, Sequence[Span], Sequence[Span]], Iterator[Span]], ...] = (
    subject,
    possessor,
    named_beside,
    whose_office_it_serves,
    next_in_office,
    relative,
    subject_of_the_clause_behind,
)
"""Each gives, of the names near a title, those of persons who cannot hold it."""


def determiner_of(title: Span) -> Token | None:
    """The word before *title* that says that one certain person is meant, or nothing."""
    before = title.doc[title.start - 1] if title.start > title.sent.start else None
    return before if before is not None and before.norm_ in DETERMINERS else None


def head_of(title: Span) -> str:
    """The first word of *title* that is none of those that only qualify it, folded."""
    return next((token.norm_ for token in title if token.norm_ not in qualifiers()), "")


def is_subject(name: Span, titles: Sequence[Span]) -> bool:
    """Whether no preposition stands before *name*, its titles, civilities and determiner left out."""
    doc, first = name.doc, name.start
    while first > 0 and doc[first - 1].norm_ in civilities():
        first -= 1
    title = next((one for one in titles if one.end == first), None)
    first = first if title is None else title.start
    if first > 0 and doc[first - 1].norm_ in DETERMINERS - CONTRACTED:
        first -= 1
    return first == 0 or not (doc[first - 1].pos_ == "ADP" or doc[first - 1].norm_ in CONTRACTED | OF)


def acts_on(start: int, determiner: Token) -> bool:
    """Whether a verb between the subject, which ends at *start*, and the title with *determiner* has both."""
    gap = determiner.doc[start : determiner.i]
    if len(gap) > LONGEST_GAP:
        return False
    clause = list(takewhile(lambda token: token.norm_ not in CLAUSE_ENDS | STOPS, reversed(gap)))[::-1]
    own = verbs(clause)
    if not own or (is_inverted(clause[0]) and len(clause) < len(gap) and gap[0].norm_ not in STOPS):
        return False
    if any(token.norm_ in JOINING for token in determiner.doc[own[-1].i + 1 : determiner.i]):
        return False  # a salué la foule et le maire a parlé
    behind_preposition = determiner.norm_ in CONTRACTED or determiner.nbor(-1).pos_ == "ADP"
    return behind_preposition or own[-1].norm_ not in naming_verbs()


def is_inverted(first: Token) -> bool:
    """Whether a clause begins with its verb, as in *…, a dit le maire*: then its subject comes behind."""
    return first.pos_ in ("VERB", "AUX")


def begins_clause(title: Span, name: Span) -> bool:
    """Whether *name*, behind a phrase with *title* and a comma, is the subject of what follows, and no apposition.

    An apposition ends with a sign (*Selon le maire, Awa Ba, tout va bien*); a subject has its verb.
    """
    doc = title.doc
    if not 0 < name.start - title.end <= 2 or doc[title.end].norm_ != "," or name.end == len(doc):
        return False
    civil = all(token.norm_ in civilities() for token in doc[title.end + 1 : name.start])
    start, determiner = title.sent.start, determiner_of(title)
    if not (civil and verbs(doc[name.end : name.end + 1])) or determiner is None or verbs(doc[start : determiner.i]):
        return False
    return determiner.norm_ in CONTRACTED or (determiner.i > start and determiner.nbor(-1).pos_ == "ADP")


def verbs(tokens: Span | Sequence[Token]) -> list[Token]:
    """The verbs among *tokens*."""
    return [token for token in tokens if token.pos_ in ("VERB", "AUX")]

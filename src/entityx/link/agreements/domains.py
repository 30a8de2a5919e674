"""What an agreement is about.

Every common noun near the mentions of an agreement could say it. Where it stands (within the mention, behind *sur* or
*pour*, in the sentence before) gives features, and a logistic regression that has learned from annotated texts weighs
them together with the meaning of the noun, as its word vector has it: *énergie* is a domain sooner than *lundi*.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from entityx.lexicon.agreements import empty_words, singular, subject_words
from entityx.lexicon.words import fold
from entityx.link.agreements.closer import Reading
from entityx.link.agreements.words import compound, is_common_noun
from entityx.link.decision import Decision, Evidence, Vector

DOMAIN = Decision("domains", least=-0.8)
"""Whether a noun says what an agreement is about: from log odds of -0.8, 0.31 as a probability, the best F1 in
cross-validation on those of the annotated news that are real."""
REACH = 100
"""Tokens before and behind the sentence of a mention within which a noun can be a domain."""
OF = frozenset({"de", "du", "des", "d'"})
ARTICLES = frozenset({"le", "la", "l'", "les", "un", "une", "des", "ce", "cet", "cette", "ces", "son", "sa", "ses"})
LINKS = frozenset(
    {"sur", "pour", "dans", "portant", "concernant", "relatif", "relative", "prévoit", "permettre", "permet", "entre"}
    | {"avec", "visant", "afin", "que", "qui"}
)
"""Words between an agreement and a noun behind it that may tell how they belong together."""


@dataclass
class Candidate:
    """A noun that could say what an agreement is about.

    Attributes:
        word: The noun where it stands first, with what hyphens join to it.
        vector: Its meaning, of length 1, or nothing.
        features: How it stands to the agreement's mentions.
    """

    word: Span
    vector: Vector | None
    features: set[str] = field(default_factory=set)


def domains_of(group: Sequence[Span], mentions: Collection[Span], reading: Reading | None) -> tuple[str, ...]:
    """The domains of the agreement that *group* mentions, in order of the text.

    Two that *de* joins are one: *couche d'ozone*.

    Args:
        group: Its mentions.
        mentions: All mentions of agreements in the text.
        reading: What the closer look says of it.
    """
    found = candidates(group, mentions)
    chosen = [candidate.word for candidate in found if DOMAIN.decide(evidence(candidate, reading))]
    joined: list[Span] = []
    for word in chosen:
        if joined and joined_by_of(joined[-1], word):
            joined[-1] = word.doc[joined[-1].start : word.end]
        else:
            joined.append(word)
    return tuple(dict.fromkeys(word.text for word in joined))


def evidence(candidate: Candidate, reading: Reading | None) -> Evidence:
    """What tells whether *candidate* is a domain."""
    said = None if reading is None else reading.nouns.get(fold(candidate.word.text))
    return Evidence(candidate.features, candidate.vector, None if said is None else {"domain": said["domain"]})


def joined_by_of(one: Span, other: Span) -> bool:
    """Whether only *de* and an article stand between *one* and the *other*."""
    gap = one.doc[one.end : max(one.end, other.start)]
    return bool(gap) and gap[0].norm_ in OF and all(token.norm_ in OF | ARTICLES for token in gap)


def candidates(group: Sequence[Span], mentions: Collection[Span]) -> list[Candidate]:
    """The nouns that could be domains of the agreement that *group* mentions.

    Args:
        group: The mentions of one agreement.
        mentions: All mentions of agreements in the text.
    """
    found: dict[str, Candidate] = {}
    seen: dict[str, set[int]] = defaultdict(set)
    taken = frozenset(token.i for mention in mentions for token in mention)
    own = frozenset(token.i for mention in group for token in mention[1:])
    for number, mention in enumerate(group):
        sentence = mention.sent
        for token in mention.doc[max(0, sentence.start - REACH) : sentence.end + REACH]:
            if token.norm_ in empty_words() or not is_common_noun(token) or (token.i in taken and token.i not in own):
                continue
            word = compound(token)
            form = fold(word.text)
            if form not in found:
                found[form] = Candidate(word, vector_of(token))
            candidate = found[form]
            if word.start < candidate.word.start:
                candidate.word = word
            candidate.features.update(relation(token, mention, taken, is_first=number == 0))
            seen[form].add(token.i)
    noun = singular(group[0][0].norm_)
    has_own = any("within" in candidate.features for candidate in found.values())
    for form, candidate in found.items():
        near = candidate.features & {"within", "behind", "before"}
        candidate.features |= {
            noun,
            f"{min(4, len(seen[form]))} times {'near' if near else 'far'}",
            f"{'something' if has_own else 'nothing'} within, {'this' if 'within' in near else 'not this'}",
            f"{'one mention' if len(group) == 1 else 'more mentions'}",
        }
        if not near:
            candidate.features.add("only far")
    return sorted(found.values(), key=lambda candidate: candidate.word.start)


def relation(token: Token, mention: Span, taken: Collection[int], *, is_first: bool) -> Iterator[str]:
    """How the noun *token* stands to *mention*.

    Args:
        token: A noun.
        mention: A mention of the agreement.
        taken: The tokens of all mentions in the text.
        is_first: Whether it is the first mention of the agreement.
    """
    doc, sentence = token.doc, mention.sent
    preposition = before(token)
    if not sentence.start <= token.i < sentence.end:
        where = "sentences before" if token.i < sentence.start else "sentences behind"
        away = sentence.start - token.i if token.i < sentence.start else token.i - sentence.end
        yield from (where, f"{where}: distance {away // 15}", f"{where}: {preposition}")
        return
    if mention.start < token.i < mention.end:
        yield from ("within", f"within: {preposition}", f"within: word {min(5, token.i - mention.start)}")
        if token.i == mention.end - 1:
            yield "within: last"
        if is_first:
            yield "within the first"
        return
    where = "behind" if token.i >= mention.end else "before"
    gap = doc[mention.end : token.i] if where == "behind" else doc[token.i + 1 : mention.start]
    verb = "verb" if any(t.pos_ in ("VERB", "AUX") for t in gap) else "no verb"
    distance = sum(len(gap) > limit for limit in (2, 5, 10, 20))
    yield from (where, f"{where}: distance {distance}", f"{where}: {preposition}", f"{where}: {verb}")
    if is_first:
        yield f"{where} the first"
    if where == "before":
        return
    yield f"behind: {preposition}, {verb}"
    words = {t.norm_ for t in gap}
    yield from (f"behind: {link}" for link in LINKS & words)
    if not subject_words().isdisjoint(words):
        yield "behind: in a list of subjects"
    if any(t.i in taken for t in gap):
        yield "behind: another agreement"


def before(token: Token) -> str:
    """The word before *token*, articles and adjectives left out; ``^`` at the beginning of a sentence."""
    doc, i, start = token.doc, token.i, token.sent.start
    while i > start and (doc[i - 1].norm_ in ARTICLES or doc[i - 1].pos_ == "ADJ"):
        i -= 1
    return doc[i - 1].norm_ if i > start else "^"


def vector_of(token: Token) -> Vector | None:
    """The word vector of *token*, of length 1, where it has one."""
    if not token.has_vector or not token.vector_norm:
        return None
    vector: Vector = token.vector / token.vector_norm
    return vector

"""How those whom a text names stand to the mentions of an agreement: the features of who has which part in it.

They are *entre X et Y*, *avec X*, the subject that signs, a ministry's nationality, the two states that the text is
about, and the like.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Span

from entityx.lexicon.agreements import singular, status_words
from entityx.link.agreements.scene import OF_STATE, Occurrence, Scene

BOTH_STATES = frozenset({"pays", "états", "etats", "nations", "gouvernements", "capitales", "parties", "voisins"})
"""Nouns that mean, behind *deux*, the two states that a text is about."""
LINKS = ("entre", "avec", "par", "à", "pour", "sur", "dont", "que", "qui")
"""Words between an agreement and a name behind it that may tell how they belong together."""
CONTENT = frozenset({"de", "du", "des", "d'", "le", "la", "l'", "les"})
"""What stands between *accord* and its owner in *accord de la Russie*."""
REACH = 10
"""Sentences from a mention within which a party must be named."""
MANY = 4
"""From here on, numbers of occurrences, candidates and the like are the same to us."""
STRONG = ("within", "owner", "behind: entre", "behind: avec", "behind: par", "nearest before")
"""The features that most often are a party's: what the others have beside them matters."""


def features(group: Sequence[Span], scene: Scene) -> dict[str, set[str]]:
    """The features of each who could be a party to the agreement that *group* mentions.

    Args:
        group: The mentions of one agreement.
        scene: Who stands where in the text.
    """
    near: dict[str, list[tuple[Span, Occurrence]]] = defaultdict(list)
    for mention in group:
        for one in scene.near(mention, REACH):
            near[one.party].append((mention, one))
    beside = {one.party for mention in group for one in scene.near(mention, 0)}
    of_both = any(speaks_of_both(mention.sent) for mention in group)
    found: dict[str, set[str]] = {}
    for party, pairs in near.items():
        found[party] = {feature for mention, one in pairs for feature in relation(mention, one, scene)}
        found[party].update(in_text(group, pairs, scene, of_both=of_both))
        found[party].add(f"{'one' if party in beside else 'none'} of {min(5, len(beside))} beside")
    strong = {party: {feature for feature in STRONG if feature in own} for party, own in found.items()}
    for party, own in found.items():
        others = [theirs for other, theirs in strong.items() if other != party and theirs]
        own.update(f"another: {feature}" for theirs in others for feature in theirs)
        if not strong[party]:
            kind = kind_of(scene.by_party[party])
            own.update((f"only others: {min(3, len(others))}", f"only others: {min(3, len(others))} {kind}"))
        own.update(f"{mine} + another: {theirs}" for mine in strong[party] for theirs in set().union(*others))
    return found


def kind_of(occurrences: Collection[Occurrence]) -> str:
    """What one who has *occurrences* is: a state, or the kind of name."""
    kinds = {one.kind for one in occurrences}
    return "state" if kinds & OF_STATE else min(kinds)


def in_text(
    group: Sequence[Span], pairs: Sequence[tuple[Span, Occurrence]], scene: Scene, *, of_both: bool
) -> Iterator[str]:
    """What the whole text says of one.

    Args:
        group: The mentions of one agreement.
        pairs: Mentions of it, and an occurrence of the one near each.
        scene: Who stands where in the text.
        of_both: Whether a sentence of the mentions speaks of two states as such.
    """
    party = pairs[0][1].party
    occurrences = scene.by_party[party]
    kind = kind_of(occurrences)
    yield from (f"named by {way}" for way in {one.kind for one in occurrences})
    yield f"named {min(MANY, len(occurrences))} times {kind}"
    yield f"{singular(group[0][0].norm_)} {kind}"
    if kind == "state":
        yield f"state number {min(MANY, scene.rank[party])}"
    if any(one.start in scene.in_titles for one in occurrences):
        yield "in a title"
    if of_both:
        yield f"deux pays {kind}" + (f" number {min(3, scene.rank[party])}" if kind == "state" else "")
    yield f"{min(8, len(scene.by_party))} named"
    distance = min(abs(scene.sentence[one.start] - scene.sentence[mention.start]) for mention, one in pairs)
    yield f"{min(MANY, distance)} sentences away"


def speaks_of_both(sentence: Span) -> bool:
    """Whether *sentence* says *les deux pays* or the like."""
    return any(t.norm_ in BOTH_STATES and t.i and t.nbor(-1).norm_ == "deux" for t in sentence)


def relation(mention: Span, one: Occurrence, scene: Scene) -> Iterator[str]:
    """How *one* stands to *mention*: each feature by itself, most of them with the kind of occurrence too."""
    apart = scene.sentence[one.start] - scene.sentence[mention.start]
    if apart:
        found = in_another_sentence(apart, one, scene)
    elif one.start >= mention.end:
        found = behind(mention, one, scene)
    elif one.end <= mention.start:
        found = before(mention, one, scene)
    else:
        found = iter((("within", True),))
    for feature, with_kind in found:
        yield feature
        if with_kind:
            yield f"{feature} {one.kind}"


def in_another_sentence(apart: int, one: Occurrence, scene: Scene) -> Iterator[tuple[str, bool]]:
    """Features, and whether they matter with the kind, of *one* in a sentence that is so many sentences *apart*."""
    where = f"sentence {max(-3, min(3, apart)):+d}"
    chain = scene.chain[one]
    yield where, True
    if len(chain.parties) > 1:
        yield f"{where}: chain", True
    if abs(apart) == 1:
        if is_first(chain.start, scene):
            yield f"{where}: first", True
        yield f"{where}: then {word_class(chain.end, scene)}", False
        yield f"{where}: {scene.preposition(one.start)}", False


def behind(mention: Span, one: Occurrence, scene: Scene) -> Iterator[tuple[str, bool]]:
    """Features of *one* behind *mention* in its sentence."""
    gap = scene.doc[mention.end : one.start]
    words = [token.norm_ for token in gap]
    verbs = [i for i, token in enumerate(gap) if token.pos_ in ("VERB", "AUX")]
    yield "behind", True
    yield f"behind: distance {steps(len(gap))}", False
    if CONTENT.issuperset(words):
        yield "owner", True
    for link in LINKS:
        if link in words and not any(verb > len(words) - 1 - words[::-1].index(link) for verb in verbs):
            yield f"behind: {link}", True
    if not verbs:
        yield "behind: no verb", True
    if not any(mention.end <= other.start < one.start for other in scene.near(mention, 0)):
        yield "nearest behind", True
    yield f"behind: {scene.preposition(one.start)} _", False
    yield f"behind: then {word_class(one.end, scene)}", False


def before(mention: Span, one: Occurrence, scene: Scene) -> Iterator[tuple[str, bool]]:
    """Features of *one* before *mention* in its sentence."""
    gap, chain = scene.doc[one.end : mention.start], scene.chain[one]
    able, size = scene.can_act(one), min(3, len(chain.parties))
    nearer = {
        scene.chain[other]
        for other in scene.near(mention, 0)
        if chain.end <= other.start < mention.start and scene.can_act(other)
    }
    number = f"before: number {min(3, len(nearer))}"
    yield "before", True
    yield f"before: distance {steps(len(gap))}", False
    yield number, True
    yield f"{number} {'acts' if able else 'does not act'}", False
    yield f"{number} of {size}", False
    if able and not nearer:
        yield "nearest before", True
    if able and is_first(chain.start, scene):
        yield "subject", True
        yield f"subject of {size}", False
    reports = {report.said for token in gap if (report := status_words().get(token.norm_))}
    yield from ((f"before: {said}", False) for said in reports)
    if reports:
        yield "before: a report", True
    if any(token.pos_ in ("VERB", "AUX") for token in gap):
        yield "before: verb", False
    yield f"before: {scene.preposition(one.start)} _", False
    yield f"before: then {word_class(one.end, scene)}", False
    yield f"before: chain then {word_class(chain.end, scene)}", True


def is_first(start: int, scene: Scene) -> bool:
    """Whether no one who can act stands before the token *start* in its sentence."""
    return not any(one.start < start and scene.can_act(one) for one in scene.in_sentence[scene.sentence[start]])


def steps(tokens: int) -> int:
    """A distance of so many *tokens* as one of four."""
    return sum(tokens > limit for limit in (3, 8, 16))


def word_class(token: int, scene: Scene) -> str:
    """The part of speech of *token*; ``$`` behind the last one."""
    return scene.doc[token].pos_ if token < len(scene.doc) else "$"

"""Whose title is whose.

Rules find the holder of a title that stands beside a name. What they find, and how each person's names and other
titles stand to a title, give features, and a logistic regression that has learned from annotated texts chooses the
holder, also of a title that stands alone (*le ministre*) or behind a verb (*Ba a été nommé ministre*).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from spacy.tokens import Span

from entityx.link.confidence import Calibration
from entityx.link.decision import Decision, Evidence
from entityx.link.holders import DEFINITE, holders_beside
from entityx.link.offices import Office, offices_of
from entityx.link.states import States
from entityx.link.strangers import strangers

HOLDER = Decision("holders", least=0.0)
"""Whose title it is. A person holds one from log odds of 0, 0.5 as a probability: the best F1 in cross-validation on
the annotated news that are real."""
SURENESS = Calibration("titles")
REACH = 40
"""Names before and behind a title among which its holder is."""
OTHER_DETERMINERS = frozenset({"un", "une", ",", "ancien", "est", "comme", "son", "sa"})
"""Words before a title, besides definite determiners, that matter as such."""
LINKS = ("et", "qui", ",", "(", "de", "par", "avec", "à")
"""Words between a title and a name that matter wherever they stand."""
STEM = 6
"""Letters by which a verb is known."""

Features = dict[str, set[str]]
"""Of each person who could hold a title."""


class Held(NamedTuple):
    """A title and the person whom it designates.

    Attributes:
        title: Where it stands.
        person: The fullest form of the person's name.
        score: The log odds that it is the person's.
    """

    title: Span
    person: str
    score: float

    @property
    def values(self) -> dict[str, float]:
        """What tells how sure it is that this is right."""
        return {"score": self.score}

    @property
    def confidence(self) -> float:
        """How sure it is that this is right, the title included."""
        return SURENESS.of(self.values)


def assign_titles(
    names: Sequence[Span], titles: Sequence[Span], people: Mapping[Span, str], states: States
) -> list[Held]:
    """The titles of persons whom the text names, in order of the text.

    Args:
        names: The persons' names in the text, in order.
        titles: Its titles, in order.
        people: The person's fullest name for each of them.
        states: The states that the text speaks of.
    """
    held = []
    for title, candidates in features(names, titles, people, states):
        scores = {person: HOLDER.score(Evidence(found))["holder"] for person, found in candidates.items()}
        holder = max(scores, key=lambda person: scores[person], default=None)
        if holder is not None and scores[holder] >= HOLDER.bar("holder"):
            held.append(Held(title, holder, scores[holder]))
    return held


def features(
    names: Sequence[Span], titles: Sequence[Span], people: Mapping[Span, str], states: States
) -> Iterator[tuple[Span, Features]]:
    """Each title with the features of each person who could hold it; the arguments are those of `assign_titles`."""
    beside = holders_beside(names, titles, people)
    offices = offices_of(titles, beside, states)
    given: dict[str, list[Span]] = defaultdict(list)
    for title, person in beside.items():
        given[person].append(title)
    starts = [title.start for title in titles]
    first = 0  # of the names that do not end before the title
    for title in titles:
        sentence = title.sent
        together = titles[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        while first < len(names) and names[first].end <= title.start:
            first += 1
        near = names[max(0, first - REACH) : first + REACH]
        mentions: dict[str, list[Span]] = defaultdict(list)
        for name in near:
            mentions[people[name]].append(name)
        given_to = {person: [offices[one] for one in given[person] if one != title] for person in mentions}
        others_hold = strangers(title, near, together, people)
        others = {
            person: own
            for person, own in given_to.items()
            if beside.get(title) == person or not (person in others_hold or other_states(offices[title], own))
        }
        fitting = {person for person, own in others.items() if any(map(offices[title].can_be, own))}
        before = list(dict.fromkeys(people[name] for name in reversed(near) if name.end <= title.start))
        found = {}
        for person, other_offices in others.items():
            own = mentions[person]
            plain = set(by_place(title, own, near, together, by_rule=beside.get(title) == person))
            plain.update(by_turn(title, own, before.index(person) if person in before else None))
            plain.update(by_office(offices[title], other_offices, fits=person in fitting, rivals=fitting - {person}))
            plain.add("plural" if title[0].norm_.endswith("s") else "singular")
            plain.add(f"{min(4, len(mentions))} persons")
            plain.add(f"named {min(4, len(own))} times")
            rule = verdict(beside.get(title), person)
            found[person] = {rule, *plain, *(f"{rule}: {feature}" for feature in plain)}
        yield title, found


def verdict(holder: str | None, person: str) -> str:
    """What the rules say of *person* when they found *holder*."""
    return "no rule" if holder is None else "by rule" if holder == person else "another's by rule"


def by_place(
    title: Span, own: Sequence[Span], names: Sequence[Span], titles: Sequence[Span], *, by_rule: bool
) -> Iterator[str]:
    """How the names of a person, *own*, stand to *title* in its sentence.

    Args:
        title: A title.
        own: The person's names.
        names: All persons' names near the title.
        titles: The titles in its sentence.
        by_rule: Whether a rule found the person: then the name may stand on another line.
    """
    sentence, doc = title.sent, title.doc
    there = [name for name in own if sentence.start <= name.start < sentence.end]
    if by_rule and not there:
        there = [min(own, key=lambda name: abs(name.start - title.start))]
    for name in there:
        if name.end <= title.start:
            side, gap = "before", doc[name.end : title.start]
        elif title.end <= name.start:
            side, gap = "behind", doc[title.end : name.start]
        else:
            yield "within the title"
            continue
        words = [token.norm_ for token in gap]
        verbs = [token.norm_ for token in gap if token.pos_ in ("VERB", "AUX")]
        persons = count_within(names, gap)
        far = sum(len(gap) > limit for limit in (1, 3, 7, 15))
        yield side
        yield f"{side}: distance {far}"
        yield f"{side}: {persons} persons between"
        yield f"{side}: {count_within(titles, gap)} titles between"
        yield f"{side}: {'verb' if verbs else 'no verb'}, {min(1, persons)} persons between"
        if not verbs:
            yield f"{side}: no verb, distance {far}"
        yield from (f"{side}: {verb[:STEM]} between" for verb in verbs)
        yield from (f"{side}: {link} between" for link in LINKS if link in words)
        if len(words) <= 4:
            yield from (f"{side}: only {word}" for word in words)
    if not there:
        yield "in another sentence"
        yield f"in another sentence, {'before' if any(name.end <= title.start for name in own) else 'behind'}"
        yield f"in another sentence, {determiner(title)}"


def by_turn(title: Span, own: Sequence[Span], turn: int | None) -> Iterator[str]:
    """How many other persons were named since the person with the names *own*: *turn*, or nothing if never before."""
    if turn is None:
        return
    sentence = title.sent
    where = "here" if any(sentence.start <= name.start < sentence.end for name in own) else "elsewhere"
    yield f"{min(4, turn)} back"
    yield f"{min(4, turn)} back, {where}"
    yield f"{min(4, turn)} back, {determiner(title)}"
    yield f"{min(4, turn)} back, {where}, {determiner(title)}"


def by_office(office: Office, others: Sequence[Office], *, fits: bool, rivals: Collection[str]) -> Iterator[str]:
    """How the *office* that a title is goes with the *others* that the text gives a person beside the name.

    Args:
        office: What the title says of the office.
        others: What the person's titles beside the name say.
        fits: Whether the title can be one of them.
        rivals: The other persons one of whose offices it can be.
    """
    same = "same office" if fits else "same head" if any(office.head == one.head for one in others) else "other office"
    yield same if others else "no office"
    yield f"{'rivals' if rivals else 'no rivals'}, {same if others else 'no office'}"
    if office.states & states_of(others):
        yield "same states"


def other_states(office: Office, others: Sequence[Office]) -> bool:
    """Whether *office* names states, and *others* only different ones: *le président russe* is no office of Mali's."""
    states = states_of(others)
    return bool(office.states and states) and office.states.isdisjoint(states)


def states_of(offices: Sequence[Office]) -> frozenset[str]:
    """The codes of the states that *offices* name."""
    return frozenset[str]().union(*(office.states for office in offices))


def determiner(title: Span) -> str:
    """The word before *title* as far as it matters: ``definite``, one of `OTHER_DETERMINERS`, or ``another word``."""
    word = title.doc[title.start - 1].norm_ if title.start else ""
    return "definite" if word in DEFINITE else word if word in OTHER_DETERMINERS else "another word"


def count_within(spans: Sequence[Span], gap: Span) -> int:
    """How many of *spans* begin in *gap*, two standing for more."""
    return min(2, sum(gap.start <= span.start < gap.end for span in spans))

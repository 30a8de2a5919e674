"""Which mentions speak of one agreement, and what the text says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from pathlib import Path

from spacy.tokens import Doc, Span, Token

from entityx.lexicon.countries import Country, countries_of_adjective, country_named, country_of_capital
from entityx.lexicon.words import fold, read_words
from entityx.link.names import names_within
from entityx.records import Agreement, Status
from entityx.records import Span as Offsets

WORDS = Path(__file__).parent / "words"
STATUS_WORDS: dict[str, Status] = {
    fold(word): status for status in ("signed", "negotiated", "ended") for word in read_words(WORDS / f"{status}.txt")
}
DOMAIN_NOUNS = frozenset(map(fold, read_words(WORDS / "domain_nouns.txt")))
NO_DOMAINS = frozenset(map(fold, read_words(WORDS / "no_domains.txt")))

STATUS_REACH = 12
"""Tokens on either side of a mention within which a word of the sentence says its status."""
ANY_NAME = ""
"""The key of the last agreement of a kind, whatever its name."""
INTRODUCING = frozenset({"un", "une"})
"""Determiners under which a mention brings a new agreement in."""
TAKEN_UP = frozenset({"l'", "le", "la", "les", "ce", "cet", "cette", "ces", "du", "au", "aux", "des", "son", "leur"})
"""Determiners under which a mention takes up an agreement that the text has spoken of."""
BOTH_STATES = frozenset({"pays", "états", "etats", "nations", "gouvernements", "capitales", "parties", "voisins"})
COORDINATING = frozenset({"et", ",", "le", "la", "l'", "les"})
"""What stands between the names of a coordination."""
CLAUSE_ENDS = frozenset({".", ";", ":", "qui", "que", "dont", "pour", "afin"})


def link_agreements(doc: Doc, mentions: Sequence[Span]) -> list[Agreement]:
    """The agreements that *doc* speaks of, in order of first mention."""
    if not mentions:
        return []
    both = main_states(doc)
    return [
        Agreement(
            mentions=tuple(Offsets(mention.start_char, mention.end_char) for mention in group),
            parties=tuple(sorted({party for mention in group for party in parties(mention, both)})),
            status=status(group),
            domains=tuple(dict.fromkeys(noun for mention in group for noun in domains(mention))),
        )
        for group in group_mentions(mentions)
    ]


def group_mentions(mentions: Iterable[Span]) -> list[list[Span]]:
    """The mentions of each agreement.

    A mention takes up the last agreement of the same kind (*l'accord*, *ces contrats*) unless it brings a new one in
    (*un accord*) or has a name of its own (*accord de Paris*), which then gathers the mentions with that name.
    """
    groups: list[list[Span]] = []
    last: dict[tuple[str, str], list[Span]] = {}
    for mention in mentions:
        own_name = proper_name(mention)
        group = last.get((kind(mention), own_name))
        if group is None or (not own_name and determiner(mention) in INTRODUCING):
            group = []
            groups.append(group)
        group.append(mention)
        last[kind(mention), own_name] = last[kind(mention), ANY_NAME] = group
    return groups


def kind(mention: Span) -> str:
    """The agreement's noun in the singular."""
    return mention[0].norm_.removesuffix("s")


def proper_name(mention: Span) -> str:
    """The name within *mention* that tells it from others of its kind (*Paris* in *accord de Paris*), or nothing."""
    return " ".join(name.text for name in names_within(mention))


def determiner(mention: Span) -> str:
    """The word right before *mention*, folded, or nothing."""
    return mention.doc[mention.start - 1].norm_ if mention.start else ""


def parties(mention: Span, both: Sequence[str]) -> list[str]:
    """Who concluded or negotiates the agreement, as far as the sentence of *mention* says.

    They stand in the mention (*accord sino-malien*, *accord de la CAF*), behind it (*entre le Mali et la Russie*, *avec
    le Niger*, with the subject before it), or are *les deux pays*. Where none of these is there, the subject of a verb
    that concludes or negotiates it is one of them.
    """
    doc, sentence = mention.doc, mention.sent
    before = doc[sentence.start : mention.start]
    found = [country.name for token in mention for country in countries_of_adjective(token.text)]
    found += [name.text for name in names_within(mention) if name.label_ == "ORG"]
    for token in doc[mention.end : sentence.end]:
        if token.norm_ in ("entre", "avec"):
            found += _names_until_clause_end(doc[token.i + 1 : sentence.end])
            if token.norm_ == "avec":
                found += _subject(before)
            break
        if token.norm_ in CLAUSE_ENDS:
            break
    if any(t.norm_ in BOTH_STATES and t.i and doc[t.i - 1].norm_ == "deux" for t in sentence):
        found += both
    if not found and any(STATUS_WORDS.get(token.norm_) in ("signed", "negotiated") for token in before):
        found += _subject(before)
    return found


def _names_until_clause_end(stretch: Span) -> Iterator[str]:
    """The parties that *stretch* names before its clause ends."""
    end = next((token.i for token in stretch if token.norm_ in CLAUSE_ENDS), stretch.end)
    yield from filter(None, map(party_of, names_within(stretch.doc[stretch.start : end])))


def _subject(stretch: Span) -> list[str]:
    """The last party that *stretch* names, with those it is coordinated with (*la Zambie et la Namibie*).

    Where it names none, the state of its last adjective of nationality (*le ministre malien*).
    """
    found: list[Span] = []
    for name in reversed([name for name in names_within(stretch) if party_of(name)]):
        if found and any(t.norm_ not in COORDINATING for t in stretch.doc[name.end : found[-1].start]):
            break
        found.append(name)
    if not found:
        adjectives = [country for token in stretch for country in countries_of_adjective(token.text)]
        return [country.name for country in adjectives[-1:]]
    return [party for name in found if (party := party_of(name))]


def party_of(name: Span) -> str | None:
    """The party that *name* stands for: a state under its usual name, an organisation as written."""
    if name.label_ == "ORG":
        return name.text
    state = state_of(name) if name.label_ == "LOC" else None
    return state.name if state else None


def state_of(place: Span) -> Country | None:
    """The state that *place* names, itself or by its capital."""
    return country_named(place.text) or country_of_capital(place.text)


def main_states(doc: Doc) -> list[str]:
    """The two states that *doc* speaks of most, by their names, capitals and adjectives, or as many as it has."""
    counts: Counter[str] = Counter()
    for ent in doc.ents:
        if ent.label_ == "LOC" and (state := state_of(ent)):
            counts[state.name] += 1
    for token in doc:
        if not token.ent_type_:
            counts.update(country.name for country in countries_of_adjective(token.text))
    return [name for name, _ in counts.most_common(2)]


def status(group: Sequence[Span]) -> Status:
    """The last state that the words around the mentions report.

    Where none does, an agreement that the text takes for known (*l'accord*, *accord de Paris*) is one that was made.
    """
    for mention in reversed(group):
        doc, sentence = mention.doc, mention.sent
        start = max(sentence.start, mention.start - STATUS_REACH)
        end = min(sentence.end, mention.end + STATUS_REACH)
        words = [token for token in doc[start:end] if token.norm_ in STATUS_WORDS]
        if words:
            nearest = min(words, key=lambda token: min(abs(token.i - mention.start), abs(token.i - mention.end + 1)))
            return STATUS_WORDS[nearest.norm_]
    known = any(proper_name(mention) or determiner(mention) in TAKEN_UP for mention in group)
    return "signed" if known else "unknown"


def domains(mention: Span) -> Iterator[str]:
    """What the agreement is about: the nouns of its complements, and those listed behind *secteurs* or *domaines*."""
    yield from (token.text for token in mention[1:] if is_domain(token))
    for token in mention.doc[mention.end : mention.sent.end]:
        if token.norm_ in DOMAIN_NOUNS:
            listed = takewhile(in_list, mention.doc[token.i + 1 : mention.sent.end])
            yield from (noun.text for noun in listed if is_domain(noun))
            break


def in_list(token: Token) -> bool:
    """Whether *token* can stand in a list of domains: no verb, pronoun or stop."""
    return token.text == "," or token.pos_ not in ("VERB", "AUX", "PRON", "PUNCT")


def is_domain(token: Token) -> bool:
    """Whether *token* is a common noun that says what an agreement is about."""
    return (
        token.pos_ == "NOUN" and token.is_alpha and not token.ent_type_ and token.norm_ not in NO_DOMAINS | DOMAIN_NOUNS
    )

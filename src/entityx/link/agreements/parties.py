"""Who concluded an agreement, negotiates it or is bound by it."""

from __future__ import annotations

from spacy.tokens import Span

from entityx.link.agreements.status import STATUS_WORDS
from entityx.link.names import names_within
from entityx.link.states import States

BOTH_STATES = frozenset({"pays", "états", "etats", "nations", "gouvernements", "capitales", "parties", "voisins"})
"""Nouns that mean, behind *deux*, the two states that a text is about."""
COORDINATING = frozenset({"et", ",", "le", "la", "l'", "les", "(", ")"})
"""What stands between the names of a coordination, brackets with an acronym among them."""
SOURCE_REACH = 3
"""Tokens before a name within which *selon* makes it a source (*selon l'agence Reuters*)."""
OWNER_REACH = 3
"""Tokens behind a mention within which *de la Russie* must begin, its preposition and article included."""
CLAUSE_ENDS = frozenset({".", ";", ":", "qui", "que", "qu'", "dont", "pour", "afin", "selon", "lors", "pendant"})
"""Words and stops behind which no more parties of *entre* and *avec* follow, as none follow a verb."""


def parties(mention: Span, states: States) -> list[str]:
    """Who concluded or negotiates the agreement, as far as the sentence of *mention* says.

    They stand in the mention (*accord sino-malien*, *accord de la CAF*) or behind it (*de la Russie*, *entre le
    Mali et la Russie*, *avec le Niger*, with the subject before it), or are *les deux pays*. Where none of these is
    there, the subject of a verb that concludes or negotiates it is one of them.

    Args:
        mention: A mention of the agreement.
        states: The states that the text speaks of.
    """
    doc, sentence = mention.doc, mention.sent
    before = doc[sentence.start : mention.start]
    found = [country.name for token in mention for country in states.of_adjective(token.text)]
    found += [name.text for name in names_within(mention) if name.label_ == "ORG"]
    found += [state.name for name in names_within(mention) if (state := states.named(name.text))]
    if mention.end < len(doc) and doc[mention.end].norm_ in ("de", "du", "des", "d'"):
        found += _names_until_clause_end(doc[mention.end : mention.end + OWNER_REACH], states)[:1]
    for token in doc[mention.end : sentence.end]:
        if token.norm_ in ("entre", "avec"):
            found += _names_until_clause_end(doc[token.i + 1 : sentence.end], states)
            if token.norm_ == "avec":
                found += _subject(before, states)
            break
        if token.norm_ in CLAUSE_ENDS:
            break
    if any(t.norm_ in BOTH_STATES and t.i and doc[t.i - 1].norm_ == "deux" for t in sentence):
        found += [country.name for country, _ in states.counts.most_common(2)]
    if not found and any(report.said != "ended" for token in before if (report := STATUS_WORDS.get(token.norm_))):
        found += _subject(before, states)
    return found


def _names_until_clause_end(stretch: Span, states: States) -> list[str]:
    """The parties that *stretch* names before its clause ends."""
    end = next((t.i for t in stretch if t.norm_ in CLAUSE_ENDS or t.pos_ in ("VERB", "AUX")), stretch.end)
    return [party for name in names_within(stretch.doc[stretch.start : end]) if (party := party_of(name, states))]


def _subject(stretch: Span, states: States) -> list[str]:
    """The last party that *stretch* names, with those it is coordinated with (*la Zambie et la Namibie*).

    Where it names none, the state of its last adjective of nationality (*le ministre malien*).
    """
    found: list[Span] = []
    for name in reversed([name for name in names_within(stretch) if party_of(name, states)]):
        gap = stretch.doc[name.end : found[-1].start] if found else ()
        if any(token.norm_ not in COORDINATING and not token.ent_type_ for token in gap):
            break
        found.append(name)
    if not found:
        adjectives = [country for token in stretch for country in states.of_adjective(token.text)]
        return [country.name for country in adjectives[-1:]]
    return [party for name in found if (party := party_of(name, states))]


def party_of(name: Span, states: States) -> str | None:
    """The party that *name* stands for: a state under its usual name, an organisation as written.

    An acronym in brackets only says again who stands before them, and *selon l'AFP* names a source.
    """
    before = {token.norm_ for token in name.doc[max(0, name.start - SOURCE_REACH) : name.start]}
    if "selon" in before or name.doc[name.start - 1 : name.start].text == "(":
        return None
    if name.label_ == "ORG":
        return name.text
    state = states.of_place(name) if name.label_ == "LOC" else None
    return state.name if state else None

"""When and where an agreement was concluded, ended or negotiated.

A date or a place counts where it goes with the mention of an agreement (*l'accord de 2015*) or with a word that reports
of one (*l'accord, signé mardi à Alger*). The order of the words tells which word it goes with: the last one before it
that could be meant, or at the beginning of a clause, the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from spacy.tokens import Span, Token

from entityx.lexicon.agreements import REPORTS, expecting_words, status_words
from entityx.lexicon.countries import countries_named
from entityx.link.agreements.dates import View, dates_in
from entityx.link.agreements.status import FUTURE, is_aside
from entityx.link.names import names_within
from entityx.records import Status

REPORTING = (
    *("abouti", "adopt", "annonc", "approuv", "arrach", "attribu", "boucl", "conclu", "contresign", "déclar", "discut"),
    *(
        "dénonc",
        "ébauch",
        "échou",
        "entérin",
        "entr",
        "instaur",
        "juré",
        "négoci",
        "obtenu",
        "obtien",
        "obtin",
        "paraph",
    ),
    *("prolong", "proro", "ratifi", "reconduit", "rédig", "renouvel", "retiré", "scell", "sign"),
)
"""How verbs begin that report of an agreement, besides the words of the lists: what dates and places tell of is more
than what tells its status."""
REPORTING_NOUNS = frozenset({"vigueur", "fin"})
"""Nouns that report of an agreement as such verbs do (*entré en vigueur*, *prend fin*)."""
CLAUSE_ENDS = frozenset({";", ":", "«", "»", "–", "—"})
"""What a date or place does not reach across."""
CLAUSE_STARTS = frozenset({"et", "mais", "or", "que", "qu'", "qui", "où", "dont", "puis", "car", "lorsque", "quand"})
"""Behind these a date or place goes with what follows (*il a dit que, mardi, un accord serait signé*)."""
JOINED = frozenset({"et", "ou", ","})
"""Between two agreements of which the same is reported (*signé un traité et deux accords*)."""
OWN = frozenset({"de", "d'", "du", "("})
"""How a date begins that belongs to the agreement before it, whatever the verb (*l'accord de 2015*)."""
PASSIVE = frozenset({"est", "sont", "été", "être", "était", "étaient", "fut", "furent", "sera", "seront", "serait"})
PLACED = frozenset({"à", "au", "aux", "en"})
"""Prepositions behind which a place is where something happens."""
REACH = 25
"""Tokens between a date or place and the word that it goes with, and between that and the mention."""
REACH_OWN = 3
"""Tokens between a mention and the date that belongs to it (*l'accord, dit ABM, de 1972*)."""
REACH_PLACE = 6
"""Tokens between a reporting word and the place behind it (*signé le 3 mai 2021 à Alger*)."""
REACH_PLACE_BEHIND = 1
"""Tokens between a mention and the place behind it (*ont signé un accord, à Alger*)."""
REACH_BEFORE = 4
"""Tokens before a verb that may make it passive or put it off."""


class Circumstances:
    """The dates and places of the agreements of a text.

    Attributes:
        today: The day on which the text was written, where that is known.
    """

    def __init__(self, mentions: Sequence[Span], today: date | None) -> None:
        self.today = today
        self._mention_at = {token.i: mention for mention in mentions for token in mention}

    def date_of(self, group: Sequence[Span], status: Status) -> str:
        """When the agreement that *group* mentions was concluded, ended or negotiated, in ISO 8601, or nothing.

        A date of the mention's own comes before one that is reported, an earlier mention before a later, the nearest
        date before others.

        Args:
            group: Its mentions.
            status: Its status; what is negotiated has its dates to come.
        """
        found = []
        for order, mention in enumerate(group):
            for words in dates_in(mention.sent):
                word = self.tie(words.span, mention)
                if word is None or (is_since(words.span) and says(word, "negotiated")):
                    continue  # *négocié depuis mardi*
                if says(word, "ended") and status != "ended":
                    continue  # *expire en mars*
                own = word.i in self._mention_at
                iso = words.iso(View(self.today, ahead=not own and is_ahead(word, status)))
                if iso:
                    found.append((not own, order, abs(words.span.start - mention.start), iso))
        return min(found)[-1] if found else ""

    def place_of(self, group: Sequence[Span]) -> str:
        """Where the agreement that *group* mentions was concluded, ended or negotiated, in the words of the text."""
        places = (name for mention in group for name in self._places(mention))
        return next((place.text for place in places), "")

    def _places(self, mention: Span) -> Iterator[Span]:
        """The names of places that go with *mention*."""
        for name in names_within(mention.sent):
            preposition = mention.doc[max(0, name.start - 1)]
            if name.label_ != "LOC" or name.start in self._mention_at or preposition.norm_ not in PLACED:
                continue
            word = self.tie(name, mention)
            if word is None or word.norm_ in REPORTING_NOUNS:
                continue  # *en vigueur au Mali*
            behind_mention = word.i < mention.end <= preposition.i
            away = preposition.i - (mention.end if behind_mention else word.i + 1)
            if countries_named(name.text):  # mostly a party, or where the agreement holds, save in *signé en Suisse*
                near = away == 0 and not behind_mention
            else:
                near = away <= (REACH_PLACE_BEHIND if behind_mention else REACH_PLACE)
            if near:
                yield name

    def tie(self, words: Span, mention: Span) -> Token | None:
        """The word by which a date or place goes with *mention*: its noun, what reports of it, or nothing.

        Args:
            words: The date or place.
            mention: An agreement in the same sentence.
        """
        word = self.governor(words)
        if word is None:
            return None
        if self._mention_at.get(word.i) == mention:
            if words[0].norm_ in OWN and words.start - mention.end < REACH_OWN:
                return mention[0]
            verb = next(filter(self.is_head, self._walk(mention[0], -1)), None)
            return mention[0] if verb is None else verb if is_report(verb) else None
        return word if is_report(word) and mention in self._told_of(word) else None

    def governor(self, words: Span) -> Token | None:
        """The word that a date or place goes with: of a verb, a noun that reports, or an agreement."""
        if words.start in self._mention_at:
            return words[0]
        for token in self._walk(words[0], -1):
            if token.norm_ in CLAUSE_STARTS and all(other.is_punct for other in words.doc[token.i + 1 : words.start]):
                break
            if token.i in self._mention_at or self.is_head(token):
                return token
        return next(filter(self.is_head, self._walk(words[-1], 1)), None)

    def is_head(self, token: Token) -> bool:
        """Whether dates and places can go with *token*, outside of agreements and names."""
        return token.i not in self._mention_at and not token.ent_type_ and (token.pos_ == "VERB" or is_report(token))

    def _told_of(self, word: Token) -> list[Span]:
        """The agreements of which *word* reports: those that it goes with, its object, or its subject."""
        subject: list[Span] = []
        for token in self._walk(word, -1):
            if token.i in self._mention_at:
                subject = [self._mention_at[token.i]]
                break
            if self.is_head(token) and not is_report(token):
                break
        if subject and (is_aside(word) or is_passive(word)):
            return subject
        objects: list[Span] = []
        for token in self._walk(word, 1):
            if self.is_head(token):
                break
            mention = self._mention_at.get(token.i)
            if mention is not None and mention not in objects:
                if objects and JOINED.isdisjoint(other.norm_ for other in word.doc[objects[-1].end : mention.start]):
                    break
                objects.append(mention)
        return objects or subject

    def _walk(self, edge: Token, step: int) -> Iterator[Token]:
        """The tokens of a clause before *edge*, backwards, or behind it; what stands in brackets beside it left out.

        Args:
            edge: A token.
            step: -1 for those before it, 1 for those behind.
        """
        doc, sentence, depth = edge.doc, edge.sent, 0
        opening, closing = ("(", ")") if step > 0 else (")", "(")
        for i in range(edge.i + step, edge.i + step * REACH, step):
            if not sentence.start <= i < sentence.end:
                return
            token = doc[i]
            depth += (token.text == opening) - (token.text == closing)
            if depth < 0 or (depth == 0 and token.text in CLAUSE_ENDS):
                return
            if depth == 0:
                yield token


def is_report(word: Token) -> bool:
    """Whether *word* reports that an agreement is made, negotiated or at its end, not merely that it is in force."""
    report = status_words().get(word.norm_)
    if word.norm_ in REPORTING_NOUNS:
        return True
    if report is not None and report != REPORTS["kept"]:
        return word.pos_ in ("VERB", "NOUN", "ADJ")
    return word.pos_ in ("VERB", "ADJ") and word.norm_.startswith(REPORTING)


def is_passive(verb: Token) -> bool:
    """Whether the subject of *verb* is what is done (*un accord a été signé*)."""
    return any(token.norm_ in PASSIVE for token in before(verb))


def is_ahead(word: Token, status: Status) -> bool:
    """Whether what *word* reports is to come: as its form says, otherwise as the *status* of the agreement says."""
    for token in (*before(word), word):
        if token.pos_ in ("VERB", "AUX") and (token.norm_ in expecting_words() or token.norm_.endswith(FUTURE)):
            return not token.norm_.startswith("aur")  # *aurait signé*: it is said to have happened
    return status == "negotiated" and "Part" not in word.morph.get("VerbForm", [])


def before(word: Token) -> Span:
    """The tokens before *word* that may change what it says."""
    return word.doc[max(word.sent.start, word.i - REACH_BEFORE) : word.i]


def is_since(words: Span) -> bool:
    """Whether a date is the beginning of what lasts (*depuis mardi*)."""
    return "depuis" in (words[0].norm_, words.doc[max(0, words.start - 1)].norm_)


def says(word: Token, status: Status) -> bool:
    """Whether *word* is one of those that report *status*."""
    report = status_words().get(word.norm_)
    return report is not None and report.said == status

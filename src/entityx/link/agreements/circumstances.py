"""When and where an agreement was concluded, ended or negotiated.

A date or a place counts where it goes with the mention of an agreement (*l'accord de 2015*) or with a word that reports
of one (*l'accord, signé mardi à Alger*). The order of the words tells which word it goes with: the last one before it
that could be meant, or at the beginning of a clause, the next one. What a dateline says counts for what the sentence
behind it reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import takewhile
from pathlib import Path

from spacy.tokens import Doc, Span, Token

from entityx.lexicon.agreements import REPORTS, expecting_words, status_words
from entityx.lexicon.countries import countries_named
from entityx.lexicon.words import fold, read_words
from entityx.link.agreements.dateline import dateline_of
from entityx.link.agreements.dates import DateWords, View, dates_in
from entityx.link.agreements.status import DENYING, FUTURE, is_aside
from entityx.link.names import names_within
from entityx.records import Status

LISTS = Path(__file__).with_name("circumstance_words")
REPORTING = tuple(map(fold, read_words(LISTS / "reporting.txt")))
"""How verbs begin that report of an agreement, besides the words of the lists: what dates and places tell of is more
than what tells its status."""
NOT_REPORTING = ("signal", "signif")
"""How other verbs begin that begin so."""
HAPPENING = tuple(map(fold, read_words(LISTS / "happening.txt")))
"""How verbs begin whose subject is the agreement, or its signature, that comes about (*est intervenu*, *date de*)."""
MEETING = tuple(map(fold, read_words(LISTS / "meeting.txt")))
"""How verbs begin that tell of those who come together and then report what they did (*réunis à Lomé, ils ont…*)."""
CONCLUDING = tuple(map(fold, read_words(LISTS / "concluding.txt")))
"""How verbs begin whose agreement is made where and when they report it."""
OTHER_NOUNS_OF_TIME = frozenset(map(fold, read_words(LISTS / "times.txt")))
"""Nouns that a date may follow without being theirs (*au début de 2015*, *au mois de mars*, *en date du 3 mai*)."""
REPORTING_NOUNS = frozenset({"vigueur", "fin"})
"""Nouns that report of an agreement as such verbs do (*entré en vigueur*, *prend fin*)."""
CLAUSE_ENDS = frozenset({";", ":", "«", "»", "–", "—"})
"""What a date or place does not reach across."""
CLAUSE_STARTS = frozenset({"et", "mais", "or", "que", "qu'", "qui", "où", "dont", "puis", "car", "lorsque", "quand"})
"""Behind these a date or place goes with what follows (*il a dit que, mardi, un accord serait signé*)."""
JOINED = frozenset({"et", "ou", ","})
"""Between two agreements of which the same is reported (*signé un traité et deux accords*)."""
OF = frozenset({"de", "d'", "du"})
OWN = OF | {"("}
"""How a date begins that belongs to the agreement before it, whatever the verb (*l'accord de 2015*)."""
RELATING = frozenset({"avant", "après", "depuis", "jusqu'", "jusque"})
"""Behind these a date or place goes with the noun that follows them (*signé après le sommet de mars à Lomé*)."""
DURING = frozenset({"lors", "cours", "occasion", "issue", "marge", "terme"})
"""Words before an event at which something is done: its date and place are those of what is done."""
ARTICLES = frozenset({"un", "une", "des"})
BY_PRONOUN = frozenset({"il", "elle", "ils", "elles", "celui-ci", "celle-ci"})
"""Words by which a sentence takes up the agreement of the one before (*Il a été signé à Lomé*)."""
SIGNING = ("conclu", "contresign", "finalis", "paraph", "ratifi", "scell", "signé")
"""How participles begin that are said of agreements only: a person can be *trouvé*, *reconduit* or *approuvé*."""
IMPERSONAL = frozenset({"que", "qu'", "de", "d'"})
"""Words behind a verb whose pronoun means nothing (*Il a été conclu que…*)."""
SIGNATURES = frozenset({"signature", "paraphe", "ratification", "conclusion"})
"""Nouns that do so (*La signature a eu lieu mardi*)."""
LASTING = frozenset({"cessez-le-feu", "trêve", "trêves", "bail", "baux", "armistice"})
"""What a place right behind it may belong to, rather than to its making (*un cessez-le-feu à Gaza*)."""
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
REACH_PLACE_DURING = 12
"""The same, where a word says that the place is that of an event (*signé lors d'une visite officielle à Alger*)."""
REACH_NAMED = 3
"""Sentences, with its own, among which *le lendemain* has the date that it counts from."""
REACH_LEAD = timedelta(days=7)
"""Days before a dateline in which what its first sentence reports has happened where that says."""
REACH_BEFORE = 4
"""Tokens before a verb that may make it passive or put it off."""


class Circumstances:
    """The dates and places of the agreements of a text.

    Attributes:
        today: The day on which the text was written, where its dateline or the article says so.
    """

    def __init__(self, mentions: Sequence[Span], today: date | None) -> None:
        self._mention_at = {token.i: mention for mention in mentions for token in mention}
        self._dateline = dateline_of(mentions[0].doc) if mentions else None
        self._first: int | None = None
        self._found: dict[int, list[DateWords]] = {}
        self.today = (self._dateline and self._dateline.day(today)) or today

    def date_of(self, group: Sequence[Span], status: Status) -> str:
        """When the agreement that *group* mentions was concluded, ended or negotiated, in ISO 8601, or nothing.

        A date of the mention's own comes before one that is reported, an earlier mention before a later, the nearest
        date before others; that of its coming into force is the last.

        Args:
            group: Its mentions.
            status: Its status; what is negotiated has its dates to come.
        """
        found = []
        for order, mention in enumerate(group):
            for words in self._dates(mention):
                word = self.tie(words.span, mention)
                if word is None or (is_since(words.span) and says(word, "negotiated")):
                    continue  # *négocié depuis mardi*
                if (says(word, "ended") or word.norm_ == "fin") and status != "ended":
                    continue  # *expire en mars*, *a pris fin en 2014*
                own = word.i in self._mention_at
                if words.begins and (own or says(word, "negotiated")):
                    continue  # *l'accord dès mardi*
                iso = self._read(words, ahead=not own and is_ahead(word, status))
                if iso:
                    away = abs(words.span.start - mention.start)
                    found.append((word.norm_ in REPORTING_NOUNS, not own, order, away, iso))
        return min(found)[-1] if found else ""

    def _dates(self, mention: Span) -> Iterator[DateWords]:
        """The dates that may go with *mention*: those of its sentence and of one behind it that takes it up."""
        for stretch in filter(None, (mention.sent, self._taken_up(mention))):
            yield from (words for words in self._dates_in(stretch) if not self._is_dateline(words.span))

    def _dates_in(self, sentence: Span) -> list[DateWords]:
        """The dates of *sentence*, each looked for once."""
        if sentence.start not in self._found:
            self._found[sentence.start] = list(dates_in(sentence))
        return self._found[sentence.start]

    def _read(self, words: DateWords, ahead: bool) -> str:
        """The date that *words* mean, in ISO 8601, or nothing."""
        named = self._named_before(words.span, ahead) if words.is_reckoned else None
        return words.iso(View(self.today, ahead, named))

    def _named_before(self, words: Span, ahead: bool) -> str | None:
        """The last date that the text names before *words*, in ISO 8601; none where it names none at all.

        One that stands too far off is none that can be told. What is called by a year or a day of its own (*l'accord de
        2015*) is passed over.
        """
        sentence = words.sent
        for _ in range(REACH_NAMED):
            earlier = [
                other
                for other in self._dates_in(sentence)
                if other.span.end <= words.start and not (is_own(other.span) and not self._is_dateline(other.span))
            ]
            if earlier:
                return self._read(max(earlier, key=lambda other: other.span.start), ahead)
            if sentence.start == 0:
                return None
            sentence = words.doc[sentence.start - 1].sent
        return "" if self._first_date(words.doc) < sentence.end else None

    def _first_date(self, doc: Doc) -> int:
        """Where the first date of *doc* stands, or its end."""
        if self._first is None:
            first = next((min(starts) for sentence in doc.sents if (starts := starts_of_dates(sentence))), len(doc))
            self._first = first
        return self._first

    def place_of(self, group: Sequence[Span], status: Status = "signed") -> str:
        """Where the agreement that *group* mentions was concluded, ended or negotiated, in the words of the text.

        Args:
            group: Its mentions.
            status: Its status.
        """
        places = (name for mention in group for name in self._places(mention))
        found = next(places, None)
        if found is None and self._dateline is not None and any(map(self._is_made_in_lead, group)):
            iso = self.date_of(group, status)
            if not iso or (self.today and self._is_of_these_days(iso)):
                found = self._dateline.place
        return "" if found is None else found.text

    def _is_of_these_days(self, iso: str) -> bool:
        """Whether the date *iso* is a day shortly before that of the text."""
        if self.today is None or len(iso) < len("2021-03-12"):
            return False
        return timedelta() <= self.today - date.fromisoformat(iso) <= REACH_LEAD

    def _is_made_in_lead(self, mention: Span) -> bool:
        """Whether the sentence behind the dateline reports that the agreement *mention* is made, and no other place."""
        if self._dateline is None or not self._dateline.lead.start <= mention.start < self._dateline.lead.end:
            return False
        for word in self._dateline.lead:
            if self.is_head(word) and is_concluded(word) and mention in self._told_of(word):
                return not any(
                    self._preposition(name).norm_ in PLACED and self.governor(name) in (word, *mention)
                    for name in names_within(mention.sent)
                    if name.label_ == "LOC" and name.start not in self._mention_at and not self._is_dateline(name)
                )
        return False

    def _is_dateline(self, words: Span) -> bool:
        """Whether *words* stand in the dateline of the text."""
        return self._dateline is not None and self._dateline.words.start <= words.start < self._dateline.words.end

    def _places(self, mention: Span) -> Iterator[Span]:
        """The names of places that go with *mention*."""
        for stretch in filter(None, (mention.sent, self._taken_up(mention))):
            for name in names_within(stretch):
                if name.label_ != "LOC" or name.start in self._mention_at or self._is_dateline(name):
                    continue
                if self._preposition(name).norm_ not in PLACED:
                    continue
                word = self.tie(name, mention)
                if word is None or word.norm_ in REPORTING_NOUNS:
                    continue  # *en vigueur au Mali*
                if self._is_near(name, word, mention):
                    yield name

    def _preposition(self, name: Span) -> Token:
        """The word before *name*, its article left out (*à La Haye*, *à l'Élysée*)."""
        before = max(0, name.start - 1)
        if before and name.doc[before].norm_ in ("la", "l'") and name.doc[before - 1].norm_ == "à":
            before -= 1
        return name.doc[before]

    def _is_near(self, name: Span, word: Token, mention: Span) -> bool:
        """Whether the place *name*, which *word* ties to *mention*, stands where it is that of what *word* reports."""
        preposition, doc = self._preposition(name), name.doc
        behind_mention = word.i < mention.end <= preposition.i
        first = mention.end if behind_mention else word.i + 1
        between, country = doc[first : max(first, preposition.i)], bool(countries_named(name.text))
        if self._is_beside_date(name, preposition, mention):
            return True  # it goes where the date goes
        if any(token.norm_ in DURING for token in between):
            return len(between) <= REACH_PLACE_DURING
        if country:  # mostly a party, or where the agreement holds, save in *signé en Suisse*
            return preposition.i == first and not behind_mention
        if behind_mention and preposition.i == first and mention[0].norm_ in LASTING:
            return False
        return len(between) <= (REACH_PLACE_BEHIND if behind_mention else REACH_PLACE)

    def _is_beside_date(self, name: Span, preposition: Token, mention: Span) -> bool:
        """Whether a date that goes with *mention* stands right before the place *name* (*en 2013 à Nairobi*)."""
        before = preposition.i - (preposition.i > 0 and name.doc[preposition.i - 1].text == ",")
        return any(
            words.span.end == before and self.tie(words.span, mention) is not None
            for words in self._dates_in(name.sent)
        )

    def _taken_up(self, mention: Span) -> Span | None:
        """The sentence behind that of *mention* where it takes up the agreement, without naming one, or nothing.

        *Un accord a été trouvé. Il a été signé mardi à Lomé.* *La signature a eu lieu mardi à Lomé.*
        """
        doc, sentence = mention.doc, mention.sent
        if sentence.end >= len(doc) or any(self._mention_at.get(i, mention) != mention for i in _indices(sentence)):
            return None
        behind = doc[sentence.end].sent
        if any(i in self._mention_at for i in _indices(behind)):
            return None
        return behind if self._taking_up(behind) is not None else None

    def _taking_up(self, sentence: Span) -> Token | None:
        """The word by which *sentence* reports of an agreement that it does not name, or nothing."""
        words = [token for token in sentence if not token.is_space]
        head = next(filter(self.is_head, words), None)
        if head is None:
            return None
        if words[0].norm_ in BY_PRONOUN:
            behind = words[words.index(head) + 1].norm_ if head != words[-1] else ""
            is_said = head.norm_.startswith(SIGNING) and is_passive(head)
            return head if is_said and behind not in IMPERSONAL else None
        start = [token.norm_ for token in takewhile(lambda token: token.pos_ not in ("VERB", "AUX"), words)][1:4]
        return head if start[:1] and (start[0] in SIGNATURES or start == ["cérémonie", "de", "signature"]) else None

    def tie(self, words: Span, mention: Span) -> Token | None:
        """The word by which a date or place goes with *mention*: its noun, what reports of it, or nothing.

        Args:
            words: The date or place.
            mention: An agreement in the same sentence, or one that this sentence takes up.
        """
        word = self.governor(words)
        if word is None or self._goes_elsewhere(words, word):
            return None
        if not mention.sent.start <= words.start < mention.sent.end:
            taking_up = self._taking_up(words.sent)
            return word if taking_up in (word, *self._heads_before(word)) and is_report(word) else None
        if self._mention_at.get(word.i) == mention:
            if is_own(words) and words.start - mention.end < REACH_OWN:
                return mention[0]
            verb = next(filter(self.is_head, self._walk(mention[0], -1)), None)
            return mention[0] if verb is None else verb if is_report(verb) else None
        return word if is_report(word) and mention in self._told_of(word) else None

    def _heads_before(self, word: Token) -> Iterator[Token]:
        """The heads before *word* in its clause, if what happens is all that *word* says (*la signature a eu lieu*)."""
        return filter(self.is_head, self._walk(word, -1)) if is_happening(word) else iter(())

    def _goes_elsewhere(self, words: Span, word: Token) -> bool:
        """Whether *words* go with something that stands between them and the *word* before them.

        *signé après la visite du 3 mai*, *conclu pour le tournoi de 2018*, *un accord, avec un retour au calme en mai*
        """
        between = list(takewhile(lambda token: token != word, self._walk(words[0], -1)))
        said = {token.norm_ for token in between}
        last = next((token for token in between if token.norm_ not in PLACED), None)
        relates = not RELATING.isdisjoint(
            token.norm_ for token in between[1:]
        )  # in *depuis mardi* the day itself is meant
        if relates and last is not None and last.text != ",":
            return True
        if any(
            later.norm_ in ARTICLES and token.norm_ == "avec" and earlier.text == ","
            for later, token, earlier in zip(between, between[1:], between[2:], strict=False)
        ):
            return True
        if not (is_of(words) and said.isdisjoint(DURING)):
            return False
        noun = words.doc[max(0, words.start - (words[0].norm_ not in OWN) - 1)]
        if noun.i in self._mention_at or noun == word or noun.norm_ in OTHER_NOUNS_OF_TIME or is_report(noun):
            return False
        is_name = noun.pos_ == "PROPN" or bool(noun.ent_type_)
        return word.i not in self._mention_at if is_name else noun.pos_ == "NOUN"  # *l'accord avec l'Iran de 2015*

    def governor(self, words: Span) -> Token | None:
        """The word that a date or place goes with: of a verb, a noun that reports, or an agreement.

        From those who come together it goes on to what they do (*réunis à Lomé, ils ont signé*).
        """
        word = self._nearest(words)
        if word is not None and word.i < words.start and word.pos_ == "VERB" and word.norm_.startswith(MEETING):
            deed = next(filter(self.is_head, self._walk(words[-1], 1)), None)
            if deed is not None and is_report(deed) and self._leads_to(word, words, deed):
                return deed
        return word

    def _leads_to(self, meeting: Token, words: Span, deed: Token) -> bool:
        """Whether those who come together, as *meeting* says, do so for the *deed*, or do it then."""
        between = {token.norm_ for token in words.doc[words.end : deed.i]}
        return is_aside(meeting) or "et" in between or words.doc[deed.i - 1].norm_ == "pour"

    def _nearest(self, words: Span) -> Token | None:
        """The word that a date or place goes with by the order of the words."""
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
        before_word = word.doc[max(word.sent.start, word.i - 1)]
        start = before_word if word.norm_ in REPORTING_NOUNS and before_word.pos_ == "VERB" else word  # *prend fin*
        for token in self._walk(start, -1):
            if token.i in self._mention_at:
                subject = [self._mention_at[token.i]]
                break
            if self.is_head(token) and not is_report(token):
                break
        if is_happening(word):
            return [mention for mention in subject if is_subject(mention)]
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
    if word.norm_ in REPORTING_NOUNS or is_happening(word):
        return True
    if report is not None and report != REPORTS["kept"]:
        return word.pos_ in ("VERB", "NOUN", "ADJ")
    return (
        word.pos_ in ("VERB", "ADJ") and word.norm_.startswith(REPORTING) and not word.norm_.startswith(NOT_REPORTING)
    )


def is_happening(word: Token) -> bool:
    """Whether *word* says that its subject comes about (*a eu lieu mardi*, *date de 1974*)."""
    if word.norm_ == "eu":
        return [token.norm_ for token in word.doc[word.i + 1 : word.i + 2]] == ["lieu"]
    if word.norm_.startswith("tenu"):
        return not {token.norm_ for token in before(word)}.isdisjoint(("s'", "se"))
    return word.pos_ == "VERB" and word.norm_.startswith(HAPPENING)


def is_subject(mention: Span) -> bool:
    """Whether *mention* stands as a subject does: alone, or with what reports of it (*la signature de l'accord*)."""
    before = mention.start - 1
    while before > 0 and mention.doc[before].pos_ in ("DET", "ADJ", "NUM"):
        before -= 1
    preposition = mention.doc[max(0, before)]
    return preposition.norm_ not in ("de", "d'", "du", "des", "à", "au", "sur", "pour") or any(
        is_report(token) for token in mention.doc[max(0, before - 1) : before]
    )


def is_concluded(word: Token) -> bool:
    """Whether *word* is a verb that reports, as done, that an agreement is made."""
    form = word.morph.get("VerbForm", [])
    return (
        word.pos_ == "VERB"
        and word.norm_.startswith(CONCLUDING)
        and not word.norm_.startswith(NOT_REPORTING)
        and "Inf" not in form
        and not is_aside(word)
        and not is_ahead(word, "signed")
        and DENYING.isdisjoint(token.norm_ for token in before(word))
    )


def starts_of_dates(sentence: Span) -> list[int]:
    """Where the dates of *sentence* stand, what is called by one passed over."""
    return [words.span.start for words in dates_in(sentence) if not is_own(words.span)]


def is_of(words: Span) -> bool:
    """Whether *de* ties a date to what stands before it (*de 2015*, *du 3 mai*)."""
    return not {words[0].norm_, words.doc[max(0, words.start - 1)].norm_}.isdisjoint(OF)


def is_own(words: Span) -> bool:
    """Whether a date is tied to the agreement before it, whatever the verb (*de 2015*, *(2015)*, *du 3 mai*)."""
    return words[0].norm_ in OWN or words.doc[max(0, words.start - 1)].norm_ in OF


def _indices(stretch: Span) -> range:
    """The numbers of the tokens of *stretch*."""
    return range(stretch.start, stretch.end)


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

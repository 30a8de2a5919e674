"""The records that pass between the steps: the output contract.

Every step of entityx knows these records and nothing else of its neighbours. The last three become the lines of
``documents.jsonl`` (see ``docs/output.md``). Offsets are always characters of ``text``, the end exclusive, so that
``text[start:end]`` is the mention.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, Literal, Self

import msgspec

from entityx.characters import encodable

Label = Literal["PER", "LOC", "ORG", "TITLE", "AGREEMENT"]
Status = Literal["signed", "negotiated", "ended", "unknown"]
AgreementKind = Literal["peace", "treaty", "political", "employment", "commercial", "unknown"]
Subject = Literal[
    "politics",
    "diplomacy",
    "peace",
    "defence",
    "security",
    "justice",
    "migration",
    "trade",
    "finance",
    "industry",
    "energy",
    "agriculture",
    "environment",
    "transport",
    "technology",
    "health",
    "education",
    "culture",
    "sport",
    "employment",
    "housing",
    "aid",
    "territory",
]
"""What agreements are about, as classes; ``docs/output.md`` says what belongs to each."""

NAME_LABELS: tuple[Label, ...] = ("PER", "LOC", "ORG")
LABELS: tuple[Label, ...] = (*NAME_LABELS, "TITLE", "AGREEMENT")
LINKED: Mapping[str, Label] = {"people": "PER", "places": "LOC", "organisations": "ORG", "agreements": "AGREEMENT"}
"""The records of a document by their field, and the label of the mentions that they share out among them."""

LEFT_OUT = frozenset({"entity", "confidence", "title_confidences"})
"""The fields that a document as JSON has only where they are known."""

MOST_NESTED = 20
"""Mentions that may stand at one character: names stand within titles and agreements, so that there are hardly ever
three. What makes a tree of them goes down a step for each, and Python has about a thousand steps."""
LARGEST = 2**28
"""Bytes of a document as JSON that is read again: 256 MiB, what 100 MB of French give. What has more is worked on anew,
and cannot be shown in a report, so that no file of a few kilobytes unpacks to all memory there is."""
FOREIGN = (ValueError, RecursionError, MemoryError)
"""What reading raises of bytes that entityx has not written: msgspec gives up on brackets without end."""


@dataclass(frozen=True, slots=True)
class Article:
    """One text to read.

    Attributes:
        id: Path below the input with ``/``, or the row's own identifier; unique within a run.
        source: Where the text was read, for a person to find it again: a path, with ``:row`` for a row of a table.
        text: The decoded text, exactly as it stands (line ends and spaces included).
        metadata: What else the input says of the article (``title``, ``date``, ``url``…), as plain values.
    """

    id: str
    source: str
    text: str
    metadata: Mapping[str, str | int | float | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no document, and why. A row of ``errors.csv``.

    Attributes:
        source: As in the `Article`.
        error: What was wrong, and what to do.
        trace: Where in entityx it happened, for those who mend it; nothing where the input is to blame.
    """

    source: str
    error: str
    trace: str = ""

    def __post_init__(self) -> None:
        """Keep what any file can hold: names of files and exceptions quote whatever the input has."""
        for name in ("source", "error", "trace"):
            object.__setattr__(self, name, encodable(getattr(self, name)))

    @classmethod
    def of(cls, source: str, doing: str, error: Exception) -> Self:
        """The failure that an *error* makes which nobody has foreseen.

        Args:
            source: As in the `Article`.
            doing: What entityx was doing with it, as a participle.
            error: What was raised.
        """
        if isinstance(error, MemoryError):
            problem = f"there was not enough memory while {doing} this: split it, or give the run more"
        else:
            problem = f"entityx failed while {doing} this ({type(error).__name__}: {error}): please report it"
        return cls(source, problem, "".join(traceback.format_exception(error)))


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text, in characters; the end is exclusive."""

    start: int
    end: int


Confidence = Annotated[float, msgspec.Meta(ge=0, le=1)] | None
"""How probable it is that something is right, from 0 to 1, or nothing where the model does not tell."""

Spans = Annotated[tuple[Span, ...], msgspec.Meta(min_length=1)]
"""Where something stands that stands somewhere."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the text that names or designates something.

    Attributes:
        start, end: Characters of the document's text; ``text[start:end] == mention.text``.
        label: One of ``LABELS``.
        text: The words themselves.
        sentence: Where the sentence around the mention stands, without surrounding space.
        entity: The id of what it names in the tables of the run, or nothing where no run has given one.
        confidence: See `Confidence`: that its label and both of its ends are right.
    """

    start: int
    end: int
    label: Label
    text: str
    sentence: Span
    entity: str = ""
    confidence: Confidence = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in the text.

    Attributes:
        name: The fullest form of the name that occurs.
        aliases: The other forms that mean the same person, in order of appearance.
        titles: The titles that designate the person, as written, each once whatever its letter case.
        mentions: Where the name occurs.
        title_mentions: Where the titles stand, in order.
        title_confidences: For each of these, how sure it is that the title is right and the person's; see `Confidence`.
            Empty where that is known of none.
    """

    name: str
    aliases: tuple[str, ...]
    titles: tuple[str, ...]
    mentions: Spans
    title_mentions: tuple[Span, ...] = ()
    title_confidences: tuple[Confidence, ...] = ()

    @property
    def titled(self) -> tuple[tuple[Span, Confidence], ...]:
        """Where each title stands, and how sure it is."""
        unknown = (None,) * len(self.title_mentions)
        return tuple(zip(self.title_mentions, self.title_confidences or unknown, strict=True))


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in the text.

    Attributes:
        name: The usual French name of a state; otherwise the form that occurs first.
        aliases: The other forms that mean the same place, in order of appearance.
        mentions: Where the name occurs.
        code: What tells it from all others: the ISO 3166-1 code of a state (``ML``), the ISO 3166-2 code of a region
            (``CD-NK``), the GeoNames number of a city (``geonames-2460596``), or nothing where it is not known.
        country: The ISO 3166-1 alpha-2 code of the state that it is or lies in, or nothing.
        latitude, longitude: Degrees, of a city or of the middle of a state, or nothing.
    """

    name: str
    aliases: tuple[str, ...]
    mentions: Spans
    code: str = ""
    country: str = ""
    latitude: Annotated[float, msgspec.Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, msgspec.Meta(ge=-180, le=180)] | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation named in the text.

    Attributes:
        name: The full name where the text has it, otherwise the form that occurs first.
        aliases: The other forms that mean the same one, its acronym among them, in order of appearance.
        mentions: Where the name occurs.
    """

    name: str
    aliases: tuple[str, ...]
    mentions: Spans


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement, or a group of agreements, that the text speaks of.

    Attributes:
        mentions: Where the text mentions it.
        parties: Who concluded it, negotiates it or is bound by it; states under their usual French name.
        status: The last state that the text reports.
        domains: What it is about, in nouns of the text.
        third_parties: Who mediated, hosted, guaranteed, observed or supervised it, and is not bound by it.
        kind: Between whom it is, or for what: ``treaty`` between states or international organisations, ``peace``,
            ``political`` within a state, ``employment``, ``commercial``, or ``unknown``.
        subjects: What it is about, as classes.
        date: When it was concluded or ended, as ISO 8601 has it, as exactly as the text says: a day, a month or a
            year; nothing where it does not say.
        place: Where, in the words of the text, or nothing.
        count: How many agreements they are where the text gives a number (*trois accords*), otherwise nothing.
        confidence: See `Confidence`: that its parties and its status are all right.
    """

    mentions: Spans
    parties: tuple[str, ...]
    status: Status
    domains: tuple[str, ...]
    third_parties: tuple[str, ...] = ()
    kind: AgreementKind = "unknown"
    subjects: tuple[Subject, ...] = ()
    date: str = ""
    place: str = ""
    count: Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)] | None = None
    confidence: Confidence = None


@dataclass(frozen=True, slots=True)
class Document:
    """All that was found in one article. A line of ``documents.jsonl``.

    Attributes:
        id, source, text, metadata: As in the `Article`.
        mentions: In order of their start; of two with one start, the longer comes first.
        people, places, organisations, agreements: In order of first mention.
        language: The ISO 639-1 code of the text's language, or nothing where it is too short to tell. What is found in
            another than French cannot be relied on.
    """

    id: str
    source: str
    text: str
    metadata: Mapping[str, str | int | float | bool]
    mentions: tuple[Mention, ...]
    people: tuple[Person, ...]
    places: tuple[Place, ...]
    organisations: tuple[Organisation, ...]
    agreements: tuple[Agreement, ...]
    language: str = ""

    @property
    def title(self) -> str:
        """The title of the article as the metadata say it, or nothing."""
        return str(self.metadata.get("title", ""))

    @property
    def url(self) -> str:
        """The address of the article as the metadata say it, or nothing."""
        return str(self.metadata.get("url", ""))

    @property
    def date(self) -> str:
        """The day of the article, or else of its file: as ISO 8601 has it, or as it stands where it cannot be read."""
        written = self.metadata.get("date", self.metadata.get("created", ""))
        day = day_of(written)
        return day.isoformat() if day else str(written)

    def to_dict(self, *, with_text: bool = True) -> dict[str, Any]:
        """The document as plain JSON values, its keys in the order of the contract.

        Args:
            with_text: Whether to keep the article's text. Mentions keep their words either way.
        """
        record: dict[str, Any] = {"id": self.id, "source": self.source, "language": self.language}
        if self.metadata:
            record["metadata"] = dict(self.metadata)
        if with_text:
            record["text"] = self.text
        for name in ("mentions", "people", "places", "organisations", "agreements"):
            record[name] = [_without_unknown(msgspec.to_builtins(one)) for one in getattr(self, name)]
        return record

    @classmethod
    def from_dict(cls, record: object) -> Self:
        """The document that `to_dict` made *record* of, with its text.

        Raises:
            ValueError: When *record* lacks something, or has what no document has, with where that is.
        """
        document = msgspec.convert({"metadata": {}, **record} if isinstance(record, dict) else record, cls)
        document.check()
        return document

    def check(self) -> None:
        """Make sure of what every step after `link` relies on, and the types do not say.

        All documents of entityx are like that. For those that come from a file, where anyone could change them, this
        is the door: what has come through can be counted, shown and written.

        Raises:
            ValueError: When it does not hold, with what is wrong where.
        """
        _check_mentions(self.mentions, self.text)
        for kind, label in LINKED.items():
            found = sorted((one.start, one.end) for one in self.mentions if one.label == label)
            if sorted((at.start, at.end) for one in getattr(self, kind) for at in one.mentions) != found:
                raise ValueError(f"the mentions are not each {label} mention once - at `$.{kind}`")
        titles = {(one.start, one.end) for one in self.mentions if one.label == "TITLE"}
        if not titles.issuperset((at.start, at.end) for one in self.people for at in one.title_mentions):
            raise ValueError("a title is no TITLE mention - at `$.people`")
        if any(len(one.title_confidences) not in (0, len(one.title_mentions)) for one in self.people):
            raise ValueError("the confidences of titles are not as many as these - at `$.people`")

    def pack(self) -> bytes:
        """The document as bytes to put aside, from which `unpack` makes an equal one: JSON, which runs nothing."""
        return msgspec.json.encode(self)

    @staticmethod
    def unpack(packed: bytes) -> Document:
        """The document that `pack` made *packed* of.

        Raises:
            ValueError, RecursionError, MemoryError: When it has made it of none.
        """
        return _decoder().decode(packed)

    def __reduce__(self) -> tuple[Callable[[bytes], Document], tuple[bytes]]:
        """Between processes a document goes packed, which takes half the time of pickling all that is in it."""
        return Document.unpack, (self.pack(),)


@cache
def _decoder() -> msgspec.json.Decoder[Document]:
    return msgspec.json.Decoder(Document)


def day_of(written: object) -> date | None:
    """The day that the metadata of an article give as its date, or nothing.

    >>> day_of("2021-03-12T08:00:00Z") == day_of(20210312) == day_of("12/03/2021") == date(2021, 3, 12)
    True
    """
    text = str(written).strip()
    for read in (datetime.fromisoformat, lambda text: datetime.strptime(text, "%d/%m/%Y")):
        try:
            return read(text).date()
        except ValueError:
            continue
    return None


def _check_mentions(mentions: Sequence[Mention], text: str) -> None:
    """Make sure that *mentions* stand in *text*, in order, in their sentences, and few in one another.

    A mention may go on beyond its sentence, where a sentence seems to end within it.

    Raises:
        ValueError: When they do not.
    """
    before = 0
    ends: list[int] = []
    for number, one in enumerate(mentions):
        start, end, sentence = one.start, one.end, one.sentence
        ends = [other for other in ends if other > start] + [end]
        if not 0 <= start < end <= len(text) or text[start:end] != one.text:
            problem = "the mention is none of its text"
        elif not 0 <= sentence.start <= start < sentence.end <= len(text):
            problem = "the mention begins outside of its sentence"
        elif start < before:
            problem = "the mention begins before the one before it"
        elif len(ends) > MOST_NESTED:
            problem = f"the mention is one of more than {MOST_NESTED} at one place"
        else:
            before = start
            continue
        raise ValueError(f"{problem} - at `$.mentions[{number}]`")


def _without_unknown(record: dict[str, Any]) -> dict[str, Any]:
    """*record* without the id of its entity and the confidences where they are not known."""
    return {key: value for key, value in record.items() if key not in LEFT_OUT or value not in (None, "", ())}

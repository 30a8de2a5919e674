"""Annotated texts that cannot be used, by name: what a file holds, and words of the message about it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

TEXT = "Awa Ba, maire, a signé un accord."
PERSON, TITLE, AGREEMENT = (
    {"start": 0, "end": 6, "label": "PER"},
    {"start": 8, "end": 13, "label": "TITLE"},
    {"start": 26, "end": 32, "label": "AGREEMENT"},
)
GOOD: Mapping[str, Any] = {
    "id": "good",
    "text": TEXT,
    "mentions": [PERSON, TITLE, AGREEMENT],
    "people": [{"name": "Awa Ba", "aliases": ["Ba"], "titles": ["maire"]}],
    "agreements": [{"mentions": [{"start": 26, "end": 32}], "parties": [], "status": "signed", "domains": []}],
}
"""A text that can be used, with links."""


def changed(**fields: object) -> bytes:
    """The line of that text, some fields changed; those that are ``...`` left out."""
    record = {"id": "bad"} | {key: value for key, value in (GOOD | fields).items() if value is not ...}
    return json.dumps(record if "id" in fields else record | {"id": "bad"}).encode()


def mention(**fields: object) -> bytes:
    """The line of that text, its first mention changed."""
    one = {key: value for key, value in (PERSON | fields).items() if value is not ...}
    return changed(mentions=[one, TITLE, AGREEMENT])


def person(**fields: object) -> bytes:
    """The line of that text, its person changed."""
    return changed(people=[{key: value for key, value in (GOOD["people"][0] | fields).items() if value is not ...}])


def agreement(**fields: object) -> bytes:
    """The line of that text, its agreement changed."""
    one = {key: value for key, value in (GOOD["agreements"][0] | fields).items() if value is not ...}
    return changed(agreements=[one])


def after_good(line: bytes) -> bytes:
    """A file whose second line is *line*."""
    return json.dumps(GOOD).encode() + b"\n" + line + b"\n"


LINES: dict[str, tuple[bytes, str]] = {
    "not UTF-8": (changed().replace(b"Awa", b"Aw\xe9"), "not UTF-8"),
    "NUL bytes": (changed().replace(b"Awa", b"A\0a"), "NUL"),
    "cut": (changed()[:50], "truncated"),
    "no JSON": (b"Bonjour", "JSON is malformed"),
    "Python": (str(dict(GOOD)).encode(), "JSON is malformed"),
    "more behind it": (changed() + b" x", "trailing characters"),
    "a comma too many": (changed()[:-1] + b",}", "JSON is malformed"),
    "deep": (b"[" * 100_000, "no annotated text"),
    "deep in another field": (changed()[:-1] + b', "x": ' + b"[" * 100_000, "recursion"),
    "NaN in another field": (changed()[:-1] + b', "x": NaN}', "JSON is malformed"),
    "a list": (b"[]", "`array`"),
    "a number": (b"5", "`int`"),
    "a string": (b'"Awa"', "`str`"),
    "null": (b"null", "`null`"),
    "no text": (changed(text=...), "`text`"),
    "a text that is null": (changed(text=None), "$.text"),
    "a text that is a list": (changed(text=["Awa"]), "$.text"),
    "a text that is too long": (changed(text="a" * 1_000_001, mentions=[]), "1000001 characters"),
    "half a sign in the text": (changed(text="\ud800 Awa Ba", mentions=[]), "surrogate"),
    "half a sign in the id": (changed(id="\ud800"), "surrogate"),
    "half a sign in a label": (mention(label="PER\udfff"), "surrogate"),
    "half a sign in a link": (person(name="\ud800"), "surrogate"),
    "an id that is a list": (changed(id=[]), "$.id"),
    "an id that is true": (changed(id=True), "$.id"),
    "an id that is an object": (changed(id={}), "$.id"),
    "the id of another": (changed(id="good"), "'good'"),
    "no mentions": (changed(mentions=...), "`mentions`"),
    "mentions that are null": (changed(mentions=None), "$.mentions"),
    "mentions that are an object": (changed(mentions={}), "$.mentions"),
    "mentions that are a string": (changed(mentions="Awa Ba"), "$.mentions"),
    "a mention that is a list": (changed(mentions=[[0, 6, "PER"]]), "$.mentions[0]"),
    "a mention without end": (mention(end=...), "`end`"),
    "a mention without label": (mention(label=...), "`label`"),
    "an offset that is a string": (mention(start="0"), "$.mentions[0].start"),
    "an offset that is true": (mention(end=True), "$.mentions[0].end"),
    "an offset that is null": (mention(end=None), "$.mentions[0].end"),
    "an offset with a point": (mention(end=6.0), "$.mentions[0].end"),
    "an offset that is no number": (mention(end=float("nan")), "JSON is malformed"),
    "an offset without end": (mention(end=float("inf")), "JSON is malformed"),
    "a huge offset": (mention(end=10**400), "$.mentions[0].end"),
    "an offset of thousands of digits": (mention().replace(b'"end": 6,', b'"end": 1' + b"0" * 5000 + b","), ""),
    "a negative offset": (mention(start=-1), "$.mentions[0].start"),
    "past the end of the text": (mention(end=34), "0–34, outside of its text of 33"),
    "an end before its start": (mention(start=6, end=0), "6–0"),
    "an empty mention": (mention(start=6), "6–6"),
    "a mention of spaces": (mention(start=22, end=23), "without words at 22–23"),
    "mentions that overlap": (changed(mentions=[PERSON, PERSON | {"start": 4}]), "overlap"),
    "a mention twice": (changed(mentions=[PERSON, PERSON]), "overlap"),
    "other words than a mention says": (mention(text="wa Ba,"), "'wa Ba,'"),
    "words of a mention that are a list": (mention(text=["Awa"]), "$.mentions[0].text"),
    "an unknown label": (mention(label="MISC"), "'MISC'; it should be one of PER"),
    "a label in lower case": (mention(label="per"), "'per'; it should be one of PER"),
    "an empty label": (mention(label=""), "''; it should be one of PER"),
    "a label that is a list": (mention(label=["PER"]), "$.mentions[0].label"),
    "a label that is a number": (mention(label=1), "$.mentions[0].label"),
    "people that are a string": (changed(people="Awa Ba"), "$.people"),
    "people that are null": (changed(people=None), "$.people"),
    "people that are an object": (changed(people={"Awa Ba": {}}), "$.people"),
    "a person that is a string": (changed(people=["Awa Ba"]), "$.people[0]"),
    "a person without a name": (person(name=...), "`name`"),
    "a name that is a number": (person(name=5), "$.people[0].name"),
    "aliases that are a string": (person(aliases="Ba"), "$.people[0].aliases"),
    "aliases that are numbers": (person(aliases=[1]), "$.people[0].aliases[0]"),
    "aliases that are null": (person(aliases=None), "$.people[0].aliases"),
    "titles that are a string": (person(titles="maire"), "$.people[0].titles"),
    "titles that are an object": (person(titles={"maire": 1}), "$.people[0].titles"),
    "a place of a title without end": (person(title_mentions=[{"start": 8}]), "`end`"),
    "a place of a title outside": (person(title_mentions=[{"start": 8, "end": 99}]), "8–99"),
    "agreements that are null": (changed(agreements=None), "$.agreements"),
    "agreements that are a string": (changed(agreements="accord"), "$.agreements"),
    "an agreement that is a list": (changed(agreements=[[]]), "$.agreements[0]"),
    "an agreement without mentions": (agreement(mentions=...), "`mentions`"),
    "an agreement with no mention": (agreement(mentions=[]), "$.agreements[0].mentions"),
    "an agreement's mention that is a number": (agreement(mentions=[26]), "$.agreements[0].mentions[0]"),
    "an agreement outside of the text": (agreement(mentions=[{"start": 90, "end": 99}]), "90–99"),
    "an agreement that is a person": (agreement(mentions=[{"start": 0, "end": 6}]), "0–6"),
    "an agreement that is part of a mention": (agreement(mentions=[{"start": 26, "end": 30}]), "26–30"),
    "an offset of an agreement that is true": (agreement(mentions=[{"start": True, "end": 32}]), ".start"),
    "parties that are a string": (agreement(parties="Mali"), "$.agreements[0].parties"),
    "parties that are numbers": (agreement(parties=[1]), "$.agreements[0].parties[0]"),
    "domains that are null": (agreement(domains=None), "$.agreements[0].domains"),
    "a status that is a list": (agreement(status=["signed"]), "$.agreements[0].status"),
    "a status that is null": (agreement(status=None), "$.agreements[0].status"),
    "an unknown status": (agreement(status="done"), "'done' is none of signed"),
}
"""Lines of a .jsonl file, of which the first can be used."""

TAGGED: dict[str, tuple[bytes, str]] = {
    "not UTF-8": ("Rien.\n\n[PER Andrée] est là.".encode("cp1252"), "line 3 is not UTF-8"),
    "UTF-16": ("[PER Awa] est là.".encode("utf-16"), "not UTF-8"),
    "UTF-16 without a mark": ("[PER Awa] est ici.".encode("utf-16-le"), "NUL"),
    "a tag that is not closed": (b"Rien.\n\n[PER Awa est ici.", "text 2 of"),
    "a tag in a tag that is not closed": (b"le [TITLE maire de [LOC Ouaga] est ici.", "[TITLE maire de"),
    "closed without being opened": (b"Awa] est ici.", "Awa]"),
    "closed twice": (b"[PER Awa]] est ici.", "closes no tag"),
    "an unknown tag": (b"[MISC Awa] est ici.", "[MISC Awa]"),
    "an unknown tag that is not closed": (b"[MISC Awa est ici.", "[MISC Awa"),
    "a tag in lower case": (b"[per Awa] est ici.", "[per Awa]"),
    "a tag without a space": (b"[PER:Awa] est ici.", "[PER:Awa]"),
    "a tag alone": (b"[PER] est ici.", "[PER]"),
    "a tag and a line": (b"[PER\nAwa] est ici.", "[PER"),
    "an empty tag": (b"[PER ] est ici.", "empty"),
    "a tag of spaces": (b"[PER   ] est ici.", "without words"),
    "only tags": (b"[PER ][LOC ]", "empty"),
    "only a tag in a tag": (b"[TITLE [PER ]]", "empty"),
    "a name in a name": (b"l'[ORG Union de [LOC Ouaga]]", "overlap"),
    "brackets of its own": (b"Il dit [sic] que [PER Awa] est ici.", "needs the .jsonl form"),
    "a long text": (b"a " * 50_000 + b"[PER Awa", "not closed"),
}
"""Texts with tags."""


def as_file(data: bytes, name: str = "x.jsonl") -> Callable[[Path], Path]:
    """What makes a file of *data* in a folder."""

    def make(folder: Path) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return make


def in_folder(make: Callable[[Path], Path]) -> Callable[[Path], Path]:
    """What makes a folder with what *make* makes."""

    def made(folder: Path) -> Path:
        (folder / "gold").mkdir()
        make(folder / "gold")
        return folder / "gold"

    return made


def pipe(folder: Path) -> Path:
    """A pipe into which nobody writes."""
    os.mkfifo(folder / "x.jsonl")
    return folder / "x.jsonl"


def huge(folder: Path) -> Path:
    """A file of five billion bytes, none of them on the disk."""
    path = as_file(b"")(folder)
    os.truncate(path, 5_000_000_000)
    return path


def link(target: str) -> Callable[[Path], Path]:
    """What makes a link to *target*."""

    def make(folder: Path) -> Path:
        (folder / "x.jsonl").symlink_to(target)
        return folder / "x.jsonl"

    return make


def folder_named_as_a_file(folder: Path) -> Path:
    """A folder with the name of a file."""
    (folder / "x.jsonl").mkdir()
    return folder / "x.jsonl"


PATHS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "nothing": (lambda folder: folder / "x.jsonl", "No such file"),
    "a link to itself": (link("x.jsonl"), "symbolic links"),
    "a link to nothing": (link("nowhere"), "No such file"),
    "a pipe": (pipe, "no file but"),
    "a pipe in a folder": (in_folder(pipe), "no file but"),
    "a device without end": (lambda folder: Path("/dev/zero"), "no file but"),
    "a link to a device": (link("/dev/zero"), "no file but"),
    "five billion bytes": (huge, "more than 200 MB: split it"),
    "five billion bytes in a folder": (in_folder(huge), "more than 200 MB: split it"),
    "an empty device": (lambda folder: Path("/dev/null"), "no file but"),
    "a name that is too long": (lambda folder: folder / ("x" * 300), "too long"),
    "below a file": (lambda folder: as_file(changed())(folder) / "y.jsonl", "Not a directory"),
    "an empty file": (as_file(b""), "there is no annotated text"),
    "only blank lines": (as_file(b"\n \r\n\t\n"), "there is no annotated text"),
    "only a byte order mark": (as_file(b"\xef\xbb\xbf"), "there is no annotated text"),
    "blank lines in a .txt": (as_file(b"\n \r\n\t\n", "x.txt"), "there is no annotated text"),
    "an empty folder": (in_folder(lambda folder: folder), "there is no annotated text"),
    "an empty folder with the name of a file": (folder_named_as_a_file, "there is no annotated text"),
    "a folder in a folder with the name of a file": (in_folder(folder_named_as_a_file), "no file but"),
    "a folder of other files": (in_folder(as_file(b"%PDF", "x.pdf")), "there is no annotated text"),
    "one bad file in a folder": (in_folder(as_file(b"{", "z.jsonl")), "line 1 of"),
    "an array over several lines": (as_file(json.dumps([GOOD], indent=1).encode(), "x.json"), "line 1 of"),
    "a picture": (as_file(b"\x89PNG\r\n\x1a\n" + bytes(50), "x.png"), "line 1 is not UTF-8"),
    "UTF-16": (as_file(changed().decode().encode("utf-16")), "line 1 is not UTF-8"),
}
"""What is given as annotated texts."""

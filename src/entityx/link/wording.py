"""The names of features in the words of a person."""

from __future__ import annotations

import re

WORDINGS: tuple[tuple[str, str], ...] = (
    (r"(.+) \+ another: (.+)", r"{1}, and somebody else {2}"),
    (r"another: (.+)", r"somebody else {1}"),
    (r"only others: (\d) ?(.*)", r"{1} others stand where parties stand"),
    (r"the last: (.+)", r"{1}, at the last mention"),
    (r"by rule: (.+)", r"a rule says so, and {1}"),
    (r"another's by rule: (.+)", r"a rule says that it is somebody else's, and {1}"),
    (r"no rule: (.+)", r"no rule says whose, and {1}"),
    (r"by rule", r"a rule says so"),
    (r"another's by rule", r"a rule says that it is somebody else's"),
    (r"no rule", r"no rule says whose"),
    (r"within(?: (\w+))?", r"stands within the name of the agreement"),
    (r"owner(?: (\w+))?", r"is joined to the agreement by “de”"),
    (r"nearest (before|behind)(?: (\w+))?", r"is the nearest one {1} the agreement"),
    (r"subject(?: of (\d))?(?: (\w+))?", r"is what its sentence begins with"),
    (r"(before|behind): distance (\d)", r"stands {1} it, at distance {2} of 3"),
    (r"(before|behind): no verb(?:.*)", r"stands {1} it, with no verb between"),
    (r"before: verb", r"stands before it, with a verb between"),
    (r"before: a report(?:.*)", r"stands before it, with a word of signing or talking between"),
    (r"before: (signed|negotiated|ended|unknown)", r"stands before it, with a word for “{1}” between"),
    (r"(before|behind): (?:chain )?then (\w+|\$)(?: \w+)?", r"stands {1} it, with a {2} next to it"),
    (r"before: number (\d).*", r"stands before it, with {1} others between"),
    (r"(before|behind): (\S+) _", r"stands {1} it, after “{2}”"),
    (
        r"behind: (\S+?)(?: (?:state|capital|adjective|place|organisation|organ|person))?",
        r"stands behind it, with “{1}” between",
    ),
    (r"(before|behind)(?: (\w+))?", r"stands {1} the agreement in its sentence"),
    (r"sentence ([+-]\d)(?:: (.+)| \w+)?", r"stands {1} sentences away {2}"),
    (r"(\d) sentences away", r"is named {1} sentences away at the nearest"),
    (r"(\d) named", r"the text names {1} who could be parties"),
    (r"(one|none) of (\d) beside", r"is {1} of {2} named in a sentence with it"),
    (r"named by (\w+)", r"is named by its {1}"),
    (r"named (\d) times (\w+)", r"is a {2} named {1} times"),
    (r"state number (\d)", r"is a state; {1} are named more often"),
    (r"in a title", r"stands in a title"),
    (r"deux pays .*", r"the text speaks of “les deux pays”"),
    (r"(?:(before|behind) (\d): )?stated (\w+)", r"a word says “{3}” {1}"),
    (r"(?:aside|verb): stated (\w+)", r"a word says “{1}”"),
    (r"(\w+), stated (\w+)", r"“{1}…” says “{2}”"),
    (r"(?:before|behind) \d: (\w+), stated (\w+)", r"“{1}…” near it says “{2}”"),
    (r"expected", r"a word says that it is still to come"),
    (r"future", r"a verb tells of the future"),
    (r"(?:near|beside): (\S+)", r"“{1}…” stands near it"),
    (r"within: (\S+)", r"“{1}…” stands in its name"),
    (r"(\d) mentions?", r"it is mentioned {1} times"),
    (r"party: (\w+)", r"a {1} is party"),
    (r"parties: (.*)", r"its parties are {1}"),
)
"""What a whole name matches, and what it says, with what the groups matched in its places."""

PATTERNS = [(re.compile(pattern), words) for pattern, words in WORDINGS]


def words_for(feature: str) -> str:
    """What *feature* says, in words; itself where there are none for it.

    >>> words_for("behind: avec _")
    'stands behind it, after “avec”'
    """
    for pattern, words in PATTERNS:
        if found := pattern.fullmatch(feature):
            groups = ["", *(group or "" for group in found.groups())]
            if " another" in pattern.pattern or pattern.pattern.startswith(
                ("another", "the last", "by rule", "no rule")
            ):
                groups = [groups[0], *map(words_for, groups[1:])]
            return words.format(*groups).strip()
    return feature

"""Who is who within one text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Span

from entityx.lexicon.words import fold
from entityx.link.names import name_words
from entityx.link.states import States
from entityx.link.titles import assign_titles
from entityx.records import Person
from entityx.records import Span as Offsets


def link_people(doc: Doc, titles: Sequence[Span], states: States) -> list[Person]:
    """The persons named in *doc*, each once under the fullest form of the name, with their titles.

    A shorter form belongs to the person whose name begins or ends with it, when there is only one; a title belongs to
    the name it stands beside, and one that stands alone to the only person who was given it with its name.
    """
    names = [ent for ent in doc.ents if ent.label_ == "PER"]
    fullest = resolve_names([name.text for name in names])
    mentions: dict[str, list[Span]] = defaultdict(list)
    for name in names:
        mentions[fullest[name.text]].append(name)
    own: dict[str, list[Span]] = defaultdict(list)
    for title, person in assign_titles(names, titles, fullest, states):
        own[person].append(title)
    return [
        Person(
            name=person,
            aliases=tuple(form for form in dict.fromkeys(name.text for name in named) if form != person),
            titles=once(title.text for title in own[person]),
            mentions=tuple(Offsets(name.start_char, name.end_char) for name in named),
            title_mentions=tuple(Offsets(title.start_char, title.end_char) for title in own[person]),
        )
        for person, named in mentions.items()
    ]


def once(texts: Iterable[str]) -> tuple[str, ...]:
    """*texts* without those that come again in another letter case, in order.

    >>> once(["Président", "maire", "président"])
    ('Président', 'maire')
    """
    first: dict[str, str] = {}
    for text in texts:
        first.setdefault(fold(text), text)
    return tuple(first.values())


def resolve_names(forms: Iterable[str]) -> dict[str, str]:
    """The fullest form of the same person's name for each of *forms* (in order of the text).

    A form belongs to a longer one that ends with it (a surname) or begins with it (a given name), and one in capitals
    to the same in small letters. Where persons who do not share a name could be meant, it stays a person of its own.
    """
    ordered = list(dict.fromkeys(forms))
    words = {form: name_words(form) for form in ordered}
    fullest: dict[str, str] = {}
    meant_by: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for form in sorted(ordered, key=lambda form: (-len(words[form]), form.isupper())):
        own = words[form]
        meant = meant_by[own]
        fullest[form] = next(iter(meant)) if own and len(meant) == 1 else form
        if fullest[form] == form:
            for length in range(1, len(own) + 1):
                meant_by[own[:length]].add(form)
                meant_by[own[-length:]].add(form)
    return {form: fullest[form] for form in ordered}

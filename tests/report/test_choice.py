import gc

import pytest

from entityx.records import Document
from entityx.report import choice, choose, report_page
from entityx.report.choice import OF_DOCUMENT, OF_MENTION, Choice
from tests.collect.documents import document

TWO = document("[PER Awa Ba] voit [PER Ali Diop].", id="deux")
THREE = document("[PER Awa Ba] voit [PER Ali Diop] et [PER Léa Koné].", id="trois")
TWO_AGAIN = document("[ORG OPV] et [ORG FAO].", id="encore")
NONE = document("Rien.", id="rien")
ALL = [NONE, TWO, THREE, TWO_AGAIN]


def size(*documents):
    return sum(OF_DOCUMENT + len(one.text) + OF_MENTION * len(one.mentions) for one in documents)


def test_all_documents_are_shown_that_a_browser_can_open():
    assert choose(ALL) == Choice(frozenset({0, 1, 2, 3}), fitting=4, out_of=4)


@pytest.mark.parametrize(
    ("largest", "shown"),
    [
        (size(*ALL) - 1, {1, 2, 3}),
        (size(THREE, TWO), {1, 2}),  # of two with as many mentions, the earlier one
        (size(THREE, TWO) - 1, {2}),  # not the other, though it is shorter: it has no more mentions
        (1, {2}),  # something, even so
    ],
)
def test_of_more_the_most_mentioned_ones_are_shown(monkeypatch, largest, shown):
    monkeypatch.setattr(choice, "LARGEST", largest)
    assert choose(ALL) == Choice(frozenset(shown), fitting=len(shown), out_of=4)


@pytest.mark.parametrize(("most", "shown"), [(1, {2}), (3, {1, 2, 3}), (9, {0, 1, 2, 3})])
def test_who_asks_for_a_number_gets_it(monkeypatch, most, shown):
    monkeypatch.setattr(choice, "LARGEST", size(THREE, TWO))
    assert choose(ALL, most) == Choice(frozenset(shown), fitting=2, out_of=4)


def test_no_documents_are_no_problem():
    assert choose([]) == Choice(frozenset(), fitting=0, out_of=0)


@pytest.mark.parametrize("take", [choose, lambda documents: report_page(documents, name="essai", language="fr")])
def test_memory_does_not_hold_all_documents_at_once(take):
    def living():
        return sum(isinstance(one, Document) for one in gc.get_objects())

    others, most = living(), 0

    def documents():
        nonlocal most
        for number in range(20):
            yield document(f"[PER Awa Ba] voit [PER Ali Diop] {number}.", id=str(number))
            most = max(most, living() - others)

    take(documents())
    assert 1 <= most <= 3

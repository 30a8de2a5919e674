import json

import pytest

from entityx.characters import encodable, visible, visible_json

OBEYED = [
    "\x1b[31m",
    "\x07",
    "\r",
    "\n",
    "\t",
    "\x7f",
    "\x9b2J",
    "\u200e",
    "\u202e",
    "\u2066",
    "\u061c",
    "\u2028",
    "\u2029",
]
OBEYED += ["\ufeff", "\u200b", "\u00ad", "\ud800", "\ue000", "\U000e0001", "\U0010ffff"[:0] + "\x00"]


def test_halves_of_surrogate_pairs_become_one_sign_each():
    assert encodable("a\ud83d b\udcff") == "a\ufffd b\ufffd"


@pytest.mark.parametrize("sign", OBEYED, ids=ascii)
def test_what_a_terminal_would_obey_is_shown(sign):
    shown = visible(f"Awa {sign}Koné")
    assert shown.isprintable()
    assert shown.startswith("Awa \\")
    assert shown.endswith("Koné")


@pytest.mark.parametrize("text", ["L’été à N’Djaména : « œuvre » – 12 €", "ال", "中国", "C:\\new", "a\u00a0!"])
def test_what_is_read_stays_as_it_is(text):
    assert visible(text) == visible_json(text) == text


@pytest.mark.parametrize("sign", OBEYED, ids=ascii)
def test_json_that_is_shown_is_the_same_json(sign):
    line = json.dumps({"a": f"é {sign}"}, ensure_ascii=False)
    shown = visible_json(line)
    assert shown.isprintable()
    assert json.loads(shown) == json.loads(line)

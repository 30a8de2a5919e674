import json

import pytest

from entityx.errors import GoldError
from entityx.gold import Gold, parse_tagged, read_gold, read_gold_files


def test_nested_tags_give_their_offsets():
    tagged = "le [TITLE maire de [LOC Ségou]] !"
    assert parse_tagged(tagged) == ("le maire de Ségou !", {(3, 17, "TITLE"), (12, 17, "LOC")})


@pytest.mark.parametrize(("tagged", "problem"), [("le [TITLE maire", "not closed"), ("le maire]", "closes no tag")])
def test_tags_that_do_not_match_are_refused(tagged, problem):
    with pytest.raises(ValueError, match=problem):
        parse_tagged(tagged)


def test_both_forms_of_a_text_are_read_alike(tmp_path):
    record = {"id": "a-001", "text": "Awa part.", "mentions": [{"start": 0, "end": 3, "label": "PER", "text": "Awa"}]}
    (tmp_path / "a.jsonl").write_text(json.dumps(record) + "\n\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("[PER Awa] part.\n\n\nRien.\n", encoding="utf-8")
    (tmp_path / "notes.md").write_text("not read", encoding="utf-8")
    first = Gold("a-001", "Awa part.", ((0, 3, "PER"),))
    assert list(read_gold(tmp_path / "a.jsonl")) == [first]
    assert list(read_gold(tmp_path / "a.txt")) == [first, Gold("a-002", "Rien.", ())]
    assert len(read_gold_files([tmp_path])) == 3


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "line 1 of .* is no annotated text"),
        ("[" * 100_000, "is no annotated text"),
        ("[]", "is no annotated text"),
        ('{"text": "Awa"}', "is no annotated text.*`mentions`"),
        ('{"text": 5, "mentions": []}', r"`str`, got `int` - at `\$\.text`"),
        ('{"text": "Awa", "mentions": [{"start": 0, "end": 4, "label": "PER"}]}', "0–4, outside of its text of 3"),
        ('{"text": "Awa", "mentions": [{"start": 2, "end": 2, "label": "PER"}]}', "2–2, which is empty"),
        (
            '{"text": "Awa", "mentions": [{"start": "a", "end": 2, "label": "PER"}]}',
            r"`int`, got `str` - at `\$\.mentions\[0\]\.start`",
        ),
        ('{"text": "A  B", "mentions": [{"start": 1, "end": 3, "label": "PER"}]}', "without words at 1–3"),
        ('{"text": "Awa", "mentions": [{"start": 0, "end": 2, "label": "MISC"}]}', "'MISC'; it should be one of PER"),
    ],
)
def test_lines_that_are_no_annotated_text_say_what_is_wrong(tmp_path, line, problem):
    path = tmp_path / "gold.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(GoldError, match=problem):
        list(read_gold(path))


@pytest.mark.parametrize(
    ("tagged", "problem"),
    [
        ("[ORG Union de [LOC Ségou]]", "ORG 'Union de Ségou' and LOC 'Ségou'; the longer one counts"),
        ("[TITLE chef du [TITLE chef]]", "TITLE 'chef du chef' and TITLE 'chef'"),
        ("le [PER ]", "3–3, which is empty"),
        ("il dit [sic] [PER Awa]", "a \\[ opens no tag.*needs the .jsonl form"),
    ],
)
def test_texts_with_tags_that_make_no_sense_say_so(tmp_path, tagged, problem):
    path = tmp_path / "a.txt"
    path.write_text(tagged, encoding="utf-8")
    with pytest.raises(GoldError, match=problem):
        list(read_gold(path))


def test_layers_may_nest_and_lines_of_spaces_stand_between_texts(tmp_path):
    path = tmp_path / "A.TXT"
    path.write_text("le [TITLE chef de l'[ORG Union]]\n  \nRien.", encoding="utf-8")
    assert [gold.text for gold in read_gold_files([tmp_path])] == ["le chef de l'Union", "Rien."]


def test_a_tag_that_is_not_closed_is_named_with_its_text_and_file(tmp_path):
    (tmp_path / "a.txt").write_text("Rien.\n\nle [TITLE maire", encoding="utf-8")
    with pytest.raises(GoldError, match=r"text 2 of .*a\.txt \(line 3\): a tag is not closed"):
        read_gold_files([tmp_path])


def test_files_that_cannot_be_read_or_are_empty_are_an_error(tmp_path):
    with pytest.raises(GoldError, match="cannot read the annotated texts"):
        read_gold_files([tmp_path / "nope.jsonl"])
    with pytest.raises(GoldError, match="null byte"):
        read_gold_files(["a\0b.jsonl"])
    with pytest.raises(GoldError, match="no annotated text in"):
        read_gold_files([tmp_path])


def test_a_text_without_an_id_goes_by_its_file_and_line(tmp_path):
    path = tmp_path / "gold.jsonl"
    records = [{"text": "Rien.", "mentions": []}, {"id": None, "text": "", "mentions": []}, {"id": 7, "text": "a"}]
    path.write_text("\n".join(json.dumps({"mentions": []} | record) for record in records), encoding="utf-8")
    assert [gold.id for gold in read_gold(path)] == ["gold-001", "gold-002", "7"]


def test_windows_line_ends_and_a_byte_order_mark_make_no_difference(tmp_path):
    (tmp_path / "a.txt").write_bytes("[PER Andrée] part.\r\nElle rit.\r\n\r\nRien.\r\n".encode("utf-8-sig"))
    texts = [gold.text for gold in read_gold(tmp_path / "a.txt")]
    assert texts == ["Andrée part.\nElle rit.", "Rien."]


def test_which_agreements_are_classed(tmp_path):
    place = {"start": 2, "end": 8}
    agreements = [{"mentions": [place], "kind": "treaty", "subjects": ["trade"]}, {"mentions": [place]}]
    record = {"text": "L'accord.", "mentions": [{**place, "label": "AGREEMENT"}], "agreements": agreements}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    (gold,) = read_gold(path)
    assert [one.kind for one in gold.links.agreements] == ["treaty", "unknown"]
    assert gold.links.classed == (True, False)

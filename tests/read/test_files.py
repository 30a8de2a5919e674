import pytest

from entityx.errors import ReadError
from entityx.read.files import files_below


def make(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def test_files_come_in_the_order_of_their_names(tmp_path):
    make(tmp_path, "b/2.txt", "a.txt", "b/1.txt", "b/c/0.txt", "c.txt")
    below = [path.relative_to(tmp_path).as_posix() for path in files_below(tmp_path)]
    assert below == ["a.txt", "b/1.txt", "b/2.txt", "b/c/0.txt", "c.txt"]


def test_hidden_files_and_folders_are_left_out(tmp_path):
    make(tmp_path, ".DS_Store", ".git/config", "a.txt")
    assert [path.name for path in files_below(tmp_path)] == ["a.txt"]


def test_a_folder_can_be_left_out(tmp_path):
    make(tmp_path, "a.txt", "out/documents.jsonl")
    assert [path.name for path in files_below(tmp_path, without=tmp_path / "out")] == ["a.txt"]


def test_a_loop_of_links_ends(tmp_path):
    make(tmp_path, "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [path.name for path in files_below(tmp_path)] == ["a.txt"]


def test_an_empty_folder_is_an_error(tmp_path):
    (tmp_path / "inner").mkdir()
    with pytest.raises(ReadError, match="no file"):
        list(files_below(tmp_path))

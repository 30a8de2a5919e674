import os

import pytest

from entityx.errors import ReadError
from entityx.read.folders import files_below
from entityx.records import Failure


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


def test_links_to_nothing_and_to_themselves_are_files_that_cannot_be_read(tmp_path):
    make(tmp_path, "z.txt")
    (tmp_path / "itself").symlink_to("itself")
    (tmp_path / "nothing").symlink_to("missing")
    assert [path.name for path in files_below(tmp_path)] == ["itself", "nothing", "z.txt"]


def test_a_pipe_is_a_failure_and_is_not_waited_for(tmp_path):
    make(tmp_path, "z.txt")
    os.mkfifo(tmp_path / "pipe")
    failure, file = files_below(tmp_path)
    assert failure.source == (tmp_path / "pipe").as_posix()
    assert "pipe" in failure.error
    assert file.name == "z.txt"


def test_a_folder_that_cannot_be_listed_is_a_failure_among_files(tmp_path, monkeypatch):
    make(tmp_path, "a.txt", "closed/b.txt", "d.txt")
    scandir = os.scandir

    def refuse(folder):
        if folder.name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    closed = Failure((tmp_path / "closed").as_posix(), "this folder cannot be read: Permission denied")
    assert list(files_below(tmp_path)) == [tmp_path / "a.txt", closed, tmp_path / "d.txt"]


def test_an_empty_folder_is_an_error(tmp_path):
    (tmp_path / "inner").mkdir()
    with pytest.raises(ReadError, match="no file"):
        list(files_below(tmp_path))

"""A folder of results may come from a stranger: nothing in it may lead what is written, or removed, elsewhere."""

import os
import stat

import pytest

from entityx.cli.report import FILE as REPORT
from entityx.cli.report import write_page
from entityx.errors import OutputError
from entityx.write import FILES, FORMATS
from entityx.write.store import Store
from tests.write.written import DOCUMENT, write

PRECIOUS = b"nobody writes here"


@pytest.fixture
def precious(tmp_path):
    """A file outside of the results, which must stay as it is."""
    path = tmp_path / "precious"
    path.write_bytes(PRECIOUS)
    yield path
    assert path.read_bytes() == PRECIOUS


@pytest.fixture
def results(tmp_path):
    """A folder with results, and with all that a run leaves."""
    folder = tmp_path / "results"
    write(folder, DOCUMENT)
    return folder


def files(folder):
    return {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("name", FILES)
def test_a_link_at_the_place_of_a_file_is_refused(results, precious, name):
    (results / name).unlink()
    (results / name).symlink_to(precious)
    before = files(results)
    with pytest.raises(OutputError, match=f"{name} is a link, which may lead anywhere: remove it"):
        write(results, DOCUMENT, formats=FORMATS)
    assert files(results) == before


@pytest.mark.parametrize("name", [*FILES, REPORT])
@pytest.mark.parametrize("plant", [os.symlink, os.link])
def test_a_link_where_files_are_made_is_not_written_through(results, precious, name, plant):
    plant(precious, results / ".entityx" / name)
    write(results, DOCUMENT)
    write_page("page", results)
    assert (results / REPORT).read_text(encoding="utf-8") == "page"
    assert not any(path.is_symlink() for path in results.rglob("*"))


def test_a_report_is_not_written_over_a_link(results, precious):
    (results / REPORT).symlink_to(precious)
    with pytest.raises(OutputError, match="is a link"):
        write_page("page", results)


def test_a_folder_for_work_that_is_a_link_is_refused(tmp_path, results):
    elsewhere = tmp_path / "elsewhere"
    (results / ".entityx").rename(elsewhere)
    (elsewhere / "documents.csv").write_bytes(PRECIOUS)
    (results / ".entityx").symlink_to(elsewhere)
    before = files(elsewhere)
    for writing in (lambda: write(results, DOCUMENT), lambda: write_page("page", results)):
        with pytest.raises(OutputError, match=r"\.entityx is a link"):
            writing()
    assert files(elsewhere) == before


def test_a_folder_for_scratch_that_is_a_link_is_refused(tmp_path, results):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious").write_bytes(PRECIOUS)
    (results / ".entityx" / "scratch").symlink_to(elsewhere)
    with pytest.raises(OutputError, match="scratch is a link"):
        write(results, DOCUMENT)
    assert (elsewhere / "precious").read_bytes() == PRECIOUS


@pytest.mark.parametrize("beside", ["", "-wal", "-shm", "-journal"])
def test_a_store_that_is_a_link_is_refused(tmp_path, precious, beside):
    (tmp_path / f"documents.sqlite{beside}").symlink_to(precious)
    with pytest.raises(OutputError, match=f"documents.sqlite{beside} is a link"):
        Store(tmp_path / "documents.sqlite")


def test_a_store_that_is_another_file_too_is_made_anew(tmp_path, precious):
    os.link(precious, tmp_path / "documents.sqlite")
    store = Store(tmp_path / "documents.sqlite")
    store.put([(b"a", DOCUMENT)], {})
    store.close()
    assert (tmp_path / "documents.sqlite").stat().st_nlink == 1


@pytest.mark.parametrize("umask", [0o022, 0o027, 0o077])
def test_files_are_made_with_the_umask_and_the_store_for_its_owner(tmp_path, umask):
    before = os.umask(umask)
    try:
        write(tmp_path / "out", DOCUMENT, formats=FORMATS)
        write_page("page", tmp_path / "out")
    finally:
        os.umask(before)
    for name in (*FILES, REPORT):
        assert mode(tmp_path / "out" / name) == 0o666 & ~umask, name
    assert mode(tmp_path / "out" / ".entityx") == 0o700
    assert mode(tmp_path / "out" / ".entityx" / "documents.sqlite") == 0o600


def test_a_store_that_others_could_read_is_its_owners_again(tmp_path):
    Store(tmp_path / "documents.sqlite").close()
    (tmp_path / "documents.sqlite").touch()
    (tmp_path / "documents.sqlite").chmod(0o644)
    store = Store(tmp_path / "documents.sqlite")
    store.put([(b"a", DOCUMENT)], {})
    assert mode(tmp_path / "documents.sqlite") == mode(tmp_path / "documents.sqlite-wal") == 0o600
    store.close()


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)

"""The folder of files that a component with a transformer is read from, and copied to."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from shutil import copyfile


def whole_folder(path: str | Path, names: Iterable[str]) -> Path:
    """The folder *path*, which has all files of these *names*.

    Raises:
        FileNotFoundError: When one is missing.
    """
    folder = Path(path)
    for name in names:
        if not (folder / name).is_file():
            raise FileNotFoundError(f"{name} is not there")
    return folder


def copy_files(names: Iterable[str], source: Path, target: str | Path) -> None:
    """Copy the files of these *names* from one folder into another."""
    Path(target).mkdir(parents=True, exist_ok=True)
    for name in names:
        copyfile(source / name, Path(target) / name)

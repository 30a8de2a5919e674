"""Where a model is, and what is wrong with one that cannot be loaded."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import srsly
from spacy.util import get_package_path, is_package

from entityx.errors import ModelError
from entityx.lines import read_lines
from entityx.recognise.closer_look.closer_look import GRAPH as MARKED
from entityx.recognise.closer_look.graph import MarkedGraph
from entityx.recognise.ours import ACCURATE, FAST
from entityx.recognise.problems import problem
from entityx.recognise.transformer.graph import Graph
from entityx.recognise.transformer.pieces import Pieces
from entityx.recognise.transformer.settings import GRAPH, PIECES, SETTINGS, read_settings

TRAINED, SECOND_LOOK, CLOSER_LOOK = "entityx_fr", "entityx_second_look", "entityx_closer_look"
"""The folders of ``models`` with our trained pipeline, and with the transformers of the second and the closer look;
installed as packages of these names beside ours."""
CONFIG = "config.cfg"
"""The file that makes a folder a pipeline."""

READERS: dict[str, Callable[[Path], Any]] = {
    CONFIG: read_lines,
    "meta.json": lambda path: dict(srsly.read_json(path)),
    "strings.json": srsly.read_json,
    "cfg": srsly.read_json,
    "model": srsly.read_msgpack,
    "moves": srsly.read_msgpack,
    "tokenizer": srsly.read_msgpack,
    "lookups.bin": srsly.read_msgpack,
    GRAPH: Graph,
    MARKED: MarkedGraph,
    PIECES: Pieces.from_disk,
    SETTINGS: read_settings,
}
"""What reads the files of a pipeline, by their names."""


def trained_model() -> Path:
    """The folder of the pipeline that comes with entityx.

    Raises:
        ModelError: When it is not installed.
    """
    return _installed(TRAINED, "make train")


def second_look() -> Path:
    """The folder of the transformer that comes with entityx.

    Raises:
        ModelError: When it is not installed.
    """
    return _installed(SECOND_LOOK, "make train-accurate")


def closer_look() -> Path:
    """The folder of the transformer that reads around agreements, which comes with entityx.

    Raises:
        ModelError: When it is not installed.
    """
    return _installed(CLOSER_LOOK, "make train-closer")


def _installed(name: str, instead: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"the trained model {name} is not there: install entityx again, or train one ({instead})")
    return Path(next(iter(spec.submodule_search_locations)))


def model_folders(model: str | Path | None) -> list[Path]:
    """The folder of the pipeline that `load` loads, and those of the looks where it takes them.

    Raises:
        ModelError: When there is no such model, or it is no pipeline.
    """
    if model is None or model == ACCURATE:
        return [trained_model(), second_look(), closer_look()]
    return [trained_model() if model == FAST else model_folder(model)]


def model_files(model: str | Path | None) -> list[Path]:
    """The files of a model, in a stable order; see `load`.

    Raises:
        ModelError: When the model is not there, is no pipeline, or has what may never end among its files.
    """
    found = (path for folder in model_folders(model) for path in sorted(folder.rglob("*")))
    paths = [path for path in found if path.exists() and not path.is_dir()]
    for path in paths:
        if not path.is_file():
            raise not_loaded(model or ACCURATE, f"{_with_folder(path)} is no file but a pipe or a device")
    return [path for path in paths if path.suffix != ".pyc"]


def model_folder(model: str | Path) -> Path:
    """The folder of a model that is not ours, that of its package where it has one.

    Raises:
        ModelError: When there is none, or it is no pipeline.
    """
    with loading(model):
        is_installed = isinstance(model, str) and is_package(model)
        folder = get_package_path(str(model)) if is_installed else Path(model)
        if not str(model) or not folder.is_dir():
            raise not_loaded(model, "it is no installed package and no folder")
        if not any(folder.glob(f"*/{CONFIG}" if is_installed else CONFIG)):
            raise not_loaded(model, f"no {CONFIG} is in it")
    return folder


@contextmanager
def loading(model: str | Path, files: Iterable[Path] = ()) -> Iterator[None]:
    """Turn whatever goes wrong while a model is loaded into an error of ours, and keep back what libraries warn of.

    Args:
        model: The model.
        files: Its files, where it may be one of them that is wrong.

    Raises:
        ModelError: When something goes wrong.
    """
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    except ModelError:
        raise
    except (Exception, SystemExit) as error:  # a package that is no model may raise anything
        file = damaged(files)
        raise not_loaded(model, problem(error) if file is None else f"{file} is damaged ({problem(error)})") from error


def not_loaded(model: str | Path, why: str) -> ModelError:
    """The error that says that *model* cannot be loaded, and what to give instead."""
    instead = f"give {ACCURATE}, {FAST}, the folder of a whole pipeline, or the name of an installed spaCy package"
    return ModelError(f"cannot load the model {str(model)!r}: {why}: {instead}")


def damaged(files: Iterable[Path]) -> str | None:
    """The name, with that of its folder, of the first of *files* that cannot be read by itself, if there is one."""
    for path in files:
        try:
            READERS.get(path.name, Path.stat)(path)
        except Exception:  # whatever its reader says of it
            return _with_folder(path)
    return None


def _with_folder(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"

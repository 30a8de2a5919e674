"""What all tests share: the pipeline, loaded once, and the data beside the project, where it is there."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from spacy.language import Language

from entityx.engines import Recipe, ThisProcess, loaded

PROJECT = Path(__file__).parent.parent
SHARED = PROJECT.parent / "shared"


@pytest.fixture(scope="session")
def nlp() -> Language:
    return loaded(Recipe())


@pytest.fixture(scope="session")
def engine() -> ThisProcess:
    """What works with that pipeline."""
    return ThisProcess(Recipe())


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared data; tests that read it are skipped where it is missing, as in a bare clone."""
    if not SHARED.is_dir():
        pytest.skip(f"the annotated data is not here: {SHARED.name}/ should stand beside the project")
    return SHARED


@pytest.fixture(scope="session")
def scorer(shared: Path) -> ModuleType:
    """The module ``shared/score.py``."""
    spec = importlib.util.spec_from_file_location("score", shared / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

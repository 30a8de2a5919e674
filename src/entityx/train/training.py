"""Training as a function: annotated texts in, the folder of a pipeline out."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.cli.train import train as spacy_train
from thinc.api import NumpyOps, set_current_ops

from entityx.errors import OutputError
from entityx.gold import read_gold_files
from entityx.recognise.pipeline import NOT_SAVED

CONFIG = Path(__file__).with_name("config.cfg")


def train(texts: Sequence[str | Path], dev: Sequence[str | Path], folder: Path, *, seed: int = 0) -> None:
    """Train a pipeline by ``spacy train`` with our `CONFIG`, and save the best one, without the stock vocabulary.

    Args:
        texts: Files, or folders of files, with the annotated texts to learn from.
        dev: Those by which the best state is chosen.
        folder: Where to save; a pipeline that is there is replaced when the new one is complete.
        seed: The seed of all that is random.

    Raises:
        GoldError: When annotated texts cannot be used.
        OutputError: When the folder cannot be written.
    """
    for paths in (texts, dev):
        read_gold_files(paths)  # what is wrong with them is told at once
    set_current_ops(NumpyOps(use_blis=False))
    with tempfile.TemporaryDirectory() as work:
        overrides = {
            "paths.train": [str(path) for path in texts],
            "paths.dev": [str(path) for path in dev],
            "system.seed": seed,
        }
        spacy_train(CONFIG, work, overrides=overrides)
        best = spacy.load(Path(work) / "model-best")
        try:
            fresh = folder.with_name(f".{folder.name}.part")
            best.to_disk(fresh, exclude=NOT_SAVED)
            shutil.rmtree(folder, ignore_errors=True)
            fresh.rename(folder)
        except OSError as error:
            raise OutputError(f"cannot write the pipeline into {folder}: {error.strerror}") from error

"""Training as a function: annotated texts in, the folder of a pipeline out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import spacy
from spacy.language import Language

from entityx.errors import OutputError, TrainingError
from entityx.gold import read_gold_files
from entityx.read import read_articles
from entityx.recognise.pipeline import NOT_SAVED
from entityx.records import Article, Failure
from entityx.train.silver import label_articles, write_gold

CONFIG = Path(__file__).with_name("config.cfg")
STEPS = 3200
"""Batches that a training takes; one whose pipeline only labels articles takes half of them."""
EVALUATIONS = 14
"""How often a training is judged on the way."""


def train(
    texts: Sequence[str | Path],
    dev: Sequence[str | Path],
    folder: Path,
    *,
    articles: Sequence[str | Path] = (),
    steps: int = STEPS,
) -> None:
    """Train a pipeline by ``spacy train`` with our `CONFIG`.

    Where there are articles without annotation, a first pipeline is trained to label them, and the one that is saved
    learns from these as well. All is seeded: the same texts give the same pipeline on the same machine.

    Args:
        texts: Files, or folders of files, with the annotated texts to learn from.
        dev: Those by which the best state of a training is chosen.
        folder: Where to save; a pipeline that is there is replaced when the new one is complete.
        articles: Files, or folders of files, with articles without annotation, as `entityx.read.read_articles` reads.
        steps: Batches that the training takes.

    Raises:
        GoldError: When annotated texts cannot be used.
        TrainingError: When an article cannot be read, or spaCy fails.
        OutputError: When the folder cannot be written, or something else is there.
    """
    read_gold_files(texts)  # what is wrong is told at once
    apart = read_gold_files(dev)
    to_label = read_texts(articles)
    folder = folder.resolve()
    check_folder(folder)
    paths = {"train": texts, "dev": dev}
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        if to_label:
            teacher = run(paths, work / "teacher", steps=max(1, steps // 2))
            silver = list(label_articles(to_label, teacher, apart=[gold.text for gold in apart]))
            if silver:
                write_gold(silver, work / "silver.jsonl")
                paths["silver"] = [work / "silver.jsonl"]
        pipeline = run(paths, work / "pipeline", steps=steps)
        pipeline.config["paths"] = dict.fromkeys(pipeline.config["paths"])  # of this machine
        save(pipeline, folder)


def read_texts(paths: Sequence[str | Path]) -> list[Article]:
    """The articles of *paths*.

    Raises:
        TrainingError: When one cannot be read.
    """
    articles = []
    for item in read_articles(list(map(str, paths))) if paths else ():
        if isinstance(item, Failure):
            raise TrainingError(f"cannot learn from {item.source}: {item.error}")
        articles.append(item)
    return articles


def check_folder(folder: Path) -> None:
    """Make sure, before the work begins, that a pipeline can be saved as *folder*.

    Raises:
        OutputError: When it cannot, or something else is there that would be lost.
    """
    try:
        if folder.exists() and not (folder / "config.cfg").is_file() and (folder.is_file() or any(folder.iterdir())):
            raise OutputError(f"{folder} is there and is no pipeline: choose another folder with -o")
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot write the pipeline into {folder}: {error.strerror}") from error


def save(pipeline: Language, folder: Path) -> None:
    """Save *pipeline* as *folder*, without the stock vocabulary; what is there gives way when it is complete.

    Raises:
        OutputError: When it cannot be written.
    """
    fresh, old = (folder.with_name(f".{folder.name}.{suffix}") for suffix in ("part", "old"))
    try:
        pipeline.to_disk(fresh, exclude=NOT_SAVED)
        if folder.exists():
            folder.rename(old)
        fresh.rename(folder)
        if old.exists():
            shutil.rmtree(old)
    except OSError as error:
        raise OutputError(f"cannot write the pipeline into {folder}: {error.strerror}") from error


def run(paths: Mapping[str, Sequence[str | Path]], folder: Path, *, steps: int) -> Language:
    """Run ``spacy train`` once and load its best state.

    Args:
        paths: The files of each section of the config's paths.
        folder: A folder for its results.
        steps: Batches that it takes.

    Raises:
        TrainingError: When it fails; it has then said why.
    """
    command = [sys.executable, "-m", "spacy", "train", str(CONFIG), "--output", str(folder)]
    for name, files in paths.items():
        command += [f"--paths.{name}", json.dumps([str(Path(file).absolute()) for file in files])]
    command += ["--training.max_steps", str(steps)]
    command += ["--training.eval_frequency", str(max(1, steps // EVALUATIONS))]
    # With one thread, sums are always made in the same order.
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1"}
    if subprocess.run(command, env=os.environ | one_thread, check=False).returncode:
        raise TrainingError("spacy train failed: see what it said above")
    return spacy.load(folder / "model-best")

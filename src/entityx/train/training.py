"""Training as a function: annotated texts in, the folder of a pipeline out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import spacy
from spacy.language import Language

import entityx
from entityx.errors import GoldError, OutputError, TrainingError, UsageError
from entityx.gold import Gold, read_gold_files
from entityx.read import read_articles
from entityx.recognise.models import CONFIG as CONFIG_FILE
from entityx.recognise.pipeline import NOT_SAVED
from entityx.records import Article, Failure
from entityx.train.silver import label_articles, write_gold

CONFIG = Path(__file__).with_name("config.cfg")
STEPS = 4800
"""Batches that a training takes; one whose pipeline only labels articles takes half of them."""
EVALUATIONS = 14
"""How often a training is judged on the way."""


def train(
    texts: Sequence[str | Path],
    dev: Sequence[str | Path],
    folder: Path,
    *,
    articles: Sequence[str | Path] = (),
    teacher: str | Path | None = None,
    steps: int = STEPS,
) -> None:
    """Train a pipeline by ``spacy train`` with our `CONFIG`.

    Where there are articles without annotation, another pipeline labels them, and the one that is saved learns from
    these as well. All is seeded: the same texts give the same pipeline on the same machine.

    Args:
        texts: Files, or folders of files, with the annotated texts to learn from.
        dev: Those by which the best state of a training is chosen.
        folder: Where to save; a pipeline that is there is replaced when the new one is complete.
        articles: Files, or folders of files, with articles without annotation, as `entityx.read.read_articles` reads.
        teacher: The model that labels them, as `entityx.load` takes it; without one, a first pipeline is trained.
        steps: Batches that the training takes.

    Raises:
        GoldError: When annotated texts cannot be used.
        UsageError: When the folder would take the place of what is read.
        OutputError: When the folder cannot be written, or something else is there.
        TrainingError: When an article cannot be read, or spaCy fails.
        ModelError: When the teacher cannot be loaded.
    """
    apart = read_gold_files(dev)
    check_texts(read_gold_files(texts), apart)
    folder = check_folder(folder, read=[*texts, *dev, *articles])
    to_label = read_texts(articles, without=folder)
    paths = {"train": texts, "dev": dev}
    loaded = entityx.load(teacher) if teacher is not None and to_label else None
    with workplace(folder) as work:
        if to_label:
            labeller = loaded or run(paths, work / "teacher", steps=max(1, steps // 2))
            silver = list(label_articles(to_label, labeller, apart=[gold.text for gold in apart]))
            if silver:
                write_gold(silver, work / "silver.jsonl")
                paths["silver"] = [work / "silver.jsonl"]
        pipeline = run(paths, work / "pipeline", steps=steps)
        pipeline.config["paths"] = dict.fromkeys(pipeline.config["paths"])  # of this machine
        save(pipeline, folder, work)


def check_texts(texts: Sequence[Gold], dev: Sequence[Gold]) -> None:
    """Make sure that *texts* teach something, and that *dev* judge what was learned.

    Raises:
        GoldError: When there is no mention in one of both, or one annotated text in both.
    """
    for golds, what in ((texts, "to learn from"), (dev, "of --dev")):
        if not any(gold.mentions for gold in golds):
            raise GoldError(f"no text {what} has a mention (the first is {golds[0].id!r}): give annotated ones")
    learned = {gold.text for gold in texts}
    known = [gold.id for gold in dev if gold.mentions and gold.text in learned]
    if known:
        raise GoldError(
            f"{len(known)} of the texts of --dev are among those to learn from (the first is {known[0]!r}), and would "
            "choose what knows them by heart: leave them out of one of both"
        )


def read_texts(paths: Sequence[str | Path], *, without: Path) -> list[Article]:
    """The articles of *paths*, but for those that lie in the folder *without*.

    Raises:
        TrainingError: When one cannot be read.
    """
    articles = []
    for item in read_articles(list(map(str, paths)), without=without) if paths else ():
        if isinstance(item, Failure):
            raise TrainingError(f"cannot learn from {item.source}: {item.error}")
        articles.append(item)
    return articles


def check_folder(folder: Path, *, read: Iterable[str | Path], known_by: str = CONFIG_FILE) -> Path:
    """Make sure, before the work begins, that what is trained can be saved as *folder*.

    Args:
        folder: Where to save.
        read: What the training reads.
        known_by: The file by which an older one is known, which may give way.

    Returns:
        Where that is, links resolved.

    Raises:
        UsageError: When it would take the place of what is read, or of the folder that the person is in.
        OutputError: When it cannot be written, or something else is there that would be lost.
    """
    try:
        place, *inputs = (Path(os.path.realpath(path)) for path in (folder, *read))
        is_free, here = can_give_way(place, known_by), Path.cwd()
    except (OSError, ValueError) as error:  # ValueError: no path can have a NUL
        raise not_written(folder, error) from error
    if place == here:
        raise UsageError(f"{folder} is the folder that you are in: choose another folder with -o")
    for path in inputs:
        if place in (path, *path.parents):
            raise UsageError(f"{path} would be replaced by the pipeline: choose another folder with -o")
    if not is_free:
        raise OutputError(f"{folder} is there and is no pipeline: choose another folder with -o")
    return place


def can_give_way(place: Path, known_by: str) -> bool:
    """Whether nothing but what an older training has saved is lost where *place* is replaced."""
    if place.is_dir():
        return (place / known_by).is_file() or not any(place.iterdir())
    return not (place.exists() or place.is_symlink())


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """A folder beside *folder* to work in, removed at the end: where it can be made, the pipeline can be saved.

    Raises:
        OutputError: When it cannot be made.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        work = TemporaryDirectory(dir=folder.parent, prefix=".entityx-")
    except OSError as error:
        raise not_written(folder, error) from error
    with work as name:
        yield Path(name)


def not_written(folder: Path, error: Exception) -> OutputError:
    """The error that says why no pipeline can be saved as *folder*."""
    why = getattr(error, "strerror", None) or str(error)
    return OutputError(f"cannot write the pipeline into {folder}: {why}: choose another folder with -o")


def save(pipeline: Language, folder: Path, work: Path) -> None:
    """Save *pipeline* as *folder*, without the stock vocabulary; what is there gives way when it is complete.

    Args:
        pipeline: The pipeline.
        folder: Where to save.
        work: A folder on the same disk.

    Raises:
        OutputError: When it cannot be written; what was there is then there again.
    """
    fresh = work / "fresh"
    try:
        pipeline.to_disk(fresh, exclude=NOT_SAVED)
    except OSError as error:
        raise not_written(folder, error) from error
    put_in_place(fresh, folder, work)


def put_in_place(fresh: Path, folder: Path, work: Path) -> None:
    """Let the folder *fresh* take the place of *folder*; see `save`."""
    old = work / "old"
    try:
        if folder.exists():
            folder.rename(old)
        fresh.rename(folder)
    except OSError as error:
        raise not_written(folder, error) from error
    finally:
        if old.exists() and not folder.exists():  # it ended between the two
            old.rename(folder)


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

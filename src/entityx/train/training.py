"""Training as a function: annotated texts in, the folder of a pipeline out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import spacy
from spacy.language import Language

from entityx.errors import OutputError, TrainingError
from entityx.gold import read_gold_files
from entityx.read import read_articles
from entityx.recognise.pipeline import NOT_SAVED
from entityx.train.average import average
from entityx.train.silver import label_articles, write_gold

CONFIG = Path(__file__).with_name("config.cfg")
RUNS = 4
"""How many runs of ``spacy train`` are averaged, as many at a time as there are cores."""
TEACHERS = 2
"""How many make the pipeline that labels articles; they take half the steps."""
STEPS = 3200
"""Batches that a run takes."""
EVALUATIONS = 14
"""How often a run is judged on the way."""


def train(
    texts: Sequence[str | Path],
    dev: Sequence[str | Path],
    folder: Path,
    *,
    articles: Sequence[str | Path] = (),
    runs: int = RUNS,
    steps: int = STEPS,
) -> None:
    """Train a pipeline: runs of ``spacy train`` with our `CONFIG`, and the mean of their best states.

    Where there are articles without annotation, a first pipeline is trained to label them, and the runs proper learn
    from these as well. The seeds are 0, 1, 2…, so that the same texts give the same pipeline on the same machine.

    Args:
        texts: Files, or folders of files, with the annotated texts to learn from.
        dev: Those by which the best state of a run is chosen.
        folder: Where to save; a pipeline that is there is replaced when the new one is complete.
        articles: Files, or folders of files, with articles without annotation, as `entityx.read.read_articles` reads.
        runs: How many runs.
        steps: Batches that a run takes.

    Raises:
        GoldError: When annotated texts cannot be used.
        TrainingError: When a run fails.
        OutputError: When the folder cannot be written.
    """
    read_gold_files(texts)  # what is wrong is told at once
    apart = read_gold_files(dev)
    paths = {"train": texts, "dev": dev}
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        if articles:
            teacher = mean_of_runs(paths, work / "teachers", runs=min(runs, TEACHERS), steps=max(1, steps // 2))
            silver = label_articles(read_articles(list(map(str, articles))), teacher, apart=[g.text for g in apart])
            write_gold(silver, work / "silver.jsonl")
            paths["silver"] = [work / "silver.jsonl"]
        pipeline = mean_of_runs(paths, work / "runs", runs=runs, steps=steps)
        pipeline.config["paths"] = dict.fromkeys(pipeline.config["paths"])  # of this machine
        fresh = folder.with_name(f".{folder.name}.part")
        try:
            pipeline.to_disk(fresh, exclude=NOT_SAVED)
            shutil.rmtree(folder, ignore_errors=True)
            fresh.rename(folder)
        except OSError as error:
            raise OutputError(f"cannot write the pipeline into {folder}: {error.strerror}") from error


def mean_of_runs(paths: Mapping[str, Sequence[str | Path]], work: Path, *, runs: int, steps: int) -> Language:
    """The mean of the best states of several runs.

    Args:
        paths: The files of each section of the config's paths.
        work: A folder for the runs' results.
        runs: How many runs.
        steps: Batches that each takes.

    Raises:
        TrainingError: When a run fails.
    """
    folders = [work / str(seed) for seed in range(runs)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(lambda seed: run(paths, folders[seed], seed=seed, steps=steps), range(runs))
        for result in results:
            if result.returncode:
                raise TrainingError(f"spacy train failed:\n{result.stdout or ''}{result.stderr or ''}")
    return average([spacy.load(folder / "model-best") for folder in folders])


def run(
    paths: Mapping[str, Sequence[str | Path]], folder: Path, *, seed: int, steps: int
) -> subprocess.CompletedProcess[str]:
    """Run ``spacy train`` once, on one core; what the first run prints is shown, that of the others kept."""
    command = [sys.executable, "-m", "spacy", "train", str(CONFIG), "--output", str(folder)]
    for name, files in paths.items():
        command += [f"--paths.{name}", json.dumps([str(Path(file).absolute()) for file in files])]
    command += ["--system.seed", str(seed), "--training.max_steps", str(steps)]
    command += ["--training.eval_frequency", str(max(1, steps // EVALUATIONS))]
    one_core = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1"}
    return subprocess.run(command, env=os.environ | one_core, text=True, capture_output=seed > 0, check=False)

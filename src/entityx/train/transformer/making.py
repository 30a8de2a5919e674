"""The whole way from annotated texts to the folders that `SecondLook` and `CloserLook` read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from shutil import copyfile, rmtree

import msgspec
import torch
from spacy.util import load_config, registry

from entityx.gold import Gold, read_gold_files
from entityx.recognise.closer_look.closer_look import GRAPH as MARKED
from entityx.recognise.closer_look.heads import OF_SPAN, WIDTH
from entityx.recognise.layers import LAYERS
from entityx.recognise.models import second_look
from entityx.recognise.ours import FAST
from entityx.recognise.pipeline import load, open_pipeline
from entityx.recognise.tagger.tags import Tags
from entityx.recognise.transformer.pieces import Pieces
from entityx.recognise.transformer.settings import GRAPH, PIECES, SETTINGS
from entityx.recognise.transformer.settings import Settings as LookSettings
from entityx.train.augment import Augmenter
from entityx.train.links import is_kept_out, with_links
from entityx.train.links import lessons as linked_lessons
from entityx.train.training import CONFIG, check_folder, put_in_place, workplace
from entityx.train.transformer.export import read_encoder, write_graph, write_marked_graph
from entityx.train.transformer.lessons import Batch, batches, lessons
from entityx.train.transformer.marked import MarkedBatch, Marking, prepare
from entityx.train.transformer.marked import batches as marked_batches
from entityx.train.transformer.marked import lessons as marked_lessons
from entityx.train.transformer.network import MarkedNetwork, from_pretrained
from entityx.train.transformer.pretrained import Pretrained, pretrained_file
from entityx.train.transformer.tagging import Tagging
from entityx.train.transformer.training import Settings, Training
from entityx.train.transformer.vocabulary import french_pieces, unigram

FROZEN = 4
"""Layers of the closer look's encoder that stay as they are: what they know of words needs no more learning, and a
training takes a quarter less time."""
DOUBT, PIECES_TOGETHER, WEIGHT = 0.05, 64, 0.7
"""How the second look is taken; see `entityx.recognise.transformer.settings.Settings` and the model card."""


def train_second_look(
    texts: Sequence[str | Path], folder: Path, *, settings: Settings, say: Callable[[str], None] = print
) -> None:
    """Train the transformer on annotated texts.

    A training that is stopped goes on from its last checkpoint, which lies in a hidden folder beside *folder*; one on
    other texts, or with other settings, begins from the start.

    Args:
        texts: Files, or folders of files, with the annotated texts.
        folder: Where to write; what is there gives way when the training is complete.
        settings: How the training goes.
        say: What tells how it goes.

    Raises:
        GoldError: When annotated texts cannot be used.
        UsageError: When the folder would take the place of what is read.
        OutputError: When the folder cannot be written, or something else is there.
        TrainingError: When the pretrained encoder is not there.
    """
    golds = read_gold_files(texts)
    folder = check_folder(folder, read=texts, known_by=SETTINGS)
    nlp = open_pipeline(FAST)
    pretrained = Pretrained(pretrained_file())
    whole = Pieces(unigram(pretrained.pieces))
    kept = french_pieces(pretrained.pieces, (numbers for gold in golds for numbers in whole(nlp.make_doc(gold.text))))
    say(f"{len(golds)} texts; {len(kept)} of {len(pretrained.pieces)} pieces are kept")
    words = pretrained.words.rows(kept)
    tokenizer = unigram([pretrained.pieces[number] for number in kept])
    pieces = Pieces(tokenizer)
    layers = [Tags(labels) for labels in LAYERS.values()]
    shape = pretrained.shape._replace(pieces=len(kept))
    tags = sum(scheme.count for scheme in layers)
    network = from_pretrained(words, pretrained.weights, shape, pretrained.epsilon, tags, settings.seed)

    change = augmenter()

    def read() -> list[Batch]:
        return batches(lessons(change(golds), nlp, pieces, layers), settings.pieces)

    with checkpoint(folder, golds, settings) as path:
        training = Training(network, Tagging(layers), read, settings, path, say)
        trained = training.run()
        transitions = {key: own.tolist() for key, own in zip(LAYERS, training.weights, strict=True)}
        look = LookSettings(doubt=DOUBT, pieces=PIECES_TOGETHER, weight=WEIGHT, transitions=transitions)
        with made_anew(folder) as fresh:
            write_graph(trained, words, fresh / GRAPH)
            tokenizer.save(str(fresh / PIECES), pretty=False)
            (fresh / SETTINGS).write_bytes(msgspec.json.encode(look))


def train_closer_look(
    texts: Sequence[str | Path], links: Path, folder: Path, *, settings: Settings, say: Callable[[str], None] = print
) -> None:
    """Train the transformer of the closer look on annotated agreements; it begins as that of the second look.

    A training that is stopped goes on, as `train_second_look` does.

    Args:
        texts: Files, or folders of files, with the annotated texts.
        links: The folder with their links (see `entityx.train.links.with_links`).
        folder: Where to write; what is there gives way when the training is complete.
        settings: How the training goes.
        say: What tells how it goes.

    Raises:
        GoldError, UsageError, OutputError, TrainingError: As `train_second_look` does.
    """
    golds = with_links(read_gold_files(texts), links)
    folder = check_folder(folder, read=[*texts, links], known_by=MARKED)
    taught = [gold for gold in golds if not is_kept_out(gold.id)]
    look = second_look()
    pieces = Pieces.from_disk(look / PIECES)
    prepared = [prepare(one, pieces) for one in linked_lessons(taught, load(FAST))]
    say(f"{len(prepared)} texts with {sum(len(text.targets) for text in prepared)} agreements")
    pretrained = Pretrained(pretrained_file())
    shape = pretrained.shape._replace(pieces=len(json.loads((look / PIECES).read_bytes())["model"]["vocab"]))
    torch.manual_seed(settings.seed)
    network = MarkedNetwork(shape, pretrained.epsilon, WIDTH, len(OF_SPAN))
    words = read_encoder(look / GRAPH, network.encoder)
    network.encoder.freeze(FROZEN)

    def read() -> list[MarkedBatch]:
        return marked_batches(marked_lessons(prepared), settings.pieces)

    with checkpoint(folder, golds, settings) as path:
        trained = Training(network, Marking(), read, settings, path, say).run()
        with made_anew(folder) as fresh:
            write_marked_graph(trained, words, fresh / MARKED)
            copyfile(look / PIECES, fresh / PIECES)


@contextmanager
def checkpoint(folder: Path, golds: Sequence[Gold], settings: Settings) -> Iterator[Path]:
    """Where the checkpoint of a training lies, beside *folder*; it goes when what was trained is written."""
    checkpoints = folder.with_name(f".{folder.name}-training")
    checkpoints.mkdir(parents=True, exist_ok=True)
    yield checkpoints / checkpoint_name(golds, settings)
    rmtree(checkpoints)  # the next training begins from the start


@contextmanager
def made_anew(folder: Path) -> Iterator[Path]:
    """A folder to write into, which takes the place of *folder* when it is complete."""
    with workplace(folder) as work:
        fresh = work / "fresh"
        fresh.mkdir()
        yield fresh
        put_in_place(fresh, folder, work)


def checkpoint_name(golds: Sequence[Gold], settings: Settings) -> str:
    """What the checkpoint of a training is called: one on other texts, or with other settings, has another."""
    return sha256(msgspec.json.encode([settings, golds])).hexdigest()[:16] + ".pt"


def augmenter() -> Augmenter:
    """What changes the texts in each pass: that of the tagger's training, by its config."""
    settings = load_config(CONFIG)["corpora"]["train"]["augment"]
    change: Augmenter = registry.resolve({"augment": settings})["augment"]
    return change

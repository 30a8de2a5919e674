"""The whole way from annotated texts to the folder that `entityx.recognise.transformer.SecondLook` reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from shutil import rmtree

import msgspec
from spacy.util import load_config, registry

from entityx.gold import Gold, read_gold_files
from entityx.recognise.layers import LAYERS
from entityx.recognise.ours import FAST
from entityx.recognise.pipeline import open_pipeline
from entityx.recognise.tagger.tags import Tags
from entityx.recognise.transformer.pieces import Pieces
from entityx.recognise.transformer.settings import GRAPH, PIECES, SETTINGS
from entityx.recognise.transformer.settings import Settings as LookSettings
from entityx.train.augment import Augmenter
from entityx.train.training import CONFIG, check_folder, put_in_place, workplace
from entityx.train.transformer.export import write_graph
from entityx.train.transformer.lessons import Lesson, lessons
from entityx.train.transformer.network import from_pretrained
from entityx.train.transformer.pretrained import Pretrained, pretrained_file
from entityx.train.transformer.training import Settings, Training
from entityx.train.transformer.vocabulary import french_pieces, unigram

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

    def read() -> Iterator[Lesson]:
        return lessons(change(golds), nlp, pieces, layers)

    checkpoints = folder.with_name(f".{folder.name}-training")
    checkpoints.mkdir(parents=True, exist_ok=True)
    training = Training(network, layers, read, settings, checkpoints / checkpoint_name(golds, settings), say)
    trained = training.run()
    transitions = {key: own.tolist() for key, own in zip(LAYERS, training.transitions, strict=True)}
    look = LookSettings(doubt=DOUBT, pieces=PIECES_TOGETHER, weight=WEIGHT, transitions=transitions)
    with workplace(folder) as work:
        fresh = work / "fresh"
        fresh.mkdir()
        write_graph(trained, words, fresh / GRAPH)
        tokenizer.save(str(fresh / PIECES), pretty=False)
        (fresh / SETTINGS).write_bytes(msgspec.json.encode(look))
        put_in_place(fresh, folder, work)
    rmtree(checkpoints)  # the next training begins from the start


def checkpoint_name(golds: Sequence[Gold], settings: Settings) -> str:
    """What the checkpoint of a training is called: one on other texts, or with other settings, has another."""
    return sha256(msgspec.json.encode([settings, golds])).hexdigest()[:16] + ".pt"


def augmenter() -> Augmenter:
    """What changes the texts in each pass: that of the tagger's training, by its config."""
    settings = load_config(CONFIG)["corpora"]["train"]["augment"]
    change: Augmenter = registry.resolve({"augment": settings})["augment"]
    return change

"""Training from end to end, in few steps: what it learns is measured by hand (see the model card)."""

import pytest
import spacy
from thinc.api import Config

import entityx
from entityx.errors import GoldError, OutputError, TrainingError
from entityx.gold import read_gold_files
from entityx.recognise.stock import STOCK, load_stock
from entityx.train.encoder import first_weights, model_of, weights
from entityx.train.training import CONFIG, check_folder, read_texts, save, train

TEXTS = """Le [TITLE maire de [LOC Ségou]], [PER Awa Ba], a signé un [AGREEMENT accord] avec l'[ORG Union africaine].

Hier, [PER Awa Ba] est rentrée à [LOC Ségou]."""


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "gold.txt"
    path.write_text(TEXTS, encoding="utf-8")
    return path


@pytest.fixture
def dev(tmp_path):
    path = tmp_path / "dev.txt"
    path.write_text("Le [TITLE maire] [PER Ali Sow] est à [LOC Kayes].", encoding="utf-8")
    return path


@pytest.fixture
def articles(tmp_path):
    path = tmp_path / "articles" / "a.txt"
    path.parent.mkdir()
    path.write_text("Le président parle. " * 30, encoding="utf-8")
    return path.parent


def test_a_pipeline_is_trained_saved_and_loaded(gold, dev, articles, tmp_path):
    before = set(tmp_path.iterdir())
    train([gold], [dev], tmp_path / "model", articles=[articles], steps=2)
    assert set(tmp_path.iterdir()) - before == {tmp_path / "model"}
    names = {path.name for path in (tmp_path / "model").iterdir()}
    assert names == {"config.cfg", "meta.json", "tok2vec", "morphologizer", "entityx_tagger"}
    assert str(tmp_path) not in (tmp_path / "model" / "config.cfg").read_text(encoding="utf-8")
    nlp = entityx.load(tmp_path / "model")
    assert nlp.vocab.vectors.shape[0] > 1000  # the stock pipeline's
    assert entityx.extract("Rien.", nlp).text == "Rien."


def test_a_teacher_labels_the_articles(gold, dev, tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("La maire Awa Koné est à Bamako. " * 40, encoding="utf-8")
    runs = []

    def run(paths, folder, *, steps):
        runs.append(read_gold_files(paths["silver"]))
        raise TrainingError("that is enough")

    monkeypatch.setattr("entityx.train.training.run", run)
    with pytest.raises(TrainingError, match="that is enough"):
        train([gold], [dev], tmp_path / "model", articles=[tmp_path / "a.txt"], teacher="fast")
    (silver,) = runs  # one run: no pipeline was trained to label
    labelled = {(text.text[start:end], label) for text in silver for start, end, label in text.mentions}
    assert {("Awa Koné", "PER"), ("Bamako", "LOC"), ("maire", "TITLE")} <= labelled


def test_a_run_that_fails_says_so(gold, dev, tmp_path, monkeypatch):
    monkeypatch.setattr("entityx.train.training.CONFIG", tmp_path / "nope.cfg")
    with pytest.raises(TrainingError, match="spacy train failed: see what it said above"):
        train([gold], [dev], tmp_path / "model", steps=1)
    assert {path.name for path in tmp_path.iterdir()} == {"gold.txt", "dev.txt"}


@pytest.fixture
def no_run(monkeypatch):
    """Nothing may run: what is wrong must be told before."""
    monkeypatch.setattr("entityx.train.training.run", lambda *args, **options: pytest.fail("it ran"))


@pytest.mark.usefixtures("no_run")
@pytest.mark.parametrize("wrong", ["texts", "dev", "articles"])
def test_inputs_that_cannot_be_used_are_an_error_before_anything_runs(gold, dev, tmp_path, wrong):
    paths = {"texts": [gold], "dev": [dev], "articles": []} | {wrong: [tmp_path / "nope.jsonl"]}
    with pytest.raises((GoldError, TrainingError), match=r"nope\.jsonl"):
        train(paths["texts"], paths["dev"], tmp_path / "model", articles=paths["articles"])


@pytest.fixture
def folder(tmp_path):
    """A folder with an old pipeline, and one to work in."""
    (tmp_path / "work").mkdir()
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "config.cfg").write_text("old", encoding="utf-8")
    return tmp_path / "model"


def test_a_pipeline_is_replaced_when_the_new_one_is_complete(folder, tmp_path):
    assert check_folder(folder, read=[]) == folder
    save(small_pipeline(), folder, tmp_path / "work")
    assert "tok2vec" in (folder / "config.cfg").read_text(encoding="utf-8")


@pytest.mark.parametrize("ends_at", ["to_disk", "fresh"])
def test_an_old_pipeline_stays_where_the_new_one_cannot_be_saved(folder, tmp_path, monkeypatch, ends_at):
    def full(*args, **options):
        raise OSError(28, "No space left on device")

    pipeline = small_pipeline()
    if ends_at == "to_disk":
        monkeypatch.setattr(pipeline, "to_disk", full)
    rename = type(folder).rename
    monkeypatch.setattr(type(folder), "rename", lambda path, to: (full if path.name == ends_at else rename)(path, to))
    with pytest.raises(OutputError, match="No space left on device"):
        save(pipeline, folder, tmp_path / "work")
    assert (folder / "config.cfg").read_text(encoding="utf-8") == "old"


def test_articles_in_the_folder_of_the_pipeline_are_not_read(articles, folder):
    folder = folder.rename(articles / "model")
    assert [article.id for article in read_texts([articles], without=folder)] == ["a.txt"]


def test_the_encoder_begins_with_the_weights_of_the_stock_recogniser():
    config = Config().from_disk(CONFIG)["components"]["tok2vec"]
    stock = load_stock()
    nlp = spacy.blank("fr", vocab=stock.vocab)
    nlp.add_pipe("tok2vec", config={"model": config["model"]})
    nlp.initialize()
    first_weights(STOCK, "ner", "tok2vec")(nlp)
    encoders = model_of(nlp, "tok2vec"), model_of(stock, "ner").get_ref("tok2vec").layers[0]
    (own, first), (theirs, _) = (next(weights(encoder)) for encoder in encoders)
    assert (own.get_param(first) == theirs.get_param(first)).all()


def small_pipeline():
    nlp = spacy.blank("fr")
    nlp.add_pipe("tok2vec")
    nlp.initialize()
    return nlp


def test_an_encoder_of_another_form_is_an_error():
    with pytest.raises(TrainingError, match="does not fit"):
        first_weights("fr_core_news_md", "ner", "tok2vec")(small_pipeline())

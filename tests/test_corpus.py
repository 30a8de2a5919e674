"""All the real articles, once through: nothing fails, every mention stands where it says, and the tables agree.

The fast model reads them, in a quarter of the time; the accurate one reads a part of them twice.
"""

import csv
import json
from collections import Counter, defaultdict
from itertools import combinations
from types import SimpleNamespace

import pytest

from entityx.collect.ties import MOST_NAMES
from entityx.engines import Recipe, ThisProcess
from entityx.extraction import extract_to_folder
from entityx.read import read_articles
from entityx.recognise.ours import FAST
from entityx.records import LABELS, NAME_LABELS
from entityx.write import FILES, FORMATS


@pytest.fixture(scope="module")
def fast():
    return ThisProcess(Recipe(FAST))


@pytest.fixture(scope="module")
def corpus(fast, shared, tmp_path_factory):
    """What a run over all articles writes and says."""
    folder = tmp_path_factory.mktemp("corpus")
    articles = list(read_articles([str(shared / "corpus" / "masakhanews-fr.jsonl")]))
    summary = extract_to_folder(articles, fast, folder, formats=FORMATS)
    return SimpleNamespace(folder=folder, articles=articles, summary=summary, documents=documents(folder))


def documents(folder):
    """The documents that a run has written, in their order."""
    return [json.loads(line) for line in (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def tables(corpus):
    """The rows of each table."""
    found = {}
    for path in corpus.folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            found[path.stem] = list(csv.DictReader(lines))
    return found


@pytest.fixture(scope="module")
def entities(tables):
    return {row["id"]: row for row in tables["entities"]}


def test_the_whole_corpus_is_extracted(corpus):
    assert corpus.summary.failures == []
    assert corpus.summary.documents == len(corpus.documents) == len(corpus.articles) == 459
    assert all(corpus.summary.mentions[label] > 200 for label in LABELS)
    assert {path.name for path in corpus.folder.iterdir() if path.is_file()} == set(FILES)


def test_ids_are_unique_and_plain(tables):
    ids = [row["id"] for row in tables["entities"]]
    assert len(set(ids)) == len(set(map(str.lower, ids))) == len(ids)
    for row in tables["entities"]:
        assert row["id"].startswith(f"{row['label']}:")
        assert "\n" not in row["id"] + row["name"] + row["other_forms"]


def test_every_mention_has_a_row_of_its_kind(corpus, entities):
    for document in corpus.documents:
        for mention in document["mentions"]:
            assert document["text"][mention["start"] : mention["end"]] == mention["text"]
            assert entities[mention["entity"]]["label"] == mention["label"]


def test_records_hold_each_mention_of_their_kind_once(corpus):
    kinds = {"PER": "people", "LOC": "places", "ORG": "organisations", "AGREEMENT": "agreements"}
    for document in corpus.documents:
        for label, kind in kinds.items():
            spans = [(at["start"], at["end"]) for one in document[kind] for at in one["mentions"]]
            assert sorted(spans) == [(m["start"], m["end"]) for m in document["mentions"] if m["label"] == label]


def test_one_record_is_one_entity(corpus):
    for document in corpus.documents:
        ids = {(m["start"], m["end"], m["label"]): m["entity"] for m in document["mentions"]}
        for kind, label in (
            ("people", "PER"),
            ("places", "LOC"),
            ("organisations", "ORG"),
            ("agreements", "AGREEMENT"),
        ):
            for one in document[kind]:
                assert len({ids[at["start"], at["end"], label] for at in one["mentions"]}) == 1


def test_counts_are_those_of_the_documents(corpus, tables):
    mentions, documents = Counter(), defaultdict(list)
    for document in corpus.documents:
        found = [mention["entity"] for mention in document["mentions"]]
        mentions.update(found)
        for entity in dict.fromkeys(found):
            documents[entity].append(document["id"])
    counted = {
        row["id"]: (int(row["mentions"]), int(row["documents"]), row["first_document"], row["last_document"])
        for row in tables["entities"]
    }
    assert counted == {
        entity: (count, len(documents[entity]), documents[entity][0], documents[entity][-1])
        for entity, count in mentions.items()
    }


def test_the_tables_of_documents_hold_what_the_documents_do(corpus, tables):
    assert [(row["document"], row["start"], row["text"], row["entity"]) for row in tables["mentions"]] == [
        (document["id"], str(mention["start"]), mention["text"], mention["entity"])
        for document in corpus.documents
        for mention in document["mentions"]
    ]
    assert [(row["document"], row["mentions"]) for row in tables["people"]] == [
        (document["id"], str(len(one["mentions"]))) for document in corpus.documents for one in document["people"]
    ]
    agreements = [(document["id"], one) for document in corpus.documents for one in document["agreements"]]
    agreements.sort(key=lambda found: -found[1]["confidence"])  # the surest first, as the documents have them
    assert [(row["document"], row["mentions"]) for row in tables["agreements"]] == [
        (name, str(len(one["mentions"]))) for name, one in agreements
    ]


@pytest.mark.parametrize(
    ("table", "column", "name", "labels"),
    [
        ("people", "entity", None, ["PER"]),
        ("titles", "entity", "person", ["PER"]),
        ("agreements", "entity", None, ["AGREEMENT"]),
        ("cooccurrences", "source_entity", "source", NAME_LABELS),
        ("cooccurrences", "target_entity", "target", NAME_LABELS),
    ],
)
def test_ids_of_other_tables_are_rows_of_entities(tables, entities, table, column, name, labels):
    for row in tables[table]:
        entity = entities[row[column]]
        assert entity["label"] in labels
        assert name is None or row[name] == entity["name"]


def test_titles_are_counted_as_the_people_have_them(corpus, tables, entities):
    said = defaultdict(list)
    for document in corpus.documents:
        ids = {(m["start"], m["end"], m["label"]): m["entity"] for m in document["mentions"]}
        for person in document["people"]:
            (holder, *_) = [ids[at["start"], at["end"], "PER"] for at in person["mentions"]]
            for at in person["title_mentions"]:
                said[holder, ids[at["start"], at["end"], "TITLE"]].append(document["id"])
    counted = [
        (row["entity"], row["title"], row["mentions"], row["documents"], row["first_document"], row["last_document"])
        for row in tables["titles"]
    ]
    assert sorted(counted) == sorted(
        (person, entities[title]["name"], str(len(by)), str(len(set(by))), by[0], by[-1])
        for (person, title), by in said.items()
    )


def test_pairs_are_counted_as_the_sentences_have_them(tables):
    named = defaultdict(set)
    for row in tables["mentions"]:
        if row["label"] in NAME_LABELS:
            named[row["document"], row["sentence"]].add(row["entity"])
    both = defaultdict(list)
    for (document, _), of_sentence in named.items():
        if len(of_sentence) <= MOST_NAMES:
            for pair in combinations(sorted(of_sentence), 2):
                both[pair].append(document)
    counted = [
        (row["source_entity"], row["target_entity"], row["sentences"], row["documents"])
        for row in tables["cooccurrences"]
    ]
    assert sorted(counted) == sorted((*pair, str(len(by)), str(len(set(by)))) for pair, by in both.items())
    sentences = [int(row["sentences"]) for row in tables["cooccurrences"]]
    assert sentences == sorted(sentences, reverse=True)


def test_a_second_run_gives_the_same_bytes(corpus, engine, tmp_path):
    for run in ("one", "two"):
        extract_to_folder(corpus.articles[::6], engine, tmp_path / run, formats=FORMATS)
    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_the_order_of_the_articles_does_not_change_what_is_found_nor_its_ids(corpus, fast, tmp_path):
    extract_to_folder(corpus.articles[::-1], fast, tmp_path, formats=["jsonl"])
    assert documents(tmp_path) == corpus.documents[::-1]


def test_nor_does_it_with_a_second_look(corpus, engine, tmp_path):
    articles = corpus.articles[::12]
    for name, ordered in (("forward", articles), ("backward", articles[::-1])):
        extract_to_folder(ordered, engine, tmp_path / name, formats=["jsonl"])
    assert documents(tmp_path / "backward") == documents(tmp_path / "forward")[::-1]

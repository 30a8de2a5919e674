import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import get_args

import pytest

from entityx.records import AgreementKind, Status, Subject
from entityx.report import LANGUAGES, report_page
from entityx.report.page import LABELS
from tests.write.written import DOCUMENT, saying

HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(1)> & "]]>\u2028\ud83d'
READ = HOSTILE.replace("\ud83d", "\ufffd")  # as documents have it; a folder may be called as it likes


class Elements(HTMLParser):
    """The elements of a page, with their attributes, and what stands in its scripts and style."""

    def __init__(self, page):
        super().__init__()
        self.found, self.contents = [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def handle_data(self, data):
        if self.found and self.found[-1][0] in ("script", "style"):
            self.contents.append((self.found[-1], data))


@pytest.fixture(scope="module")
def page():
    return report_page([DOCUMENT], name="essai", language="fr")


def test_only_our_own_script_and_style_may_run(page):
    policy = next(a["content"] for tag, a in Elements(page).found if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    program, style = (
        next(data for (tag, a), data in Elements(page).contents if tag == wanted and "type" not in a)
        for wanted in ("script", "style")
    )
    for content, kind in ((program, "script"), (style, "style")):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


def test_nothing_leads_out_of_the_page(page):
    program = next(data for (tag, a), data in Elements(page).contents if tag == "script" and "type" not in a)
    assert (
        re.findall(r"https?://|//[a-z]+\.[a-z]|url\(|@import|fetch\(|innerHTML|outerHTML|insertAdjacent", program) == []
    )
    for tag, attributes in Elements(page).found:
        assert tag not in ("link", "img", "iframe", "object", "base", "form")
        assert not {"src", "srcset", "style"} & set(attributes)
        assert attributes.get("href", "#").startswith("#")


def test_no_text_ends_the_data_or_becomes_an_element():
    page = report_page([saying(READ)], name=HOSTILE, language="fr")
    assert [e for e in Elements(page).found if e[0] == "script"] == [
        ("script", {"type": "application/json", "id": "data"}),
        ("script", {}),
    ]
    assert "img" not in {tag for tag, _ in Elements(page).found}
    data = next(data for (tag, a), data in Elements(page).contents if a.get("id") == "data")
    assert json.loads(data)["documents"][0]["id"] == READ
    page.encode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("labels", "classes"), [("statuses", Status), ("agreement_kinds", AgreementKind), ("subjects", Subject)]
)
def test_every_class_of_agreements_has_a_name(language, labels, classes):
    words = json.loads((LABELS / f"{language}.json").read_text(encoding="utf-8"))[labels]
    assert set(words) == set(get_args(classes))
    assert len(set(words.values())) == len(words)


def test_every_language_has_the_same_words():
    def shape(value):
        return (
            {key: shape(one) for key, one in value.items()}
            if isinstance(value, dict)
            else set(re.findall(r"{\w+}", value))
        )

    shapes = [shape(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(LABELS.glob("*.json"))]
    assert LANGUAGES == ("en", "fr")
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_the_page_uses_is_there(language):
    labels = json.loads((LABELS / f"{language}.json").read_text(encoding="utf-8"))
    page = report_page([], name="vide", language=language)
    program = next(data for (tag, a), data in Elements(page).contents if tag == "script" and "type" not in a)
    used = set(re.findall(r"labels\.(\w+)", program)) | set(re.findall(r'phrase\("(\w+)"', program))
    template = {"report", "skip", "no_script", "sure_only", "made_by"}
    assert used | template == set(labels)
    assert f'<html lang="{language}">' in page


def test_the_same_documents_give_the_same_page(page):
    assert report_page([DOCUMENT], name="essai", language="fr") == page

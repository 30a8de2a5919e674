"""Files in a format of their own: Word, PDF, web pages, Markdown."""

import io
import logging
import sys
from datetime import datetime

import docx
import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from entityx.read import read_articles
from entityx.read.content import reader_of
from entityx.records import Article, Failure

PAGE = """<!DOCTYPE html><html lang="fr"><head><meta charset="{charset}">
<title>Un barrage pour Kayes | Le Journal du Fleuve</title>
<meta property="og:title" content="Un barrage pour Kayes">
<link rel="canonical" href="https://journal.example/barrage">
<meta property="article:published_time" content="2024-05-03T08:00:00+00:00"></head><body>
<nav><ul><li><a href="/">Accueil</a></li><li><a href="/sport">Sport</a></li><li>Abonnez-vous</li></ul></nav>
<article>{headline}
<p>Le ministre malien de l’Énergie, <strong>Seydou <em>Bayala</em></strong>, a signé vendredi un accord avec la Chine.
Il porte sur trois barrages de la région de Kayes, selon un communiqué de la présidence malienne.</p>
<p>« C’est une étape décisive », a dit l’ambassadrice Lin Xiaomei à l’issue de la cérémonie. Les travaux
commenceront avant la fin de l’année et dureront six ans, si les crédits sont votés à temps.</p></article>
<section class="comments"><h3>Commentaires</h3><p>Un lecteur : quelle honte !</p></section>
<footer>Mentions légales – Paul Durandeau, directeur</footer></body></html>"""
MARKDOWN = """---
title: Un barrage pour Kayes
date: 2024-05-03
url: https://journal.example/barrage
pages: 2
tags: [eau]
signed:
draft: false
---

# Un *barrage* pour Kayes

Le ministre Seydou
**Bayala** a vu [Lin Xiaomei](https://journal.example/lin)
à l&rsquo;[aube][1].\\
Fin.

- un `accord`
- ![le pont](pont.png)

| ville | pays |
| --- | --- |
| Kayes | Mali |

<p>Un mot &amp; un <b>signe</b>.</p>

<!-- rien -->

    du code

[1]: https://journal.example/aube
"""


def word(*, title="", created=None, change=lambda document: None):
    """A Word document."""
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.created = created or datetime(2024, 5, 3, 8)
    change(document)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def pdf(*pages, metadata=None, password=None):
    """A PDF file with these lines on its pages."""
    writer = pypdf.PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    for lines in pages:
        page = writer.add_blank_page(600, 800)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        content = DecodedStreamObject()
        shown = b" ".join(b"<" + line.encode("cp1252").hex().encode() + b"> Tj T*" for line in lines)
        content.set_data(b"BT /F1 12 Tf 14 TL 50 750 Td " + shown + b" ET")
        page[NameObject("/Contents")] = writer._add_object(content)
    writer.add_metadata(metadata or {})
    if password is not None:
        writer.encrypt(user_password=password, owner_password="autre", algorithm="AES-256")
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


@pytest.fixture
def read(tmp_path, capfd):
    """Reads one file, which nothing may be said of on the terminal."""

    def read_it(name, content):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        (found,) = read_articles([str(path)])
        assert capfd.readouterr() == ("", "")
        assert found.source == path.as_posix()
        return found

    return read_it


@pytest.mark.parametrize("name", ["page.html", "PAGE.HTM", "page.xhtml"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_web_page_is_its_article_under_its_headline(read, name, charset):
    page = PAGE.format(charset=charset, headline="<h1>Un barrage pour Kayes</h1>").encode(charset)
    found = read(name, page)
    assert found.id == name
    assert found.metadata == {
        "title": "Un barrage pour Kayes",
        "date": "2024-05-03",
        "url": "https://journal.example/barrage",
    }
    headline, first, second = found.text.split("\n\n")
    assert headline == "Un barrage pour Kayes"
    assert first.startswith("Le ministre malien de l’Énergie, Seydou Bayala, a signé vendredi un accord")
    assert second.endswith("si les crédits sont votés à temps.")


def test_a_headline_that_only_the_head_of_the_page_has_is_put_first(read):
    text = read("page.html", PAGE.format(charset="utf-8", headline="")).text
    assert text.startswith("Un barrage pour Kayes\n\nLe ministre")
    assert text.count("Un barrage pour Kayes") == 1


def test_a_date_that_merely_stands_in_a_page_is_not_its_date(read):
    page = PAGE.format(charset="utf-8", headline="").replace("à temps", "avant le 12 janvier 2019")
    page = page.replace('<meta property="article:published_time" content="2024-05-03T08:00:00+00:00">', "")
    assert "date" not in read("page.html", page).metadata


def test_markdown_is_its_words_without_markup_and_has_front_matter(read):
    found = read("a.MD", MARKDOWN)
    assert found.text.split("\n\n") == [
        "Un barrage pour Kayes",
        "Le ministre Seydou Bayala a vu Lin Xiaomei à l’aube.\nFin.",
        "un accord",
        "le pont",
        *("ville", "pays", "Kayes", "Mali"),
        "Un mot & un signe.",
        "du code",
    ]
    assert found.metadata == {
        "title": "Un barrage pour Kayes",
        "date": "2024-05-03",
        "url": "https://journal.example/barrage",
        "pages": 2,
        "draft": False,
    }


@pytest.mark.parametrize("front", ["", "---\n- a\n- b\n---\n", "---\n---\n", "---\nnote: .nan\n---\n"])
def test_front_matter_that_says_nothing(read, front):
    found = read("a.markdown", f"{front}Bonjour.\n")
    assert (found.text, found.metadata) == ("Bonjour.", {})


def test_a_word_document_is_its_paragraphs_and_cells_in_order(read):
    def write(document):
        document.add_heading("Un barrage pour Kayes", 1)
        paragraph = document.add_paragraph("Le ministre ")
        paragraph.add_run("Seydou").bold = True
        paragraph.add_run(" Bayala parle.")
        document.add_paragraph("")
        table = document.add_table(2, 2)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "Ouvrages"
        table.cell(1, 0).text = "Gouina"
        table.cell(1, 1).text = "140 MW"
        document.add_paragraph("Fin de l’été.", style="List Bullet")
        document.sections[0].footer.paragraphs[0].text = "page 1"

    found = read("a.docx", word(title="Barrage", change=write))
    assert found.text.split("\n\n") == [
        "Un barrage pour Kayes",
        "Le ministre Seydou Bayala parle.",
        *("Ouvrages", "Gouina", "140 MW"),
        "Fin de l’été.",
    ]
    assert found.metadata == {"title": "Barrage", "created": "2024-05-03"}


def test_a_pdf_is_its_lines(read):
    pages = (["Le ministre de l’Énergie, Seydou", "Bayala, œuvre à Kayes."], ["Fin."])
    metadata = {"/Title": "Barrage", "/CreationDate": "D:20240503080000+02'00'"}
    found = read("a.pdf", pdf(*pages, metadata=metadata))
    assert found.text == "Le ministre de l’Énergie, Seydou\nBayala, œuvre à Kayes.\nFin."
    assert found.metadata == {"title": "Barrage", "created": "2024-05-03"}


def test_a_pdf_that_only_its_owner_may_change_is_read(read):
    assert read("a.pdf", pdf(["Bonjour."], password="")).text == "Bonjour."


def test_a_pdf_with_a_date_that_is_none_is_read(read):
    assert read("a.pdf", pdf(["Bonjour."], metadata={"/CreationDate": "hier"})).metadata == {}


def test_ligatures_are_letters(read, monkeypatch):
    monkeypatch.setattr(pypdf.PageObject, "extract_text", lambda page: "la ﬁn des conﬂits")
    assert read("a.pdf", pdf([])).text == "la fin des conflits"


@pytest.mark.parametrize("name", ["vide.html", "vide.md"])
def test_an_empty_text_is_an_empty_article(read, name):
    assert read(name, " \n") == Article(name, read(name, "").source, "")


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.pdf", pdf(["Bonjour."], password="sésame"), "this PDF needs a password: save it without one"),
        ("a.pdf", pdf([]), "this PDF has no text (a scan?): run text recognition (OCR) on it first"),
        ("a.pdf", pdf(["Bonjour."])[:300], "this file is broken or of another format"),
        ("a.pdf", b"", "this file is broken or of another format"),
        ("a.pdf", "Bonjour.", "this file is broken or of another format"),
        ("a.docx", b"", "this file is broken or of another format"),
        ("a.docx", b"\xd0\xcf\x11\xe0" * 100, "this file is broken or of another format"),
        ("a.docx", word()[:500], "this file is broken or of another format"),
        ("a.docx", b"PK\x05\x06" + bytes(18), "this file is broken or of another format"),  # an archive of nothing
        ("a.html", "<html><body><p> </p><script>x()</script></body></html>", "no article is found in this page"),
        ("a.html", bytes(range(256)) * 4, "this is not text"),
        ("a.md", bytes(range(256)) * 4, "this is not text"),
        ("a.md", "---\ntitle: Kayes: le barrage\n---\nBonjour.", "the front matter is not YAML"),
    ],
)
def test_what_cannot_be_read_says_why(read, name, content, problem):
    found = read(name, content)
    assert isinstance(found, Failure)
    assert problem in found.error
    assert "\n" not in found.error


@pytest.mark.parametrize(
    ("suffix", "package"),
    [(".html", "trafilatura"), (".md", "markdown_it"), (".docx", "docx"), (".pdf", "pypdf")],
)
def test_a_package_that_is_missing_is_named_with_how_to_install_it(read, monkeypatch, suffix, package):
    for module in [
        name for name in sys.modules if name.startswith(f"entityx.read.{suffix[1:].replace('md', 'markdown')}")
    ]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, package, None)
    assert read(f"a{suffix}", "Bonjour.").error == (
        f"reading {suffix} needs the package {package}, which is not installed: pip install 'entityx[formats]'"
    )


def test_other_files_are_plain_text(read):
    assert reader_of(".txt") is reader_of("") is None
    assert read("a.txt", "# *Bonjour*").text == "# *Bonjour*"


def test_programs_that_listen_hear_what_is_odd_in_a_file(read, caplog):
    with caplog.at_level(logging.WARNING):
        read("a.pdf", pdf(["Bonjour."])[:300])
    assert any(record.name.startswith("pypdf") for record in caplog.records)


def test_a_folder_of_all_formats(tmp_path):
    (tmp_path / "a.html").write_text(PAGE.format(charset="utf-8", headline=""), encoding="utf-8")
    (tmp_path / "b.md").write_text(MARKDOWN, encoding="utf-8")
    (tmp_path / "c.docx").write_bytes(word(change=lambda document: document.add_paragraph("Bonjour.")))
    (tmp_path / "d.pdf").write_bytes(pdf(["Bonjour."]))
    (tmp_path / "e.txt").write_text("Bonjour.", encoding="utf-8")
    (tmp_path / "f.pdf").write_bytes(b"rien")
    found = list(read_articles([str(tmp_path)]))
    assert [one.id for one in found if isinstance(one, Article)] == ["a.html", "b.md", "c.docx", "d.pdf", "e.txt"]
    assert [one.source for one in found if isinstance(one, Failure)] == [(tmp_path / "f.pdf").as_posix()]

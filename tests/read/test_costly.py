"""Files in a format of their own that are cheap to make and would be costly to read."""

import io
import json
import tracemalloc
import zipfile
import zlib

import docx
import pytest

from entityx.errors import ReadError
from entityx.read.content import read_content, reader_of
from entityx.read.docx import TAGS, UNPACKED
from entityx.read.html import ATTRIBUTES, ELEMENTS
from entityx.read.html import LENGTH as PAGE
from entityx.read.markdown import FRONT_MATTER, LENGTH
from entityx.read.pdf import PAGES
from tests.costs import LINEAR, doubling

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PARAGRAPH = "<w:p><w:r><w:t>mot</w:t></w:r></w:p>"


def cell(properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{PARAGRAPH}</w:tc>"


def table(*rows):
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def spanning(columns):
    return cell(f'<w:gridSpan w:val="{columns}"/>')


def word(body, *, doctype="", compression=zipfile.ZIP_DEFLATED):
    """A Word document with this body."""
    empty, data = io.BytesIO(), io.BytesIO()
    docx.Document().save(empty)
    with zipfile.ZipFile(empty) as made, zipfile.ZipFile(data, "w", compression) as archive:
        for name in made.namelist():
            if name != "word/document.xml":
                archive.writestr(name, made.read(name))
        archive.writestr("word/document.xml", f"{doctype}<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>")
    return data.getvalue()


def laughs(separator):
    """Entities of which each stands for ten of the one before, the last for a thousand million words."""
    tens = "".join(f"<!ENTITY e{n} '{separator.join(10 * [f'&e{n - 1};'])}'>" for n in range(1, 10))
    return f"<!DOCTYPE d [<!ENTITY e0 'mot'>{tens}]>"


def read(suffix, data):
    return read_content(data, reader_of(suffix)).text


@pytest.mark.parametrize(
    "body",
    [
        lambda n: "<w:p><w:r>" + n * "<w:br/><w:t>mot</w:t><w:tab/><w:cr/>" + "</w:r></w:p>",
        lambda n: table(*n * [cell("<w:vMerge/>") + cell()]),
        lambda n: table(*2 * [n * cell("<w:vMerge/>")]),
        lambda n: table(*n * [spanning(n)]),
    ],
    ids=["breaks", "rows in one", "columns in one", "spans"],
)
def test_a_word_document_costs_as_much_as_it_is_long(body):
    assert doubling(lambda n: word(body(n)), lambda data: read(".docx", data), 500) <= LINEAR


def test_a_cell_over_many_columns_is_one_cell():
    before = '<w:trPr><w:gridBefore w:val="2000000000"/></w:trPr>'
    assert read(".docx", word(table(before + spanning(2_000_000_000) + cell()))) == "mot\n\nmot"


@pytest.mark.parametrize("body", [TAGS * "<w:p/>", f"<w:p>{UNPACKED * ' '}</w:p>"], ids=["tags", "bytes"])
def test_a_word_document_that_unpacks_to_too_much_is_refused(body):
    data = word(body)
    assert len(data) < 200_000
    with pytest.raises(ReadError, match="holds more than 64 MB, or 2,000,000 tags: split it, or save its"):
        read(".docx", data)


def test_an_archive_that_says_it_is_small_is_unpacked_no_further(monkeypatch):
    monkeypatch.setattr("entityx.read.docx.UNPACKED", 1_000_000)
    data = bytearray(word(f"<w:p>{20_000_000 * ' '}</w:p>"))
    entry = data.rindex(b"PK\x01\x02")
    assert data[entry + 46 :].startswith(b"word/document.xml")
    data[entry + 24 : entry + 28] = int.to_bytes(1000, 4, "little")
    tracemalloc.start()
    with pytest.raises(ReadError, match="this file is broken"):
        read(".docx", bytes(data))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_word_document_that_is_packed_as_word_does_not_is_refused(compression):
    with pytest.raises(ReadError, match="packed in a way that Word does not use: save it again in Word"):
        read(".docx", word(PARAGRAPH, compression=compression))


@pytest.mark.parametrize("body", ["<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", "<w:p w:rsidR='&e9;'/>"])
def test_entities_in_a_word_document_are_not_multiplied(body):
    with pytest.raises(ReadError, match="amplification"):
        read(".docx", word(body, doctype=laughs("")))


def test_a_word_document_reads_no_other_file(tmp_path):
    (tmp_path / "secret").write_text("secret")
    doctype = f"<!DOCTYPE d [<!ENTITY e SYSTEM '{(tmp_path / 'secret').as_uri()}'>]>"
    assert (
        read(".docx", word(f"<w:p><w:r><w:t>un &e;mot</w:t></w:r></w:p>{PARAGRAPH}", doctype=doctype)).count("mot") >= 1
    )


def test_tables_in_tables_are_read_as_far_as_they_can_be():
    def nested(depth):
        return word(depth * "<w:tbl><w:tr><w:tc>" + PARAGRAPH + depth * "</w:tc></w:tr></w:tbl>")

    assert read(".docx", nested(50)) == "mot"
    with pytest.raises(ReadError, match="this file is broken"):
        read(".docx", nested(5000))


def test_what_is_not_text_is_not_unpacked():
    data = io.BytesIO(word(PARAGRAPH))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", bytes(2 * UNPACKED))
    assert read(".docx", data.getvalue()) == "mot"


@pytest.mark.parametrize("block", ["<!--\n\n", "<div <div\n\n", "<!-- <p\n"], ids=["comments", "tags", "both"])
def test_markup_without_an_end_costs_as_much_as_it_is_long(block):
    assert doubling(lambda n: (n * block).encode(), lambda data: read(".md", data), 1500) <= LINEAR


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("<p>un <!-- deux <i> --> trois</p>", "un  trois"),
        ("<p>un <!-- deux\ntrois", "un"),
        ("<p>un < deux <b>trois</b>", "un < deux trois"),
        ("<p>un <b", "un <b"),
    ],
)
def test_words_among_markup_are_kept(block, words):
    assert read(".md", block.encode()) == words


@pytest.mark.parametrize(
    ("front", "problem"),
    [
        ("a: &a [b]\nc: *a", "repeats a part of itself"),
        ("a: &a {b: c}\nd: {<<: [*a, *a]}", "repeats a part of itself"),
        (f"a: {FRONT_MATTER * 'b'}", "more than 20,000 characters: make it shorter"),
        (f"a: {5000 * '['}", "is not YAML"),
        (f"a: {5000 * '9'}", "is not YAML"),
        ("date: 0000-00-00", "is not YAML"),
    ],
    ids=["alias", "merge", "long", "deep", "digits", "date"],
)
def test_front_matter_that_would_cost_much_is_refused(front, problem):
    with pytest.raises(ReadError, match=f"the front matter .*{problem}"):
        read(".md", f"---\n{front}\n---\nBonjour.".encode())


def test_a_number_that_is_too_long_to_write_is_left_out():
    written = f"---\nlong: 0x{5000 * 'f'}\nshort: 0xff\n---\nBonjour."
    assert read_content(written.encode(), reader_of(".md")).metadata == {"short": 255}


def test_a_markdown_file_that_is_too_long_is_refused():
    with pytest.raises(ReadError, match="more than 4,000,000 characters: split it, or save it"):
        read(".md", (LENGTH + 1) * b"a")


def page(*, head="", body=""):
    """A web page with an article."""
    return (
        f"<html><head>{head}</head><body><article><p>{30 * 'Un barrage. '}</p>{body}</article></body></html>".encode()
    )


def linked_data(written):
    return f"<script type='application/ld+json'>{written}</script>"


def names(count):
    """Names that differ, without digits."""
    letters = str.maketrans("0123456789", "abcdefghij")
    return [f"Awa D{number:06}".translate(letters) for number in range(count)]


def article(*authors):
    """What a page says of an article, as structured data."""
    about = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Un barrage pour Kayes"}
    return linked_data(json.dumps(about | {"author": authors, "datePublished": "2024-05-03"}))


@pytest.mark.parametrize(
    "made",
    [
        lambda n: page(body=f"<p class='{60 * n * '&lt;!--'}'>Fin.</p>"),
        lambda n: page(head=linked_data(10 * n * '"author":{"')),
        lambda n: page(head=article(*names(n))),
        lambda n: page(head="".join(f"<meta name='author' content='{name}'>" for name in names(n))),
    ],
    ids=["attribute", "broken data", "authors", "authors in fields"],
)
def test_a_page_costs_as_much_as_it_is_long(made):
    assert doubling(made, lambda data: read(".html", data), 300) <= LINEAR


def test_what_a_page_says_of_itself_is_found_among_its_authors():
    people = [{"@type": "Person", "name": name} for name in names(300)]
    found = read_content(page(head=article(*people)), reader_of(".html"))
    assert found.metadata == {"title": "Un barrage pour Kayes", "date": "2024-05-03"}


@pytest.mark.parametrize(
    "begin", ["<p ", "<p/", "<p a='>' ", "<p a\"='\">' ", "<p = a='>' ", '<p a = "\'>" ', "<p a=b'c ", "<P\n"]
)
def test_an_element_with_too_many_attributes_is_refused(begin):
    def element(count):
        return begin + " ".join(f"a{number}" for number in range(count)) + ">Fin.</p>"

    assert "Un barrage." in read(".html", page(body=element(ATTRIBUTES - 5)))
    with pytest.raises(ReadError, match="an element with more than 1,000 attributes: save its text"):
        read(".html", page(body=element(ATTRIBUTES + 5)))


def test_a_page_that_is_too_large_is_refused():
    with pytest.raises(ReadError, match="more than 50,000 elements: save its text"):
        read(".html", page(body=ELEMENTS * "<br>"))
    with pytest.raises(ReadError, match="more than 10,000,000 characters: save its text"):
        read(".html", PAGE * b" " + page())


def test_entities_in_a_page_are_not_multiplied():
    assert (
        len(read(".html", laughs("").replace("DOCTYPE d", "DOCTYPE html").encode() + page(body="<p>&e9;</p>"))) < 1000
    )


def pages(count, contents=b"BT /F1 12 Tf (mot) Tj ET", form=b""):
    """A PDF file that lists one page so many times, whose contents may show a form (``/X Do``)."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b" ".join([b"3 0 R"] * count)),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources 6 0 R/Contents 4 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed := zlib.compress(contents)), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Font<</F1 5 0 R>>/XObject<</X 7 0 R>>>>",
        b"<</Subtype/Form/BBox[0 0 9 9]/Resources 6 0 R/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
        % (len(packed := zlib.compress(form)), packed),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 8\n0000000000 65535 f \n%strailer<</Size 8/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(body),
    )


def test_a_page_that_is_listed_again_and_again(monkeypatch):
    assert read(".pdf", pages(3)) == "mot\nmot\nmot"
    monkeypatch.setattr("pypdf.PageObject.extract_text", None)  # it is refused before anything is read
    with pytest.raises(ReadError, match=r"this PDF has more than 5,000 pages: split it, or save its text as \.txt"):
        read(".pdf", pages(PAGES + 1))
    with pytest.raises(ReadError, match=r"this PDF is too large .*: split it, or save its text as \.txt"):
        read(".pdf", pages(100_000))


def test_pages_that_unpack_to_far_more_than_they_are(monkeypatch):
    monkeypatch.setattr("pypdf.PageObject.extract_text", lambda page: "mot")
    data = pages(20, b" " * 10_000_000)
    assert len(data) < 20_000
    with pytest.raises(ReadError, match="the pages of this PDF unpack to more than 30 MB"):
        read(".pdf", data)
    assert len(read(".pdf", pages(3, b" " * 10_000_000)).split()) == 3


def test_a_form_that_is_shown_again_and_again_is_paid_for_each_time(monkeypatch):
    shown = b"BT /F1 12 Tf (mot) Tj ET "
    assert read(".pdf", pages(1, b"/X Do " * 3, shown)).split() == ["mot"] * 3
    monkeypatch.setattr("entityx.read.pdf.CONTENTS", 2_000_000)
    data = pages(1, b"/X Do " * 100, shown + b" " * 100_000)
    assert len(data) < 3_000
    with pytest.raises(ReadError, match="the pages of this PDF unpack to more than 2 MB"):
        read(".pdf", data)


def test_pages_cost_as_much_as_they_are():
    assert doubling(pages, lambda data: read(".pdf", data), 50) <= LINEAR

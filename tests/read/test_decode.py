import pytest

from entityx.errors import ReadError
from entityx.read.decode import decode, encodable

TEXT = "Le président a été reçu à l'Élysée.\r\nIl y a dîné dès midi.\n"
TYPOGRAPHIC = "Le cœur de l’accord : 5 €."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "mac_roman"]
)
def test_encodings_are_detected_and_line_ends_kept(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_typographic_signs_survive(encoding):
    assert decode(TYPOGRAPHIC.encode(encoding)) == TYPOGRAPHIC


@pytest.mark.parametrize("text", ["été", "Noël", "Étude", "à"])
def test_short_latin1_texts_are_french(text):
    assert decode(text.encode("latin-1")) == text


def test_nothing_is_a_text():
    assert decode(b"") == ""


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, b"abc\0def", b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(40)],
    ids=["png", "nul", "zip"],
)
def test_binary_data_is_refused(data):
    with pytest.raises(ReadError, match="not text"):
        decode(data)


def test_halves_of_surrogate_pairs_become_one_sign_each():
    assert encodable("a\ud83d b\udcff") == "a\ufffd b\ufffd"

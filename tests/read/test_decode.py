import pytest

from entityx.errors import ReadError
from entityx.read.decode import decode

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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize(
    "text", ["été", "Noël", "à", "N° 12", "10 €", "« »", "5 °C", "Art. 5 §2 n°3", "NOËL À ÎLE-DE-FRANCE", "Ça va ?"]
)
def test_short_texts_are_french_in_every_encoding(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("text", ["Le président à Bamako", "« Été »", "L’œuvre", "ÉLYSÉE"])
def test_short_texts_of_old_macs(text):
    assert decode(text.encode("mac_roman")) == text


@pytest.mark.parametrize(("data", "text"), [(b"S\xc3\xa9gou \xff", "Ségou \ufffd"), ("é é".encode()[:-1], "é \ufffd")])
def test_damage_in_a_short_text(data, text):
    assert decode(data) == text


@pytest.mark.parametrize("damage", [b"\xff", b"\xe9", TEXT.encode()[:6]], ids=["stray", "latin-1", "cut"])
def test_a_damaged_byte_does_not_make_another_encoding_of_utf8(damage):
    damaged = decode(TEXT.encode() + damage)
    assert damaged.startswith(TEXT)
    assert damaged.endswith("\ufffd")


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"\xef\xbb\xbf"])
def test_nothing_is_a_text(data):
    assert decode(data) == ""


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        b"abc\0def",
        b"abc\0",
        b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(40),
        bytes(range(1, 32)) + bytes(range(128, 256)),
    ],
    ids=["png", "nul", "nul-at-the-end", "zip", "controls"],
)
def test_binary_data_is_refused(data):
    with pytest.raises(ReadError, match="not text"):
        decode(data)

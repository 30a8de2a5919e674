import pytest

from tests.tagged import parse


def test_nested_tags_give_their_offsets():
    assert parse("le [TITLE maire de [LOC Ségou]] !") == ("le maire de Ségou !", {(3, 17, "TITLE"), (12, 17, "LOC")})


def test_an_open_tag_is_refused():
    with pytest.raises(ValueError, match="not closed"):
        parse("le [TITLE maire")

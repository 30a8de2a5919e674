"""Read: files become articles. A new format is a new module here and a case in `articles`."""

from entityx.read.articles import ID_FIELD, TEXT_FIELD, can_be_read_again, read_articles

__all__ = ["ID_FIELD", "TEXT_FIELD", "can_be_read_again", "read_articles"]

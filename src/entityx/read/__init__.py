"""Read: files become articles. A new format is a new module here and a case in `articles`."""

from entityx.read.articles import ID_FIELD, TEXT_FIELD, read_articles

__all__ = ["ID_FIELD", "TEXT_FIELD", "read_articles"]

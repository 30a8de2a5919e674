"""Link: a `Doc` with its layers becomes a document record: who is who, whose title it is, who agreed with whom."""

from entityx.link.document import link_document
from entityx.link.merge import merge

__all__ = ["link_document", "merge"]

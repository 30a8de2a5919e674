"""Words around the names of people."""

from __future__ import annotations

FAMILY = frozenset({"les", "des", "aux", "famille", "clan", "dynastie", "époux", "couple", "frères", "soeurs", "sœurs"})
"""Words right before a name that make it a family's, or that of several of its members; folded."""

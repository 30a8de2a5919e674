"""Where the layers of mentions stand on a `Doc`: names in ``doc.ents``, the others in ``doc.spans``, by these keys."""

TITLES_KEY = "titles"
AGREEMENTS_KEY = "agreements"
PATTERNS_KEY = "patterns"
"""What the user's own patterns matched, before the components take it into their layers."""

"""Where the layers of mentions stand on a `Doc`: names in ``doc.ents``, the others under these keys of ``doc.spans``."""

TITLES_KEY = "titles"
AGREEMENTS_KEY = "agreements"
PATTERNS_KEY = "patterns"
"""What the user's own patterns matched, before the components take it into their layers."""

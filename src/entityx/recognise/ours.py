"""What our models are called by; apart from what loads them, so that the command line knows the names without spaCy."""

ACCURATE = "accurate"
"""The trained pipeline, with a second look at what it is not sure of: the default."""
FAST = "fast"
"""The trained pipeline by itself."""

"""Recognise: a text becomes a spaCy `Doc` with its layers of mentions.

`pipeline.load` builds the pipeline. Each component has a folder: its logic, its word lists and patterns, and, in
``__init__``, its registration with spaCy.
"""

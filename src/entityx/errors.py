"""What can go wrong, one class a situation. Each message says what was wrong with what, and what to do."""

from __future__ import annotations


class EntityxError(Exception):
    """Base of every error that entityx raises on purpose; its text is meant for the person at the keyboard."""


class UsageError(EntityxError):
    """The request itself is wrong (an unknown format, options that do not go together): nothing was started."""


class ReadError(EntityxError):
    """One input cannot be read. In a run over many, it is reported and the others go on."""


class ModelError(EntityxError):
    """The model cannot be loaded, or lacks what the pipeline needs."""


class PatternsError(EntityxError):
    """The file of the user's own patterns cannot be used."""


class OutputError(EntityxError):
    """The results cannot be written where they were asked for."""


class EngineError(EntityxError):
    """The work cannot go on: no worker can begin, or a cluster cannot be reached."""


class GoldError(EntityxError):
    """Annotated texts cannot be used."""


class TrainingError(EntityxError):
    """A pipeline cannot be trained."""

"""What a report shows as unsure, by the whole per cent that it shows."""

from __future__ import annotations

from entityx.records import Confidence

UNSURE_MENTION = 0.8
"""The confidence below which a mention is shown as unsure: nearly all are above."""
UNSURE_TITLE = 0.5
"""That of the link between a person and a title: below it, the link is rather wrong than right."""
UNSURE_AGREEMENT = 0.5
"""That of an agreement. All of its parties and its status must be right at once, so that many are below."""


def percent(confidence: Confidence) -> int | None:
    """*confidence* in whole per cent, or nothing where it is not known.

    >>> percent(0.796), percent(None)
    (80, None)
    """
    return None if confidence is None else round(100 * confidence)


def is_unsure(shown: int | None, below: float) -> bool:
    """Whether what is *shown* of a confidence, in per cent, is less than *below*.

    >>> is_unsure(percent(0.79), 0.8), is_unsure(percent(0.796), 0.8), is_unsure(None, 0.8)
    (True, False, False)
    """
    return shown is not None and shown < round(100 * below)

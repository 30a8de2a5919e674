"""How good a pipeline is on annotated texts: precision, recall and F1, and its mistakes in context."""

from entityx.evaluation.documents import extracted, named, places, with_gold_mentions
from entityx.evaluation.links import link_mistakes, score_links
from entityx.evaluation.mentions import mention_mistakes, score_mentions
from entityx.evaluation.mistakes import Mistake

__all__ = [
    "Mistake",
    "extracted",
    "link_mistakes",
    "mention_mistakes",
    "named",
    "places",
    "score_links",
    "score_mentions",
    "with_gold_mentions",
]

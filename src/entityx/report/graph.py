"""Who appears with whom, laid out as a graph."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

import networkx as nx

from entityx.collect import Entities, Ties
from entityx.records import Label

WHO: tuple[Label, ...] = ("PER", "ORG")
"""Those who appear; with places, the states would stand in the middle of every graph."""
MOST_PAIRS = 90
MOST_NODES = 50
"""What can still be read on a screen."""
WIDTH = 1000
"""The width of the drawing; its height is what it needs."""
BOX = (165, 105)
"""The width and height that one node and its name need; a group of nine has three times as much of each."""
SEED = 1
"""Where the layout begins: the same results give the same graph."""

Place = tuple[float, float]


def graph(ties: Ties, entities: Entities, numbers: Mapping[str, int]) -> dict[str, Any]:
    """The pairs of people and organisations that stand together most often.

    Args:
        ties: What stands together.
        entities: Those of the folder.
        numbers: Their numbers, by their ids.

    Returns:
        ``nodes``: numbers of entities, with the place of each as ``x`` and ``y``; ``edges``: positions of two nodes,
        with the number of sentences that name both; the ``width`` and the ``height`` of the drawing.
    """
    pairs = (tie for tie in ties.together() if entities[tie.source].label in WHO and entities[tie.target].label in WHO)
    drawn: nx.Graph[str] = nx.Graph()
    for tie in islice(pairs, MOST_PAIRS):
        if drawn.number_of_nodes() + (tie.source not in drawn) + (tie.target not in drawn) <= MOST_NODES:
            drawn.add_edge(tie.source, tie.target, sentences=tie.sentences)
    places, height = layout(drawn)
    at = {node: position for position, node in enumerate(drawn)}
    return {
        "width": WIDTH,
        "height": height,
        "nodes": [
            {"entity": numbers[node], "x": round(places[node][0]), "y": round(places[node][1])} for node in drawn
        ],
        "edges": [
            {"source": at[source], "target": at[target], **data} for source, target, data in drawn.edges(data=True)
        ],
    }


def layout(drawn: nx.Graph[str]) -> tuple[dict[str, Place], int]:
    """The places of the nodes, and the height that they need.

    Each group of nodes that hang together is laid out by itself; the groups stand in rows, as words do in lines.
    """
    places: dict[str, Place] = {}
    left = top = row = 0.0
    for group in sorted(nx.connected_components(drawn), key=lambda group: (-len(group), min(group))):
        width, height = (side * len(group) ** 0.5 for side in BOX)
        width = min(width, WIDTH)
        if left + width > WIDTH:
            left, top, row = 0.0, top + row, 0.0
        within = nx.spring_layout(part(drawn, group), weight=None, iterations=200, seed=SEED)
        for node, (x, y) in spread(within).items():
            places[node] = left + BOX[0] / 2 + x * (width - BOX[0]), top + BOX[1] / 2 + y * (height - BOX[1])
        left, row = left + width, max(row, height)
    return places, round(top + row)


def part(drawn: nx.Graph[str], group: set[str]) -> nx.Graph[str]:
    """The nodes of *group* with their edges, in alphabetical order: the layout depends on it, and a set has none."""
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from(sorted(group))
    found.add_edges_from(drawn.subgraph(group).edges)
    return found


def spread(places: Mapping[str, Any]) -> dict[str, Place]:
    """*places*, two numbers each, stretched to lie from 0 to 1 in both directions."""
    axes = []
    for values in zip(*places.values(), strict=True):
        low, high = min(values), max(values)
        axes.append([(value - low) / (high - low) if high > low else 0.5 for value in values])
    return dict(zip(places, zip(*axes, strict=True), strict=True))

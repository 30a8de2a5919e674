from entityx.collect import Ties
from entityx.report.graph import MOST_NODES, MOST_PAIRS, WIDTH, graph
from tests.collect.documents import document as tagged
from tests.collect.documents import identified, indexed


def drawn(text):
    (one,) = identified(tagged(text))
    index = indexed(one)
    entities = {entity.id: entity for entity in index.entities()}
    ties = Ties(index)
    ties.add(one)
    found = graph(ties, entities, {id: number for number, id in enumerate(entities)})
    return found, [entity.name for entity in entities.values()]


def pairs(text):
    found, names = drawn(text)
    at = [names[node["entity"]] for node in found["nodes"]]
    return {(*sorted((at[edge["source"]], at[edge["target"]])), edge["sentences"]) for edge in found["edges"]}


def test_people_and_organisations_of_one_sentence_are_tied_places_are_not():
    text = "[PER Awa Ba] dirige l'[ORG OPV] au [LOC Mali].\n[PER Awa Ba] voit [PER Ali Diop] à l'[ORG OPV]."
    assert pairs(text) == {("Awa Ba", "OPV", 2), ("Ali Diop", "Awa Ba", 1), ("Ali Diop", "OPV", 1)}


def test_nothing_together_is_no_graph():
    found, _ = drawn("[PER Awa Ba] dort.\nL'[ORG OPV] aussi.")
    assert (found["nodes"], found["edges"]) == ([], [])


def test_the_strongest_pairs_come_first_and_all_lie_within_the_drawing():
    often = "[PER Awa Ba] préside l'[ORG OPV].\n"
    text = (
        often
        + often.replace("préside", "quitte")
        + "\n".join(
            f"[PER Jean Dupont{chr(97 + number)}] et [PER Anne Martin{chr(97 + number)}]." for number in range(26)
        )
    )
    found, names = drawn(text)
    assert {"Awa Ba", "OPV"} <= {names[node["entity"]] for node in found["nodes"]}
    assert len(found["nodes"]) == MOST_NODES
    assert all(0 < node["x"] < WIDTH and 0 < node["y"] < found["height"] for node in found["nodes"])
    places = [(node["x"], node["y"]) for node in found["nodes"]]
    assert len(set(places)) == len(places)


def test_the_same_results_give_the_same_graph():
    text = "[PER Awa Ba], [PER Ali Diop], [ORG OPV] et [PER Léa Koné].\n[PER Awa Ba] et [ORG Kalima]."
    assert drawn(text) == drawn(text)


def test_only_the_strongest_pairs_are_looked_up():
    class Asked(dict):
        times = 0

        def __getitem__(self, id):
            self.times += 1
            return super().__getitem__(id)

    letters = "abcdefghijklmnopqrstuvwxyz"
    (one,) = identified(
        tagged("\n".join(f"[PER Anne B{a}{b}] et [PER Léa C{a}{b}]." for a in letters for b in letters))
    )
    index = indexed(one)
    entities = Asked((entity.id, entity) for entity in index.entities())
    ties = Ties(index)
    ties.add(one)
    graph(ties, entities, {id: number for number, id in enumerate(entities)})
    assert entities.times == 2 * MOST_PAIRS

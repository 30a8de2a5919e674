"""Who cannot hold a title: each rule by the sentence that it is for, and by the look-alikes that it leaves."""

import pytest

from entityx.link.strangers import (
    named_beside,
    next_in_office,
    possessor,
    relative,
    subject,
    subject_of_the_clause_behind,
    whose_office_it_serves,
)
from entityx.recognise.layers import TITLES_KEY, read_layer, set_mentions
from tests.tagged import parse


def strangers_by(rule, tagged, nlp):
    """The names that *rule* gives for the last title of *tagged*."""
    text, mentions = parse(tagged)
    doc = nlp(text)
    set_mentions(doc, sorted(mentions))
    titles = read_layer(doc, TITLES_KEY)
    title = titles[-1]
    together = [one for one in titles if one.sent == title.sent]
    return [name.text for name in rule(title, [ent for ent in doc.ents if ent.label_ == "PER"], together)]


@pytest.mark.parametrize(
    ("rule", "tagged", "names"),
    [
        (subject, "[PER Awa Ba] a rencontré le [TITLE maire].", ["Awa Ba"]),
        (subject, "[PER Awa Ba] a porté plainte contre le [TITLE maire].", ["Awa Ba"]),
        (subject, "[PER Awa Ba], 35 ans, a limogé son [TITLE directeur].", ["Awa Ba"]),
        (subject, "[PER Awa Ba] a été nommée par le [TITLE président].", ["Awa Ba"]),
        (subject, "La [TITLE députée] [PER Awa Ba] a salué le [TITLE préfet].", ["Awa Ba"]),
        (subject, "[PER Awa Ba] est là. Elle a reçu le [TITLE maire].", ["Awa Ba"]),
        (possessor, "[PER Awa Ba] et son [TITLE avocat] sont là.", ["Awa Ba"]),
        (possessor, "[PER Awa Ba] dort. Son [TITLE homologue malien] veille.", ["Awa Ba"]),
        (named_beside, "[PER Awa Ba] et le [TITLE maire] sont là.", ["Awa Ba"]),
        (
            next_in_office,
            "[PER Awa Ba] quitte son poste de [TITLE maire], avec [PER Ali Sow] pour la suite.",
            ["Ali Sow"],
        ),
        (subject_of_the_clause_behind, "Selon le [TITLE maire], [PER Awa Ba] est partie.", ["Awa Ba"]),
        (subject_of_the_clause_behind, "Pour le [TITLE maire], M. [PER Sow] a menti.", ["Sow"]),
        (relative, "Le [TITLE maire] et sa fille, [PER Awa Ba], sont là.", ["Awa Ba"]),
        (relative, "[PER Awa Ba], la fille du [TITLE maire], est là.", ["Awa Ba"]),
        # look-alikes
        (subject, "[PER Awa Ba] est devenue la [TITLE directrice].", []),
        (subject, "[PER Awa Ba] est le [TITLE maire].", []),
        (subject, "[PER Awa Ba] est là, a dit le [TITLE maire].", []),
        (subject, "[PER Awa Ba] est partie et le [TITLE maire] a parlé.", []),
        (subject, "[PER Awa Ba] dit que le [TITLE maire] ment.", []),
        (subject, "Les amis de [PER Awa Ba] ont vu le [TITLE maire].", []),
        (subject, "[PER Awa Ba] a été élue [TITLE maire].", []),
        (possessor, "[PER Awa Ba] est leur [TITLE directrice].", []),
        (named_beside, "[PER Awa Ba], le [TITLE maire], est là.", []),
        (next_in_office, "[PER Awa Ba] parle au poste de [TITLE maire], [PER Ali Sow] écoute.", []),
        (subject_of_the_clause_behind, "Selon le [TITLE maire], [PER Awa Ba], tout va bien.", []),
        (subject_of_the_clause_behind, "Le [TITLE maire], [PER Awa Ba] est parti.", []),
        (relative, "Le [TITLE maire], [PER Awa Ba], et sa fille sont là.", []),
    ],
)
def test_each_rule_sees_what_it_is_for_and_leaves_its_look_alike(nlp, rule, tagged, names):
    assert strangers_by(rule, tagged, nlp) == names


def test_who_has_a_spokesman_is_none(nlp):
    text, mentions = parse("Le [TITLE porte-parole] du [TITLE président] [PER Ba] est là.")
    doc = nlp(text)
    set_mentions(doc, sorted(mentions))
    titles = read_layer(doc, TITLES_KEY)
    assert [name.text for name in whose_office_it_serves(titles[0], doc.ents, titles)] == ["Ba"]
    assert not list(whose_office_it_serves(titles[1], doc.ents, titles))

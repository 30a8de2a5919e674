import pytest

import entityx
from entityx.lexicon.words import name_words
from entityx.link.agreements.scene import Scene
from entityx.link.people import (
    given_name,
    initials,
    joined_initials,
    part_of_surname,
    resolve_names,
    same_words,
    surname,
    without_middle_names,
    without_particle,
)
from entityx.recognise.layers import set_mentions
from tests.tagged import parse


@pytest.mark.parametrize(
    ("rule", "short", "full"),
    [
        (same_words, "AWA BA", "Awa Ba"),
        (surname, "Ba", "Awa Ba"),
        (given_name, "Guy", "Guy Hosneld"),
        (part_of_surname, "Doumbia", "Sira Doumbia Traoré"),
        (without_middle_names, "Ousmane Sow", "Ousmane Tidiane Sow"),
        (without_particle, "Ould Vall", "Ely Vall"),
        (initials, "P. Mba", "Paul Mba"),
        (initials, "Ph. Mba", "Philippe Mba"),
        (initials, "J.-P. Mba", "Jean-Paul Mba"),
        (joined_initials, "JP Mba", "Jean-Paul Mba"),
    ],
)
def test_each_rule_joins_what_it_is_for(rule, short, full):
    assert rule(name_words(short), name_words(full))


@pytest.mark.parametrize(
    ("rule", "short", "full"),
    [
        (same_words, "Awa Ba", "Awa Bah"),
        (surname, "Awa", "Awa Ba"),
        (given_name, "Ba", "Awa Ba"),
        (part_of_surname, "Traoré", "Sira Doumbia Traoré"),
        (without_middle_names, "Ousmane Tidiane", "Ousmane Tidiane Sow"),
        (without_particle, "Ben Vall", "Ely Vall"),  # Ben is a given name too
        (initials, "A. Mba", "Paul Mba"),
        (initials, "Pau Mba", "Paul Mba"),
        (joined_initials, "JM Mba", "Jean-Paul Mba"),
        (joined_initials, "J Mba", "Jean Mba"),
    ],
)
def test_each_rule_leaves_its_look_alike(rule, short, full):
    assert not rule(name_words(short), name_words(full))


@pytest.mark.parametrize(
    ("forms", "people"),
    [
        (["Assimi Goïta", "Goïta"], ["Assimi Goïta"]),
        (["Ba", "Awa Ba"], ["Awa Ba"]),
        (["Guy Hosneld", "Guy"], ["Guy Hosneld"]),
        (["Awa BA", "Ba", "Awa Ba"], ["Awa BA"]),
        (["AWA BA", "Awa Ba", "Ba"], ["Awa Ba"]),
        (["Jean-Luc El-Béchir", "El-Bechir"], ["Jean-Luc El-Béchir"]),
        (["Ph. Mba", "Philippe Mba", "J.-P. Sow", "JP Sow", "Jean-Paul Sow"], ["Philippe Mba", "Jean-Paul Sow"]),
        # conservative: two who share a surname stay apart, and so does the surname alone
        (["Awa Ba", "Omar Ba", "Ba"], ["Awa Ba", "Omar Ba", "Ba"]),
        (["Awa Ba", "Ali Sow"], ["Awa Ba", "Ali Sow"]),
        (["Paul Martin", "Martine"], ["Paul Martin", "Martine"]),
    ],
)
def test_resolve_names(forms, people):
    assert list(dict.fromkeys(resolve_names(forms).values())) == people


def titles_of(text, nlp):
    return {person.name: person.titles for person in entityx.extract(text, nlp).people}


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Le président Awa Koné est là.", {"Awa Koné": ("président",)}),
        ("Awa Koné, ministre du Budget, a signé.", {"Awa Koné": ("ministre du Budget",)}),
        (
            "Le chef de l'État malien, le général Issa Cissoko, est rentré.",
            {"Issa Cissoko": ("chef de l'État malien", "général")},
        ),
        ("Le président, M. Paul Mba, a parlé.", {"Paul Mba": ("président",)}),
        (
            "Paul Mba, économiste et professeur de droit, publie un livre.",
            {"Paul Mba": ("économiste", "professeur de droit")},
        ),
        (
            "Il a vu le maire, Paul Mba, et son adjointe, Awa Koné.",
            {"Paul Mba": ("maire",), "Awa Koné": ("adjointe",)},
        ),
        # taken up alone
        (
            "Le président malien Issa Cissoko est arrivé. Le président a parlé. Le chef de l'État repart.",
            {"Issa Cissoko": ("président malien", "président", "chef de l'État")},
        ),
        (
            "L'ambassadeur Awa Koné est là. L'ambassadrice parle.",
            {"Awa Koné": ("ambassadeur", "ambassadrice")},
        ),
        (
            "Le ministre des Mines Paul Mba arrive. Le ministre a signé. Le ministre des Mines repart.",
            {"Paul Mba": ("ministre des Mines", "ministre")},
        ),
        (
            "Le Premier ministre, Awa Koné, arrive. La Première ministre parle.",
            {"Awa Koné": ("Premier ministre", "Première ministre")},
        ),
        (
            "Awa Koné, secrétaire générale de l'ONU, arrive. Le secrétaire général de l'ONU parle.",
            {"Awa Koné": ("secrétaire générale de l'ONU", "secrétaire général de l'ONU")},
        ),
        (
            "Le président sortant du Mali, Paul Mba, arrive. Le chef de l'État parle.",
            {"Paul Mba": ("président sortant du Mali", "chef de l'État")},
        ),
        # a counterpart's is the office of the person before
        (
            "Le président malien, Issa Cissoko, a vu son homologue zambien, Paul Mba. Le président zambien dort.",
            {"Issa Cissoko": ("président malien",), "Paul Mba": ("homologue zambien", "président zambien")},
        ),
        # which is not the one that nobody holds
        (
            "Le président malien, Issa Cissoko, est parti. La ministre est restée. "
            "Son homologue zambien, Paul Mba, l'a reçu. Le président zambien est content.",
            {"Issa Cissoko": ("président malien",), "Paul Mba": ("homologue zambien", "président zambien")},
        ),
        # behind an abbreviation
        ("Le médecin de l'équipe, le Pr. Awa Koné, parle.", {"Awa Koné": ("médecin de l'équipe", "Pr")}),
        # through the title behind it
        ("Le président, le maire, M. Paul Mba, a parlé.", {"Paul Mba": ("président", "maire")}),
        # with a colon, a bracket or a dash before the rank
        (
            "Ministre de la Défense : général Ali Sow. Ministre du Plan : Awa Koné.",
            {"Ali Sow": ("Ministre de la Défense", "général"), "Awa Koné": ("Ministre du Plan",)},
        ),
        ("L'évêque – Mgr Paul Mba – est venu.", {"Paul Mba": ("évêque", "Mgr")}),
        # on the line above
        (
            "Ministre du Plan\nM. Ali Sow\nMinistre de la Pêche\nMme Awa Koné",
            {"Ali Sow": ("Ministre du Plan",), "Awa Koné": ("Ministre de la Pêche",)},
        ),
        ("Le directeur général\nPaul Mba", {"Paul Mba": ("directeur général",)}),
        # in lists, with signs or without
        (
            "Sont là : Awa Koné, ministre du Plan ; Ali Sow, ministre de la Pêche ; Paul Mba, gouverneur.",
            {"Awa Koné": ("ministre du Plan",), "Ali Sow": ("ministre de la Pêche",), "Paul Mba": ("gouverneur",)},
        ),
        (
            "Nos invités : Awa Koné, enseignante Ali Sow, médecin Paul Mba, avocat",
            {"Awa Koné": ("enseignante",), "Ali Sow": ("médecin",), "Paul Mba": ("avocat",)},
        ),
        # the office that another one serves
        ("Le porte-parole du Premier ministre Paul Mba a démenti.", {"Paul Mba": ("Premier ministre",)}),
        (
            "Ali Sow, porte-parole du président Mba, a démenti.",
            {"Ali Sow": ("porte-parole du président Mba",), "Mba": ()},
        ),
        # a counterpart, a possession, an opponent, a relative is somebody else
        ("Le président Issa Cissoko a reçu son homologue zambien.", {"Issa Cissoko": ("président",)}),
        ("Le président Issa Cissoko a limogé son Premier ministre.", {"Issa Cissoko": ("président",)}),
        ("Awa Koné a porté plainte contre le maire.", {"Awa Koné": ()}),
        ("Selon le maire, Awa Koné est partie.", {"Awa Koné": ()}),
        ("Awa Koné, la fille du maire, est partie.", {"Awa Koné": ()}),
        # but what a verb gives is one's own
        ("Awa Koné est devenue la directrice du port.", {"Awa Koné": ("directrice du port",)}),
        # not the next person's, nor a bystander's
        ("Paul Mba, maire de Ségou, et le ministre sont là.", {"Paul Mba": ("maire de Ségou",)}),
        # behind a verb
        ("Awa Koné a été nommée ministre du Budget.", {"Awa Koné": ("ministre du Budget",)}),
        # not when it names a state that none of the person's offices has
        (
            "Le président russe, Ivan Petrov, premier dirigeant du parti, parle. Le dirigeant chinois se tait.",
            {"Ivan Petrov": ("président russe", "premier dirigeant du parti")},
        ),
        # not when it is another office, or a former one
        (
            "Le ministre des Mines Paul Mba arrive. Le ministre de la Pêche se tait.",
            {"Paul Mba": ("ministre des Mines",)},
        ),
        (
            "Le président russe Ivan Petrov arrive. Le président de la Banque mondiale se tait.",
            {"Ivan Petrov": ("président russe",)},
        ),
        (
            "Paul Mba, premier secrétaire du parti, arrive. Le Premier ministre se tait.",
            {"Paul Mba": ("premier secrétaire du parti",)},
        ),
        (
            "Le président Paul Mba arrive. L'ancien président se tait.",
            {"Paul Mba": ("président",)},
        ),
        # not when it could be another, or is another country's
        (
            "Le ministre Paul Mba a vu le ministre Ali Sow. Le ministre est content.",
            {"Paul Mba": ("ministre",), "Ali Sow": ("ministre",)},
        ),
        (
            "Le président malien Issa Cissoko est arrivé. Le président russe l'attendait.",
            {"Issa Cissoko": ("président malien",)},
        ),
        (
            "Le président malien Issa Cissoko est arrivé. Le chef d'état-major se tait.",
            {"Issa Cissoko": ("président malien",)},
        ),
        (
            "Paul Mba, président de la coopérative, se plaint. Le chef de l'État se tait.",
            {"Paul Mba": ("président de la coopérative",)},
        ),
    ],
)
def test_titles_belong_to_their_holders(nlp, text, titles):
    assert titles_of(text, nlp) == titles


def test_a_title_counts_once_whatever_its_letter_case(nlp):
    text = "Le Président Awa Koné parle. Le président Koné écoute."
    assert titles_of(text, nlp) == {"Awa Koné": ("Président",)}


def test_a_person_has_all_the_forms_and_places_of_the_name(nlp):
    text = "Le président Awa Koné parle. M. Koné écoute."
    (person,) = entityx.extract(text, nlp).people
    assert (person.name, person.aliases) == ("Awa Koné", ("Koné",))
    assert [text[m.start : m.end] for m in person.mentions] == ["Awa Koné", "Koné"]


@pytest.mark.parametrize(
    "text",
    [
        "Awa Wang est arrivée. Les Wang possèdent trois usines.",
        "Awa Wang est arrivée. La famille Wang possède trois usines.",
    ],
)
def test_a_family_is_no_one_of_its_members(nlp, text):
    assert [(person.name, person.aliases) for person in entityx.extract(text, nlp).people] == [
        ("Awa Wang", ()),
        ("Wang", ()),
    ]


def test_titles_have_their_places(nlp):
    text = "Le président Awa Koné parle. Le Président Koné écoute."
    (person,) = entityx.extract(text, nlp).people
    assert [text[m.start : m.end] for m in person.title_mentions] == ["président", "Président"]


def aliases_of(tagged, nlp):
    """The other names of each person, where names are as in *tagged*."""
    text, mentions = parse(tagged)
    doc = nlp(text)
    set_mentions(doc, sorted(mentions))
    return {person.name: person.aliases for person in Scene.of(doc).people}


@pytest.mark.parametrize(
    ("tagged", "aliases"),
    [
        ("[PER Awa Ba], dite « [PER La Tigresse] », chante.", {"Awa Ba": ("La Tigresse",)}),
        ("[PER Awa Ba] (alias [PER Tina]) chante. [PER Tina] rit.", {"Awa Ba": ("Tina",)}),
        ("[PER Awa Ba] dite [PER Tina] chante.", {"Awa Ba": ("Tina",)}),
        ("[PER Awa Ba], née [PER Sow], chante. Mme [PER Ba] rit.", {"Awa Ba": ("Sow", "Ba")}),
        ("[PER Awa Ba], plus connue sous le nom de [PER Tina], chante.", {"Awa Ba": ("Tina",)}),
        ("[PER Ali Oumar Sy] ([PER AOS]) dort. [PER AOS] rêve.", {"Ali Oumar Sy": ("AOS",)}),
        ("[PER AOS] dort. [PER Ali Oumar Sy] rêve.", {"Ali Oumar Sy": ("AOS",)}),
        # *dit* is a verb here, *née* tells a place, two have these initials, the other name is somebody else's
        ("« J'ai vu [PER Ali Sow] », dit [PER Awa Ba].", {"Ali Sow": (), "Awa Ba": ()}),
        ("J'ai vu [PER Ali Sow], dit [PER Awa Ba].", {"Ali Sow": (), "Awa Ba": ()}),
        ("[PER Awa Ba], née à Kita, et [PER Sow] chantent.", {"Awa Ba": (), "Sow": ()}),
        ("[PER Awa Ba] épouse [PER Ali Sow].", {"Awa Ba": (), "Ali Sow": ()}),
        (
            "[PER Ali Oumar Sy] et [PER Awa Omou Sarr] dorment. [PER AOS] rêve.",
            {"Ali Oumar Sy": (), "Awa Omou Sarr": (), "AOS": ()},
        ),
        ("[PER Ali Sow] est là. [PER Awa Ba], née [PER Sow], chante.", {"Ali Sow": ("Sow",), "Awa Ba": ()}),
    ],
)
def test_a_name_that_the_text_gives_as_another_one_is_an_alias(nlp, tagged, aliases):
    assert aliases_of(tagged, nlp) == aliases

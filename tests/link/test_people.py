import pytest

import entityx
from entityx.lexicon.words import name_words
from entityx.link.people import (
    given_name,
    initials,
    part_of_surname,
    resolve_names,
    same_words,
    surname,
    without_middle_names,
    without_particle,
)


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

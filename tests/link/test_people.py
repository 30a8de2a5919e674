import pytest

import entityx
from entityx.link.people import resolve_names


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
        # through the title behind it
        ("Le président, le maire, M. Paul Mba, a parlé.", {"Paul Mba": ("président", "maire")}),
        # not the next person's, nor a bystander's
        ("Paul Mba, maire de Ségou, et le ministre sont là.", {"Paul Mba": ("maire de Ségou",)}),
        # not when it stands without a definite determiner
        (
            "Le ministre des Mines Paul Mba parle. Elle a été nommée ministre.",
            {"Paul Mba": ("ministre des Mines",)},
        ),
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

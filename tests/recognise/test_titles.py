import pytest

from tests.tagged import found, parse


@pytest.mark.parametrize(
    "tagged",
    [
        # before the name, behind it, standing for the person
        "Le [TITLE président] Awa Koné est là.",
        "Le [TITLE général] Issa Cissoko commande.",
        "Awa Diarra, [TITLE ministre du Budget], a signé.",
        "Awa Diarra, la [TITLE ministre malienne du Budget], a signé.",
        "Paul Mba, [TITLE économiste] et [TITLE professeur de droit à l'université de Cocody], publie un livre.",
        "Un [TITLE avocat], Paul Mba, plaide.",
        "Le [TITLE chef de l’État malien] est rentré.",
        "La [TITLE ministre] a signé.",
        "Le [TITLE Premier ministre] et le [TITLE ministre de la Défense] sont partis.",
        # from the head to the last complement, with what qualifies it
        "L'[TITLE ancien président] Jean Ndong témoigne.",
        "L'[TITLE ex-Premier ministre danois] est attendu.",
        "Son [TITLE homologue russe] Ivan Petrov l'a reçu.",
        "Le [TITLE secrétaire général de l'ONU] appelle au calme.",
        "Le [TITLE directeur exécutif du programme d'urgence de l'OMS] s'inquiète.",
        "Le [TITLE rédacteur en chef] Paul Mba démissionne.",
        "Le [TITLE ministre de la Sécurité et de la Protection civile] démissionne.",
        "Son [TITLE représentant auprès de l'Agence internationale de l'énergie atomique] a parlé.",
        # given to somebody
        "Elle a été nommée [TITLE ministre de la Défense].",
        "Il travaille en tant que [TITLE médiateur].",
        # heads joined by a hyphen
        "Le [TITLE député-maire de Lyon], Paul Mba, plaide.",
        "Le [TITLE président équato-guinéen] parle.",
        # a rank stands right before the name, or has a complement
        "Le [TITLE ministre malien de la Défense], le [TITLE colonel] Issa Cissoko, commande.",
        "L'intérim revient à Issa Cissoko, [TITLE colonel de gendarmerie].",
        "Issa Cissoko, major, a réussi l'examen.",
        "Son vrai patron : [TITLE directeur général de la mine].",
        # nothing: adjectives, pronouns, bystanders
        "L'assemblée générale de l'association est close.",
        "La compagnie responsable du crash se tait.",
        "Paul Mba et un policier sont morts.",
        "Il vaut mieux me taire.",
        # nothing: civilities, plural classes, professions of nobody, kinship, verbs, other words
        "M. Koné et Mme Sow se taisent.",
        "Les ministres et les présidents africains se réunissent.",
        "Le chef-lieu de la région est calme.",
        "Le médecin a prescrit un remède.",
        "Son père est parti.",
        "Il juge que la route est longue.",
        "En général, il pleut.",
        "Mme Traoré juge possible un compromis.",
        "Il juge Awa Koné coupable.",
        "Le stade du Président Sow est plein.",
    ],
)
def test_titles(nlp, tagged):
    text, expected = parse(tagged)
    assert found(nlp(text), "TITLE") == expected


def test_a_profession_stands_alone_once_it_was_said_of_somebody(nlp):
    text, expected = parse("Paul Mba, [TITLE avocat], plaide. L'[TITLE avocat] a gagné.")
    assert found(nlp(text), "TITLE") == expected


def test_names_within_a_title_are_names_too(nlp):
    text, expected = parse("Le [TITLE secrétaire général de l'[ORG ONU]] est à Paris.")
    assert found(nlp(text), "TITLE", "ORG") == expected


def test_a_title_ends_at_the_line(nlp):
    text, expected = parse("Le [TITLE président]\nde la lumière au bout du couloir")
    assert found(nlp(text), "TITLE") == expected

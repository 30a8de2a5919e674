import pytest

from tests.tagged import found, parse


@pytest.mark.parametrize(
    "tagged",
    [
        "Plusieurs [AGREEMENT accords de coopération] ont été signés.",
        "Trois [AGREEMENT accords majeurs] ont été conclus.",
        "Un [AGREEMENT accord de coopération militaire] entre le Mali et la Russie.",
        "Ils respectent l'[AGREEMENT accord de Paris].",
        "Le [AGREEMENT traité sur les armes nucléaires] a été dénoncé.",
        "Un [AGREEMENT contrat de cinq ans] avec le club.",
        "Un [AGREEMENT contrat de prêt à long terme] est prévu.",
        "Le [AGREEMENT cessez-le-feu] tient, la [AGREEMENT trêve humanitaire] aussi.",
        "Un [AGREEMENT accord relatif aux transports aériens] a été conclu.",
        "Un [AGREEMENT contrat] en février, puis le [AGREEMENT contrat] de son fils.",
        "Un [AGREEMENT mémorandum d'entente] a été paraphé.",
        "Un [AGREEMENT protocole d'accord] qui lie les deux États.",
        "Ils ont signé un [AGREEMENT partenariat stratégique] à Dakar.",
        "Les [AGREEMENT accords internationaux] de la Fédération de Russie valent toujours.",
        "L'[AGREEMENT accord sino-malien] de mai est rompu.",
        "UN [AGREEMENT ACCORD SUR LES TRANSPORTS AÉRIENS] SIGNÉ À BERNE",
        "Un projet d'[AGREEMENT accord] entre le Mali et la Russie.",
        "Ils ont signé leur [AGREEMENT accord de paix].",
        "Rompre avec l'[AGREEMENT accord de Rome].",
        "Un [AGREEMENT accord] en présence du ministre.",
        "Un [AGREEMENT accord] pour la première fois.",
        "Un [AGREEMENT accord russo-ukrainien] est possible.",
        "L'[AGREEMENT accord] et de la patience.",
        # nothing
        "Il est d'accord avec nous.",
        "Ils ont décidé d'un commun accord.",
        "Elle a donné son accord.",
        "Elle ne donne jamais son accord.",
        "Les maires ont donné l'accord de leurs communes.",
        "Une dictée sans fautes d'accord.",
        "D'accord, dit-elle.",
        "En accord avec ses partenaires, il renonce.",
        "Un partenariat plus équitable entre les deux États.",
        "Il a été traité pour le paludisme.",
        "Ils cherchent un terrain d'entente.",
        "Le chef du protocole attend.",
    ],
)
def test_agreements(nlp, tagged):
    text, expected = parse(tagged)
    assert found(nlp(text), "AGREEMENT") == expected

import pytest

import entityx


def agreements(text, nlp):
    return entityx.extract(text, nlp).agreements


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Un accord entre le Mali et la Fédération de Russie a été signé.", ("Mali", "Russie")),
        ("Le Niger a signé un accord avec la Chine.", ("Chine", "Niger")),
        ("La Suisse et la Tunisie ont signé à Berne un accord sur la pêche.", ("Suisse", "Tunisie")),
        ("La Zambie et la Namibie ont signé trois accords.", ("Namibie", "Zambie")),
        ("Le ministre malien Awa Diarra a signé un accord avec le Niger.", ("Mali", "Niger")),
        ("Les accords internationaux de la Fédération de Russie valent toujours.", ("Russie",)),
        ("L'accord sino-malien est rompu.", ("Chine", "Mali")),
        ("La RDC a conclu un traité avec l'ONU.", ("ONU", "République démocratique du Congo")),
        ("Moscou a signé un accord avec Bamako.", ("Mali", "Russie")),
        ("Le Mali et la Russie discutent. Un accord lie les deux pays.", ("Mali", "Russie")),
        ("Un accord a été signé.", ()),
    ],
)
def test_parties(nlp, text, parties):
    (agreement,) = agreements(text, nlp)
    assert agreement.parties == parties


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Un accord a été signé hier.", "signed"),
        ("Ils négocient un accord.", "negotiated"),
        ("La trêve a été rompue.", "ended"),
        ("Un accord a été signé. L'accord a été dénoncé.", "ended"),
        ("L'accord de Paris est connu de tous.", "signed"),
        ("Les rebelles n'ont pas encore signé l'accord.", "negotiated"),
        ("Aucun accord n'a été trouvé.", "negotiated"),
        ("La trêve n'a pas été rompue.", "signed"),
        ("La Suisse refuse de ratifier l'accord.", "ended"),
        ("Un accord serait une bonne chose.", "unknown"),
    ],
)
def test_status(nlp, text, status):
    (agreement,) = agreements(text, nlp)
    assert agreement.status == status


@pytest.mark.parametrize(
    ("text", "domains"),
    [
        ("Un accord de pêche a été signé.", ("pêche",)),
        (
            "Trois accords touchent des secteurs comme le commerce, l’énergie et la sécurité.",
            ("commerce", "énergie", "sécurité"),
        ),
        ("Un accord de libre-échange a été signé.", ("libre-échange",)),
        ("Un accord-cadre sur la pêche a été signé.", ("pêche",)),
        ("Un accord de principe a été trouvé.", ()),
        ("Un contrat de cinq ans a été signé.", ()),
    ],
)
def test_domains(nlp, text, domains):
    (agreement,) = agreements(text, nlp)
    assert agreement.domains == domains


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Un accord a été signé. L'accord prévoit peu.", [["accord", "accord"]]),
        ("Un accord a été signé. Un accord est prévu.", [["accord"], ["accord"]]),
        ("Un accord a été signé. Un deuxième accord est prévu.", [["accord"], ["accord"]]),
        ("Un accord a été signé. Le contrat est prêt.", [["accord"], ["contrat"]]),
        (
            "L'accord de Paris tient. L'accord de Rome aussi. L'accord de Paris vit.",
            [["accord de Paris", "accord de Paris"], ["accord de Rome"]],
        ),
    ],
)
def test_mentions_of_one_agreement_stand_together(nlp, text, groups):
    found = [[text[m.start : m.end] for m in agreement.mentions] for agreement in agreements(text, nlp)]
    assert found == groups

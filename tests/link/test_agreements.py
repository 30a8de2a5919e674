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
        ("Les accords internationaux de la Fédération de Russie valent toujours.", ("Russie",)),
        ("L'accord sino-malien est rompu.", ("Chine", "Mali")),
        ("La RDC a conclu un traité avec l'ONU.", ("ONU", "République démocratique du Congo")),
        ("Moscou a signé un accord avec Bamako.", ("Mali", "Russie")),
        ("Le Mali et la Russie discutent. Un accord lie les deux pays.", ("Mali", "Russie")),
        ("Un accord entre le Mali et la Russie a été signé par le président du Ghana.", ("Mali", "Russie")),
        ("Un accord entre le Mali et la Russie, a annoncé l'ONU.", ("Mali", "Russie")),
        ("Le Niger a signé un accord avec la Chine, selon l'AFP.", ("Chine", "Niger")),
        ("Selon l'agence Reuters, la Russie et la Chine ont signé un accord.", ("Chine", "Russie")),
        (
            "L'Organisation mondiale du commerce (OMC) et le Mali ont signé un accord.",
            ("Mali", "Organisation mondiale du commerce"),
        ),
        ("L'accord russo-ukrainien est rompu.", ("Russie", "Ukraine")),
        ("Le Mali a signé un accord avec le gouvernement bissau-guinéen.", ("Guinée-Bissau", "Mali")),
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
        ("L'accord n'a pas encore été signé.", "negotiated"),
        ("Le contrat n'est toujours pas conclu.", "negotiated"),
        ("Le traité, signé en mars, n'est pas encore ratifié.", "signed"),
        ("Le Mali, qui n'était pas encore membre, a signé l'accord.", "signed"),
        ("La trêve n'a pas été rompue.", "signed"),
        ("La Suisse refuse de ratifier l'accord.", "ended"),
        ("L’accord de financement sera conclu avant Noël.", "negotiated"),
        ("Les deux pays signeront demain un accord.", "negotiated"),
        ("Le Mali est prêt à signer un accord.", "negotiated"),
        ("Le Mali vient de signer un accord.", "signed"),
        ("L'accord n'est plus en vigueur.", "ended"),
        ("La trêve, signée en mars à Dakar, avait été rompue au bout de neuf jours.", "ended"),
        ("Paris a rejeté l'accord proposé.", "ended"),
        ("L'accord n'est pas encore entré en vigueur.", "signed"),
        ("Le Mali n'applique pas l'accord.", "signed"),
        ("L'accord doit être respecté par les parties.", "signed"),
        ("Le contrat n'a pas été renouvelé.", "ended"),
        ("Le Mali propose de signer un accord.", "negotiated"),
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
        ("L'accord du Conseil de sécurité a été trouvé.", ()),
        ("Un contrat de cinq ans a été signé.", ()),
        ("Un accord est signé dans le domaine de la pêche, qui nourrit les familles.", ("pêche",)),
        (
            "Un accord est signé dans les domaines de l'énergie et des mines et lie l'État et les communes.",
            ("énergie", "mines"),
        ),
    ],
)
def test_domains(nlp, text, domains):
    (agreement,) = agreements(text, nlp)
    assert agreement.domains == domains


def test_domains_listed_behind_another_agreement_are_its_own(nlp):
    text = "Une convention fiscale est signée, et un protocole dans le domaine de la santé est prêt."
    assert [agreement.domains for agreement in agreements(text, nlp)] == [(), ("santé",)]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Un accord a été signé. L'accord prévoit peu.", [["accord", "accord"]]),
        ("Un accord a été signé. Le contrat est prêt.", [["accord"], ["contrat"]]),
        ("L'accord de Paris tient. L'accord vit.", [["accord de Paris", "accord"]]),
        ("Un bail a été signé. Les baux courent neuf ans.", [["bail", "baux"]]),
        (
            "L'accord de Paris tient. L'accord de Rome aussi. L'accord de Paris vit.",
            [["accord de Paris", "accord de Paris"], ["accord de Rome"]],
        ),
        ("Un accord est signé. Un deuxième accord est prêt.", [["accord"], ["accord"]]),
        (
            "Un accord est signé. D’autres accords sont prêts. Une autre convention aussi.",
            [["accord"], ["accords"], ["convention"]],
        ),
    ],
)
def test_mentions_of_one_agreement_stand_together(nlp, text, groups):
    found = [[text[m.start : m.end] for m in agreement.mentions] for agreement in agreements(text, nlp)]
    assert found == groups

import pytest
import spacy
from spacy.tokens import Span

from entityx.recognise.consistency import Consistency
from tests.tagged import parse


@pytest.mark.parametrize(
    ("tagged", "expected"),
    [
        (
            "[ORG Wagala] gagne. [ORG Wagala] perd. [LOC Wagala] joue.",
            "[ORG Wagala] gagne. [ORG Wagala] perd. [ORG Wagala] joue.",
        ),
        ("[LOC Ouattara] parle. [PER Alassane Ouattara] rit.", "[LOC Ouattara] parle. [PER Alassane Ouattara] rit."),
        (
            "[PER Alassane Ouattara] rit. [LOC Ouattara] parle.",
            "[PER Alassane Ouattara] rit. [PER Ouattara] parle.",
        ),
        ("[LOC Ségou] joue, [ORG Bamako] gagne.", "[LOC Ségou] joue, [ORG Bamako] gagne."),
    ],
)
def test_a_name_has_the_label_of_most_of_its_mentions(tagged, expected):
    text, mentions = parse(tagged)
    doc = spacy.blank("fr")(text)
    doc.set_ents([doc.char_span(start, end, label=label) for start, end, label in sorted(mentions)])
    before = [(ent.text, ent.label_) for ent in doc.ents]
    assert all(isinstance(span, Span) for span in Consistency().find(doc))
    assert [(ent.text, ent.label_) for ent in doc.ents] == before  # finding writes nothing
    Consistency()(doc)
    assert {(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents} == parse(expected)[1]

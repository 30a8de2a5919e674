import pytest

from entityx.recognise.sentences import LONGEST_SENTENCE


@pytest.mark.parametrize(
    "sentences",
    [
        ["Il part.", "Elle reste !", "Pourquoi ?", "On verra…"],
        ["« Il part. »", "Elle reste."],
        ['"Il part."', "Elle reste."],
        ['Il a dit : "Je pars."', '"Tant mieux."'],
        ["« Vraiment ? » demande-t-elle."],
        ["M. Ba et Mme. Sow sont là.", "Le Dr. Kane aussi."],
        ["Me. Ba et le Pr. Kane sont là.", "Le Col. Sow aussi."],
        ["La vallée remonte jusqu'au col.", "Sow s'y repose."],
    ],
)
def test_sentences_end_at_punctuation(nlp, sentences):
    assert [sentence.text for sentence in nlp(" ".join(sentences)).sents] == sentences


@pytest.mark.parametrize("line_break", ["\n", "\n\n", "\r\n", "\r"])
def test_sentences_end_at_line_breaks(nlp, line_break):
    doc = nlp(f"Un titre sans point{line_break}le texte commence.")
    assert [sentence.text.strip() for sentence in doc.sents] == ["Un titre sans point", "le texte commence."]


def test_a_text_without_stops_is_cut(nlp):
    doc = nlp("mot " * (2 * LONGEST_SENTENCE + 10))
    assert [len(sentence) for sentence in doc.sents] == [LONGEST_SENTENCE, LONGEST_SENTENCE, 10]

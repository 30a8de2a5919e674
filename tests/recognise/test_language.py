import pytest

from entityx.recognise.language import identifier, language_of

FRENCH = "Le président du Mali a signé hier un accord avec la Chine, et son ministre ira demain à Paris pour en parler."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH, "fr"),
        (FRENCH.upper(), "fr"),
        ("The president of Mali signed an agreement with China on Monday, and his minister will go to Paris.", "en"),
        ("El presidente de Malí firmó ayer un acuerdo con China, y su ministro viajará mañana a París.", "es"),
        ("O presidente de Angola assinou ontem um acordo com a China, e o seu ministro vai amanhã a Paris.", "pt"),
        ("Der Präsident hat am Montag ein Abkommen mit China unterzeichnet, und sein Minister reist nach Paris.", "de"),
        ("وقع رئيس مالي اتفاقية مع الصين يوم الاثنين وسيسافر الوزير إلى باريس للقاء نظيره الفرنسي هناك غدا", "ar"),
        ("Bamako, Mali", ""),
        ("", ""),
        ("1 2 3 4 5 6 7 8 9 10 11 12 13 14", ""),
    ],
)
def test_the_language_of_a_text(text, language):
    assert language_of(text) == language


def test_no_room_for_temporary_files_is_needed(monkeypatch):
    identifier.cache_clear()
    monkeypatch.setattr("tempfile.tempdir", "/nowhere")
    assert (
        language_of("The president of Mali signed an agreement with China, and his minister will go to Paris.") == "en"
    )


def test_french_of_few_small_words_is_french_still():
    text = "Deuxième but signé Awa Koné, Bamako gagne trois points, Ségou perd deux joueurs, Mopti garde la tête."
    assert language_of(text) == "fr"


def test_articles_are_in_french(shared):
    from entityx.read import read_articles

    languages = {article.id: language_of(article.text) for article in read_articles([str(shared / "corpus")])}
    assert len(languages) == 459
    assert sum(language != "fr" for language in languages.values()) <= 2  # one that is mostly a list of names

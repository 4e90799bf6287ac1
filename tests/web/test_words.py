"""The pages say the same things in every language."""

from web.words import LANGUAGES


def test_every_language_has_the_same_words() -> None:
    assert {language: set(table) for language, table in LANGUAGES.items()} == dict.fromkeys(
        LANGUAGES, set(LANGUAGES["vi"])
    )

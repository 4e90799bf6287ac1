"""The pages say the same things in every language."""

from tests.catalogues.mistakes import mistakes
from tests.each import each
from web.words import LANGUAGES


@each("language", LANGUAGES)
def test_every_language_has_the_same_words(language: str) -> None:
    found = mistakes(LANGUAGES["vi"], LANGUAGES[language])
    assert not found, "\n".join(found)

"""The pages say the same things in every language."""

import pytest

from web.words import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_words(language: str) -> None:
    assert set(LANGUAGES[language]) == set(LANGUAGES["vi"])

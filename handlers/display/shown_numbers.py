"""Numbers as a language writes them."""

from handlers.words import Words

_VIETNAMESE = str.maketrans(",.", ".,")


def number(words: Words, value: float) -> str:
    """Write a number: `1.234.500,5`; a comma for thousands in English."""
    said = f"{value:,.10f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    return said.translate(_VIETNAMESE) if words.language == "vi" else said

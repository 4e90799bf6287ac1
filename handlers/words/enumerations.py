"""Several names in one sentence."""

from collections.abc import Iterable

from domain.text import vietnamese_key
from handlers.words import Words


def listed(words: Words, names: Iterable[str]) -> str:
    """Join names in Vietnamese order: `Phường 1, Phường 2 và Phường 10`"""
    *most, last = sorted(names, key=vietnamese_key) or [""]
    return words.plain("change.and", most=", ".join(most), last=last) if most else last

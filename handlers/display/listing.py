"""Lists of names, kept short."""

from collections.abc import Sequence

from handlers.words import Words


def joined(words: Words, said: Sequence[str], most: int | None = None) -> str:
    """Join names, `most` of them: `Phòng Nội vụ; Phòng Y tế; … và 3 đơn vị khác`"""
    shown = said if most is None or len(said) <= most + 1 else said[:most]
    more = words.plain("collate.more_units", n=len(said) - len(shown)) if len(shown) < len(said) else ""
    return "; ".join(shown) + more

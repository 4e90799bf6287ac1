"""Lists of names, kept short."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from handlers.words import Words

Listed = TypeVar("Listed")
ROOM_FOR_REST = 30  # letters, to say how many more there are


def within(
    words: Words, listed: Sequence[Listed], say: Callable[[Listed], str], room: int, rest: str = "collate.more_units"
) -> str:
    """Join what is said of each, as many as so many letters have room for, one at least. Of thousands only those are
    put into words that are shown. `rest`: the words for how many more there are."""
    said, left = list[str](), room - ROOM_FOR_REST
    for one in listed:
        text = say(one)
        left -= len(text) + 2
        if left < 0 and said:
            break
        said.append(text)
    return "; ".join(said) + _more(words, len(listed) - len(said), rest)


def joined(words: Words, said: Sequence[str], most: int | None = None) -> str:
    """Join names, `most` of them: `Phòng Nội vụ; Phòng Y tế; … và 3 đơn vị khác`"""
    shown = said if most is None or len(said) <= most + 1 else said[:most]
    return "; ".join(shown) + _more(words, len(said) - len(shown))


def _more(words: Words, rest: int, name: str = "collate.more_units") -> str:
    return words.plain(name, n=rest) if rest else ""

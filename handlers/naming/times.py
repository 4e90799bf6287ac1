"""More time and days away asked for in words, without a slash: `vắng mặt thứ 2 đến thứ 6`, `giahan 3 ngày`."""

from collections.abc import Mapping
from datetime import date

from domain.moments.reading import find_moments
from domain.moments.sight import looking_ahead
from domain.text import fold
from handlers.naming.commands import Asked
from handlers.talk import Talk

_PHRASES: Mapping[str, tuple[str, ...]] = {
    "vangmat": ("vang mat", "vangmat", "em vang mat", "toi vang mat", "bao vang", "xin nghi", "xin nghi phep",
                "nghi phep", "em nghi phep", "toi nghi phep", "di cong tac", "away"),
    "giahan": ("giahan", "extend", "xingiahan"),
}  # fmt: skip
_MOST = 40  # words


def asked(talk: Talk, text: str) -> Asked | None:
    """Of who reports, where no other question is open and a day or so many days stand behind."""
    is_free = (talk.address.focus or {}).get("ask", "card") == "card"
    if talk.actor is None or not talk.actor.is_reporter or not is_free:
        return None
    return found(text, talk.now.date())


def found(text: str, today: date) -> Asked | None:
    said = text.split()
    if len(said) > _MOST:
        return None
    for command, phrases in _PHRASES.items():
        for phrase in sorted(phrases, key=len, reverse=True):
            length = len(phrase.split())
            rest = " ".join(said[length:])
            if fold(" ".join(said[:length])) == phrase and find_moments(rest, looking_ahead(today)):
                return Asked(command, rest)
    return None

"""How a unit's report stands, in words: once for messages, documents, tables."""

from domain.collation import Owed, Standing
from handlers.words import Words
from handlers.words.enumerations import listed


def standing(words: Words, one: Owed) -> str:
    """Say how it stands; of what went to the units that came after this one, to which: `chuyển sang Phường Xuân
    Hương`."""
    if one.standing is Standing.MOVED:
        return words.plain("standing.moved_to", to=listed(words, one.moved_to))
    return words.plain(f"standing.{one.standing}")


def named(words: Words, one: Owed, called: str = "") -> str:
    """Name a unit among others that stand alike, with where its report went. `called`: by which name, where not by its
    whole one."""
    name = called or one.name
    return f"{name} ({standing(words, one)})" if one.standing is Standing.MOVED else name

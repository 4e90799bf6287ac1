"""What a cell or line says that should hold the name of one person."""

import re

from domain.messaging.sentences import EMPTY, Filling, listing, sentence

_BETWEEN = re.compile(r"[;\n]|\s(?:và|&)\s", re.IGNORECASE)
_WORDS = 2  # of a name at least; `Võ Văn`, a line break, `Sự` is one name that was wrapped


def people_in(text: str) -> list[str]:
    """Return the names, where it may be those of several people: they would become one person with all their names."""
    names = [" ".join(part.split()) for part in _BETWEEN.split(text)]
    named = [name for name in names if name]
    return named if len(named) > 1 and all(len(name.split()) >= _WORDS for name in named) else named[:1]


def instead_of_several(text: str) -> Filling:
    names = people_in(text)
    if len(names) <= 1:
        return EMPTY
    return sentence("setup.hint.one_person_a_line", names=listing(f"“{name[:40]}”" for name in names[:4]))

"""The marks of an XML text one after another, whatever prefix its namespaces have; nothing is kept of it.

Office Open XML exists in two dialects with other namespaces (ECMA-376 and ISO "Strict"): local names are the same.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from xml.parsers import expat

Attributes = Mapping[str, str]


class NotXml(ValueError):
    """It is no XML, or has a document type: that is where short texts unfold into long ones, and no office program
    writes one."""


def walk(
    pieces: Iterable[bytes],
    begin: Callable[[str, Attributes], None],
    end: Callable[[str], None] = lambda name: None,
    text: Callable[[str], None] = lambda text: None,
) -> None:
    """Walk through an XML text; raise NotXml, and whatever the three raise."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, given: begin(_local(name), given)
    parser.EndElementHandler = lambda name: end(_local(name))
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, UnicodeError) as error:
        raise NotXml(str(error)) from None


def of_kind(pieces: Iterable[bytes], kind: str) -> Iterator[dict[str, str]]:
    """Yield the attributes of each mark of this name, by their local names. Raise NotXml."""
    found: list[dict[str, str]] = []

    def begin(name: str, given: Attributes) -> None:
        if name == kind:
            found.append({_local(key): value for key, value in given.items()})

    walk(pieces, begin)
    return iter(found)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse(*_: object) -> None:
    raise NotXml("it has a document type")

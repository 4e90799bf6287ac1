"""What translators do wrong: a sentence left out, a field missing or that nothing fills, a brace or mark alone."""

from collections.abc import Iterator, Mapping
from string import Formatter

_ADDRESS = {"you", "You"}  # a language may do without


def mistakes(vietnamese: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """Return what is wrong with the sentences of another language, each with its key."""
    return [
        *(f"{key}: not translated" for key in vietnamese.keys() - other.keys()),
        *(f"{key}: not in Vietnamese" for key in other.keys() - vietnamese.keys()),
        *(
            f"{key}: {wrong}"
            for key in vietnamese.keys() & other.keys()
            for wrong in _in_one(vietnamese[key], other[key])
        ),
    ]


def fields(template: str) -> set[str]:
    """Return what is filled in, but for the form of address."""
    return {field for _, field, _, _ in Formatter().parse(template) if field is not None} - _ADDRESS


def _in_one(vietnamese: str, other: str) -> Iterator[str]:
    try:
        wanted, found = fields(vietnamese), fields(other)
    except ValueError as error:
        yield str(error)
        return
    yield from (f"{{{field}}} is missing" for field in sorted(wanted - found))
    yield from (f"nothing fills {{{field}}}" for field in sorted(found - wanted))
    if other.count("**") % 2:
        yield "** is not closed"

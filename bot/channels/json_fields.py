"""Reading JSON that may hold anything: what is missing or of another type reads as nothing."""

from collections.abc import Mapping
from typing import Any

Fields = Mapping[str, Any]

NOTHING: Fields = {}
LARGEST_ID = 2**63  # more than any id of theirs


def inner(fields: Fields, name: str) -> Fields:
    value = fields.get(name)
    return value if isinstance(value, dict) else NOTHING


def number(fields: Fields, name: str) -> int | None:
    value = fields.get(name)
    return value if type(value) is int and abs(value) < LARGEST_ID else None


def identifier(fields: Fields, name: str) -> str:
    """Return a number as text; "" where there is none."""
    value = number(fields, name)
    return "" if value is None else str(value)


def text(fields: Fields, name: str, longest: int | None = None) -> str:
    """Return a text without what a database refuses: NUL and halves of surrogate pairs; "" where there is none."""
    value = fields.get(name)
    if not isinstance(value, str):
        return ""
    return value[:longest].replace("\0", "\ufffd").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

"""JSON as it is kept in columns: quickly where it is ordinary, and as the standard library has it where it is not."""

import json
from typing import Any

import orjson

_STRICT = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_SUBCLASS


def dumps(value: Any) -> str:
    """Write the value as JSON. Raise TypeError for what JSON does not know."""
    try:
        return orjson.dumps(value, option=_STRICT).decode()
    except TypeError:
        return json.dumps(value)  # half a surrogate pair, a number of more than 64 bits, a word of an enumeration


def canonical(value: Any) -> bytes:
    """Return the same bytes for the same value, whatever the order of its fields."""
    try:
        return orjson.dumps(value, option=_STRICT | orjson.OPT_SORT_KEYS)
    except TypeError:
        return json.dumps(value, sort_keys=True).encode()


def loads(text: str | bytes) -> Any:
    try:
        return orjson.loads(text)
    except ValueError:
        return json.loads(text)

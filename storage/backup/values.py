"""How the values of a row are written in a backup, whatever database they come from or go to.

A row is a JSON list. Moments are `2026-11-23T02:00:00.000000Z`, days `2026-11-23`. A JSON column's value stands in a
list of its own, because an absent value and JSON's `null` are not the same; bytes are base64. Keys are sorted, so that
equal rows are
equal bytes on both databases.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Boolean, Date, DateTime, Float, Integer, LargeBinary, String
from sqlalchemy.types import TypeEngine

Convert = Callable[[Any], Any]
Row = list[Any]

KINDS: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (JSON, "json"),
    (Boolean, "truth"),
    (DateTime, "moment"),
    (Date, "day"),
    (Integer, "integer"),
    (Float, "real"),
    (String, "text"),
    (LargeBinary, "bytes"),
)
SQLITE_MOMENT = len("2026-11-23 02:00:00.000000")


def kind_of(column: TypeEngine[Any]) -> str:
    """Return the kind of a column's type. Raise TypeError for a type that backups do not know yet."""
    for known, kind in KINDS:
        if isinstance(column, known):
            return kind
    raise TypeError(f"backups do not know how to write {column!r}")


def number(written: str) -> float | int:
    """Return a JSON number as PostgreSQL gives it back: no exponent where it is whole, no negative zero."""
    value = float(written) + 0.0
    return int(Decimal(written)) if "e" in written.lower() and value.is_integer() else value


parse = json.JSONDecoder(parse_float=number).decode
_write = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False).encode
_write_ascii = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
_write_for_database = json.JSONEncoder().encode


def lines_of(rows: Sequence[Row]) -> bytes:
    """Return the rows as lines, each with its end."""
    text = "\n".join(map(_write, rows)) + "\n"
    try:
        return text.encode()
    except UnicodeEncodeError:
        return b"".join(map(_line_of, rows))


def _line_of(row: Row) -> bytes:
    try:
        return _write(row).encode() + b"\n"
    except UnicodeEncodeError:  # half of a surrogate pair, which JSON in SQLite may hold
        return _write_ascii(row).encode() + b"\n"


def _sqlite_moment(stored: str) -> str:
    if len(stored) != SQLITE_MOMENT:  # written by SQL's own functions, not by this program
        stored = datetime.fromisoformat(stored).isoformat(" ", "microseconds")
    return f"{stored[:10]}T{stored[11:]}Z"


def _written_bytes(stored: bytes) -> str:
    return b64encode(stored).decode()


def _boxed(stored: str) -> list[Any]:
    return [parse(stored)]


def _unboxed(box: list[Any]) -> str:
    return _write_for_database(box[0])


SELECTED: Mapping[str, Mapping[str, str]] = {
    "sqlite": {},
    "postgresql": {
        "moment": "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
        "day": "to_char({}, 'YYYY-MM-DD')",
        "json": "{}::text",
    },
}
"""What to select for a column, by database and kind, where it is not the column as it is."""

FROM_DATABASE: Mapping[str, Mapping[str, Convert]] = {
    "sqlite": {"truth": bool, "moment": _sqlite_moment, "json": _boxed, "bytes": _written_bytes},
    "postgresql": {"json": _boxed, "bytes": _written_bytes},
}
TO_DATABASE: Mapping[str, Mapping[str, Convert]] = {
    "sqlite": {"moment": lambda written: f"{written[:10]} {written[11:26]}", "json": _unboxed, "bytes": b64decode},
    "postgresql": {"json": _unboxed, "bytes": b64decode},
}


def convert(rows: Sequence[Row], kinds: Sequence[str], conversions: Mapping[str, Convert]) -> None:
    """Convert the rows' values in place, column by column; None stays."""
    for place, kind in enumerate(kinds):
        if (change := conversions.get(kind)) is not None:
            for row in rows:
                if row[place] is not None:
                    row[place] = change(row[place])

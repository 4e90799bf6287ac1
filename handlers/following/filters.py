"""Narrowing a list: by report, plan, period, class or name of units; several conditions with commas between."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from domain.text import fold
from handlers.unit_names import once_called
from storage import classes
from storage.following import Owing


def parts(typed: str) -> list[str]:
    return [part for piece in typed.replace(";", ",").split(",") if (part := piece.strip())]


def narrowed(session: Session, rows: Sequence[Owing], typed: str) -> list[Owing]:
    """The rows that fulfil every condition. What is no code, period or class is a part of the units' names,
    or of those that they had before, as people go on saying them."""
    found = list(rows)
    for part in parts(typed):
        found = _by(session, found, fold(part))
    return found


def _by(session: Session, rows: list[Owing], wanted: str) -> list[Owing]:
    exact = [
        row
        for row in rows
        if wanted in (fold(row.asked.requirement_code), fold(row.asked.plan_code), fold(row.asked.period_key))
    ]
    if exact:
        return exact
    members = classes.members(session, {row.organisation_id for row in rows}, wanted)
    if members:
        return [row for row in rows if row.unit_id in members]
    called = [row for row in rows if wanted == fold(row.unit_code) or wanted in fold(row.unit_name)]
    if called:
        return called
    once = once_called(session, {row.unit_id for row in rows}, wanted)
    return [row for row in rows if row.unit_id in once]


def offered(session: Session, rows: Sequence[Owing]) -> list[str]:
    """What the list can be narrowed by: reports, periods and classes, where there are several."""
    found: list[str] = []
    for values in (
        dict.fromkeys(row.asked.requirement_code for row in rows),
        dict.fromkeys(row.asked.period_key for row in rows if row.asked.period_type != "once"),
        classes.names(session, {row.unit_id for row in rows}),
    ):
        if len(values) > 1:
            found += values
    return found

"""A change of units in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from domain.messaging.messages import Text
from domain.reports.successions import ChangeKind, Decision, heirs
from domain.text import vietnamese_key
from handlers.words import Words, dates
from storage.deciding import duty_decisions
from storage.reporting.duties import Duty
from storage.tables import Unit, UnitChange
from storage.units import unit_changes
from storage.units.units import successors


def listed(words: Words, names: Iterable[str]) -> str:
    """`Phường 1, Phường 2 và Phường 10`, in Vietnamese order."""
    *most, last = sorted(names, key=vietnamese_key) or [""]
    return words.plain("change.and", most=", ".join(most), last=last) if most else last


def names(units: Sequence[Unit]) -> list[str]:
    return [unit.shown for unit in units]


def basis(words: Words, given: Mapping[str, Any]) -> str:
    """`1660/NQ-UBTVQH15 ngày 16/06/2026 của …`"""
    day = given.get("date")
    return str(given["number"]) + "".join(
        words.plain(f"change.basis_{key}", value=value)
        for key, value in (
            ("date", f"{date.fromisoformat(day):%d/%m/%Y}" if day else None),
            ("issuer", given.get("issuer")),
        )
        if value
    )


def sentence(words: Words, session: Session, change: UnitChange) -> Text:
    """`Phường 1 và Phường 2 đã sáp nhập thành Phường Xuân Hương từ 01/07/2026 (…).`"""
    told: dict[str, Any] = {"day": f"{change.day:%d/%m/%Y}", "basis": basis(words, change.basis)}
    if change.kind == ChangeKind.RENAME:
        return words("change.rename", old=change.old_name, new=change.new_name, **told)
    old, new = unit_changes.parts(session, change.id)
    return words(f"change.{change.kind}", old=listed(words, names(old)), new=listed(words, names(new)), **told)


def decided(words: Words, session: Session, duty: Duty) -> Text | None:
    """What was decided on a report last, by whom and when; None where nothing was."""
    found = duty_decisions.of(session, duty.id)
    if not found:
        return None
    last, person, _ = found[0]
    units = {unit for one, _, unit in found if one.decision == Decision.MOVED}
    at = dates.clocked(words, last.at, duty.zone)
    return words(f"decided.{last.decision}", who=person, at=at, to=listed(words, units), **about(words, duty))


def about(words: Words, duty: Duty) -> dict[str, Any]:
    title = dates.report_title(words, duty.title, duty.period_type, duty.period_key)
    return {"title": title, "unit": duty.unit_name}


MOST_CHOICES = 20


def living(session: Session, organisation_id: int, unit_ids: Sequence[int]) -> list[Unit]:
    """Those that stand in the place of these units now, in Vietnamese order."""
    steps = successors(session, organisation_id)
    ids = dict.fromkeys(heir for unit_id in unit_ids for heir in heirs(unit_id, steps))
    return sorted((session.get_one(Unit, id) for id in ids), key=lambda unit: vietnamese_key(unit.shown))

"""A change of units in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from domain.messaging.messages import Text
from domain.reports.successions import ChangeKind
from handlers.words import Words, dates
from handlers.words.enumerations import listed
from storage.deciding import duty_decisions
from storage.reporting.duties import Duty
from storage.tables import Unit, UnitChange
from storage.units import unit_changes


def names(units: Sequence[Unit]) -> list[str]:
    return [unit.shown for unit in units]


def basis(words: Words, given: Mapping[str, Any]) -> str:
    """Name the resolution on which a change is based: `1660/NQ-UBTVQH15 ngày 16/06/2026 của …`"""
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
    """Say what changed: `Phường 1 và Phường 2 đã sáp nhập thành Phường Xuân Hương từ 01/07/2026 (…).`"""
    told: dict[str, Any] = {"day": f"{change.day:%d/%m/%Y}", "basis": basis(words, change.basis)}
    if change.kind == ChangeKind.RENAME:
        return words("change.rename", old=change.old_name, new=change.new_name, **told)
    old, new = unit_changes.parts(session, change.id)
    return words(f"change.{change.kind}", old=listed(words, names(old)), new=listed(words, names(new)), **told)


def why(words: Words, decision: str, to: Iterable[str], given: Mapping[str, Any]) -> str:
    """Say why a duty was decided so: `Chuyển sang Phường Xuân Hương theo 1660/NQ-UBTVQH15 …`"""
    return words.plain(f"change.reason.{decision}", to=listed(words, to), basis=basis(words, given))


def why_excused(words: Words, session: Session, obligation_id: int, reason: str) -> str:
    """Return a reason in words: a decision on an ended unit's report, or what somebody typed. Until December 2026 the
    sentence itself was kept of both."""
    rows = [(row, unit) for row, _, unit in duty_decisions.of(session, obligation_id) if row.decision == reason]
    return why(words, reason, {unit for _, unit in rows}, rows[0][0].basis) if rows else reason


def about(words: Words, duty: Duty) -> dict[str, Any]:
    title = dates.report_title(words, duty.title, duty.period_key)
    return {"title": title, "unit": duty.unit_name}


MOST_CHOICES = 20

"""Codes as typed in the shell: which organisation, unit or role is meant, or which are near."""

import difflib
from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.shell.failures import Failure
from domain.rights import Role
from domain.text import fold
from storage.tables import Organisation, Unit, UnitClass

Coded = TypeVar("Coded", Organisation, Unit, UnitClass)

NEAR = 5  # how many codes are offered


def organisation(session: Session, code: str | None) -> Organisation:
    """The one named, or the only one there is."""
    found = session.scalars(select(Organisation).order_by(Organisation.code)).all()
    if not found:
        raise Failure("Chưa có tổ chức nào; nạp thiết lập trước: dondoc load TỆP.yaml")
    if code is not None:
        return _by_code(found, code, "tổ chức")
    if len(found) > 1:
        raise Failure("Có nhiều tổ chức, thêm --org với một trong các mã:", *_listed(found))
    return found[0]


def unit(session: Session, organisation_id: int, code: str) -> Unit:
    query = select(Unit).where(Unit.organisation_id == organisation_id).order_by(Unit.code)
    return _by_code(session.scalars(query).all(), code, "đơn vị")


def unit_class(session: Session, organisation_id: int, code: str) -> UnitClass:
    query = select(UnitClass).where(UnitClass.organisation_id == organisation_id).order_by(UnitClass.code)
    return _by_code(session.scalars(query).all(), code, "lớp đơn vị")


def role(code: str) -> Role:
    roles = [str(role) for role in Role]
    if code.lower() not in roles:
        raise Failure(f"Không có vai trò “{code}”. Các vai trò: {', '.join(roles)}")
    return Role(code.lower())


def _by_code(found: Sequence[Coded], code: str, what: str) -> Coded:
    match = next((row for row in found if row.code.casefold() == code.casefold()), None)
    if match is None:
        raise Failure(f"Không có {what} mang mã “{code}”. Gần nhất:", *_listed(nearest(found, code)))
    return match


def nearest(found: Sequence[Coded], code: str) -> list[Coded]:
    """Those whose code or name is most like what was typed, marks and case aside."""
    wanted = fold(code)

    def likeness(row: Coded) -> float:
        ways = (fold(row.code), fold(row.name))
        closest = max(difflib.SequenceMatcher(None, wanted, way).ratio() for way in ways)
        return closest + (wanted in ways[1])

    return sorted(found, key=likeness, reverse=True)[:NEAR]


def _listed(found: Sequence[Organisation] | Sequence[Unit] | Sequence[UnitClass]) -> list[str]:
    return [f"  {row.code}: {row.name}" for row in found]

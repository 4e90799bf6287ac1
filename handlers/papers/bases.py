"""Documents that a document refers to: the plan that it is about, and what that rests on."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Protocol

from handlers.papers.page_layout import official_date
from handlers.words import Words


class PlanHead(Protocol):
    """What a document of a plan knows of it."""

    @property
    def plan(self) -> str: ...
    @property
    def plan_number(self) -> str | None: ...
    @property
    def plan_date(self) -> date | None: ...
    @property
    def plan_issuer(self) -> str | None: ...


def plan_named(words: Words, about: PlanHead) -> str:
    """Return a plan by its title, number, day and issuer: `Kế hoạch … (26-KH/TU ngày 15/01/2026 của …)`."""
    if not about.plan_number:
        return about.plan
    known = {"number": about.plan_number, "date": about.plan_date and about.plan_date.isoformat()}
    named = referred_to(words, {**known, "issuer": about.plan_issuer})
    return words.plain("document.plan_named", plan=about.plan, named=named)


def referred_to(words: Words, one: Mapping[str, Any]) -> str:
    """Name a document that is referred to: `101-KH/TU ngày 03/09/2019 của Tỉnh ủy Lâm Đồng`."""
    said = str(one.get("number") or "")
    if one.get("date"):
        said += words.plain("document.basis.date", date=f"{date.fromisoformat(str(one['date'])):%d/%m/%Y}")
    said += words.plain("document.basis.issuer", issuer=one["issuer"]) if one.get("issuer") else ""
    return said.strip()


def whole(words: Words, one: Mapping[str, Any]) -> str:
    """Name a document as a basis is written: `Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ về …`."""
    number = one.get("number")
    kind = one.get("kind") or words.plain("document.basis.any")
    said = words.plain("document.basis.numbered", kind=kind, number=number) if number else str(kind)
    if one.get("date"):
        day = date.fromisoformat(str(one["date"]))
        said += f" {official_date(words, datetime(day.year, day.month, day.day))}"  # noqa: DTZ001
    said += words.plain("document.basis.issuer", issuer=one["issuer"]) if one.get("issuer") else ""
    return f"{said} {one['subject']}" if one.get("subject") else said

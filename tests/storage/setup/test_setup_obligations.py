"""What a loading does to the reports that are expected."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from storage.db.database import Database
from storage.tables import Obligation, Requirement, Unit
from tests.storage.setup.setup_files import SMALL, changed, load

pytestmark = pytest.mark.either

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
HEAD = "version: 1\norganisation: {code: THU}\n"
PNV = f"{HEAD}units: [{{code: PNV, name: Phòng Nội vụ, classes: [BAN]}}]\n"


def expected(database: Database, requirement: str = "QUY") -> dict[str, Obligation]:
    query = (
        select(Unit.code, Obligation)
        .join(Obligation, Obligation.unit_id == Unit.id)
        .join(Requirement, Requirement.id == Obligation.requirement_id)
        .where(Requirement.code == requirement)
    )
    with database.transaction() as session:
        return {code: obligation for code, obligation in session.execute(query)}  # noqa: C416  # rows, not pairs


def put(database: Database, obligation: Obligation, **values: Any) -> None:
    with database.transaction() as session:
        session.execute(update(Obligation).where(Obligation.id == obligation.id).values(**values))


def local(day: int, hour: int = 17) -> datetime:
    return datetime(2026, 12, day, hour, tzinfo=HANOI)


def test_reports_of_open_periods_are_expected_from_the_units_that_report(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    assert {code: (o.period_key, o.due_at) for code, o in expected(database).items()} == {
        "PKT": ("2026-Q4", local(17)),
        "PYT": ("2026-Q4", local(17)),
    }
    assert set(expected(database, "NGAY")) == {"PKT"}, "the other unit only contributes"
    assert expected(database)["PKT"].next_check_at == local(10, 8) + timedelta(minutes=30), "five working days before"


def test_a_new_unit_owes_the_periods_that_are_open(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    load(database, PNV, now + timedelta(days=9))
    assert set(expected(database)) == {"PKT", "PYT", "PNV"}
    assert expected(database)["PNV"].due_at == local(17)


def test_a_unit_that_leaves_owes_what_it_owed_and_nothing_more(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    load(database, f"{HEAD}units: [{{code: PKT, name: Phòng Kinh tế, classes: []}}]\n", now)
    later = datetime(2027, 1, 4, 2, tzinfo=UTC)
    load(database, PNV, later)
    with database.transaction() as session:
        rows = session.execute(
            select(Unit.code, Obligation.period_key)
            .join(Obligation, Obligation.unit_id == Unit.id)
            .where(Obligation.period_key != "once")
        )
        assert sorted(tuple(row) for row in rows) == [
            ("PKT", "2026-Q4"),
            ("PNV", "2027-Q1"),
            ("PYT", "2026-Q4"),
            ("PYT", "2027-Q1"),
        ]


def test_a_changed_due_rule_moves_what_is_still_expected(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    put(database, expected(database)["PYT"], state="submitted")
    lines = load(database, changed(("day: 17", "day: 18")), now + timedelta(hours=1))
    assert lines == [
        "~ yêu cầu QUY: hạn ngày 17 → 18",
        "~ kỳ báo cáo QUY 2026-Q4: hạn nộp 17:00 17/12/2026 → 17:00 18/12/2026",
    ]
    found = expected(database)
    assert found["PKT"].due_at == found["PKT"].original_due_at == local(18)
    assert found["PKT"].next_check_at == now + timedelta(hours=1), "the clock looks again"
    assert found["PYT"].due_at == local(17), "handed in already"


def test_an_extension_is_not_shortened(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    put(database, expected(database)["PKT"], due_at=local(24))
    put(database, expected(database)["PYT"], due_at=local(18))
    load(database, changed(("day: 17", "day: 21")), now)
    found = expected(database)
    assert {code: (o.original_due_at, o.due_at) for code, o in found.items()} == {
        "PKT": (local(21), local(24)),
        "PYT": (local(21), local(21)),
    }


def test_another_policy_has_the_clock_look_at_what_is_expected(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    later = now + timedelta(hours=3)
    load(database, changed(("before: 5wd", "before: 9wd")), later)
    assert {o.next_check_at for o in expected(database).values()} == {later}
    assert {o.next_check_at for o in expected(database, "NGAY").values()} == {None}, "it has no policy"


def test_a_moment_counted_from_the_loading_stays_as_long_as_its_text(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    load(database, changed(("Báo cáo ngay", "Báo cáo gấp")), now + timedelta(seconds=50))
    assert expected(database, "NGAY")["PKT"].due_at == now + timedelta(seconds=90)
    lines = load(database, changed(("due: +90s", "due: +2h")), now + timedelta(seconds=60))
    assert "~ yêu cầu NGAY: hạn lúc 09:01:30 23/11/2026 → 11:01 23/11/2026" in lines
    assert "~ yêu cầu NGAY: mở lúc" not in "".join(lines)
    assert expected(database, "NGAY")["PKT"].due_at == now + timedelta(seconds=60, hours=2)


def test_moments_are_whole_seconds(sqlite_database: Database, now: datetime) -> None:
    load(sqlite_database, SMALL, now + timedelta(microseconds=123_456))
    assert expected(sqlite_database, "NGAY")["PKT"].due_at == now + timedelta(seconds=90)


def test_a_once_that_opens_later_is_not_expected_yet(sqlite_database: Database, now: datetime) -> None:
    load(sqlite_database, changed(("opens: +0s, due: +90s", "opens: +1h, due: +3d")), now)
    assert expected(sqlite_database, "NGAY") == {}
    with sqlite_database.transaction() as session:
        asked = session.scalars(select(Requirement).where(Requirement.code == "NGAY")).one()
        assert asked.next_open_at == now + timedelta(hours=1)


def test_a_new_unit_does_not_owe_what_was_asked_once_and_is_over(database: Database, now: datetime) -> None:
    text = changed(("{lead: PKT, with: [PYT]}", "{classes: [BAN]}"))
    load(database, text, now)
    load(database, PNV, now + timedelta(seconds=80))
    load(database, PNV.replace("PNV", "PVH"), now + timedelta(seconds=100))
    assert set(expected(database, "NGAY")) == {"PKT", "PYT", "PNV"}
    assert set(expected(database)) == {"PKT", "PYT", "PNV", "PVH"}


def test_another_time_zone_moves_the_due_moments(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    lines = load(database, changed(("name: Thành ủy}", "timezone: Asia/Tokyo}")), now)
    assert lines[0] == "~ tổ chức THU: múi giờ Asia/Ho_Chi_Minh → Asia/Tokyo"
    assert {o.due_at for o in expected(database).values()} == {local(17, 15)}

"""Days, halves of months, dues of their own, what is late at once: loaded, made, written to Excel, loaded again."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from storage.db.database import Database
from storage.setup import apply_setup, read_setup
from storage.setup.exporting import present
from storage.setup.workbook import write_workbook
from storage.tables import Obligation, Organisation, Requirement
from tests.storage.setup.in_vietnamese import all_read
from tests.storage.setup.setup_files import CALENDAR, changed

NOW = datetime(2026, 12, 2, 2, tzinfo=UTC)  # 09:00 of a Wednesday
QUARTER = "period: {type: quarterly, from: 2026-10-01, until: 2030-12-31}\n    data_window: decree_09"
DUE = "due: {month: last, day: 17}"


def of(kind: str, due: str) -> str:
    return changed((QUARTER, f"period: {{type: {kind}}}\n    data_window: calendar"), (DUE, f"due: {due}"))


@pytest.mark.parametrize(
    ("kind", "due", "key", "due_at", "shown"),
    [
        ("daily", '{time: "16:30"}', "2026-12-02", "2026-12-02 09:30", "16:30 thứ Tư, ngày 2 tháng 12 năm 2026"),
        ("half_monthly", "{}", "2026-12-K1", "2026-12-15 10:00", "17:00 thứ Ba, ngày 15 tháng 12 năm 2026"),
        ("half_monthly", "{after_period: 2wd}", "2026-12-K1", "2026-12-17 10:00", "ngày 17 tháng 12 năm 2026"),
        ("quarterly", "{month: next, day: 10, exceptions: [{month: 12, day: 30}]}", "2026-Q4", "2026-12-30 10:00",
         "17:00 thứ Tư, ngày 30 tháng 12 năm 2026"),
    ],
)  # fmt: skip
def test_there_and_back(sqlite_database: Database, kind: str, due: str, key: str, due_at: str, shown: str) -> None:
    database = sqlite_database
    applied = database.do(apply_setup, read_setup(of(kind, due)), NOW, CALENDAR)
    line = next(line for line in all_read(applied.dues) if line.startswith("QUY: "))
    assert shown in line
    assert f"(kỳ {key}," in line
    with database.transaction() as session:
        found = session.scalars(select(Obligation).join(Requirement).where(Requirement.code == "QUY")).all()
        assert (key, due_at) in {(one.period_key, f"{one.due_at:%Y-%m-%d %H:%M}") for one in found}
        book = write_workbook(present(session, session.scalars(select(Organisation.id)).one(), NOW))
    assert database.do(apply_setup, read_setup(book), NOW, CALENDAR).lines == []


def test_what_is_late_at_once_is_told(sqlite_database: Database) -> None:
    due = "{month: 6, day: 30, before_end: true}"
    applied = sqlite_database.do(apply_setup, read_setup(of("yearly", due)), NOW, CALENDAR)
    line = next(line for line in all_read(applied.dues) if line.startswith("QUY: "))
    assert (
        "17:00 thứ Ba, ngày 30 tháng 6 năm 2026 (kỳ 2026, TRƯỚC KHI HẾT số liệu đến 31/12/2026) (ĐÃ QUA 155 ngày)"
        in line
    )
    assert len(re.findall(r"\(kỳ \d{4}", line)) == 5


def test_a_change_of_the_due_is_told_in_words(sqlite_database: Database) -> None:
    sqlite_database.do(apply_setup, read_setup(of("weekly", "{weekday: 5}")), NOW, CALENDAR)
    lines = sqlite_database.do(apply_setup, read_setup(of("weekly", "{weekday: 4}")), NOW, CALENDAR).lines
    assert any("hạn thứ trong tuần thứ Sáu → thứ Năm" in line for line in all_read(lines))


def test_days_and_hours_of_a_setup_file_are_read_as_elsewhere() -> None:
    text = changed(("from: 2026-10-01", "from: 1/10/2026"), ("day: 17}", "day: 17, time: 16h30}"))
    [quarter, _] = read_setup(text).file.requirements or []
    assert f"{quarter.period.first}" == "2026-10-01"
    assert quarter.due is not None
    assert quarter.due.time == "16:30"

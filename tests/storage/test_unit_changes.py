"""Changes of units in a setup, as YAML and as Excel: loaded, loaded again, carried over, and all that can be wrong."""

from contextlib import closing
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from storage.db.database import Database
from storage.setup import SetupProblems
from storage.setup.apply.unit_changes import known
from storage.setup.workbook import write_workbook
from storage.tables import Obligation, Organisation, Person, Position, Unit
from tests.storage.setup.in_vietnamese import all_read
from tests.storage.setup.setup_files import SMALL
from tests.storage.setup.test_setup_workbook import exported, fill, load, saved, small, state

pytestmark = pytest.mark.either

HEAD = "version: 1\norganisation: {code: THU, name: Thành ủy}\n"
UNITS = """
units:
  - {code: P1, name: Phường 1}
  - {code: P2, name: Phường 2}
  - {code: P3, name: Phường 3}
  - {code: PX, name: Phường X}
  - {code: PY, name: Phường Y}
"""
MERGE = "  - {kind: merge, date: 2026-07-01, basis: NQ 1, before: [P1, P2], after: [PX]}\n"
RENAME = (
    "  - {kind: rename, date: 2026-08-01, basis: {number: NQ 2, date: 2026-07-20}, before: [P3], name: Phường Ba}\n"
)


def setup(*changes: str) -> str:
    return HEAD + UNITS + "unit_changes:\n" + "".join(changes)


def refused(database: Database, text: str | bytes, now: datetime) -> list[str]:
    with pytest.raises(SetupProblems) as found:
        load(database, text, now)
    return all_read(found.value.problems)


def names(database: Database) -> dict[str, str]:
    with database.transaction() as session:
        return {row.code: row.name for row in session.scalars(select(Unit))}


def test_loaded_once_and_carried_over(database: Database, sqlite_template: Path, tmp_path: Path, now: datetime) -> None:
    lines = load(database, setup(MERGE, RENAME), now)
    assert "+ sáp nhập P1, P2: thành PX, từ ngày 01/07/2026, căn cứ NQ 1" in lines
    assert "+ đổi tên P3 thành “Phường Ba”: từ “Phường 3”, từ ngày 01/08/2026, căn cứ NQ 2 ngày 2026-07-20" in lines
    assert names(database)["P3"] == "Phường Ba"
    assert load(database, setup(MERGE, RENAME), now) == [], "the file still has the old name under units"
    content = exported(database, now)
    assert load(database, content, now) == []
    (tmp_path / "other.db").write_bytes(sqlite_template.read_bytes())
    with closing(Database(f"sqlite:///{tmp_path / 'other.db'}")) as other:
        load(other, content, now)
        assert state(other) == state(database)
        assert names(other) == names(database)


def test_a_change_is_corrected_in_place(database: Database, now: datetime) -> None:
    load(database, setup(MERGE), now)
    assert load(database, setup(MERGE.replace("2026-07-01", "2026-07-15")), now) == [
        "~ sáp nhập P1, P2: từ ngày 01/07/2026 → 15/07/2026"
    ]


def test_a_name_under_units_is_a_correction_and_a_renaming_waits_for_its_day(database: Database, now: datetime) -> None:
    later = RENAME.replace("2026-08-01", f"{now + timedelta(days=5):%Y-%m-%d}")
    load(database, setup(later), now)
    assert names(database)["P3"] == "Phường 3"
    load(database, HEAD + "units: [{code: P3, name: Phường  Ba (sửa)}, {code: P1, name: Phường Một}]\n", now)
    assert names(database)["P1"] == "Phường Một"
    assert names(database)["P3"] == "Phường Ba (sửa)"
    load(database, HEAD + "units: [{code: PZ, name: Phường Z}]\n", now + timedelta(days=6))
    assert names(database)["P3"] == "Phường Ba"


WRONG = [
    ("- {kind: merge, date: 2026-07-01, basis: NQ, before: [P1, P9], after: [PX]}", "không có đơn vị “P9”"),
    ("- {kind: merge, date: 2026-07-01, basis: NQ, before: [P1], after: [PX]}", "từ hai đơn vị ở before"),
    ("- {kind: split, date: 2026-07-01, basis: NQ, before: [P1], after: [PX]}", "từ hai đơn vị mới ở after"),
    ("- {kind: merge, date: 2026-07-01, basis: NQ, before: [P1, P1], after: [PX]}", "mã “P1” đã có ở"),
    ("- {kind: merge, date: 2026-02-30, basis: NQ, before: [P1, P2], after: [PX]}", "cần ngày có thật"),
    ("- {kind: merge, date: 2026-07-01, before: [P1, P2], after: [PX]}", "thiếu; cần ghi basis"),
    ("- {kind: rename, date: 2026-07-01, basis: NQ, before: [P1]}", "cần ghi tên mới ở name"),
    ("- {kind: rename, date: 2026-07-01, basis: NQ, before: [P1], name: Phường 1}", "cần ghi tên trước đó"),
    ("- {kind: join, date: 2026-07-01, basis: NQ, before: [P1], after: [PX]}", "một trong: rename, merge, split"),
]


@pytest.mark.parametrize(("wrong", "said"), WRONG, ids=[said for _, said in WRONG])
def test_what_is_wrong_is_told_by_its_line(sqlite_database: Database, now: datetime, wrong: str, said: str) -> None:
    told = refused(sqlite_database, setup(f"  {wrong}\n"), now)
    assert [line for line in told if line.startswith("dòng 11: unit_changes[0]") and said in line], told


def test_what_does_not_go_together_with_what_was_loaded(database: Database, now: datetime) -> None:
    load(database, setup(MERGE), now)
    wrong = (
        HEAD + "unit_changes:\n"
        "  - {kind: merge, date: 2027-07-01, basis: NQ, before: [P1, P3], after: [PY]}\n"
        "  - {kind: split, date: 2027-07-01, basis: NQ, before: [PX], after: [P2, PY]}\n"
    )
    assert refused(database, wrong, now) == [
        "dòng 4: unit_changes[0].before[0]: P1 đã chấm dứt từ 01/07/2026; mỗi đơn vị chỉ chấm dứt một lần",
        "dòng 5: unit_changes[1].after: các đơn vị kế tục nhau thành vòng: PX → P2 → PX",
    ]
    early = HEAD + "unit_changes: [{kind: split, date: 2026-06-01, basis: NQ, before: [PX], after: [P3, PY]}]\n"
    assert refused(database, early, now) == [
        "dòng 3: unit_changes[0].date: PX chấm dứt từ 01/06/2026, không sau ngày thành lập 01/07/2026"
    ]


KEPT = "  - {kind: merge, date: 2026-07-01, basis: NQ 1, before: [P1, P2], after: [P2]}\n"


def test_a_code_may_live_on_with_the_new_unit(
    database: Database, sqlite_template: Path, tmp_path: Path, now: datetime
) -> None:
    """The old unit keeps its reports under the code with its last day behind; loaded again, nothing changes."""
    load(database, setup(), now)
    with database.transaction() as session:
        old = session.scalars(select(Unit.id).where(Unit.code == "P2")).one()
    lines = load(database, setup(KEPT), now)
    assert "+ đơn vị P2-20260630 “Phường 2”" in lines
    assert "+ sáp nhập P1, P2-20260630: thành P2, từ ngày 01/07/2026, căn cứ NQ 1" in lines
    with database.transaction() as session:
        units = {row.code: row for row in session.scalars(select(Unit))}
        assert units["P2-20260630"].id == old
        assert (units["P2-20260630"].ended_on, units["P2"].began_on) == (date(2026, 7, 1), date(2026, 7, 1))
        assert units["P2-20260630"].shown.endswith("đến 30/06/2026)")
        assert units["P2"].shown == "Phường 2"
    assert load(database, setup(KEPT), now) == []
    assert load(database, setup(KEPT.replace("2026-07-01", "2026-07-15")), now) == [
        "~ sáp nhập P1, P2-20260630: từ ngày 01/07/2026 → 15/07/2026"
    ]
    load(database, setup(KEPT), now)
    content = exported(database, now)
    assert load(database, content, now) == []
    (tmp_path / "other.db").write_bytes(sqlite_template.read_bytes())
    with closing(Database(f"sqlite:///{tmp_path / 'other.db'}")) as other:
        load(other, setup(KEPT), now)
        assert names(other) == names(database), "at once or one after the other comes to the same"
        assert load(other, content, now) == []


def test_a_code_may_live_on_twice(database: Database, now: datetime) -> None:
    again = "  - {kind: split, date: 2026-09-01, basis: NQ 2, before: [P2], after: [P2, PY]}\n"
    load(database, setup(KEPT), now)
    load(database, setup(again, KEPT), now)
    assert load(database, setup(KEPT, again), now) == []
    assert {code for code in names(database) if code.startswith("P2")} == {"P2", "P2-20260630", "P2-20260831"}
    with database.transaction() as session:
        changes = {
            one.row.kind: (one.before, one.after)
            for one in known(session, session.scalars(select(Organisation.id)).one())
        }
    assert changes == {
        "merge": (("P1", "P2-20260630"), ("P2-20260831",)),
        "split": (("P2-20260831",), ("P2", "PY")),
    }


def test_who_reports_by_a_code_that_lives_on(database: Database, now: datetime) -> None:
    """What the old unit owed it owes; what begins after its last day the new one does. People of a file go to the unit
    that there is."""
    day = (now + timedelta(days=40)).date()
    later = KEPT.replace("2026-07-01", day.isoformat()).replace("P1, P2", "PKT, PYT").replace("[P2]", "[PYT]")
    people = "people:\n  - {unit: PYT, role: focal_point, name: Lan, email: lan@b.vn}\n"
    load(database, SMALL, now)
    with database.transaction() as session:
        before = {row.id: row.unit_id for row in session.scalars(select(Obligation))}
    load(database, SMALL + "unit_changes:\n" + later + people, now)
    with database.transaction() as session:
        assert {row.id: row.unit_id for row in session.scalars(select(Obligation))} == before
        seat = session.execute(select(Unit.code, Unit.ended_on).join(Position, Position.unit_id == Unit.id)).one()
        assert seat == (f"PYT-{day - timedelta(days=1):%Y%m%d}", day)
    load(database, SMALL + "unit_changes:\n" + later + people, now + timedelta(days=41))
    with database.transaction() as session:
        held = session.scalars(
            select(Unit.code).join(Position, Position.unit_id == Unit.id).order_by(Position.id)
        ).all()
        assert held[-1] == "PYT"
        assert len(session.scalars(select(Person)).all()) == 1, "the same person goes on"


def test_in_excel_what_is_wrong_is_told_by_its_cell(sqlite_database: Database, now: datetime) -> None:
    book = small()
    fill(book, "Đơn vị", ["P1", "Phường 1"], ["P2", "Phường 2"], ["PX", "Phường X"])
    fill(book, "Thay đổi đơn vị", ["sáp nhập", "31/02/2026", "P1, P9", "PX"])
    told = refused(sqlite_database, saved(book), now)
    assert "trang “Thay đổi đơn vị”, ô B2 (Từ ngày): “31/02/2026” không phải là ngày có thật dạng 15/06/2026" in told
    assert any("ô C2 (Đơn vị trước): không có đơn vị “P9”" in line for line in told), told
    assert any("thiếu" in line and "Văn bản: số" in line for line in told), told
    sheet = load_workbook(BytesIO(write_workbook()))["Thay đổi đơn vị"]
    assert sheet["A2"].value == "Ví dụ: sáp nhập"


def test_nothing_is_asked_twice(database: Database, now: datetime) -> None:
    """Loaded after the day: what had begun stays with the old units, and the new one owes only what they do not."""
    load(database, SMALL, now)
    merger = HEAD + (
        "units: [{code: PM, name: Phòng Mới, classes: [BAN]}]\n"
        "unit_changes: [{kind: merge, date: 2026-11-20, basis: NQ, before: [PKT, PYT], after: [PM]}]\n"
    )
    load(database, merger, now)
    with database.transaction() as session:
        owed = session.execute(
            select(Unit.code, Obligation.requirement_id, Obligation.period_key, Obligation.period_start).join(
                Unit, Unit.id == Obligation.unit_id
            )
        ).all()
    old = {(asked, key) for code, asked, key, start in owed if code in ("PKT", "PYT") and start < date(2026, 11, 20)}
    assert old
    assert not [code for code, asked, key, _ in owed if code == "PM" and (asked, key) in old]

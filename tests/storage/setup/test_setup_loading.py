"""Applying a setup file: what is added, what changes, what stays, and the lines that say so."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, func, select

from storage.db.database import Database
from storage.setup import SetupProblems
from storage.tables import (
    AuditEvent,
    Base,
    Organisation,
    Plan,
    PlanCoordinator,
    ReminderPolicy,
    Requirement,
    RequirementTask,
    RequirementUnit,
    Task,
    TaskGroup,
    Unit,
    UnitClass,
    UnitMembership,
)
from tests.storage.setup.in_vietnamese import as_read, load_setup, refusal
from tests.storage.setup.setup_files import CALENDAR, SMALL, changed, load

pytestmark = pytest.mark.either

HEAD = "version: 1\norganisation: {code: THU}\n"
PKT = "{code: PKT, name: Phòng Kinh tế, classes: [BAN]}"


def rows(database: Database, *columns: Any) -> list[Any]:
    with database.transaction() as session:
        return [tuple(row) for row in session.execute(select(*columns).order_by(*columns))]


def counts(database: Database) -> dict[str, int]:
    with database.transaction() as session:
        tables = Base.metadata.sorted_tables
        return {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def test_a_code_spelled_otherwise_than_it_was_loaded_is_refused(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    before = counts(database)
    for organisation, wrong in (
        (("THU"), "units: [{code: pkt, name: Phòng khác}]"),
        ("thu", "units: []"),
        ("THU", "reminder_policies: [{code: Chuan, steps: [{before: 1d, to: [focal_point]}]}]"),
        ("THU", "plans: [{code: KH, title: Kế hoạch, task_groups: [{code: ii.1, title: Khác}]}]"),
    ):
        with refusal("chỉ khác chữ hoa, chữ thường hoặc kiểu chữ so với mã"):
            load(database, f"version: 1\norganisation: {{code: {organisation}, name: Tên}}\n{wrong}\n", now)
    assert counts(database) == before


def test_the_first_load_adds_everything_with_a_line_each(database: Database, now: datetime) -> None:
    assert load(database, SMALL, now) == [
        "+ tổ chức THU “Thành ủy”",
        "+ lớp BAN “Các ban”",
        "+ lớp DANG “Cơ sở đảng”",
        "+ đơn vị BTG “Ban Tuyên giáo”",
        "+ đơn vị PKT “Phòng Kinh tế”",
        "+ đơn vị PYT “Phòng Y tế”",
        "+ lịch nhắc chuan: giờ yên lặng 20:00–07:30, nhắc vào ngày làm việc",
        "+ kế hoạch KH “Kế hoạch”",
        "+ nhóm nhiệm vụ KH II.1 “Một”",
        "+ nhóm nhiệm vụ KH II.2 “Hai”",
        "+ nhiệm vụ KH 1.1 “Việc một”",
        "+ nhiệm vụ KH 1.10 “Việc mười”",
        "+ yêu cầu QUY “Báo cáo quý”",
        "+ yêu cầu NGAY “Báo cáo ngay”",
        "+ kỳ báo cáo QUY 2026-Q4: số báo cáo chờ nộp 2, hạn nộp 17:00 17/12/2026",
        "+ kỳ báo cáo NGAY: số báo cáo chờ nộp 1, hạn nộp 09:01:30 23/11/2026",
    ]


def test_what_the_file_says_is_in_the_tables(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    (organisation,) = rows(database, Organisation.timezone, Organisation.document_style, Organisation.address_form)
    assert organisation == ("Asia/Ho_Chi_Minh", "state", "anh_chi")
    assert rows(database, Organisation.digest_at) == [("07:45",)]
    with database.transaction() as session:
        policy = session.scalars(select(ReminderPolicy)).one()
        assert (policy.quiet_from, policy.quiet_to, policy.working_days_only) == ("20:00", "07:30", True)
        assert policy.steps == [
            {"before": "5wd", "at": "08:30", "to": ["focal_point"]},
            {"every": "1d", "to": ["focal_point", "unit_leader"]},
        ]
        asked, once = session.scalars(select(Requirement).order_by(Requirement.id))
        assert (asked.units, asked.tasks) == ({"classes": ["BAN"]}, {"codes": ["1.1"], "groups": ["II.2"]})
        assert asked.due_rule == {
            "month": "last",
            "day": 17,
            "weekday": None,
            "time": "17:00",
            "when_not_working": "forward",
            "year": "same",
        }
        assert (once.units, once.tasks) == ({"lead": "PKT", "with": ["PYT"]}, {"all": True})
        assert (once.due_rule, once.policy_id) == (None, None)
        assert once.once_written == {"opens": "+0s", "due": "+90s"}
        assert (once.once_opens_at, once.once_due_at) == (now, now + timedelta(seconds=90))


def test_units_and_tasks_of_requirements_are_worked_out(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    assert owing(database) == [
        ("NGAY", "PKT", False),
        ("NGAY", "PYT", True),
        ("QUY", "PKT", False),
        ("QUY", "PYT", False),
    ]
    assert reported(database) == [("NGAY", "1.1"), ("NGAY", "1.10"), ("QUY", "1.1"), ("QUY", "1.10")]


def owing(database: Database) -> list[Any]:
    with database.transaction() as session:
        query = (
            select(Requirement.code, Unit.code, RequirementUnit.contributes)
            .select_from(RequirementUnit)
            .join(Requirement, Requirement.id == RequirementUnit.requirement_id)
            .join(Unit, Unit.id == RequirementUnit.unit_id)
        )
        return sorted(tuple(row) for row in session.execute(query))


def reported(database: Database) -> list[Any]:
    with database.transaction() as session:
        query = (
            select(Requirement.code, Task.code)
            .select_from(RequirementTask)
            .join(Requirement, Requirement.id == RequirementTask.requirement_id)
            .join(Task, Task.id == RequirementTask.task_id)
        )
        return sorted(tuple(row) for row in session.execute(query))


def test_loading_the_same_file_again_changes_nothing(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    before = counts(database)
    assert load(database, SMALL, now + timedelta(hours=5)) == []
    assert counts(database) == before


def test_saying_a_default_or_the_same_in_another_way_changes_nothing(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    same = changed(
        ("{code: THU, name: Thành ủy}", "{code: THU, name: Thành ủy, document_style: state, digest_at: 7:45}"),
        ("due: {month: last, day: 17}", "due: {day: 17, time: 17:00, year: same, when_not_working: forward}"),
        ('{codes: ["1.1"], groups: [II.2]}', '{groups: [II.2], codes: ["1.1"]}'),
        ("  - {code: BTG, name: Ban Tuyên giáo}\n", "  - {code: BTG, name: Ban Tuyên giáo, classes: []}\n"),
        ("due: +90s}\n", "due: +90s}\n    data_window: calendar\n    reminders: null\n"),
    )
    assert load(database, same, now) == []


CHANGES = [
    (("name: Thành ủy}", "name: Tỉnh ủy}"), ["~ tổ chức THU: tên “Thành ủy” → “Tỉnh ủy”"]),
    (("name: Thành ủy}", "timezone: Asia/Tokyo}"), ["~ tổ chức THU: múi giờ Asia/Ho_Chi_Minh → Asia/Tokyo"]),
    (("name: Thành ủy}", "document_style: party}"), ["~ tổ chức THU: thể thức văn bản nhà nước → đảng"]),
    (("name: Thành ủy}", "address_form: dong_chi}"), ["~ tổ chức THU: cách xưng hô anh/chị → đồng chí"]),
    (("name: Thành ủy}", "digest_at: 08:15}"), ["~ tổ chức THU: giờ gửi tổng hợp 07:45 → 08:15"]),
    (("name: Các ban}", "name: Ban ngành}"), ["~ lớp BAN: tên “Các ban” → “Ban ngành”"]),
    (("name: Phòng Y tế", "name: Sở Y tế"), ["~ đơn vị PYT: tên “Phòng Y tế” → “Sở Y tế”"]),
    (("lead: BTG, with: [PKT]", "lead: BTG"), ["- kế hoạch KH: bỏ đơn vị theo dõi PKT"]),
    (
        ("lead: BTG, with: [PKT]", "lead: PKT, with: [BTG]"),
        [
            "- kế hoạch KH: bỏ đơn vị theo dõi BTG (chủ trì)",
            "- kế hoạch KH: bỏ đơn vị theo dõi PKT",
            "+ kế hoạch KH: thêm đơn vị theo dõi BTG",
            "+ kế hoạch KH: thêm đơn vị theo dõi PKT (chủ trì)",
        ],
    ),
    (
        ("    title: Kế hoạch\n", "    title: Kế hoạch\n    number: 9-KH\n    date: 2026-02-03\n    issuer: Ban\n"),
        [
            "~ kế hoạch KH: số không có → 9-KH",
            "~ kế hoạch KH: ngày không có → 03/02/2026",
            "~ kế hoạch KH: cơ quan ban hành không có → “Ban”",
        ],
    ),
    (
        (
            "    title: Kế hoạch\n",
            "    title: Kế hoạch\n    recipients: [Lưu]\n    basis: [{number: 1-NQ}]\n",
        ),
        ["+ kế hoạch KH: thêm căn cứ 1-NQ", "+ kế hoạch KH: thêm nơi nhận “Lưu”"],
    ),
    (("title: Một}", "title: Nhất}"), ["~ nhóm nhiệm vụ KH II.1: tên “Một” → “Nhất”"]),
    (("title: Việc một}", "title: Việc 1}"), ["~ nhiệm vụ KH 1.1: tên “Việc một” → “Việc 1”"]),
    (("group: II.1, ", "group: null, "), ["~ nhiệm vụ KH 1.1: nhóm II.1 → không có"]),
    (("title: Báo cáo quý", "title: Quý"), ["~ yêu cầu QUY: tên “Báo cáo quý” → “Quý”"]),
    (("until: 2030-12-31", "until: 2031-12-31"), ["~ yêu cầu QUY: kỳ bắt đầu đến 31/12/2030 → 31/12/2031"]),
    (("data_window: decree_09", "data_window: calendar"), ["~ yêu cầu QUY: kỳ số liệu Nghị định 09/2019 → theo lịch"]),
    (("reminders: chuan", "reminders: null"), ["~ yêu cầu QUY: lịch nhắc chuan → không có"]),
    (('"1.1"], groups: [II.2]', '"1.10"]'), ["- yêu cầu QUY: bỏ nhóm nhiệm vụ II.2", "- yêu cầu QUY: bỏ nhiệm vụ 1.1"]),
    (("tasks: all", "tasks: {groups: [II.1]}"), ["~ yêu cầu NGAY: mọi nhiệm vụ có → không"]),
    (("lead: PKT, with: [PYT]", "lead: PKT"), ["- yêu cầu NGAY: bỏ đơn vị phối hợp PYT"]),
    (('from: "20:00"', 'from: "21:00"'), ["~ lịch nhắc chuan: giờ yên lặng 20:00–07:30 → 21:00–07:30"]),
    (("days_only: true", "days_only: false"), ["~ lịch nhắc chuan: nhắc vào ngày làm việc → mọi ngày"]),
    (
        ("before: 5wd", "before: 6wd"),
        [
            "- lịch nhắc chuan: bỏ bước nhắc trước 5wd lúc 08:30 cho đầu mối",
            "+ lịch nhắc chuan: thêm bước nhắc trước 6wd lúc 08:30 cho đầu mối",
        ],
    ),
]


@pytest.mark.parametrize(("change", "lines"), CHANGES)
def test_each_change_has_its_line_and_is_kept(
    sqlite_database: Database, now: datetime, change: tuple[str, str], lines: list[str]
) -> None:
    load(sqlite_database, SMALL, now)
    found = load(sqlite_database, changed(change), now)
    assert [line for line in lines if line not in found] == [], found
    assert all(line[:2] in ("+ ", "~ ", "- ") for line in found)
    assert load(sqlite_database, changed(change), now) == []


def test_orders_are_kept_and_their_change_is_told(sqlite_database: Database, now: datetime) -> None:
    one = '      - {code: "1.1", group: II.1, title: Việc một}\n'
    ten = '      - {code: "1.10", group: II.2, title: Việc mười}\n'
    load(sqlite_database, SMALL, now)
    assert load(sqlite_database, changed((one + ten, ten + one)), now) == ["~ kế hoạch KH: đổi thứ tự nhiệm vụ"]
    assert rows(sqlite_database, Task.position, Task.code) == [(0, "1.10"), (1, "1.1")]


def test_a_new_task_comes_after_the_one_it_follows_in_a_partial_file(sqlite_database: Database, now: datetime) -> None:
    load(sqlite_database, SMALL, now)
    part = (
        'plans: [{code: KH, title: Kế hoạch, tasks: [{code: "1.1", title: Việc một}, {code: "1.2", title: Việc hai}]}]'
    )
    assert load(sqlite_database, HEAD + part, now) == [
        "+ nhiệm vụ KH 1.2 “Việc hai”",
        "~ yêu cầu NGAY: thêm 1 nhiệm vụ (1.2)",
    ]
    assert rows(sqlite_database, Task.position, Task.code) == [(0, "1.1"), (1, "1.2"), (2, "1.10")]


def test_what_a_partial_file_omits_stays(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    part = f"{HEAD}units:\n  - {{code: PYT, name: Sở Y tế}}\n  - {{code: PNV, name: Phòng Nội vụ, classes: [BAN]}}\n"
    assert load(database, part, now) == [
        "~ đơn vị PYT: tên “Phòng Y tế” → “Sở Y tế”",
        "+ đơn vị PNV “Phòng Nội vụ”",
        "~ yêu cầu QUY: thêm 1 đơn vị phải báo cáo (PNV)",
        "~ kỳ báo cáo QUY 2026-Q4: số báo cáo chờ nộp 2 → 3",
    ]
    assert ("QUY", "PYT", False) in owing(database), "its classes were not mentioned"
    assert counts(database)["task"] == 2


def test_a_list_that_is_given_replaces_the_one_there_was(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    part = f"{HEAD}units:\n  - {PKT.replace('[BAN]', '[DANG]')}\n"
    assert load(database, part, now) == [
        "- đơn vị PKT: bỏ khỏi lớp BAN",
        "+ đơn vị PKT: vào lớp DANG",
        "~ yêu cầu QUY: bớt 1 đơn vị phải báo cáo (PKT)",
    ]
    assert [row for row in owing(database) if row[0] == "QUY"] == [("QUY", "PYT", False)]


def test_other_organisations_are_not_touched(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    other = changed(("{code: THU, name: Thành ủy}", "{code: KHAC, name: Nơi khác}"))
    assert len(load(database, other, now)) == 16
    before = rows(database, Unit.organisation_id, Unit.code, Unit.name)
    load(database, other.replace("Phòng Y tế", "Sở Y tế"), now)
    after = rows(database, Unit.organisation_id, Unit.code, Unit.name)
    assert len(set(before) - set(after)) == 1
    assert load(database, SMALL, now) == []


def test_nothing_is_left_of_a_loading_that_is_rolled_back(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    before = counts(database)
    with database.transaction() as session:
        lines = load_setup(session, SMALL.replace("Phòng Y tế", "Sở Y tế"), now, CALENDAR)
        session.rollback()
    assert lines == ["~ đơn vị PYT: tên “Phòng Y tế” → “Sở Y tế”"]
    assert counts(database) == before
    assert ("Phòng Y tế",) in rows(database, Unit.name)


def test_a_change_is_recorded_with_its_counts(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    load(database, changed(("name: Phòng Y tế, classes: [BAN]", "name: Sở Y tế, classes: [DANG]")), now)
    with database.transaction() as session:
        first, second = session.scalars(select(AuditEvent).order_by(AuditEvent.id))
    assert (first.action, first.subject) == ("setup.loaded", f"organisation:{first.organisation_id}")
    assert first.detail == {"added": 16, "changed": 0, "removed": 0}
    assert second.detail == {"added": 1, "changed": 2, "removed": 1}


def test_a_file_with_an_unknown_code_changes_nothing(database: Database, now: datetime) -> None:
    with pytest.raises(SetupProblems) as caught:
        load(database, changed(("with: [PYT]", "with: [PNV]")), now)
    assert "dòng 31: requirements[1].units.with[0]: không có đơn vị “PNV”" in as_read(caught.value)
    assert sum(counts(database).values()) == 0


def test_a_partial_file_may_refer_to_what_was_loaded_before(database: Database, now: datetime) -> None:
    part = (
        f"{HEAD}requirements:\n  - {{code: THANG, plan: KH, title: Tháng, units: {{codes: [BTG]}}, "
        'tasks: {codes: ["1.10"]}, period: {type: monthly}, due: {day: 25}, reminders: chuan}\n'
    )
    with pytest.raises(SetupProblems) as caught:
        load(database, part, now)
    assert [problem.where for problem in caught.value.problems] == [
        "organisation.name",
        "requirements[0].plan",
        "requirements[0].units.codes[0]",
        "requirements[0].reminders",
    ]
    load(database, SMALL, now)
    assert load(database, part, now)[0] == "+ yêu cầu THANG “Tháng”"


def test_everything_wrong_is_told_at_once_when_a_file_is_loaded(sqlite_database: Database, now: datetime) -> None:
    wrong = changed(("with: [PYT]", "with: [PNV]"), ("before: 5wd", "before: 5h"))
    with pytest.raises(SetupProblems) as caught:
        sqlite_database.do(load_setup, wrong, now, CALENDAR)
    assert [problem.line for problem in caught.value.problems] == [31, 39]


def test_a_data_window_that_stays_must_suit_a_new_type_of_period(sqlite_database: Database, now: datetime) -> None:
    load(sqlite_database, SMALL, now)
    weekly = changed(("type: quarterly", "type: weekly"), ("{month: last, day: 17}", "{weekday: 5}"))
    without = weekly.replace("    data_window: decree_09\n", "")
    with refusal(r"dòng 24: .*type: decree_09 không dùng cho kỳ weekly"):
        load(sqlite_database, without, now)
    load(sqlite_database, weekly.replace("decree_09", "calendar"), now)
    assert load(sqlite_database, without, now) == []


@pytest.mark.parametrize("table", [UnitClass, Unit, UnitMembership, Plan, PlanCoordinator, TaskGroup, Task])
def test_everything_belongs_to_the_organisation(sqlite_database: Database, now: datetime, table: Any) -> None:
    load(sqlite_database, SMALL, now)
    assert {row[0] for row in rows(sqlite_database, table.organisation_id)} == {1}


def test_the_number_of_statements_does_not_grow_with_the_units(sqlite_database: Database, now: datetime) -> None:
    many, few = (statements(sqlite_database, code, units, now) for code, units in (("A", 400), ("B", 40)))
    assert many == few


def statements(database: Database, code: str, units: int, now: datetime) -> int:
    listed = "".join(f"  - {{code: U{n}, name: Đơn vị {n}, classes: [BAN]}}\n" for n in range(units))
    text = changed(("{code: THU,", f"{{code: {code},"), ("plans:\n", f"{listed}plans:\n"))
    seen: list[str] = []
    with database.transaction() as session:
        event.listen(session.connection(), "before_cursor_execute", lambda *call: seen.append(call[2]))
        assert len(load_setup(session, text, now, CALENDAR)) == units + 16
    return len(seen)

"""What a preview points out beside the changes: what a loading leaves as it was, though one may think otherwise."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from domain.reports.states import State
from storage.db.database import Database
from storage.reporting import drafts
from storage.setup import apply_setup, read_setup
from storage.tables import Obligation, Person, Task, Unit
from tests.each import each
from tests.storage.setup.in_vietnamese import all_read, load_setup
from tests.storage.setup.setup_files import CALENDAR, SMALL, changed

_LAN, _BINH = "Nguyễn Thị Lan", "Trần Văn Bình"
Row = tuple[str, str, str, str]  # the unit, the role, the name, the mailbox


def file(*people: Row, text: str = SMALL) -> str:
    rows = [f"  - {{unit: {u}, role: {r}, name: {n}{f', email: {m}' if m else ''}}}" for u, r, n, m in people]
    return text + "people:\n" + "\n".join(rows) + "\n"


def lan(unit: str = "PYT", role: str = "focal_point", mailbox: str = "lan@b.vn") -> Row:
    return unit, role, _LAN, mailbox


def load(database: Database, content: str, now: datetime) -> list[str]:
    with database.transaction() as session:
        return load_setup(session, content, now, CALENDAR)


def notes(database: Database, content: str, now: datetime) -> list[str]:
    with database.transaction() as session:
        applied = apply_setup(session, read_setup(content), now, CALENDAR)
        session.rollback()
    return all_read(applied.notes)


STAYS = (
    "“Nguyễn Thị Lan” vẫn là {} ở {}; tệp không nêu nữa, nhưng tệp không thay người. Nếu đã thôi: /moi {} rồi chọn Thay"
)
SHARED = (
    "a@b.vn là hộp thư chung của “Nguyễn Thị Lan”, “Trần Văn Bình”; mỗi thư ghi rõ gửi cho ai và chỉ mở cho người ấy"
)


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ([lan("PKT")], STAYS.format("đầu mối", "PYT", "PYT")),
        ([lan(role="deputy")], STAYS.format("đầu mối", "PYT", "PYT")),
        ([("PYT", "focal_point", _BINH, "binh@b.vn")], STAYS.format("đầu mối", "PYT", "PYT")),
    ],
)
def test_a_file_takes_nobody_out_of_office_and_says_so(
    database: Database, now: datetime, people: list[Row], said: str
) -> None:
    load(database, file(lan()), now)
    assert notes(database, file(*people), now) == [said]
    load(database, file(*people), now)
    assert notes(database, file(*people), now) == [], "told where it is new"


def test_who_has_not_come_in_stays_on_the_list(database: Database, now: datetime) -> None:
    load(database, file(lan(mailbox="")), now)
    assert notes(database, file(("PYT", "focal_point", _BINH, "")), now) == [
        "“Nguyễn Thị Lan” vẫn trong danh sách mời làm đầu mối ở PYT; tệp không nêu nữa. "
        "Nếu đã thôi thì không gửi mã mời cho người ấy"
    ]


@each(
    "people",
    [
        [lan(), ("PYT", "focal_point", _BINH, "binh@b.vn")],
        [("PKT", "focal_point", _BINH, "binh@b.vn")],
        [lan(mailbox="lan2@b.vn")],
    ],
)
def test_nothing_is_said_of_people_that_nobody_seems_to_replace(
    database: Database, now: datetime, people: list[Row]
) -> None:
    load(database, file(lan()), now)
    assert notes(database, file(*people), now) == []


def test_mailboxes_that_are_swapped_are_not_shared(database: Database, now: datetime) -> None:
    def both(one: str, other: str) -> str:
        return file(lan(mailbox=one), ("PKT", "focal_point", _BINH, other))

    load(database, both("a@b.vn", "b@b.vn"), now)
    assert notes(database, both("b@b.vn", "a@b.vn"), now) == []
    assert notes(database, both("c@b.vn", "a@b.vn"), now) == [], "passed on"
    assert notes(database, both("a@b.vn", "a@b.vn"), now) == [SHARED]


_AGAIN = """  - code: {code}
    plan: KH
    title: {title}
    units: {units}
    tasks: {{codes: ["1.1"], groups: [II.2]}}
    period: {{type: {type}, from: 2026-10-01}}
    due: {{month: last, day: 17}}
reminder_policies:"""


@each(
    ("title", "units", "type", "is_told"),
    [
        ("Báo cáo quý", "{classes: [BAN]}", "quarterly", True),
        ("báo cáo  Quý", "{codes: [PYT, PKT]}", "quarterly", True),
        ("Báo cáo quý về vốn", "{classes: [BAN]}", "quarterly", False),
        ("Báo cáo quý", "{codes: [PYT]}", "quarterly", False),
        ("Báo cáo quý", "{classes: [BAN]}", "yearly", False),
    ],
)
def test_a_second_report_of_one_title_and_the_same_units_is_told(
    database: Database, now: datetime, title: str, units: str, type: str, is_told: bool
) -> None:
    load(database, SMALL, now)
    more = _AGAIN.format(code="QUY-MOI", title=title, units=units, type=type)
    said = [
        "QUY, QUY-MOI cùng tên, cùng đơn vị nộp: có phải đổi mã? Nạp như thế thì mỗi đơn vị phải nộp cả hai. "
        "Nếu chỉ đổi mã thì ghi lại mã QUY"
    ]
    assert notes(database, changed(("reminder_policies:", more)), now) == (said if is_told else [])


def test_what_a_unit_owes_that_left_stays_owed_and_the_way_out_is_told(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    left = changed(("name: Phòng Y tế, classes: [BAN]", "name: Phòng Y tế, classes: []"))
    assert notes(database, left, now) == [
        "QUY: PYT không còn phải báo cáo, nhưng 1 báo cáo đang mở (kỳ 2026-Q4) vẫn phải nộp. "
        "Nếu miễn: /donvi PYT rồi chọn Miễn kỳ này"
    ]
    with database.transaction() as session:
        unit = session.scalars(select(Unit).where(Unit.code == "PYT")).one()
        for owed in session.scalars(select(Obligation).where(Obligation.unit_id == unit.id)):
            owed.state = State.SUBMITTED
    assert notes(database, left, now) == [], "nothing is open"


def test_a_report_asked_for_once_has_no_period_to_name(database: Database, now: datetime) -> None:
    once = changed(
        (
            "period: {type: quarterly, from: 2026-10-01, until: 2030-12-31}\n    data_window: decree_09",
            'period: {type: once, opens: "2026-10-01T08:00+07:00", due: "2026-12-17T17:00+07:00"}',
        ),
        ("    due: {month: last, day: 17}\n", ""),
    )
    load(database, once, now)
    left = once.replace("name: Phòng Y tế, classes: [BAN]", "name: Phòng Y tế, classes: []")
    assert notes(database, left, now) == [
        "QUY: PYT không còn phải báo cáo, nhưng 1 báo cáo đang mở vẫn phải nộp. "
        "Nếu miễn: /donvi PYT rồi chọn Miễn kỳ này"
    ]


def test_periods_of_another_kind_stay_owed_and_that_is_told(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    monthly = changed(
        ("period: {type: quarterly, from: 2026-10-01, until: 2030-12-31}\n    data_window: decree_09", "MONTHLY"),
        ("due: {month: last, day: 17}", "due: {day: 25, before_end: true}"),
    ).replace("MONTHLY", "period: {type: monthly, from: 2026-11-01}\n    data_window: calendar")
    assert "~ yêu cầu QUY: loại kỳ hằng quý → hằng tháng" in load_only(database, monthly, now)
    assert notes(database, monthly, now) == [
        "QUY: 2 báo cáo đang mở theo kỳ cũ (kỳ 2026-Q4) vẫn phải nộp, bên cạnh kỳ mới. "
        "Nếu không thu nữa: /donvi, chọn từng đơn vị rồi Miễn kỳ này"
    ]


def load_only(database: Database, content: str, now: datetime) -> list[str]:
    """The changes, not kept."""
    with database.transaction() as session:
        lines = load_setup(session, content, now, CALENDAR)
        session.rollback()
    return lines


def test_titles_that_change_under_drafts_are_told_with_their_number(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    retitled = changed(("title: Việc một", "title: Việc khác hẳn"))
    assert notes(database, retitled, now) == [], "nothing is written under the code"
    with database.transaction() as session:
        task = session.scalars(select(Task).where(Task.code == "1.1")).one()
        owed = session.scalars(select(Obligation).order_by(Obligation.id)).first()
        assert owed is not None
        session.add(somebody := Person(organisation_id=owed.organisation_id, name="Hoa", language="vi"))
        session.flush()
        draft = drafts.begin(
            session, organisation_id=owed.organisation_id, obligation_id=owed.id, unit_id=owed.unit_id, now=now
        )
        drafts.put(session, draft, task.id, {"status": "done"}, person_id=somebody.id, now=now)
    told = "nhiệm vụ 1.1 trước tên là “Việc một”: 1 bản nháp, 0 báo cáo đã ghi theo mã này{}. Nếu mã nay chỉ việc khác"
    assert notes(database, retitled, now)[0].startswith(told.format(""))
    swapped = changed(("Việc một", "X"), ("Việc mười", "Việc một"), ("X}", "Việc mười}"))
    (said,) = notes(database, swapped, now)
    assert said.startswith(told.format(" (tên mới trước đây là của 1.10: có phải đổi chéo mã?)"))
    assert notes(database, changed(("title: Việc một", "title: việc  Một")), now) == [], "the same in other letters"


def test_titles_that_a_task_had_are_kept(database: Database, now: datetime) -> None:
    load(database, SMALL, now)
    load(database, changed(("title: Việc một", "title: Hai")), later := now + timedelta(days=1))
    load(database, SMALL, now + timedelta(days=2))
    with database.transaction() as session:
        task = session.scalars(select(Task).where(Task.code == "1.1")).one()
        former = task.former_titles or []
    assert [one["title"] for one in former] == ["Việc một", "Hai"]
    assert former[0]["until"] == later.isoformat()


@each(
    ("before", "after", "said"),
    [
        (
            "tasks: all",
            'tasks: {codes: ["1.1"]}',
            [
                "~ yêu cầu NGAY: mọi nhiệm vụ có → không",
                "+ yêu cầu NGAY: nêu đích danh nhiệm vụ 1.1 (vốn đã có)",
                "~ yêu cầu NGAY: bớt 1 nhiệm vụ (1.10)",
            ],
        ),
        (
            'tasks: {codes: ["1.1"], groups: [II.2]}',
            "tasks: {groups: [II.1, II.2]}",
            [
                "+ yêu cầu QUY: thêm nhóm nhiệm vụ II.1",
                "- yêu cầu QUY: thôi nêu đích danh nhiệm vụ 1.1 (vẫn còn)",
            ],
        ),
        (
            "units: {classes: [BAN]}",
            "units: {codes: [PKT]}",
            [
                "- yêu cầu QUY: bỏ lớp BAN",
                "+ yêu cầu QUY: nêu đích danh đơn vị PKT (vốn đã có)",
                "~ yêu cầu QUY: bớt 1 đơn vị phải báo cáo (PYT)",
            ],
        ),
        (
            'tasks: {codes: ["1.1"], groups: [II.2]}',
            'tasks: {codes: ["1.10"]}',
            [
                "- yêu cầu QUY: bỏ nhóm nhiệm vụ II.2",
                "- yêu cầu QUY: bỏ nhiệm vụ 1.1",
                "+ yêu cầu QUY: nêu đích danh nhiệm vụ 1.10 (vốn đã có)",
            ],
        ),
    ],
)
def test_what_is_named_one_by_one_is_not_told_as_added_or_gone_where_it_stays(
    database: Database, now: datetime, before: str, after: str, said: list[str]
) -> None:
    load(database, SMALL, now)
    lines = load_only(database, changed((before, after)), now)
    assert [line for line in lines if "kỳ báo cáo" not in line] == said

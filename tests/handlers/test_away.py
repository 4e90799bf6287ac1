"""Somebody is away and a colleague stands in; somebody leaves and is replaced: the duty stays with the unit."""

import pytest
from sqlalchemy import select

from scheduler.tick import tick
from storage.db.database import Database
from storage.installation.calendars import work_calendar
from storage.tables import Absence, AuditEvent, Obligation, Position, ReminderEntry, Report, Unit
from tests.world import World

TUAN, AN, BINH = "900", "101", "102"
SAYS = "1.1, 2.7, 3.1, 4.8, 5.2, 6.2, T.1 xong"
STEPS = [{"before": "1wd", "at": "08:30", "to": ["focal_point"]}]


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PYT", "focal_point", "An", AN)
    world.person("PYT", "deputy", "Bình", BINH)
    world.at("2026-12-14 09:00")
    return world


def plan(world: World, days: str = "15/12 đến 18/12") -> None:
    world.says(AN, f"/vangmat {days}")
    world.presses(AN, "1. Bình · Phòng Y tế")
    world.presses(AN, "Đúng, báo vắng mặt")


def hand_in(world: World, chat: str) -> None:
    world.says(chat, "/baocao")
    world.says(chat, SAYS)
    world.presses(chat, "Đúng, ghi vào nháp")
    world.presses(chat, "Xem lại")
    world.presses(chat, "Gửi báo cáo")


def test_it_is_read_back_and_the_deputy_is_told(world: World) -> None:
    world.says(AN, "/vangmat")
    world.says(AN, "15/12 đến 18/12")
    assert world.last(AN).text == "Vắng mặt từ thứ Ba 15/12/2026 đến thứ Sáu 18/12/2026. Ai thay anh/chị?"
    world.presses(AN, "1. Bình · Phòng Y tế")
    assert not world.all(Absence)
    card = world.last(AN)
    world.presses(AN, "Đúng, báo vắng mặt")
    world.presses(AN, "Đúng, báo vắng mặt", on=card)
    assert len(world.all(Absence)) == 1
    assert world.last(BINH).text == (
        "An vắng mặt từ thứ Ba 15/12/2026 đến thứ Sáu 18/12/2026 và nhờ anh/chị thay ở Phòng Y tế. "
        "Trong những ngày ấy tôi nhắc anh/chị."
    )


@pytest.mark.parametrize("channel", ["telegram", "zalo"])
def test_who_stands_in_is_named_as_people_are_called(world: World, channel: str) -> None:
    world.person("PNV", "focal_point", "Trần Văn Mạnh", "300", channel=channel)
    for name in ("Lê Văn Hùng", "Lê Văn Hưng", "Đỗ Thị Lan", "Ngô Lan"):
        world.person("PNV", "deputy", name)

    def asked(typed: str) -> str:
        world.says("300", "/huy", channel=channel)
        world.says("300", "/vangmat 15/12 đến 18/12", channel=channel)
        world.says("300", typed, channel=channel)
        return " | ".join([*world.last("300").text.split("\n"), *world.last("300").labels])

    for typed in ("Hưng", "anh Hưng ạ", "hưng", "Văn Hưng", "Lê Văn Hưng", "đ/c Hưng"):
        assert "Lê Văn Hưng thay" in asked(typed), typed
    assert "Ngô Lan thay" in asked("Ngô Lan")
    for typed in ("hung", "Lan", "chị Lan", "Văn"):
        said = asked(typed)
        assert " thay" not in said, typed
        assert said.count("Phòng Nội vụ") >= 2, typed
    for typed in ("Hoa", "2.7 xong", "Hưng và Hùng", "Lan Hưng"):
        assert "Đúng, báo vắng mặt" not in asked(typed), "nobody is read back"
    assert not world.all(Absence)


def test_both_names_stay_on_what_the_deputy_sends(world: World) -> None:
    plan(world)
    world.at("2026-12-16 09:00")
    hand_in(world, BINH)
    assert world.last(BINH).text.endswith("Người nộp: Bình (thay An)")
    world.says(TUAN, "/duyet")
    world.presses(TUAN, "Xem 1")
    assert "người gửi Bình (thay An)" in world.last(TUAN).text
    assert world.all(Report)[0].for_person_id is not None


def test_before_and_after_it_is_their_own_name(world: World) -> None:
    plan(world)
    hand_in(world, BINH)
    assert "thay An" not in world.last(BINH).text
    world.at("2026-12-19 00:00")
    world.presses(BINH, "Sửa")
    world.presses(BINH, "Xem lại")
    world.presses(BINH, "Gửi báo cáo")
    assert [report.for_person_id for report in world.all(Report)] == [None, None]


def test_the_deputy_is_on_the_lists_and_is_nudged(world: World) -> None:
    plan(world, "15/12 đến 22/12")
    world.at("2026-12-18 09:00")
    world.says(TUAN, "/quahan")
    assert "Phòng Y tế · trễ 1 ngày · đầu mối Bình" in world.last(TUAN).text
    world.heard(AN)
    world.says(TUAN, "/dondoc PYT")
    assert "đôn đốc anh/chị" in world.last(BINH).text
    assert not world.heard(AN), "who is on leave is not chased"


def test_the_clock_reminds_the_deputy_and_not_who_is_on_leave(world: World) -> None:
    """Tick by tick, and when they are back it is they who are reminded again."""
    policy = world.add_policy("NHAC", [{"before": n, "at": "08:30", "to": ["focal_point"]} for n in ("3wd", "1wd")])
    world.add_requirement("NHANH", "Báo cáo nhanh", units=["PYT"], period_type="once", policy_id=policy)
    [obligation] = world.open("NHANH", "once", "2026-12-21 17:00")
    with world.database.transaction() as session:
        session.get_one(Obligation, obligation).next_check_at = world.now
    plan(world, "15/12 đến 17/12")
    world.heard(AN), world.heard(BINH)
    reminded = {}
    for moment in ("2026-12-16 08:29", "2026-12-16 08:30", "2026-12-18 08:29", "2026-12-18 08:30"):
        world.at(moment)
        world.database.do(tick, world.now, world.context.calendar)
        world.deliver()
        reminded[moment] = [name for name, chat in (("An", AN), ("Bình", BINH)) if "Báo cáo nhanh" in world.said(chat)]
    assert reminded == {
        "2026-12-16 08:29": [],
        "2026-12-16 08:30": ["Bình"],
        "2026-12-18 08:29": [],
        "2026-12-18 08:30": ["An"],
    }
    ledger = world.all(ReminderEntry)
    assert [entry.person_id for entry in ledger] == [world.person_id("Bình"), world.person_id("An")]


def test_back_sooner_it_is_as_before(world: World) -> None:
    plan(world, "14/12 đến 31/12")
    world.says(AN, "/vangmat")
    world.presses(AN, next(label for label in world.last(AN).labels if label.startswith("Tôi đã có mặt lại (")))
    assert world.last(BINH).text == "An đã có mặt lại ở Phòng Y tế; anh/chị không cần thay nữa."
    world.at("2026-12-18 09:00")
    world.says(TUAN, "/quahan")
    assert "Phòng Y tế · trễ 1 ngày · đầu mối An" in world.last(TUAN).text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("nghỉ ốm", "Tôi chưa rõ những ngày nào."),
        ("31/2", "Không có ngày 31/2."),
        ("1/12/2026", "Những ngày này đã qua."),
        ("20/12 đến 16/12/2026", "Ngày cuối sớm hơn ngày đầu."),
    ],
)
def test_what_cannot_be_is_told_and_the_question_stays(world: World, typed: str, told: str) -> None:
    world.says(AN, f"/vangmat {typed}")
    assert world.last(AN).text.startswith(told)
    world.says(AN, "mai")
    assert "Ai thay" in world.last(AN).text
    assert not world.all(Absence)


def test_with_nobody_else_in_the_unit_it_is_told(world: World) -> None:
    world.person("PKT", "focal_point", "Lan", "100")
    world.says("100", "/vangmat mai")
    assert "đơn vị chưa có ai khác trên Đôn Đốc để thay" in world.last("100").text


def test_who_leaves_is_replaced_by_an_invitation(world: World) -> None:
    world.says(AN, "/baocao")
    world.says(AN, "2.7 40%")
    world.presses(AN, "Đúng, ghi vào nháp")
    world.says(TUAN, "/moi PYT")
    world.presses(TUAN, "Thay An")
    made = world.heard(TUAN)[-2]
    assert "Khi mã được dùng, An thôi vị trí này" in made.text
    code = made.text.split("Mã mời: ")[1][:8]
    world.says(AN, "/nhiemvu")
    assert "có nháp 1/7" in world.last(AN).text, "until the code is used nothing changes"
    world.says("150", f"/start {code}")
    world.says("150", "/nhiemvu")
    assert "có nháp 1/7 nhiệm vụ" in world.last("150").text
    world.says(AN, "/nhiemvu")
    assert "đã thôi làm đầu mối Phòng Y tế" in world.last(AN).text
    assert [e.action for e in world.all(AuditEvent)][-2:] == ["person.replaced", "person.joined"]
    world.database.do(tick, world.now, work_calendar())


# Of several units, and by name


@pytest.fixture
def both(world: World) -> World:
    """An reports for two offices; Bình stands in for either, Hoa for the second alone."""
    world.appoint(world.person_id("An"), "PNV", "focal_point")
    world.appoint(world.person_id("Bình"), "PNV", "deputy")
    world.person("PNV", "deputy", "Ngô Thị Hoa", "103")
    return world


def absent(world: World) -> list[tuple[str, int]]:
    codes = {unit.id: unit.code for unit in world.all(Unit)}
    return sorted((codes[one.unit_id], one.deputy_id) for one in world.all(Absence))


@pytest.mark.parametrize("typed", ["15/12 đến 18/12, Bình thay", "15/12 đến 18/12 nhờ chị Bình", "15/12, binh thay"])
@pytest.mark.parametrize(
    ("which", "units"),
    [("Phòng Nội vụ và Phòng Y tế", ["PNV", "PYT"]), ("Phòng Y tế", ["PYT"]), ("Phòng Nội vụ", ["PNV"])],
)
def test_of_several_units_it_is_asked_for_which(both: World, typed: str, which: str, units: list[str]) -> None:
    both.says(AN, f"/vangmat {typed}")
    asked = "thay anh/chị ở đơn vị nào (Phòng Nội vụ và Phòng Y tế)?"
    assert asked in both.last(AN).text, both.last(AN).text
    assert len(both.last(AN).labels) == 3
    both.presses(AN, next(label for label in both.last(AN).labels if label.endswith(f"Bình · {which}")))
    assert f"Bình thay ở {which}" in both.last(AN).text
    both.presses(AN, "Đúng, báo vắng mặt")
    assert f"Bình thay ở {which}." in both.last(AN).text
    assert [unit for unit, _ in absent(both)] == units
    if len(units) == 1:  # the other one is asked for
        other = "Phòng Nội vụ" if units == ["PYT"] else "Phòng Y tế"
        assert f"Ở {other} chưa báo ai thay" in both.last(AN).text
        both.presses(AN, next(label for label in both.last(AN).labels if label.endswith(f"Bình · {other}")))
        both.presses(AN, "Đúng, báo vắng mặt")
        assert [unit for unit, _ in absent(both)] == ["PNV", "PYT"]
        assert "chưa báo" not in both.last(AN).text


@pytest.mark.parametrize(
    "typed", ["15/12 đến 18/12 ở phòng y tế, Bình thay", "phòng y tế: 15/12 đến 18/12, chị Bình thay"]
)
def test_the_unit_that_is_named_is_meant(both: World, typed: str) -> None:
    both.says(AN, f"/vangmat {typed}")
    assert "Bình thay ở Phòng Y tế" in both.last(AN).text, both.last(AN).text


def test_who_is_a_colleague_in_one_alone_is_read_back_and_the_other_named(both: World) -> None:
    both.says(AN, "/vangmat 15/12 đến 18/12, chị Hoa thay")
    assert "Ngô Thị Hoa thay ở Phòng Nội vụ." in both.last(AN).text
    assert "Ở Phòng Y tế chưa báo ai thay" in both.last(AN).text
    both.presses(AN, "Đúng, báo vắng mặt")
    assert both.last(AN).labels == ["1. Bình · Phòng Y tế"]


@pytest.mark.parametrize("lost", ["PNV", "PYT"])
def test_where_the_deputy_has_left_one_unit_nothing_is_kept(both: World, lost: str) -> None:
    both.says(AN, "/vangmat 15/12 đến 18/12, Bình thay")
    both.presses(AN, next(label for label in both.last(AN).labels if " và " in label))
    with both.database.transaction() as session:
        seat = (Position.unit_id == both.unit_id(lost)) & (Position.person_id == both.person_id("Bình"))
        session.scalars(select(Position).where(seat)).one().until = both.now
    both.heard(BINH)
    both.presses(AN, "Đúng, báo vắng mặt")
    assert absent(both) == []
    assert not any("nhờ anh/chị thay" in heard.text for heard in both.heard(BINH))


def test_the_receipt_names_the_unit(world: World) -> None:
    world.says(AN, "/vangmat 15/12, Bình thay")
    world.presses(AN, "Đúng, báo vắng mặt")
    assert world.last(AN).text.startswith("Đã ghi: vắng mặt thứ Ba 15/12/2026, Bình thay ở Phòng Y tế.")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("15/12, chị Lan Hương thay", "Lan Hương"),
        ("15/12 đến 18/12 nhờ anh Tú trực giúp", "Tú"),
        ("mai em nghỉ, Trần Văn Tú thay", "Trần Văn Tú"),
        ("mai em nghi, chi huong thay", "huong"),
        ("mai em nghỉ, bàn giao cho BS.CKI Lò Văn G, CVP", "Lò Văn G"),
        ("15/12, ThS. Lò Văn G, PCT thay", "Lò Văn G"),
    ],
)
def test_a_name_that_is_no_colleagues_is_told(world: World, typed: str, name: str) -> None:
    world.says(AN, f"/vangmat {typed}")
    assert f"Tôi không thấy “{name}” trong những người có thể thay" in world.last(AN).text, world.last(AN).text
    assert world.last(AN).labels == ["1. Bình · Phòng Y tế"]


@pytest.mark.parametrize("typed", ["mai em nghỉ, ai thay", "mai em nghỉ, nhờ cơ quan bố trí người thay", "mai em nghỉ"])
def test_no_name_is_no_name(world: World, typed: str) -> None:
    world.says(AN, f"/vangmat {typed}")
    assert "không thấy" not in world.last(AN).text


def test_a_name_that_is_typed_when_asked(world: World) -> None:
    world.says(AN, "/vangmat 15/12")
    world.says(AN, "chị Hương")
    assert "Tôi không thấy “Hương”" in world.last(AN).text
    world.says(AN, "2.7 40%")
    assert "2.7 đang thực hiện 40 %" in world.last(AN).text
    world.says(AN, "chị Bình")
    assert "Bình thay ở Phòng Y tế" in world.last(AN).text


@pytest.mark.parametrize("stored", ["Lò Văn G", "BS.CKI Lò Văn G, CVP", "Lò Văn G (Phó Chánh Văn phòng)"])
@pytest.mark.parametrize(
    "typed", ["BS.CKI Lò Văn G, CVP thay", "bs Lò Văn G thay", "nhờ đ/c Lò Văn G", "Lò Văn G, PCVP, thay", "anh G thay"]
)
def test_titles_and_positions_are_no_part_of_a_name(world: World, stored: str, typed: str) -> None:
    world.person("PYT", "deputy", stored)
    world.says(AN, f"/vangmat 15/12, {typed}")
    assert "Tôi hiểu là" in world.last(AN).text, world.last(AN).text
    assert f"{stored} thay" in world.last(AN).text
    world.says(AN, "/huy")
    world.says(AN, "/vangmat 15/12")
    world.says(AN, typed.replace(" thay", ""))
    assert f"{stored} thay" in world.last(AN).text, world.last(AN).text


def test_what_is_planned_is_listed_with_the_units(both: World) -> None:
    both.says(AN, "/vangmat 15/12 đến 18/12, Bình thay")
    both.presses(AN, next(one for one in both.last(AN).labels if one.endswith("Bình · Phòng Nội vụ và Phòng Y tế")))
    both.presses(AN, "Đúng, báo vắng mặt")
    both.says(AN, "/vangmat")
    days = "từ thứ Ba 15/12/2026 đến thứ Sáu 18/12/2026"
    assert f"An vắng mặt {days}, Bình thay ở Phòng Nội vụ và Phòng Y tế." in both.last(AN).text
    assert {one.rpartition(" · ")[2] for one in both.last(AN).labels} == {"Phòng Nội vụ", "Phòng Y tế"}

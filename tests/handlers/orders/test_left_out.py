"""`nhắc hết trừ thôn 1`: who is left out of an order is never the one to whom it is done."""

import pytest

from storage.db.database import Database
from storage.following import nudges
from storage.tables import AuditEvent, Obligation, Unit
from tests.handlers.orders.commune import REPORTING, TUAN, commune, urged
from tests.world import World


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return commune(sqlite_database)


@pytest.mark.parametrize(
    ("typed", "spared"),
    [
        ("nhắc hết trừ thôn 1", {"B01"}),
        ("đôn đốc hết trừ trạm y tế", {"N04"}),
        ("nhắc hết ngoại trừ trạm y tế giúp em", {"N04"}),
        ("nhắc các đơn vị chưa nộp trừ thôn 1", {"B01"}),
        ("nhắc ai trễ trừ thôn 1", {"B01"}),
        ("nhac het tru thon 1 nhe", {"B01"}),
        ("trừ thôn 1 ra thì nhắc hết", {"B01"}),
        ("ngoài thôn 1 ra nhắc hết giúp anh", {"B01"}),
        ("nhắc hết đi, riêng trạm y tế thì thôi", {"N04"}),
        ("nhắc hết nhé, trạm y tế thì khỏi", {"N04"}),
        ("nhắc tất cả trừ thôn 1 và trạm y tế", {"B01", "N04"}),
        ("đôn đốc mọi đơn vị, chừa thôn 1, thôn 10 ra", {"B01", "B02"}),
        ("nhắc hết không tính buôn ea súp", {"B05"}),
        ("remind all except thôn 1", {"B01"}),
        ("nudge all but thôn 1", {"B01"}),
        ("REMIND EVERYONE BUT THON 1", {"B01"}),
        ("remind all not submitted except Thôn 10", {"B02"}),
        ("urge all, leaving out trạm y tế", {"N04"}),
        ("nhắc tất cả, bỏ thôn 1 ra", {"B01"}),
        ("nhắc hết bỏ qua thôn 1", {"B01"}),
        ("nhắc mọi đơn vị loại trừ buôn ea súp", {"B05"}),
        ("nhắc hết trừ mầm non, thôn 1", {"T03", "B01"}),
        ("nhắc hết trừ các thôn", {"B01", "B02", "B03", "B04"}),
        ("/dondoc tất cả trừ thôn 1", {"B01"}),
        ("/dondoc mọi đơn vị, trừ thôn 1, thôn 10", {"B01", "B02"}),
        ("/dondoc trừ trạm y tế", {"N04"}),
        ("/dondoc all but THON 1", {"B01"}),
        ("/dondoc trừ mầm non và thôn 1", {"T03", "B01"}),
        ("/dondoc các đơn vị chưa nộp, trừ các thôn nhé", {"B01", "B02", "B03", "B04"}),
    ],
)
def test_all_are_urged_but_those_left_out(world: World, typed: str, spared: set[str]) -> None:
    world.says(TUAN, typed)
    heard = world.last(TUAN)
    assert urged(world) == set()
    assert heard.text.startswith("Không đôn đốc: "), heard.text
    world.presses(TUAN, f"Đôn đốc {len(REPORTING) - len(spared)} đơn vị đã chọn")
    assert urged(world) == REPORTING - spared


@pytest.mark.parametrize(
    "typed",
    [
        "nhắc thôn 1 trừ trạm xá",
        "nhắc hết trừ thôn 1 và trạm xá",
        "nhắc hết trừ thôn 1, trạm xá",
        "nhắc thôn 10, trừ ai thì nói sau",
        "nhắc hết trừ mấy chỗ của anh Bảy",
        "nhắc các xóm trừ thôn 1",
        "/dondoc tất cả, trừ trạm xá, thôn 1",
        "/dondoc các xóm trừ thôn 1, thôn 10",
    ],
)
def test_where_it_is_not_understood_who_is_left_out_nobody_is_proposed(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    heard = world.last(TUAN)
    assert not any(label.startswith("Đôn đốc đơn vị này") or "đã chọn" in label for label in heard.labels), heard
    assert urged(world) == set()


@pytest.mark.parametrize(
    "typed",
    [
        "nhắc riêng thôn 1 thôi",
        "riêng thôn 1 không thấy nộp, nhắc giúp em",
        "thôn 1 thì không nộp, nhắc giúp em",
        "thôn 1 thì đúng là chậm, nhắc giúp em",
        "/dondoc riêng thôn 1 thôi",
    ],
)
def test_others_are_not_meant_where_one_alone_is(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    heard = world.last(TUAN)
    assert not any("đơn vị đã chọn" in label for label in heard.labels), heard
    assert urged(world) == set()


def test_a_name_behind_a_comma_is_refused_alone(world: World) -> None:
    world.says(TUAN, "nhắc thôn 1, trạm y tế thì thôi")
    assert world.last(TUAN).text.startswith("Không đôn đốc: Trạm Y tế.\nĐôn đốc 1 đơn vị: Thôn 1.")
    world.says(TUAN, "nhắc các thôn, thôn 1 thì thôi")
    assert world.last(TUAN).text.startswith("Không đôn đốc: Thôn 1.\nĐôn đốc 3 đơn vị: Thôn 10, ")


@pytest.mark.parametrize("typed", ["nhắc hết, thôn 1 thì không cần", "nhắc hết, riêng thôn 1 thì khỏi"])
def test_who_is_refused_in_other_words(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    assert world.last(TUAN).text.startswith("Không đôn đốc: Thôn 1.")


def test_nobody_is_left(world: World) -> None:
    world.says(TUAN, "nhắc thôn 1 trừ thôn 1")
    assert world.last(TUAN).text == ("Không đôn đốc: Thôn 1.\nNgoài ra không còn đơn vị nào quá hạn để đôn đốc.")
    assert world.last(TUAN).labels == []


@pytest.mark.parametrize(
    "typed", ["nhắc riêng thôn 1", "nhắc thôn 1 ngoài giờ cũng được", "đôn đốc thôn 1, ngoài ra thôi"]
)
def test_what_leaves_nobody_out(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    assert "Đôn đốc đơn vị này" in world.last(TUAN).labels


@pytest.mark.parametrize(
    "typed",
    [
        "gia hạn cho tất cả trừ thôn 1",
        "miễn cho các đơn vị trừ thôn 1",
        "trả lại hết trừ thôn 1",
        "mở lại báo cáo cho tất cả trừ thôn 1",
        "mời tất cả trừ thôn 1",
        "tổng hợp trừ thôn 1",
    ],
)
def test_nothing_else_is_done_to_who_is_left_out(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    assert world.last(TUAN).text.startswith("Việc này tôi chưa bỏ riêng Thôn 1 ra được, nên chưa làm gì.")
    assert world.last(TUAN).labels == []


@pytest.mark.parametrize(
    "typed",
    [
        "chưa nộp trừ thôn 1",
        "ai chưa nộp ngoài thôn 1",
        "đơn vị nào quá hạn trừ thôn 1",
        "ngoài thôn 1 còn ai chưa nộp",
        "/chuanop trừ thôn 1",
        "/quahan tru THON 1",
        "/overdue except thôn 1",
    ],
)
def test_a_list_is_without_them_and_says_so(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    said = world.last(TUAN).text
    assert "9 đơn vị" in said
    assert "Thôn 1 ·" not in said
    assert "Không kể: Thôn 1." in said
    world.presses(TUAN, "Bỏ lọc")
    assert "10 đơn vị" in world.last(TUAN).text


@pytest.mark.parametrize("typed", ["/chuanop trừ trạm xá", "chưa nộp trừ thôn 1 và trạm xá"])
def test_a_list_says_where_it_is_not_known_who_is_left_out(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    assert "chưa rõ anh/chị muốn trừ đơn vị nào" in world.said(TUAN)


def test_who_is_left_out_of_a_list_is_not_urged_from_it(world: World) -> None:
    world.says(TUAN, "/quahan trừ thôn 1, các trường")
    world.presses(TUAN, "Đôn đốc tất cả")
    assert urged(world) == REPORTING - {"B01", "T01", "T02", "T03"}


def test_names_that_are_typed_to_be_picked_leave_out_too(world: World) -> None:
    world.says(TUAN, "/dondoc")
    world.says(TUAN, "trừ thôn 1")
    assert "(đã chọn 9/10)" in world.last(TUAN).text
    world.says(TUAN, "/dondoc")
    world.says(TUAN, "trừ trạm xá")
    assert "chưa rõ anh/chị muốn trừ đơn vị nào" in world.last(TUAN).text


@pytest.fixture
def two_reports(world: World) -> World:
    world.add_requirement("RTH", "Báo cáo rác thải", units=["B01", "B03", "T01", "N04"], period_type="once")
    world.open("RTH", "once", "2026-12-18 17:00")
    world.add_requirement("SAU", "Báo cáo phòng trừ sâu bệnh", units=["B01", "B03"], period_type="once")
    world.open("SAU", "once", "2026-12-18 17:00")
    return world


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        ("nhắc báo cáo rác thải trừ thôn 1", {"B03", "T01", "N04"}),
        ("nhac bc rac thai tru thon 1", {"B03", "T01", "N04"}),
        ("đôn đốc báo cáo rác thải, ngoại trừ các trường", {"B01", "B03", "N04"}),
        ("remind báo cáo rác thải except trạm y tế", {"B01", "B03", "T01"}),
        ("/dondoc báo cáo rác thải trừ thôn 1", {"B03", "T01", "N04"}),
        ("/dondoc RTH, trừ mầm non, thôn 1", {"B03", "T01", "N04"}),
        ("nhắc báo cáo phòng trừ sâu bệnh trừ thôn 1", {"B03"}),
        ("/dondoc SAU trừ thôn 1", {"B03"}),
        ("nhắc các trường báo cáo rác thải", {"T01"}),
        ("nhắc các thôn nộp báo cáo rác thải trừ thôn 1", {"B03"}),
        ("/dondoc các thôn trừ thôn 1", {"B02", "B03", "B04"}),
        ("/dondoc các trường học trừ lê quý đôn", {"T03"}),
    ],
)
def test_only_those_of_the_report_and_kind_that_is_named_are_urged(
    two_reports: World, typed: str, units: set[str]
) -> None:
    two_reports.says(TUAN, typed)
    go = [label for label in two_reports.last(TUAN).labels if label.startswith("Đôn đốc")]
    assert go == [f"Đôn đốc {len(units)} đơn vị đã chọn"], two_reports.last(TUAN)
    two_reports.presses(TUAN, go[0])
    units_of = {unit.id: unit.code for unit in two_reports.all(Unit)}
    owed = {f"obligation:{one.id}": units_of[one.unit_id] for one in two_reports.all(Obligation)}
    assert {owed[subject] for subject in _subjects(two_reports) if subject in owed} == units


@pytest.mark.parametrize("typed", ["nhắc báo cáo phòng trừ sâu bệnh", "/dondoc báo cáo phòng trừ sâu bệnh"])
def test_a_title_leaves_nobody_out(two_reports: World, typed: str) -> None:
    two_reports.says(TUAN, typed)
    assert "đôn đốc 2 đơn vị: Thôn 1, Thôn Tân Thành." in two_reports.last(TUAN).text


def _subjects(world: World) -> set[str]:
    return {event.subject for event in world.all(AuditEvent) if event.action == nudges.UNIT_NUDGED}

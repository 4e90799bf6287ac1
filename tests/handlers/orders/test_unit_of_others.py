"""Whatever is typed, and wherever in it the unit is named: of one that is none of theirs nothing is kept, asked or
handed in; a unit that is told of is a part of what is told."""

import pytest

from storage.db.database import Database
from storage.tables import Extension, Obstacle, Report
from tests.handlers.health_office import kept
from tests.world import World

AN, MAI, RIGHT = "101", "102", "Đúng, ghi vào nháp"
UNITS = {
    "VP": "Văn phòng",
    "PYT": "Phòng Y tế",
    "PNV": "Phòng Nội vụ",
    "T1": "Trạm Y tế Tân Phú",
    "T2": "Trạm Y tế Hòa Lợi",
    "X1": "Xã Tân Phú",
    "X2": "Xã Hòa Lợi",
    "X3": "Xã Tân An",
}
TASKS = {"1.1": "Rà soát thủ tục", "2.7": "Tập huấn một cửa", "3.1": "Trồng rừng"}
NONE_OF_YOURS = "không có trong các đơn vị anh/chị báo cáo"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    """An reports for Phòng Y tế, Mai for two communes."""
    world = World(sqlite_database)
    for code, name in UNITS.items():
        world.add_unit(code, name)
    world.add_plan("KH", "Kế hoạch cải cách", coordinators=["VP"], tasks=TASKS)
    world.add_requirement("QUY", "Báo cáo quý", units=list(UNITS)[1:], plan="KH")
    world.open("QUY", "2026-Q4")
    world.person("PYT", "focal_point", "An", AN)
    mai = world.person("X2", "focal_point", "Mai", MAI)
    world.appoint(mai, "X3", "focal_point")
    world.at("2026-12-15 09:00")
    return world


def refused(world: World, chat: str, typed: str, label: str) -> None:
    world.says(chat, typed)
    said = world.last(chat)
    assert said.text.startswith(f"“{label}” {NONE_OF_YOURS}"), said.text
    assert not said.labels
    assert not kept(world)
    assert not [*world.all(Extension), *world.all(Report), *world.all(Obstacle)]


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("xã tân phú 3.1 xong", "xã tân phú"),
        ("phòng nội vụ 3.1 40%", "phòng nội vụ"),
        ("phong noi vu 3.1 40%", "phong noi vu"),
        ("XÃ TÂN PHÚ 2.7 60%, 3.1 xong", "XÃ TÂN PHÚ"),
        ("báo cáo quý của phòng nội vụ 3.1 40%", "phòng nội vụ"),
        ("báo cáo quý trạm y tế hòa lợi 3.1 50%", "trạm y tế hòa lợi"),
        ("3.1 40% của phòng nội vụ", "phòng nội vụ"),
        ("bên phòng nội vụ 2.7 xong", "phòng nội vụ"),
        ("dạ phòng nội vụ 3.1 40%", "phòng nội vụ"),
        ("xã tân phú xong hết", "xã tân phú"),
        ("/baocao xã tân phú 3.1 xong", "xã tân phú"),
        ("phòng nội vụ báo cáo quý kps", "phòng nội vụ"),
        ("trạm y tế tân phú kps báo cáo quý", "trạm y tế tân phú"),
        ("tram y te tan phu kps bao cao quy", "tram y te tan phu"),
        ("PHÒNG NỘI VỤ KHÔNG PHÁT SINH", "PHÒNG NỘI VỤ"),
        ("kps của xã tân phú", "xã tân phú"),
        ("báo cáo quý (phòng nội vụ) không phát sinh", "phòng nội vụ"),
        ("/khongphatsinh phòng nội vụ", "phòng nội vụ"),
        ("/khongphatsinh báo cáo quý xã tân phú", "xã tân phú"),
        ("xin gia hạn báo cáo quý phòng nội vụ đến 28/12 vì chờ số liệu", "phòng nội vụ"),
        ("xin gia han bao cao quy phong noi vu den 28/12 vi cho so lieu", "phong noi vu"),
        ("xin gia hạn cho xã tân phú đến 28/12 vì bận", "xã tân phú"),
        ("xã tân phú xin gia hạn đến 28/12 vì bận", "xã tân phú"),
        ("extension for phòng nội vụ until 28/12 because of data", "phòng nội vụ"),
        ("/giahan báo cáo quý trạm y tế hòa lợi đến 28/12 vì chờ số liệu", "trạm y tế hòa lợi"),
        ("/giahan của trạm y tế tân phú 3 ngày vì bận", "trạm y tế tân phú"),
        ("/giahan xã tân phú", "xã tân phú"),
        ("gửi báo cáo quý phòng nội vụ", "phòng nội vụ"),
        ("/baocao báo cáo quý xã tân phú", "xã tân phú"),
        ("/vuongmac trạm y tế hòa lợi 2.7 thiếu máy", "trạm y tế hòa lợi"),
        ("/vuongmac phòng nội vụ: thiếu máy", "phòng nội vụ"),
        ("vướng mắc của xã tân phú: thiếu máy", "xã tân phú"),
        ("xã tân phú và xã hòa lợi 3.1 xong", "xã tân phú và xã hòa lợi"),
        ("báo cáo quý trạm y tế tân phú và trạm y tế hòa lợi kps", "trạm y tế tân phú và trạm y tế hòa lợi"),
    ],
)
def test_of_a_unit_of_others_nothing_is_done(world: World, typed: str, label: str) -> None:
    refused(world, AN, typed, label)


@pytest.mark.parametrize("typed", ["xã tân phú 3.1 40%", "kps báo cáo quý của xã tân phú", "/giahan xã tân phú 3 ngày"])
def test_nor_where_somebody_reports_for_several(world: World, typed: str) -> None:
    refused(world, MAI, typed, "xã tân phú")


@pytest.mark.parametrize("typed", ["xóa 3.1 của xã tân phú", "xóa 3.1 xã tân phú", "Xóa 3.1 cho xã tân phú nhé"])
def test_nothing_goes_out_of_the_own_draft_for_another_unit(world: World, typed: str) -> None:
    world.says(AN, "3.1 40%")
    world.says(AN, RIGHT)
    world.says(AN, typed)
    assert f"Xã Tân Phú {NONE_OF_YOURS}" in world.last(AN).text
    assert "3.1" in kept(world)


@pytest.mark.parametrize(
    "typed",
    [
        "trạm y tế hòa lợi báo cáo quý 3.1 50%",
        "tram y te hoa loi 3.1 50%",
        "xin gia hạn báo cáo quý trạm y tế hòa lợi đến 28/12 vì chờ",
        "/giahan trạm y tế hòa lợi đến 28/12 vì chờ",
    ],
)
def test_an_edited_message_does_not_write_for_another_unit(world: World, typed: str) -> None:
    world.says(AN, "báo cáo quý 3.1 40%", message_id="e1")
    world.says(AN, RIGHT)
    world.sends(AN, "edited", text=typed, message_id="e1")
    assert NONE_OF_YOURS in world.last(AN).text
    world.says(AN, "đúng")
    assert kept(world)["3.1"]["percent"] == 40


@pytest.mark.parametrize(
    ("typed", "content"),
    [
        ("vướng mắc 2.7: chờ phòng nội vụ phê duyệt", "vướng mắc “chờ phòng nội vụ phê duyệt”"),
        ("vướng mắc 2.7: phòng nội vụ chưa phê duyệt", "vướng mắc “phòng nội vụ chưa phê duyệt”"),
        ("3.1 xong, đã phối hợp với xã Tân Phú", "“đã phối hợp với xã Tân Phú”"),
        ("2.7 60% do xã Tân Phú chưa gửi", "“xã Tân Phú chưa gửi”"),
        ("3.1 40%, xã tân phú chưa gửi số liệu", "“xã tân phú chưa gửi số liệu”"),
        ("3.1 xã tân phú 40%, xã hòa lợi 50%", "“xã tân phú 40%; xã hòa lợi 50%”"),
        ("3.1 40%, kết quả: xã tân phú 3.1 ha, xã hòa lợi 2.7 ha", "“xã tân phú 3.1 ha, xã hòa lợi 2.7 ha”"),
        ("3.1 xong theo kế hoạch của phòng nội vụ", "“xong theo kế hoạch của phòng nội vụ”"),
        ("3.1 đã xong của xã tân phú và xã hòa lợi", "“đã xong của xã tân phú và xã hòa lợi”"),
        ("2.7 phòng nội vụ đã duyệt", "“phòng nội vụ đã duyệt”"),
        ("xin gia hạn đến 28/12 vì chờ số liệu của trạm y tế hòa lợi", "lý do “chờ số liệu của trạm y tế hòa lợi”"),
        ("xin gia hạn báo cáo quý đến 28/12 chờ phòng nội vụ", "lý do “chờ phòng nội vụ”"),
        ("xin gia han bao cao quy den 28/12 cho phong noi vu", "lý do “cho phong noi vu”"),
        ("xin gia hạn gửi báo cáo quý cho phòng nội vụ đến 28/12 vì bận", "xin gia hạn Báo cáo quý IV/2026"),
        ("kps, đã báo xã tân phú", "không phát sinh trong kỳ"),
        ("kps. Xã tân phú gửi sau", "không phát sinh trong kỳ"),
        ("/vuongmac phòng nội vụ chưa phê duyệt hồ sơ", "“phòng nội vụ chưa phê duyệt hồ sơ”"),
        ("khẩn: xã tân phú mất điện", "“xã tân phú mất điện”"),
    ],
)
def test_a_unit_that_is_told_of_stays_in_what_is_told(world: World, typed: str, content: str) -> None:
    world.says(AN, typed)
    assert content in world.last(AN).text, world.last(AN).text


def test_what_is_asked_for_in_own_words_is_an_answer(world: World) -> None:
    for before, answer in (("/giahan đến 28/12", "lý do “xã tân phú 3.1 chưa xong”"), ("/vuongmac", "xã tân phú")):
        world.says(AN, before)
        if "Nêu vướng mắc" in world.last(AN).labels:
            world.presses(AN, "Nêu vướng mắc")
        world.says(AN, "xã tân phú 3.1 chưa xong")
        assert answer in world.last(AN).text
        assert NONE_OF_YOURS not in world.last(AN).text
        world.says(AN, "/huy")


@pytest.mark.parametrize("typed", ["đề nghị phòng nội vụ 3.1 bổ sung biên chế", "phòng y tế và phòng nội vụ 3.1 xong"])
def test_who_is_asked_or_works_with_them_is_no_subject(world: World, typed: str) -> None:
    world.says(AN, typed)
    assert NONE_OF_YOURS not in world.last(AN).text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("phòng y tế 3.1 xong", "3.1 hoàn thành"),
        ("báo cáo quý của phòng y tế 3.1 40%", "3.1 đang thực hiện 40 %"),
        ("phòng y tế báo cáo quý kps", "không phát sinh trong kỳ"),
        ("xin gia hạn báo cáo quý phòng y tế đến 28/12 vì chờ xã tân phú", "lý do “chờ xã tân phú”"),
    ],
)
def test_their_own_unit_goes_on_as_before(world: World, typed: str, read: str) -> None:
    world.says(AN, typed)
    assert read in world.last(AN).text, world.last(AN).text


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("xã tân an 3.1 40%", "Xã Tân An"),
        ("kps báo cáo quý của xã tân an", "Xã Tân An"),
        ("xin gia hạn báo cáo quý xã hòa lợi đến 28/12 vì bận", "Xã Hòa Lợi"),
        ("/giahan báo cáo quý xã hòa lợi đến 28/12 vì bận", "Xã Hòa Lợi"),
        ("/giahan báo cáo quý của xã tân an 28/12 vì chờ xã hòa lợi", "Xã Tân An"),
    ],
)
def test_of_several_the_one_that_is_named_is_taken(world: World, typed: str, unit: str) -> None:
    world.says(MAI, typed)
    said = world.last(MAI)
    assert f"· {unit}" in said.text, said.text
    assert "Đúng không ạ?" in said.text


def test_of_several_drafts_the_one_of_the_unit_named_is_emptied(world: World) -> None:
    for line in ("xã hòa lợi 3.1 40%", "xã tân an 3.1 50%"):
        world.says(MAI, line)
        world.says(MAI, RIGHT)
    world.says(MAI, "xóa 3.1 của xã hòa lợi")
    said = world.last(MAI)
    assert "Xã Hòa Lợi" in said.text
    assert said.labels == ["Bỏ nội dung 3.1", "Giữ nguyên"]

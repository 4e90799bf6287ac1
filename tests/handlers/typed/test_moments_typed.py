"""Moments as clerks type them, through the chat: what may mean two things is asked, what was moved is said."""

import pytest

from storage.db.database import Database
from storage.tables import Extension
from tests.office import local
from tests.world import World

AN, BINH, TUAN, ZALO = "101", "102", "900", "za-1"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("PYT", "focal_point", "An", AN)
    world.person("PYT", "deputy", "Bình", BINH)
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.at("2026-12-15 09:00")
    return world


def test_several_moments_are_offered_and_one_is_chosen_with_its_reason(world: World) -> None:
    world.says(AN, "/giahan đến 22/12 hoặc 24/12 vì chờ số liệu")
    said = world.last(AN)
    assert said.text == (
        "“22/12 hoặc 24/12” có thể hiểu nhiều cách: 17:00 thứ Ba 22/12/2026; 17:00 thứ Năm 24/12/2026. Anh/chị "
        "chọn hoặc gõ lại một ngày giúp; chưa ghi gì."
    )
    assert said.labels == ["Đến 17:00 thứ Ba 22/12/2026", "Đến 17:00 thứ Năm 24/12/2026"]
    world.presses(AN, "Đến 17:00 thứ Năm 24/12/2026")
    assert "đến 17:00 thứ Năm 24/12/2026" in world.last(AN).text
    assert "lý do “chờ số liệu”" in world.last(AN).text
    world.presses(AN, "Gửi đề nghị")
    assert world.all(Extension)[0].wanted_at == local("2026-12-24 17:00")


def test_without_a_reason_the_choice_asks_for_it_and_another_day_can_be_typed(world: World) -> None:
    world.says(AN, "/giahan")
    world.says(AN, "24h")
    assert world.last(AN).labels == ["Đến 24:00 thứ Năm 17/12/2026", "Đến 17:00 thứ Sáu 18/12/2026"]
    world.says(AN, "3-5 ngày")
    assert world.last(AN).labels == ["Đến 17:00 thứ Hai 21/12/2026", "Đến 17:00 thứ Ba 22/12/2026"]
    world.says(AN, "đến 17:00 thứ ba 22/12/2026")
    assert world.last(AN).text.startswith("Đến **17:00 thứ Ba 22/12/2026**. Vì lý do gì".replace("**", ""))


def test_a_day_off_that_was_moved_is_said_wherever_a_day_is_named(world: World) -> None:
    moved = "Vì thứ Bảy 19/12/2026 là ngày nghỉ, hạn tính sang thứ Hai 21/12/2026."
    world.says(AN, "/giahan 19/12")
    assert world.last(AN).text.startswith(moved)
    world.says(AN, "chờ ký")
    assert world.last(AN).text.startswith(moved)
    world.presses(AN, "Gửi đề nghị")
    assert world.all(Extension)[0].wanted_at == local("2026-12-21 17:00")
    world.presses(TUAN, "Ngày khác")
    world.says(TUAN, "26/12")
    assert world.last(TUAN).text.startswith("Vì thứ Bảy 26/12/2026 là ngày nghỉ, hạn tính sang thứ Hai 28/12/2026.")


@pytest.mark.parametrize(
    "typed", ["/giahan 2.7 đến 22/12", "xin gia hạn nhiệm vụ 2.7 đến 22/12", "gia hạn 2.7 đến 22/12"]
)
def test_a_task_has_no_time_of_its_own(world: World, typed: str) -> None:
    world.says(AN, typed)
    assert world.last(AN).text.startswith("Hạn là của cả báo cáo, không gia hạn riêng nhiệm vụ 2.7.")
    assert "đến 17:00 thứ Ba 22/12/2026" in world.last(AN).text.replace("Đến", "đến")


def test_the_rest_of_an_absence_is_asked_for(world: World) -> None:
    world.says(AN, "/vangmat từ mai")
    assert world.last(AN).text.startswith("Từ thứ Tư 16/12/2026 đến ngày nào?")
    world.says(AN, "nghỉ Tết")
    assert world.last(AN).text.startswith("Tôi chưa tính được ngày âm lịch, ngày Tết (“Tết”).")
    world.says(AN, "hết thứ 6")
    assert world.last(AN).text == "Vắng mặt từ thứ Tư 16/12/2026 đến thứ Sáu 18/12/2026. Ai thay anh/chị?"
    world.says(AN, "/vangmat sáng mai")
    assert world.last(AN).text.startswith("Tôi ghi vắng mặt theo cả ngày, không theo giờ.\nVắng mặt thứ Tư 16/12/2026.")


def test_of_two_reports_the_one_that_has_the_task_is_meant(world: World) -> None:
    world.add_requirement("RIENG", "Báo cáo riêng", units=["PYT"], tasks=["2.7"], period_type="monthly")
    world.add_requirement("KHAC", "Báo cáo khác", units=["PYT"], tasks=["3.1"], period_type="monthly")
    world.open("RIENG", "2026-12", "2026-12-31 17:00")
    world.open("KHAC", "2026-12", "2026-12-31 17:00")
    world.says(AN, "/giahan 3 ngày vì chờ ký")
    assert len(world.last(AN).labels) == 3
    world.says(AN, "/giahan 2.7 đến 15/1/2027 vì chờ ký")
    assert len([label for label in world.last(AN).labels if "Báo cáo khác" in label]) == 0
    world.presses(AN, next(label for label in world.last(AN).labels if "riêng" in label))
    assert world.last(AN).text.startswith("Hạn là của cả báo cáo, không gia hạn riêng nhiệm vụ 2.7.")
    assert "xin gia hạn Báo cáo riêng tháng 12/2026" in world.last(AN).text


def test_a_number_chooses_where_nothing_can_be_pressed_and_general_time_is_asked_the_same_way(world: World) -> None:
    world.person("PKT", "focal_point", "Lan", ZALO, channel="zalo")
    world.says(ZALO, "giahan 3-5 ngày vì mất điện")
    world.says(ZALO, "2")
    assert "đến 17:00 thứ Ba 22/12/2026" in world.last(ZALO).text
    world.says(TUAN, "/giahan")
    world.presses(TUAN, "Gia hạn chung")
    world.presses(TUAN, next(label for label in world.last(TUAN).labels if label.startswith("1.")))
    world.says(TUAN, "thứ sáu 22/12")
    assert world.last(TUAN).text.startswith("“thứ sáu 22/12” có thể hiểu nhiều cách: ")
    world.says(TUAN, "26/12")
    assert world.last(TUAN).text.startswith("Vì thứ Bảy 26/12/2026 là ngày nghỉ, hạn tính sang thứ Hai 28/12/2026.")


def test_in_english(world: World) -> None:
    world.says(AN, "/language en")
    world.says(AN, "/extend 3 or 5 days because of the flood")
    assert world.last(AN).text.startswith("“3 or 5 days” may mean several things: ")
    world.says(AN, "/away from tomorrow")
    assert "until which day?" in world.last(AN).text


def test_what_is_asked_for_in_words_and_another_day_in_place_of_a_reason(world: World) -> None:
    world.person("PKT", "focal_point", "Lan", ZALO, channel="zalo")
    for said in ("giahan 2-5 ngày", "xin thêm 2-5 ngày", "gia han 2 den 5 ngay"):
        world.says(ZALO, said)
        assert "có thể hiểu nhiều cách: 17:00 thứ Hai 21/12/2026; 17:00 thứ Ba 22/12/2026" in world.last(ZALO).text
    world.says(ZALO, "1")
    assert "Vì lý do gì" in world.last(ZALO).text
    world.says(ZALO, "xin lùi đến 24/12 vì chờ ký")
    assert "đến 17:00 thứ Năm 24/12/2026" in world.last(ZALO).text
    world.says(ZALO, "/huy")
    world.says(ZALO, "xin thêm vài ngày")
    assert world.last(ZALO).text.startswith("Tôi chưa rõ đến ngày nào.")
    world.says(AN, "vắng mặt thứ 2 đến thứ 6 tuần sau")
    assert world.last(AN).text.startswith("Vắng mặt từ thứ Hai 21/12/2026 đến thứ Sáu 25/12/2026.")
    world.says(AN, "xin nghỉ từ mai")
    assert world.last(AN).text.startswith("Từ thứ Tư 16/12/2026 đến ngày nào?")


def test_letters_in_place_of_figures_are_asked_about_and_the_day_is_offered(world: World) -> None:
    for line, said, day in (
        ("/giahan đến 3O/12", "3O/12", "17:00 thứ Tư 30/12/2026"),
        ("gia han den 22/l2", "22/l2", "17:00 thứ Ba 22/12/2026"),
        ("xin lùi đến l8/12", "l8/12", "17:00 thứ Sáu 18/12/2026"),
        ("cho em nộp trễ tới 22/I2", "22/I2", "17:00 thứ Ba 22/12/2026"),
        ("/giahan 22/12/2O26", "22/12/2O26", "17:00 thứ Ba 22/12/2026"),
        ("/giahan ngày 3O", "ngày 3O", "17:00 thứ Tư 30/12/2026"),
        ("/giahan 17h3O ngày 22/12", "17h3O ngày 22/12", "17:30 thứ Ba 22/12/2026"),
        ("/giahan 17hOO 22/12", "17hOO 22/12", "17:00 thứ Ba 22/12/2026"),
        ("/giahan 1O ngày làm việc", "1O ngày làm việc", "17:00 thứ Năm 31/12/2026"),
    ):
        world.says(AN, line)
        assert world.last(AN).text.startswith(f"Trong “{said}” có chữ cái ở chỗ của chữ số"), line
        assert f"Có phải {day} không ạ?" in world.last(AN).text, line
        assert world.last(AN).labels == [f"Đến {day}"], line
    assert not world.all(Extension)


def test_the_day_that_was_offered_keeps_its_reason_and_letters_in_a_reason_ask_nothing(world: World) -> None:
    world.says(AN, "xin gia hạn đến 3O/12 vì chờ 10 xã")
    world.presses(AN, "Đến 17:00 thứ Tư 30/12/2026")
    assert "đến 17:00 thứ Tư 30/12/2026" in world.last(AN).text
    assert "lý do “chờ 10 xã”" in world.last(AN).text
    world.says(AN, "/giahan 22/12 vì chờ 1O xã")
    assert "lý do “chờ 1O xã”" in world.last(AN).text
    world.says(AN, "/giahan 22/12")
    world.says(AN, "xin lùi đến 3O/12")  # another day, in place of a reason
    assert world.last(AN).labels[0] == "Đến 17:00 thứ Tư 30/12/2026"


def test_letters_in_days_away_and_in_the_day_of_who_decides_are_asked_about(world: World) -> None:
    for line, said in (
        ("/vangmat 2O/12 đến 25/12", "2O/12"),
        ("mai em nghỉ đến 2O/12", "2O/12"),
        ("/vangmat 20/l2", "20/l2"),
        ("/vangmat từ 16/12 đến 3O/12", "3O/12"),
    ):
        world.says(AN, line)
        assert world.last(AN).text.startswith(f"Trong “{said}” có chữ cái ở chỗ của chữ số"), line
    world.says(AN, "/giahan 22/12 vì chờ số liệu")
    world.presses(AN, "Gửi đề nghị")
    world.presses(TUAN, "Ngày khác")
    world.says(TUAN, "2l/12")
    assert world.last(TUAN).text.startswith("Trong “2l/12” có chữ cái")
    assert world.all(Extension)[0].state == "asked"

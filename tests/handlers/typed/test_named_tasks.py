"""Tasks named by title, place or number, through the chat: what is read back, what is asked, what is kept."""

from storage.tables import DraftEntry
from tests.handlers.health_office import AN, kept
from tests.world import World


def test_what_is_named_by_title_or_place_is_read_back_with_its_title(world: World) -> None:
    world.says(AN, "quỹ phát triển 40%, cái cuối xong")
    said = world.last(AN).text
    assert said.startswith(
        "Tôi hiểu là: 2.7 (Quỹ phát triển KH&CN) đang thực hiện 40 %; T.1 (Ban hành kế hoạch của đơn vị) hoàn thành."
    )
    world.presses(AN, "Đúng, ghi vào nháp")
    assert kept(world) == {"2.7": {"status": "in_progress", "percent": 40}, "T.1": {"status": "done"}}
    world.says(AN, "2.7 50%")
    assert world.last(AN).text.startswith("Tôi hiểu là: 2.7 đang thực hiện 50 %."), "whoever types a code knows it"


def test_two_that_may_be_meant_are_asked_with_their_titles(world: World) -> None:
    world.says(AN, "KH&CN xong")
    assert world.last(AN).text == (
        "“KH&CN” là về nhiệm vụ nào ạ?\n• 2.7 Quỹ phát triển KH&CN\n• 3.1 Ứng dụng KH&CN cho rau, hoa\n"
        "• 4.8 Chuyển giao KH&CN vào nông nghiệp"
    )
    assert world.last(AN).labels[:3] == ["2.7", "3.1", "4.8"]
    world.says(AN, "3.1")
    world.presses(AN, "Đúng, ghi vào nháp")
    assert kept(world) == {"3.1": {"status": "done"}}


def test_a_number_that_does_not_fit_is_asked(world: World) -> None:
    world.says(AN, "2.7 và 2 nhiệm vụ còn lại xong")
    world.says(AN, "cả 5 nhiệm vụ xong")
    assert "là về nhiệm vụ nào ạ?" in world.last(AN).text
    assert not world.all(DraftEntry)


def test_all_but_one_as_last_time(world: World) -> None:
    world.open("KHCN-QUY", "2026-Q3")
    world.says(AN, "/nhiemvu")
    world.presses(AN, "Báo cáo ngay 1")
    world.says(AN, "cả 7 nhiệm vụ 30%")
    for label in ("Đúng, ghi vào nháp", "Xem lại", "Gửi báo cáo"):
        world.presses(AN, label)
    world.says(AN, "/baocao")
    world.says(AN, "như kỳ trước trừ 2.7 và cái cuối")
    said = world.last(AN).text
    assert said.startswith("Tôi hiểu là: 1.1 đang thực hiện 30 %; 3.1 đang thực hiện 30 %;")
    assert "2.7" not in said
    assert "T.1" not in said
    world.says(AN, "còn lại như kỳ trước, 2.7 xong")
    assert world.last(AN).text.count("30 %") == 6
    assert "2.7 hoàn thành" in world.last(AN).text

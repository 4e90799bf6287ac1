"""What coordinators name behind a command and without one: several units, shortened, of the past, unknown."""

from collections.abc import Callable
from typing import Any

import pytest

from storage.db.database import Database
from storage.following import nudges
from storage.tables import Address, AuditEvent
from tests.world import World

TUAN = "900"
UNITS = {
    "BTG": "Ban Tuyên giáo",
    "P1": "Phường 1",
    "P10": "Phường 10",
    "P11": "Phường 11",
    "TA": "Xã Tân An",
    "TAH": "Xã Tân An Hội",
    "DK": "Xã Đạ K'Nàng",
    "NGOAI": "Xã Bảo Lâm",  # on no plan
}
LATE = ("P10", "P11", "TAH", "DK")


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish(UNITS, reporting=list(UNITS)[1:-1])
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    for number, code in enumerate(list(UNITS)[1:]):
        world.person(code, "focal_point", f"Đầu mối {UNITS[code]}", str(100 + number))
    world.at("2026-12-19 09:00")
    for code in ("P1", "TA"):
        world.settle(code)
    return world


def urged(world: World) -> set[str]:
    names = {f"obligation:{world.obligation_id(code)}": code for code in list(UNITS)[1:-1]}
    return {names[event.subject] for event in world.all(AuditEvent) if event.action == nudges.UNIT_NUDGED}


def asks(world: World, typed: str) -> str:
    """What is answered, as one line; nobody is urged by it."""
    before = urged(world)
    world.says(TUAN, typed)
    assert urged(world) == before, typed
    heard = world.last(TUAN)
    return " | ".join([*heard.text.split("\n"), *heard.labels])


def test_several_names_are_listed_and_each_that_is_not_there_is_named(world: World) -> None:
    for command in ("/quahan", "/chuanop"):
        for typed in ("p10, P.11", "phường 10 và phường 11", "Phường 10\nPhường 11", "phường 10, 11"):
            said = asks(world, f"{command} {typed}")
            assert "1. Phường 10" in said
            assert "2. Phường 11" in said
            assert "3. " not in said
    said = asks(world, "/quahan phường 10, Tân An, xã Lạ, abc, bảo lâm")
    assert "1. Phường 10" in said
    assert "Xã Tân An không quá hạn." in said
    assert "Không tìm thấy “xã Lạ”, “abc”" in said
    assert "Xã Bảo Lâm không thuộc kế hoạch anh/chị theo dõi." in said
    assert asks(world, "/quahan p1, tân an").split(" | ")[0] == "Phường 1, Xã Tân An không quá hạn."


def test_only_whole_names_are_urged_unasked(world: World) -> None:
    said = asks(world, "/dondoc tân")  # a part of two names
    assert "“tân” có thể là 2 đơn vị" in said
    assert "1. Xã Tân An Hội" in said
    said = asks(world, "/dondoc hội")
    assert said == "Tôi hiểu là: đôn đốc 1 đơn vị: Xã Tân An Hội. | Đúng không ạ? | Đôn đốc đơn vị này | Thôi"
    assert "Phường 10" in asks(world, "/dondoc mọi đơn vị, trừ phường 11, phường 10")
    assert "Xã Bảo Lâm không thuộc kế hoạch" in asks(world, "/dondoc bảo lâm")
    assert "Xã Tân An không quá hạn" in asks(world, "/dondoc tan an")
    world.says(TUAN, "/huy")
    world.says(TUAN, "/dondoc p10, f11, tân an")
    assert world.last(TUAN).text == (
        "Đã đôn đốc 2 đơn vị: Phường 10, Phường 11 (Telegram 2).\nXã Tân An không quá hạn."
    )
    assert urged(world) == {"P10", "P11"}


def test_names_are_picked_on_any_page_and_several_at_once(world: World) -> None:
    said = asks(world, "/dondoc")
    assert "đã chọn 0/4" in said
    said = asks(world, "đạ knàng, phường 11, tân an, zzz")
    assert "đã chọn 2/4" in said
    assert "Đã chọn: Phường 11, Xã Đạ K'Nàng." in said
    assert "Xã Tân An không quá hạn." in said
    assert "Không tìm thấy “zzz”" in said
    world.presses(TUAN, "Đôn đốc 2 đơn vị đã chọn")
    assert urged(world) == {"P11", "DK"}


DETAIL = "Phường 11 (P11)"
UNDERSTOOD = "Tôi hiểu là: đôn đốc 1 đơn vị: Phường 11."


def test_commands_are_asked_for_in_words(world: World) -> None:
    """By who only coordinates, and by who reports too; nobody is urged before it is confirmed."""
    lan = world.person("P1", "focal_point", "Lan", "902")
    world.appoint(lan, "BTG", "coordinator")
    for chat in (TUAN, "902"):
        for typed, answer in (
            ("dondoc phường 11", UNDERSTOOD),
            ("đôn đốc phường 11", UNDERSTOOD),
            ("nhắc p11 giúp em", UNDERSTOOD),
            ("/đôn đốc phường 11", UNDERSTOOD),
            ("đôn đốc F11, p10", "Tôi hiểu là: đôn đốc 2 đơn vị: Phường 10, Phường 11."),
            ("nhắc các đơn vị chưa nộp", "Tôi hiểu là: đôn đốc 4 đơn vị: Phường 10, Phường 11, "),
            ("/dondoc chưa nộp", "Tôi hiểu là: đôn đốc 4 đơn vị"),
            ("quá hạn tân an", "Xã Tân An không quá hạn."),
            ("tiến độ phường 11", "Tiến độ Báo cáo quý IV/2026\nPhường 11 · "),
            ("tiến độ KHCN-QUY", "Tiến độ Báo cáo quý IV/2026\nPhải nộp 6"),
            ("chưa nộp", "Chưa nộp kỳ này: 4 đơn vị"),
            ("cho em xem đơn vị nào quá hạn", "Quá hạn: 4 đơn vị"),
            ("hôm nay ai trễ?", "Quá hạn: 4 đơn vị"),
            ("chưa nộp p11", "Chưa nộp kỳ này: 1 đơn vị"),
            ("phường 11 nộp chưa?", DETAIL),
            ("phường 11", DETAIL),
            ("duyệt phường 11", "Phường 11 chưa nộp báo cáo nào"),
        ):
            world.says(chat, typed)
            assert world.last(chat).text.startswith(answer), (typed, world.last(chat).text)
    assert urged(world) == set()
    world.says(TUAN, "đôn đốc phường 11")
    world.says(TUAN, "đôn đốc đơn vị này")
    assert urged(world) == {"P11"}


def test_what_stands_behind_a_command_is_used_or_said_not_to_be(world: World) -> None:
    world.says(TUAN, "/dondoc p11")
    assert asks(world, "/nhatky phường 11").startswith("Nhật ký: Phường 11 | 19/12")
    assert asks(world, "/nhatky tuấn").startswith("Nhật ký: Tuấn | 19/12")
    assert asks(world, "/nhatky p10").startswith("Nhật ký chưa có gì về Phường 10.")
    assert "“xyz”" in asks(world, "/nhatky xyz")
    assert "2. Phường 11" in asks(world, "/quahan\nphường 10\nphường 11")
    assert "1. Phường 10" in asks(world, "/quahan: p10")
    for command in ("lich", "trogiup", "web", "kenh"):
        world.heard(TUAN)
        world.says(TUAN, f"/{command} phường 11")
        assert f"Phần “phường 11” gõ sau /{command} tôi chưa dùng đến." in world.said(TUAN)
        world.says(TUAN, f"/{command} ạ")
        assert "chưa dùng đến" not in world.said(TUAN)


def test_words_of_commands_may_be_a_reason(world: World) -> None:
    for reason in ("sáp nhập", "quá hạn", "chưa nộp"):
        world.says(TUAN, "/donvi p11")
        world.presses(TUAN, "Miễn kỳ này")
        world.says(TUAN, reason)
        assert f"lý do “{reason}”" in world.last(TUAN).text
    world.says(TUAN, "/donvi p11")
    world.presses(TUAN, "Miễn kỳ này")
    world.says(TUAN, "quahan")
    assert world.last(TUAN).text.startswith("Quá hạn: ")


OWN_WORDS = ("sáp nhập", "quá hạn", "chưa nộp", "gia hạn", "báo cáo quý")


def test_words_of_commands_are_the_answer_wherever_own_words_are_asked_for(world: World) -> None:
    unit = "103"
    world.says(unit, "/vuongmac thiếu kinh phí")
    world.presses(unit, "Gửi vướng mắc")

    def presses(chat: str, typed: str, *labels: str) -> str:
        world.says(chat, typed)
        for label in labels:
            world.presses(chat, label)
        return chat

    places: dict[str, Callable[[], str]] = {
        "excuse": lambda: presses(TUAN, "/donvi p11", "Miễn kỳ này"),
        "extend.why": lambda: presses("102", "/giahan 28/12"),
        "nudge": lambda: presses(TUAN, "/dondoc", "Kèm lời nhắn"),
        "answer": lambda: presses(TUAN, "/vuongmac", "Xem 1", "Trả lời"),
        "raise": lambda: presses("102", "/vuongmac", "Nêu vướng mắc"),
        "announce": lambda: presses(TUAN, "/thongbao", "Mọi đơn vị"),
    }
    for place, ask in places.items():
        for words in OWN_WORDS:
            chat = ask()
            assert (focus_of(world, chat) or {}).get("ask") == place, place
            world.says(chat, words)
            assert words in world.last(chat).text, (place, words, world.last(chat).text)
            assert not world.last(chat).text.startswith(("Quá hạn:", "Chưa nộp kỳ này")), place
    world.says("102", "/giahan 28/12 vì chờ số liệu")
    world.presses("102", "Gửi đề nghị")
    presses("105", "/khongphatsinh", "Gửi báo cáo")
    decided = {"extension.refuse": ("/giahan", "Xử lý 1", "Từ chối"), "return": ("/duyet", "Xem 1", "Trả lại")}
    for place, steps in decided.items():
        for words in OWN_WORDS:
            presses(TUAN, *steps)
            assert (focus_of(world, TUAN) or {}).get("ask") == place
            world.says(TUAN, words)
            assert words in world.last(TUAN).text, (place, words, world.last(TUAN).text)
    presses(TUAN, "/duyet", "Xem 1", "Chấp nhận")
    for words in OWN_WORDS:
        presses("105", "/baocao")
        world.presses("105", next(label for label in world.last("105").labels if label.startswith("Xin mở lại")))
        assert (focus_of(world, "105") or {}).get("ask") == "unlock"
        world.says("105", words)
        assert f"lý do “{words}”" in world.last("105").text


def focus_of(world: World, chat: str) -> Any:
    return next(one.focus for one in world.all(Address) if one.chat_id == chat)


def test_choosing_from_a_narrowed_list_stays_within_it(world: World) -> None:
    asks(world, "/quahan phường")
    world.presses(TUAN, "Chọn đơn vị")
    assert world.last(TUAN).labels[:3] == ["Phường 10", "Phường 11", "Đôn đốc tất cả"]
    assert "đã chọn 1/3" in asks(world, "tân an hội")  # whoever is named comes to it
    world.presses(TUAN, "Xã Tân An Hội ✓")
    world.presses(TUAN, "Kèm lời nhắn")
    assert "đôn đốc 2 đơn vị" not in asks(world, "/huy")
    asks(world, "/quahan phường")
    world.presses(TUAN, "Chọn đơn vị")
    world.presses(TUAN, "Kèm lời nhắn")
    assert "đôn đốc 2 đơn vị (Phường 10, Phường 11)" in asks(world, "mai họp")
    asks(world, "/quahan phường")
    world.presses(TUAN, "Chọn đơn vị")
    world.presses(TUAN, "Đôn đốc tất cả")
    assert urged(world) == {"P10", "P11"}


def test_several_numbers_are_those_of_the_list_that_was_shown(world: World) -> None:
    """Not units called by numbers, and not those of a list that is shorter by now."""
    world.person("BTG", "coordinator", "Mai", "z-mai", channel="zalo")
    for typed, told in (
        ("/dondoc", "1. Phường 10"),
        ("1, 2", "Đã chọn: Phường 10, Phường 11."),
        ("1 và 9", "Trong danh sách không có số ấy"),
    ):
        world.says("z-mai", typed)
        assert told in "\n".join([world.last("z-mai").text, *world.last("z-mai").labels])
    world.says("z-mai", "/dondoc")
    world.settle("P10")
    world.says("z-mai", "số 1 và 4")
    assert world.last("z-mai").text.startswith("Phường 10 không quá hạn.\n")
    assert "Đã chọn: Xã Tân An Hội." in world.last("z-mai").text
    world.says("z-mai", "/dondoc xã")
    world.says("z-mai", "1-2")
    assert "Đôn đốc 2 đơn vị: Xã Đạ K'Nàng, Xã Tân An Hội. Đúng không ạ?" in world.last("z-mai").text
    assert asks(world, "/dondoc xã").endswith("Đôn đốc cả 2 đơn vị này")
    assert "Đôn đốc 2 đơn vị: Xã Đạ K'Nàng, Xã Tân An Hội." in asks(world, "1 và 2")
    assert urged(world) == set()


def test_words_without_a_slash_in_a_group_on_zalo_and_of_two_plans(world: World) -> None:
    world.add_plan("CDS", "Chuyển đổi số", coordinators=["BTG"], tasks={"1": "Một"})
    world.add_requirement("CDS-QUY", "Báo cáo chuyển đổi số", units=["P11", "TA"], plan="CDS", tasks=["1"])
    world.open("CDS-QUY", "2026-Q4")
    world.person("BTG", "coordinator", "Mai", "z-mai", channel="zalo")
    for chat in (TUAN, "z-mai"):
        world.says(chat, "quá hạn phường 11")
        assert world.last(chat).text.startswith("Quá hạn: 1 đơn vị")
        assert "(KHCN)" in world.last(chat).text, "both reports are late, of two plans"
        assert "(CDS)" in world.last(chat).text
        before = urged(world)
        world.says(chat, "đôn đốc phường 11")
        assert "đôn đốc 1 đơn vị: Phường 11." in world.last(chat).text
        assert urged(world) == before
        world.says(chat, "tiến độ phường 11")
        assert "Phường 11" in world.last(chat).text
        world.says(chat, "ai chưa nộp")
        assert world.last(chat).text.startswith("Chưa nộp kỳ này")
    group = "-500"
    world.says(group, "/dangky", by=TUAN)
    world.presses(group, next(label for label in world.last(group).labels if "Chuyển đổi số" in label), by=TUAN)
    world.heard(group)
    world.says(group, "phường 11 nộp chưa vậy các bác", by=TUAN)
    assert world.heard(group) == [], "people of a group write to each other"
    world.says(group, "quá hạn", by=TUAN, addressed=True)
    assert world.last(group).text.startswith("Quá hạn: 2 đơn vị")
    world.says(group, "quá hạn phường 11", by=TUAN, addressed=True)
    assert world.last(group).text.startswith("Quá hạn: 1 đơn vị")
    assert "KHCN" not in world.last(group).text, "the group has registered one plan"

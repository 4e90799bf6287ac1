"""`đúng`, `ok`, `sai rồi` under a card that asks `Đúng không ạ?`: they answer it, and nothing else."""

from storage.tables import Draft, DraftEntry, Extension, Obstacle, Report
from tests.handlers.health_office import AN, ZALO
from tests.world import World

YES = ("đúng", "có ạ", "dạ đúng rồi ạ", "dung roi", "ừ", "ok em", "vâng", "chuẩn luôn", "👍")
NO = ("không", "sai rồi", "khong dung", "không phải ạ", "dừng", "khoan đã", "thôi")
REST = "1.1, 3.1, 4.8, 5.2, 6.2, T.1 50%"


def kept(world: World) -> int:
    return len(world.all(DraftEntry))


def test_a_line_is_kept_or_dropped(world: World) -> None:
    for chat in (AN, ZALO):
        for no in NO:
            world.says(chat, "2.7 40%")
            world.says(chat, no)
            assert not kept(world), no
            assert world.last(chat).text.startswith("📝"), no
    for number, yes in enumerate(YES, 41):
        chat = (AN, ZALO)[number % 2]
        world.says(chat, f"2.7 {number}%")
        world.says(chat, yes)
        assert world.all(DraftEntry)[0].answers["percent"] == number, yes


def test_what_is_not_certain_is_asked_on(world: World) -> None:
    world.says(AN, "2.7 cơ bản xong; 3.1 40%")
    world.says(AN, "đúng")
    assert kept(world) == 1
    assert world.last(AN).text == "2.7: “cơ bản xong”: ghi là đang thực hiện hay hoàn thành ạ?"
    world.says(AN, "đúng")
    assert kept(world) == 1, "none of the ways on is the one that was agreed to"


def test_what_others_see_is_done_by_its_own_words(world: World) -> None:
    world.says(AN, "/giahan 22/12 vì bận")
    world.says(AN, "không")
    assert world.last(AN).text == "Vâng, chưa gửi đề nghị nào."
    for lines, label in (
        (["/giahan 22/12 vì bận"], "Gửi đề nghị"),
        (["/vuongmac 2.7 thiếu vốn"], "Gửi vướng mắc"),
        (["kps"], "Gửi báo cáo"),
        ([f"2.7 50%; {REST}", "ok", "xem lại"], "Gửi báo cáo"),
    ):
        for chat in (AN, ZALO):
            for line in lines:
                world.says(chat, line)
            for yes in ("ok", "đúng rồi ạ"):
                world.says(chat, yes)
                said = f"Tôi chưa gửi và chưa thay đổi gì. Anh/chị chọn “{label}” thì tôi mới làm."
                assert world.last(chat).text == said
            assert not [*world.all(Extension), *world.all(Obstacle), *world.all(Report)]
    world.says(ZALO, "1")
    assert len(world.all(Report)) == 1


def test_elsewhere_they_are_what_they_were(world: World) -> None:
    for polite in ("ok", "cảm ơn em", "dạ em cảm ơn ạ", "ok em nhé", "👍"):
        world.says(AN, polite)
        assert world.last(AN).text == "Vâng, cảm ơn anh/chị.", polite
    world.says(AN, "2.7")
    world.says(AN, "ok")
    assert not world.all(Draft)
    world.says(AN, "không")
    assert world.last(AN).text.startswith("2.7: “không”"), "on a task's screen it is a word about the task"
    world.says(AN, "2.7 40%")
    world.passes(days=4)
    world.says(AN, "ok")
    assert not world.all(Draft), "an old card is agreed to by nobody"

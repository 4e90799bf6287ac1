"""What is said beside a decision (unit, report, why, until when) is read back with it; nothing is done before."""

from storage.db.database import Database
from tests.handlers.orders.test_orders import TUAN, done, forget, furnished
from tests.world import World

HUNG = "101"  # of Phường 5
OF_ITS_COORDINATOR = (
    ("trả lại báo cáo phường 5 vì thiếu số liệu", "trả lại Báo cáo tháng 11/2026 · Phường 5", "• “thiếu số liệu”"),
    ("trả lại báo cáo phường 5: 2.7 chưa có số liệu", "trả lại Báo cáo tháng 11", "2.7: “chưa có số liệu”"),
    ("Đề nghị trả báo cáo tháng 11 của Phường 5 để bổ sung phần kinh phí", "trả lại", "“bổ sung phần kinh phí”"),
    ("yêu cầu phường 5 làm lại báo cáo tháng 11", "Trả lại Báo cáo tháng 11/2026 · Phường 5: cần bổ sung gì?", ""),
    ("duyệt báo cáo phường 5 đi", "Số THANG/2026-11/P5/1", "Không phát sinh."),
    ("đồng ý cho phường 5 thêm 3 ngày", "cháy rừng · Phường 5 được gia hạn đến 17:00 thứ Hai 14/12/2026", ""),
    ("đồng ý cho phường 5 gia hạn đến 22/12", "Phường 5 được gia hạn đến 17:00 thứ Ba 22/12/2026", ""),
    ("không cho phường 5 gia hạn vì sắp chốt số liệu", "từ chối gia hạn", "Lý do: “sắp chốt số liệu”"),
    ("từ chối gia hạn phường 5", "Phường 5: từ chối vì lý do gì?", ""),
    ("miễn báo cáo cháy rừng cho phường 1 vì không có rừng", "cháy rừng cho Phường 1, lý do “không có rừng”", ""),
    ("phường 1 khỏi nộp tháng 11, mới kiện toàn", "tháng 11/2026 cho Phường 1, lý do “mới kiện toàn”", ""),
    ("trả lời phường 5 là tuần sau có kinh phí nhé", "trả lời Phường 5 về “thiếu kinh phí”", "“tuần sau có kinh phí”"),
    ("chuyển vướng mắc của phường 5 qua phòng kinh tế", "Chuyển vướng mắc của Phường 5", "cho:"),
    ("đừng trả lại báo cáo phường 5", "tôi chưa gửi và chưa thay đổi gì", ""),
)
OF_THE_UNIT = (
    ("xin mo khoa bc thang 11 vi nhap sai so lieu", "xin mở lại Báo cáo tháng 11/2026", "lý do “nhap sai so lieu”"),
    ("gửi nhầm, cho em rút lại", "Báo cáo đã gửi thì không rút lại được", "tháng 11/2026 · Phường 5 đã khóa"),
    ("gia hạn bc quý 4 thêm 3 ngày vì chờ số liệu", "xin gia hạn Báo cáo quý IV/2026", "lý do “chờ số liệu”"),
    ("/giahan báo cáo quý 4 3 ngày vì chờ số liệu", "xin gia hạn Báo cáo quý IV/2026", "lý do “chờ số liệu”"),
    ("đề nghị gia hạn của em duyệt chưa", "cháy rừng · Phường 5 đến 17:00 thứ Hai 21/12/2026", "đang chờ trả lời"),
)


def test_what_is_said_with_a_decision_is_read_back(sqlite_database: Database) -> None:
    world = furnished(sqlite_database)
    for typed, first, second in (
        ("/khongphatsinh", "3. Báo cáo tháng 11/2026 · Phường 5", "Gửi báo cáo"),
        ("/giahan 20/12 vì chờ số liệu", "3. Báo cáo phòng chống cháy rừng · Phường 5", "Gửi đề nghị"),
        ("/vuongmac 2.7 thiếu kinh phí", "", "Gửi vướng mắc"),
    ):
        world.says(HUNG, typed)
        for label in filter(None, (first, second)):
            world.presses(HUNG, label)
    _are_read_back(world, TUAN, OF_ITS_COORDINATOR)
    forget(world)
    world.says(TUAN, "duyệt báo cáo phường 5")
    world.presses(TUAN, "Chấp nhận")
    world.says(TUAN, "mở khóa báo cáo tháng 11 cho phường 5 đến 5/12")
    assert world.last(TUAN).labels[0] == "Mở lại đến thứ Bảy 05/12/2026"
    _are_read_back(world, HUNG, OF_THE_UNIT)


def _are_read_back(world: World, chat: str, lines: tuple[tuple[str, str, str], ...]) -> None:
    before, wrong = done(world), []
    for typed, first, second in lines:
        forget(world)
        world.said(chat)
        world.says(chat, typed)
        said = world.said(chat)
        if first not in said or second not in said:
            wrong.append(f"{typed}: {said[:200]}")
    assert not wrong, "\n".join(wrong)
    assert done(world)[:2] == before[:2]

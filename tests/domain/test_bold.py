"""How a task stands is proposed from words of which not all are known, where nothing else says it."""

from datetime import date

from domain.typed import read_line
from tests.domain.readings import told
from tests.each import each

TODAY = date(2026, 11, 29)
TITLES = {"1": "Kiểm tra, bảo dưỡng thiết bị phòng cháy chữa cháy"}


@each(
    ("typed", "meant"),
    [
        ("24 bình xong ngày 24/11", "1 done on 2026-11-24"),
        ("đã bd bình cc xong 25/11", "1 done on 2026-11-25"),
        ("xong từ hôm 12/11 rồi mà", "1 done on 2026-11-12"),
        ("mới làm được 7 bình còn 5 bình chưa có tiền", "1 in_progress"),
        ("được 2,5km/4km, vướng hộ ông Bảy", "1 in_progress"),
        ("lắp đặt 40%", "1 in_progress 40%"),
        ("3 tuyến xong 2", "1 in_progress"),
        ("5 bình thì xong 4", "1 in_progress"),
        ("1 bình bột hỏng đã thay, việc xong rồi", "1 done result ?“bình bột hỏng đã thay”"),
        ("ba căn nữa thì thợ bỏ về quê, mới 40%", "1 in_progress 40% obstacle"),
        ("16 căn làm được 13, thợ về quê", "1 in_progress"),
        ("bảo dưỡng hết rồi chỉ còn máy bơm chưa chạy được", "1 in_progress"),
        ("việc xong rồi nhé", "1 done"),
        ("của nhà trường đã hoàn thành tốt đẹp", "1 done"),
        ("bàn giao xong 10/11/2026", "1 done on 2026-11-10"),
        ("trường em làm xong rồi, bữa 24/11 nì", "1 done on 2026-11-24"),
        ("làm xong ngày 18/11 thay mới bốn bình một cái vòi", "1 done on 2026-11-18"),
        ("đã hoàn thành thắng lợi ngày 19 tháng 11 vừa qua, lập thành tích chào mừng 20/11", "1 done on 2026-11-19"),
        ("xong toàn bộ 24 bình chữa cháy ngày 24/11", "1 done on 2026-11-24"),
        ("hoàn thành theo kế hoạch ngày 5/11 của tỉnh", "1 done result"),
        ("chưa kiểm tra chi mô", "1 not_started"),
        ("nhà trường chưa thực hiện do chưa có kinh phí", "1 not_started"),
        ("hoàn thành, đã chi 480tr (96%)", "1 done"),
    ],
)
def test_it_is_proposed(typed: str, meant: str) -> None:
    assert told(read_line(typed, ["1"], today=TODAY, open_task="1", titles=TITLES)).startswith(meant)


@each(
    "typed",
    [
        "họp xong",
        "đợt 1 xong",
        "ngày mai trường ktra, xong em báo",
        "chi 50%",
        "80% hộ dân đồng ý",
        "chưa tập huấn 5/12 doanh nghiệp",
        "hoàn thành 3 bình",
        "nếu có vốn thì 24 bình xong",
        "quy hoạch 1/500",
    ],
)
def test_it_is_not(typed: str) -> None:
    found = read_line(typed, ["1"], today=TODAY, open_task="1", titles=TITLES)
    assert not any("status" in update.answers for update in found.updates)


@each(
    ("typed", "is_asked"),
    [
        (
            "Nhà trường đề nghị Văn phòng cung cấp mẫu biên bản kiểm tra thiết bị phòng cháy chữa cháy để thực hiện.",
            True,
        ),
        ("Đề nghị Văn phòng gửi lại mẫu báo cáo cho nhà trường", True),
        ("xin văn phòng cho mẫu kiểm tra PCCC", True),
        ("Chưa kiểm tra, đề nghị cho xin mẫu biên bản", False),
        ("đề nghị cấp trên cấp kinh phí mua bình", False),
    ],
)
def test_a_form_is_asked_of_the_office(typed: str, is_asked: bool) -> None:
    found = read_line(typed, ["1"], today=TODAY, open_task="1", titles=TITLES)
    assert (not found.updates) is is_asked

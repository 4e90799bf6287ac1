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
        "3 tuyến xong 2",
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

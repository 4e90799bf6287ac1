"""What is taken out of a draft in plain words, and what only sounds like it."""

from domain.typed.talk.emptied import Emptied, emptied
from tests.each import each

CODES = ["1.1", "2.7", "II.3"]
ALL = Emptied()


@each(
    ("text", "meant"),
    [
        ("xoá hết nháp để em làm lại", ALL),
        ("xóa hết đi em", ALL),
        ("làm lại từ đầu", ALL),
        ("Em muốn làm lại từ đầu ạ", ALL),
        ("XOA HET NHAP LAM LAI", ALL),
        ("xóa toàn bộ nội dung đã ghi giúp em", ALL),
        ("bỏ hết bản nháp đi", ALL),
        ("delete everything please", ALL),
        ("bỏ cập nhật 2.7 giúp em", Emptied(("2.7",))),
        ("xóa 2.7 đi em", Emptied(("2.7",))),
        ("xoa muc ii.3", Emptied(("II.3",))),
        ("2.7 em ghi nhầm, bỏ đi", Emptied(("2.7",))),
        ("em nhập nhầm 2.7 rồi, xóa giúp em", Emptied(("2.7",))),
        ("1.1 xóa đi ạ", Emptied(("1.1",))),
        ("clear 2.7", Emptied(("2.7",))),
        ("hủy nội dung đã ghi ở 2.7", Emptied(("2.7",))),
        ("bỏ vướng mắc 2.7", Emptied(("2.7",), "obstacle")),
        ("bo vuong mac 2.7 giup em", Emptied(("2.7",), "obstacle")),
        ("xóa kiến nghị của 1.1", Emptied(("1.1",), "recommendation")),
        ("xóa 2.7 và 1.1", Emptied(("2.7", "1.1"))),
        ("XOA 2.7, 1.1", Emptied(("2.7", "1.1"))),
        ("xóa 2.7,1.1 giúp em", Emptied(("2.7", "1.1"))),
        ("delete tasks 2.7 and 1.1", Emptied(("2.7", "1.1"))),
        ("xóa cả 2.7 và ii.3 nhé", Emptied(("2.7", "II.3"))),
        ("bỏ cập nhật 2.7 và 1.1", Emptied(("2.7", "1.1"))),
        ("xóa vướng mắc 2.7, 1.1", Emptied(("2.7", "1.1"), "obstacle")),
        ("xóa 9.9", Emptied(("9.9",))),
        ("xóa 2.7 và 9.9", Emptied(("2.7", "9.9"))),
        ("xóa 2.7 trong báo cáo này", Emptied(("2.7",))),
        ("Xóa kết quả 2.7", Emptied(("2.7",), "result")),
    ],
)
def test_what_is_taken_out(text: str, meant: Emptied) -> None:
    assert emptied(text, CODES) == meant


@each(
    "text",
    [
        "bỏ 2.7",  # or is the task given up
        "hủy 2.7",
        "2.7 bỏ",
        "2.7 40%",
        "2.7 đã xóa 3 nhà tạm",
        "bỏ 2.7 và 1.1",
        "2.7, 1.1 đã xóa",
        "xóa nhà tạm 2.7",
        "xóa 3.9%",
        "xóa 39",
        "xóa thông báo",
        "xóa báo cáo",
        "xóa đói giảm nghèo",
        "bộ 2.7",
        "2.7 làm lại từ đầu",
        "2.7 ghi nhầm",
        "xóa 2.7 được không?",
        "bỏ vướng mắc",
        "hủy",
        "làm lại",
        "",
    ],
)
def test_what_is_not(text: str) -> None:
    assert emptied(text, CODES) is None

"""What people write in the place of a setup file's words: plain Vietnamese, with or without marks."""

from collections.abc import Iterable, Mapping

from domain.text import fold

_SAID: Mapping[str, tuple[str, ...]] = {
    "first": ("đầu kỳ", "tháng đầu", "tháng đầu kỳ"),
    "last": ("cuối kỳ", "cuối tháng", "tháng cuối", "tháng cuối kỳ", "ngày cuối", "ngày cuối tháng"),
    "next": ("sau kỳ", "tháng sau", "tháng sau kỳ", "năm sau", "sang năm", "năm tới", "năm kế tiếp"),
    "same": ("cùng năm", "năm nay", "trong năm", "cùng năm với kỳ"),
    "first_working": ("ngày làm việc đầu", "ngày làm việc đầu tiên", "ngày làm việc đầu tháng"),
    "last_working": ("ngày làm việc cuối", "ngày làm việc cuối cùng", "ngày làm việc cuối tháng"),
    "forward": ("lùi", "lùi lại", "lùi sang ngày làm việc sau", "sang ngày làm việc sau", "ngày làm việc sau"),
    "backward": ("sớm lên", "nộp sớm", "sớm lên ngày làm việc trước", "ngày làm việc trước"),
    "keep": ("giữ", "giữ nguyên", "không đổi"),
    "weekly": ("tuần", "hằng tuần", "hàng tuần", "mỗi tuần"),
    "monthly": ("tháng", "hằng tháng", "hàng tháng", "mỗi tháng"),
    "quarterly": ("quý", "hằng quý", "hàng quý", "mỗi quý"),
    "half_yearly": ("6 tháng", "nửa năm", "sáu tháng"),
    "nine_monthly": ("9 tháng", "chín tháng"),
    "yearly": ("năm", "hằng năm", "hàng năm", "mỗi năm"),
    "once": ("một lần",),
    "daily": ("ngày", "hằng ngày", "hàng ngày", "mỗi ngày"),
    "state": ("nhà nước",),
    "party": ("đảng",),
    "anh_chi": ("anh chị", "anh/chị"),
    "dong_chi": ("đồng chí",),
    "focal_point": ("đầu mối", "cán bộ đầu mối"),
    "deputy": ("dự phòng", "cán bộ dự phòng"),
    "unit_leader": ("lãnh đạo", "lãnh đạo đơn vị", "thủ trưởng"),
    "coordinator": ("theo dõi", "người theo dõi"),
    "admin": ("quản trị", "quản trị viên"),
    "true": ("có", "x", "✓", "✔", "v", "đúng"),
    "false": ("không", "ko"),
    "1": ("thứ Hai", "thứ 2"),
    "2": ("thứ Ba", "thứ 3"),
    "3": ("thứ Tư", "thứ 4"),
    "4": ("thứ Năm", "thứ 5"),
    "5": ("thứ Sáu", "thứ 6"),
    "6": ("thứ Bảy", "thứ 7"),
    "7": ("chủ nhật", "CN"),
}


def meant_by(text: str, allowed: Iterable[str]) -> str | None:
    """Return which of a file's words is meant; None where none is, or two may be."""
    said = " ".join(fold(text).split())
    found = [word for word in allowed if said in map(fold, _SAID.get(word, ()))]
    return found[0] if len(found) == 1 else None

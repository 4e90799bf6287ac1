"""The words that are chosen in cells, and what each stands for in the setup file."""

from domain.forms.statuses import OF_STATUS, Status
from domain.rights import REMINDED_ROLES

YES_NO = {"có": "true", "không": "false"}
STYLES = {"nhà nước": "state", "đảng": "party"}
ADDRESSES = {"anh/chị": "anh_chi", "đồng chí": "dong_chi"}
PERIODS = {
    "một lần": "once", "hằng ngày": "daily", "hằng tuần": "weekly", "nửa tháng": "half_monthly",
    "hằng tháng": "monthly", "hằng quý": "quarterly",
    "sáu tháng": "half_yearly", "chín tháng": "nine_monthly", "hằng năm": "yearly",
}  # fmt: skip
WINDOWS = {"theo lịch": "calendar", "Nghị định 09/2019": "decree_09"}
MOVES = {"lùi sang ngày làm việc sau": "forward", "sớm lên ngày làm việc trước": "backward", "giữ nguyên": "keep"}
YEARS = {"cùng năm": "same", "năm sau": "next"}
MONTHS = {"đầu kỳ": "first", "cuối kỳ": "last", "tháng sau kỳ": "next", **{str(n): str(n) for n in range(1, 13)}}
DAYS = {
    "cuối tháng": "last",
    "ngày làm việc đầu tháng": "first_working",
    "ngày làm việc cuối tháng": "last_working",
    **{str(n): str(n) for n in range(1, 32)},
}
WEEKDAYS = {"thứ Hai": "1", "thứ Ba": "2", "thứ Tư": "3", "thứ Năm": "4", "thứ Sáu": "5", "thứ Bảy": "6",
             "Chủ nhật": "7"}  # fmt: skip
CHANGES = {"đổi tên": "rename", "sáp nhập": "merge", "chia tách": "split"}
ROLES = {
    "đầu mối": "focal_point", "đầu mối dự phòng": "deputy", "lãnh đạo đơn vị": "unit_leader",
    "người theo dõi": "coordinator", "quản trị": "admin",
}  # fmt: skip
ROLE_NAMES = {role: name for name, role in ROLES.items()}
REMINDED = {ROLE_NAMES[role]: str(role) for role in REMINDED_ROLES}

FIELD_KINDS = {"số": "number", "lựa chọn": "choice", "ngày": "date", "chữ": "text", "văn bản": "document"}
OVER_UNITS = {"tổng": "sum", "bình quân": "mean", "mới nhất": "last", "cao nhất": "max"}
TURNING = {"tình trạng": "status"}
STATUSES = {OF_STATUS[status].chosen: str(status) for status in Status}

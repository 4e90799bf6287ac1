"""Sheets and columns as data. A cell stands for one value of the setup file's tree; an empty one says nothing.

Words that people choose from are Vietnamese here and stand for the file's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from domain.messaging.sentences import EMPTY, Filling, Sentence, sentence
from domain.reminders.kinds import KINDS
from storage.setup.workbook.cell_words import (
    ADDRESSES,
    CHANGES,
    DAYS,
    FIELD_KINDS,
    MONTHS,
    MOVES,
    OVER_UNITS,
    PERIODS,
    REMINDED,
    ROLES,
    STATUSES,
    STYLES,
    TURNING,
    WEEKDAYS,
    WINDOWS,
    YEARS,
    YES_NO,
)

VIETNAM = "Asia/Ho_Chi_Minh"  # where nothing else is said
CellKind = Literal[
    "code", "text", "day", "time", "moment", "choice", "codes", "lines", "number", "pairs", "known", "days_of_year"
]
"""`pairs`: `cao = Cao; thap = Thấp`, entries with code and name. `known`: codes, for some of which there are words.
`days_of_year`: `31/12, 30/6`, each with month and day."""
EXAMPLE = "Ví dụ"
"""A row whose first cell begins with this shows how to fill in the sheet, and is not read."""
GUIDE = "Hướng dẫn"
LISTS = "Danh mục"
"""Hidden; longer drop-downs refer to it."""


@dataclass(frozen=True, slots=True)
class Column:
    """`path`: where in the entry the value goes. `choices`: the word in the cell to the word in the file.

    `of`: the sheet whose first column lists what can be chosen.
    """

    heading: str
    path: tuple[str, ...]
    kind: CellKind = "text"
    example: str = ""
    note: Filling = EMPTY
    width: float = 20
    choices: Mapping[str, str] | None = None
    of: str | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """`into`: the list of the tree that its rows make. `inside`: the list within an entry of another sheet, which the
    first column names by its code."""

    name: str
    into: str
    columns: tuple[Column, ...]
    note: Sentence
    inside: str | None = None


def _note(key: str) -> Sentence:
    return Sentence(f"setup.guide.{key}")


_PLAN = Column("Kế hoạch", (), "code", "KH-CDS", _note("of_plan.owner"), 14, of="Kế hoạch", required=True)

_SIGNER = (
    Column(
        "Người ký: thẩm quyền", ("signer", "authority"), "lines", "T/M BAN THƯỜNG VỤ", _note("signer.authority"), 24
    ),
    Column("Người ký: chức vụ", ("signer", "position"), "text", "PHÓ BÍ THƯ", "", 20),
    Column("Người ký: họ và tên", ("signer", "name"), "text", "Trần Văn Mẫu", "", 24),
)

ORGANISATION = Sheet(
    "Cơ quan",
    "organisation",
    (
        Column("Mã", ("code",), "code", "HOAMAI", _note("organisation.code"), 14, required=True),
        Column("Tên cơ quan", ("name",), "text", "Thành ủy Hoa Mai", "", 36),
        Column("Múi giờ", ("timezone",), "text", VIETNAM, _note("organisation.timezone"), 18),
        Column("Thể thức văn bản", ("document_style",), "choice", "đảng", "", 16, STYLES),
        Column("Xưng hô", ("address_form",), "choice", "đồng chí", "", 12, ADDRESSES),
        Column("Giờ gửi bản tin", ("digest_at",), "time", "07:45", "", 14),
        Column("Địa danh", ("place",), "text", "Hoa Mai", _note("organisation.place"), 14),
        Column("Viết tắt", ("abbreviation",), "text", "TU", _note("organisation.abbreviation"), 12),
        *_SIGNER,
    ),
    _note("organisation"),
)
SHEETS: tuple[Sheet, ...] = (
    ORGANISATION,
    Sheet(
        "Lớp đơn vị",
        "unit_classes",
        (
            Column("Mã", ("code",), "code", "PHONG", "", 14, required=True),
            Column("Tên lớp", ("name",), "text", "Các phòng, ban", "", 40, required=True),
        ),
        _note("unit_classes"),
    ),
    Sheet(
        "Đơn vị",
        "units",
        (
            Column("Mã", ("code",), "code", "PYT", "", 14, required=True),
            Column("Tên đơn vị", ("name",), "text", "Phòng Y tế", "", 44, required=True),
            Column("Thuộc lớp", ("classes",), "codes", "PHONG", _note("units.classes"), 24),
            Column("Gọi ngắn", ("short_name",), "text", "P. Y tế", _note("units.short_name"), 24),
            Column("Viết tắt", ("abbreviation",), "text", "PYT", _note("organisation.abbreviation"), 12),
            Column("Thứ tự trong văn bản", ("order",), "number", "1", _note("units.order"), 12),
        ),
        _note("units"),
    ),
    Sheet(
        "Thay đổi đơn vị",
        "unit_changes",
        (
            Column("Việc", ("kind",), "choice", "sáp nhập", "", 14, CHANGES, required=True),
            Column("Từ ngày", ("date",), "day", "01/07/2026", _note("unit_changes.date"), 12, required=True),
            Column("Đơn vị trước", ("before",), "codes", "P1, P2", _note("unit_changes.before"), 18, required=True),
            Column("Đơn vị sau", ("after",), "codes", "PXH", _note("unit_changes.after"), 18),
            Column("Tên mới", ("name",), "text", "", _note("unit_changes.name"), 36),
            Column("Tên cũ", ("old_name",), "text", "", _note("unit_changes.old_name"), 36),
            Column("Văn bản: số", ("basis", "number"), "text", "1660/NQ-UBTVQH15", "", 20, required=True),
            Column("Văn bản: ngày", ("basis", "date"), "day", "16/06/2026", "", 14),
            Column("Văn bản: cơ quan", ("basis", "issuer"), "text", "Ủy ban Thường vụ Quốc hội", "", 30),
        ),
        _note("unit_changes"),
    ),
    Sheet(
        "Người",
        "people",
        (
            Column("Đơn vị", ("unit",), "code", "PYT", _note("people.unit"), 14, of="Đơn vị", required=True),
            Column("Vai trò", ("role",), "choice", "đầu mối", "", 20, ROLES, required=True),
            Column("Họ và tên", ("name",), "text", "Lê Thị Lan", "", 36, required=True),
            Column("E-mail", ("email",), "text", "lan@coquan.vn", _note("people.email"), 32),
        ),
        _note("people"),
    ),
    Sheet(
        "Kế hoạch",
        "plans",
        (
            Column("Mã", ("code",), "code", "KH-CDS", "", 14, required=True),
            Column("Tên kế hoạch", ("title",), "text", "Kế hoạch chuyển đổi số năm 2026", "", 44, required=True),
            Column("Số", ("number",), "text", "15-KH/TU", "", 14),
            Column("Ngày", ("date",), "day", "15/01/2026", "", 12),
            Column("Cơ quan ban hành", ("issuer",), "text", "Ban Thường vụ Thành ủy", "", 28),
            Column("Theo dõi: chủ trì", ("coordinators", "lead"), "code", "VP", "", 16, of="Đơn vị"),
            Column("Theo dõi: phối hợp", ("coordinators", "with"), "codes", "BTG", "", 18),
            Column("Nơi nhận", ("recipients",), "lines", "Thường trực Thành ủy; Lưu", _note("plans.recipients"), 34),
            *_SIGNER,
        ),
        _note("plans"),
    ),
    Sheet(
        "Căn cứ",
        "basis",
        (
            _PLAN,
            Column("Số", ("number",), "text", "57-NQ/TW", "", 16),
            Column("Ngày", ("date",), "day", "22/12/2024", "", 12),
            Column("Cơ quan ban hành", ("issuer",), "text", "Bộ Chính trị", "", 30),
            Column("Loại văn bản", ("kind",), "text", "Nghị quyết", "", 16),
            Column("Trích yếu", ("subject",), "text", "về đột phá phát triển khoa học, công nghệ",
                   _note("basis.subject"), 44),
        ),
        _note("basis"),
        inside="plans",
    ),
    Sheet(
        "Nhóm nhiệm vụ",
        "task_groups",
        (
            _PLAN,
            Column("Mã", ("code",), "code", "II", "", 12, required=True),
            Column("Tên nhóm", ("title",), "text", "Hạ tầng số", "", 50, required=True),
        ),
        _note("task_groups"),
        inside="plans",
    ),
    Sheet(
        "Nhiệm vụ",
        "tasks",
        (
            _PLAN,
            Column("Mã", ("code",), "code", "2.7", _note("tasks.code"), 12, required=True),
            Column("Nhóm", ("group",), "code", "II", "", 12),
            Column("Tên nhiệm vụ", ("title",), "text", "Kết nối mạng đến các phường", "", 60, required=True),
        ),
        _note("tasks"),
        inside="plans",
    ),
    Sheet(
        "Báo cáo",
        "requirements",
        (
            Column("Mã", ("code",), "code", "CDS-QUY", "", 14, required=True),
            Column("Kế hoạch", ("plan",), "code", "KH-CDS", "", 14, of="Kế hoạch", required=True),
            Column("Tên báo cáo", ("title",), "text", "Báo cáo quý", "", 28, required=True),
            Column("Lớp nộp", ("units", "classes"), "codes", "PHONG", _note("requirements.units.classes"), 16),
            Column("Đơn vị nộp", ("units", "codes"), "codes", "", _note("requirements.units.codes"), 18),
            Column("Chủ trì nộp", ("units", "lead"), "code", "", _note("requirements.units.lead"), 14, of="Đơn vị"),
            Column("Phối hợp", ("units", "with"), "codes", "", _note("requirements.units.with"), 16),
            Column("Nhiệm vụ", ("tasks", "codes"), "codes", "tất cả", _note("requirements.tasks.codes"), 22),
            Column("Nhóm nhiệm vụ", ("tasks", "groups"), "codes", "", "", 16),
            Column("Kỳ", ("period", "type"), "choice", "hằng quý", "", 14, PERIODS, required=True),
            Column("Từ ngày", ("period", "from"), "day", "01/01/2026", "", 12),
            Column("Đến ngày", ("period", "until"), "day", "31/12/2026", "", 12),
            Column("Mở lúc", ("period", "opens"), "moment", "", _note("requirements.period.opens"), 18),
            Column("Hạn lúc", ("period", "due"), "moment", "", _note("requirements.period.due"), 18),
            Column("Kỳ số liệu", ("data_window",), "choice", "Nghị định 09/2019", "", 18, WINDOWS),
            Column("Hạn: tháng", ("due", "month"), "choice", "cuối kỳ", "", 12, MONTHS),
            Column("Hạn: ngày", ("due", "day"), "choice", "17", "", 11, DAYS),
            Column("Hạn: thứ", ("due", "weekday"), "choice", "", _note("requirements.due.weekday"), 11, WEEKDAYS),
            Column("Hạn: giờ", ("due", "time"), "time", "17:00", "", 10),
            Column("Gặp ngày nghỉ", ("due", "when_not_working"), "choice", "lùi sang ngày làm việc sau", "", 26,
                   MOVES),
            Column("Hạn: năm", ("due", "year"), "choice", "", "", 11, YEARS),
            Column("Lịch nhắc", ("reminders",), "code", "CHUAN", "", 12, of="Lịch nhắc"),
            Column("Hạn: sau kỳ", ("due", "after_period"), "text", "", _note("requirements.due.after_period"), 12),
            Column("Nộp trước khi hết kỳ", ("due", "before_end"), "choice", "", _note("requirements.due.before_end"),
                   14, YES_NO),
            Column("Hạn riêng", ("due", "exceptions"), "days_of_year", "", _note("requirements.due.exceptions"), 14),
        ),
        _note("requirements"),
    ),
    Sheet(
        "Chỉ tiêu",
        "fields",
        (
            Column("Báo cáo", (), "code", "CDS-QUY", _note("fields.owner"), 14, of="Báo cáo", required=True),
            Column("Mã", ("code",), "code", "tthc", _note("fields.code"), 12, required=True),
            Column("Tên", ("name",), "text", "TTHC đã rà soát", "", 34, required=True),
            Column("Loại", ("kind",), "choice", "số", "", 12, FIELD_KINDS, required=True),
            Column("Đơn vị tính", ("unit",), "text", "thủ tục", _note("fields.unit"), 14),
            Column("Chỉ tiêu giao", ("target",), "number", "120", _note("fields.target"), 12),
            Column("Được vượt", ("may_exceed",), "choice", "có", _note("fields.may_exceed"), 11, YES_NO),
            Column("Gộp các đơn vị", ("over_units",), "choice", "tổng", "", 14, OVER_UNITS),
            Column("Thấp nhất", ("min",), "number", "", _note("fields.min"), 11),
            Column("Cao nhất", ("max",), "number", "", "", 11),
            Column("Lựa chọn", ("choices",), "pairs", "", _note("fields.choices"), 28),
            Column("Tối đa ký tự", ("limit",), "number", "", _note("fields.limit"), 11),
            Column("Nhiệm vụ", ("tasks",), "codes", "2.7", _note("fields.tasks"), 16),
            Column("Bắt buộc", ("required",), "choice", "có", "", 10, YES_NO),
            Column("Chỉ hỏi khi mục", ("only_when", "field"), "known", "tình trạng",
                   _note("fields.only_when.field"), 16, TURNING),
            Column("là", ("only_when", "is"), "known", "đang thực hiện, hoàn thành", _note("fields.only_when.is"), 26,
                   STATUSES),
        ),
        _note("fields"),
        inside="requirements",
    ),
    Sheet(
        "Lịch nhắc",
        "reminder_policies",
        (
            Column("Mã", ("code",), "code", "CHUAN", "", 14, required=True),
            Column("Yên lặng từ", ("quiet_hours", "from"), "time", "20:00", "", 12),
            Column("Yên lặng đến", ("quiet_hours", "to"), "time", "07:30", "", 12),
            Column("Chỉ ngày làm việc", ("working_days_only",), "choice", "có", "", 16, YES_NO),
        ),
        _note("reminder_policies"),
    ),
    Sheet(
        "Lần nhắc",
        "steps",
        (
            Column("Lịch nhắc", (), "code", "CHUAN", "", 14, of="Lịch nhắc", required=True),
            *(Column(kind.heading, (kind.key,), "text", kind.example, kind.note, 11) for kind in KINDS),
            Column("Lúc", ("at",), "time", "08:30", "", 10),
            Column("Nhắc ai", ("to",), "codes", "đầu mối, lãnh đạo đơn vị", _note("steps.to"), 40, REMINDED,
                   required=True),
        ),
        sentence("setup.guide.steps", columns=", ".join(kind.heading for kind in KINDS)),
        inside="reminder_policies",
    ),
)  # fmt: skip
ALL = "tất cả"

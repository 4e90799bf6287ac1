"""Messages as people write them, each from typing to the receipt: what is typed, what is chosen, what is read then.

`test_people_write.py` of tests/handlers/typed walks through them on Telegram and Zalo, that of tests/web in the
web chat. Each walk has a unit and a person of its own, who owe a report on four tasks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from storage.tables import Obligation, ReportEntry, Task
from tests.office import Office, local

NOW = local("2026-11-29 09:00")
DUE = "2026-11-30 17:00"
TASKS = {
    "2.7": "Lập và sử dụng Quỹ phát triển KH&CN tại doanh nghiệp",
    "2.8": "Đổi mới hoạt động của tổ chức KH&CN",
    "2.9": "Tự chủ, tự chịu trách nhiệm của tổ chức KH&CN",
    "3.1": "Ứng dụng KH&CN cho rau, hoa, chè, cà phê",
}
RIGHT = "Đúng, ghi vào nháp"
MARK = "(tôi tạm xếp vào đây)"


@dataclass(frozen=True, slots=True)
class Step:
    """Something typed, or a choice by its label: pressed where there are buttons, else answered by its number."""

    does: str
    shows: tuple[str, ...]
    chooses: bool = False


def types(text: str, *shows: str) -> Step:
    return Step(text, shows)


def chooses(label: str, *shows: str) -> Step:
    return Step(label, shows, chooses=True)


KEEPS = chooses(RIGHT, "bản nháp")
SENDS = (
    types("xem lại", "Đúng rồi thì chọn Gửi báo cáo."),
    chooses("Gửi báo cáo", "Đã nộp báo cáo quý IV/2026", "đúng hạn"),
)
DONE, NOT_STARTED = {"status": "done"}, {"status": "not_started"}


def doing(percent: int | None = None, **more: str) -> dict[str, Any]:
    return {"status": "in_progress", **({"percent": percent} if percent is not None else {}), **more}


@dataclass(frozen=True, slots=True)
class Walk:
    name: str
    steps: tuple[Step, ...]
    hands_in: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What the report holds then, by task; nothing where it is nil."""


WALKS = (
    Walk(
        "manners and shorthand",
        (
            types(
                "E bc: 2.7 xog r nha c, 2.8 đag lm đc 50% 🙏 cảm ơn c nhiều ạ",
                "Tôi hiểu là: 2.7 hoàn thành; 2.8 đang thực hiện 50 %. (Báo cáo quý IV/2026)",
            ),
            KEEPS,
            types("hai nhiệm vụ còn lại chưa làm nha", "Tôi hiểu là: 2.9 chưa thực hiện; 3.1 chưa thực hiện."),
            KEEPS,
            *SENDS,
        ),
        {"2.7": DONE, "2.8": doing(50), "2.9": NOT_STARTED, "3.1": NOT_STARTED},
    ),
    Walk(
        "codes, numbers and days in words",
        (
            types(
                "hai chấm bảy được sáu mươi lăm phần trăm, ba chấm một hoàn thành ngày hai mươi tháng mười một",
                "2.7 đang thực hiện 65 %; 3.1 hoàn thành ngày 20/11/2026.",
            ),
            KEEPS,
            types("hai phẩy tám với hai chấm chín chưa thực hiện ạ", "2.8 chưa thực hiện; 2.9 chưa thực hiện."),
            KEEPS,
            *SENDS,
        ),
        {"2.7": doing(65), "2.8": NOT_STARTED, "2.9": NOT_STARTED, "3.1": {**DONE, "done_on": "2026-11-20"}},
    ),
    Walk(
        "titles in the place of codes",
        (
            types(
                "quỹ KH&CN DN xong, vụ rau hoa chè cà phê 80% vì chờ nghiệm thu",
                "2.7 (Lập và sử dụng Quỹ phát…tại doanh nghiệp) hoàn thành; 3.1 "
                f"(Ứng dụng KH&CN cho rau, hoa, chè, cà phê) đang thực hiện 80 %, vướng mắc “chờ nghiệm thu” {MARK}",
            ),
            KEEPS,
            types("nhiệm vụ tự chủ 30%, còn đổi mới hoạt động thì chưa làm", "2.9 (", "2.8 ("),
            KEEPS,
            *SENDS,
        ),
        {"2.7": DONE, "2.8": NOT_STARTED, "2.9": doing(30), "3.1": doing(80, obstacle="chờ nghiệm thu")},
    ),
    Walk(
        "places and the rest",
        (
            types("nhiệm vụ thứ hai xong rồi, cái cuối mới được 1 nửa", "2.8 (", "hoàn thành; 3.1 (", "50 %"),
            KEEPS,
            types("hai nhiệm vụ còn lại chưa làm", "2.7 chưa thực hiện; 2.9 chưa thực hiện."),
            KEEPS,
            *SENDS,
        ),
        {"2.7": NOT_STARTED, "2.8": DONE, "2.9": NOT_STARTED, "3.1": doing(50)},
    ),
    Walk(
        "all but one",
        (
            types(
                "cả 4 nhiệm vụ đều đang thực hiện, riêng 3.1 xong",
                "2.7 đang thực hiện; 2.8 đang thực hiện; 2.9 đang thực hiện; 3.1 hoàn thành.",
            ),
            KEEPS,
            *SENDS,
        ),
        {"2.7": doing(), "2.8": doing(), "2.9": doing(), "3.1": DONE},
    ),
    Walk(
        "dialect",
        (
            types(
                "2.7 mần được 30% rồi, 3.1 chưa mần chi hết, kẹt kinh phí",
                f"2.7 đang thực hiện 30 %; 3.1 chưa thực hiện, vướng mắc “kinh phí” {MARK}",
            ),
            KEEPS,
            types("2.8 xong rồi nghe, 2.9 cũng rứa", "2.8 hoàn thành; 2.9 hoàn thành."),
            KEEPS,
            *SENDS,
        ),
        {"2.7": doing(30), "2.8": DONE, "2.9": DONE, "3.1": {**NOT_STARTED, "obstacle": "kinh phí"}},
    ),
    Walk(
        "English words",
        (
            types(
                "Update status: 2.7 done, 2.8 WIP 70%, 2.9 not started, 3.1 in progress 40%, blocker: thiếu budget",
                "2.7 hoàn thành; 2.8 đang thực hiện 70 %; 2.9 chưa thực hiện; "
                "3.1 đang thực hiện 40 %, vướng mắc “thiếu budget”.",
            ),
            KEEPS,
            *SENDS,
        ),
        {"2.7": DONE, "2.8": doing(70), "2.9": NOT_STARTED, "3.1": doing(40, obstacle="thiếu budget")},
    ),
    Walk(
        "paragraphs of a Word report",
        (
            types(
                "II. KẾT QUẢ THỰC HIỆN\n"
                "1. Lập và sử dụng Quỹ phát triển KH&CN tại doanh nghiệp: "
                "đã hướng dẫn 03 doanh nghiệp lập quỹ, đạt khoảng 45%."
                " Khó khăn: doanh nghiệp chưa nắm rõ thủ tục\n"
                "2. Đổi mới hoạt động của tổ chức KH&CN: đã hoàn thành.\n"
                "Nhiệm vụ 2.9 và 3.1 lần lượt đạt 40% và 55%.",
                f"đang thực hiện 45 %, kết quả “đã hướng dẫn 03 doanh nghiệp lập quỹ” {MARK}",
                "vướng mắc “doanh nghiệp chưa nắm rõ thủ tục”; 2.8 (",
                "2.9 đang thực hiện 40 %; 3.1 đang thực hiện 55 %.",
            ),
            KEEPS,
            *SENDS,
        ),
        {
            "2.7": doing(
                45, result="đã hướng dẫn 03 doanh nghiệp lập quỹ", obstacle="doanh nghiệp chưa nắm rõ thủ tục"
            ),
            "2.8": DONE,
            "2.9": doing(40),
            "3.1": doing(55),
        },
    ),
    Walk(
        "a condition beside a present figure",
        (
            types("nếu tháng 12 có kinh phí thì 3.1 mới xong dc, giờ mới dc 35%", "3.1 đang thực hiện 35 %", MARK),
            chooses("Không ghi", "Tôi hiểu là: 3.1 đang thực hiện 35 %.", "Chưa ghi, vì"),
            KEEPS,
            types("mấy cái còn lại xong hết rồi", "2.7 hoàn thành; 2.8 hoàn thành; 2.9 hoàn thành."),
            KEEPS,
            *SENDS,
        ),
        {"2.7": DONE, "2.8": DONE, "2.9": DONE, "3.1": doing(35)},
    ),
    Walk(
        "a proposal put right",
        (
            types("2.7 40%, cần mua thêm 2 máy đo", "2.7 đang thực hiện 40 %", f"kiến nghị “mua thêm 2 máy đo” {MARK}"),
            chooses("Ghi là vướng mắc", "2.7 đang thực hiện 40 %, vướng mắc “mua thêm 2 máy đo”. (Báo cáo"),
            KEEPS,
            types("ba nhiệm vụ kia xong", "2.8 hoàn thành; 2.9 hoàn thành; 3.1 hoàn thành."),
            KEEPS,
            *SENDS,
        ),
        {"2.7": doing(40, obstacle="mua thêm 2 máy đo"), "2.8": DONE, "2.9": DONE, "3.1": DONE},
    ),
    Walk(
        "typing errors",
        (
            types(
                "2.7 da hoan thnah, 2.8 ddang lamf 30%, 2.9 dang thuc hine, 3.1 chua thuc hien",
                "2.7 hoàn thành; 2.8 đang thực hiện 30 %; 2.9 đang thực hiện; 3.1 chưa thực hiện.",
            ),
            KEEPS,
            *SENDS,
        ),
        {"2.7": DONE, "2.8": doing(30), "2.9": doing(), "3.1": NOT_STARTED},
    ),
    Walk(
        "nil",
        (
            types("Kỳ này ko có gì phát sinh nha sếp 🙏", "Tôi hiểu là: không phát sinh trong kỳ. Báo cáo quý IV/2026"),
            chooses("Gửi báo cáo", "Đã nộp báo cáo quý IV/2026", "Không phát sinh."),
        ),
    ),
    Walk(
        "more time",
        (
            types(
                "cho e xin nộp trễ tới 3/12 vì chờ số liệu",
                "xin gia hạn Báo cáo quý IV/2026",
                "đến 17:00 thứ Năm 03/12/2026",
                "lý do “chờ số liệu”",
            ),
            chooses("Gửi đề nghị", "Đã gửi đề nghị gia hạn Báo cáo quý IV/2026", "hạn vẫn là 17:00 thứ Hai 30/11/2026"),
            types(
                "có số rồi anh ơi, cả 4 nhiệm vụ đã xong",
                "2.7 hoàn thành; 2.8 hoàn thành; 2.9 hoàn thành; 3.1 hoàn thành.",
            ),
            KEEPS,
            *SENDS,
        ),
        dict.fromkeys(TASKS, DONE),
    ),
    Walk(
        "a question",
        (
            types("hạn nộp là khi nào ạ", "hạn 17:00 thứ Hai 30/11/2026, còn 1 ngày."),
            chooses(
                "Báo cáo ngay", "bản nháp", "2.7 Lập và sử dụng Quỹ phát triển KH&CN tại doanh nghiệp · chưa cập nhật"
            ),
            types("tất cả đang làm tầm 60%", "2.7 đang thực hiện 60 %; 2.8 đang thực hiện 60 %"),
            KEEPS,
            *SENDS,
        ),
        dict.fromkeys(TASKS, doing(60)),
    ),
)


def chat_of(walk: Walk) -> str:
    return f"walk-{WALKS.index(walk)}"


def furnish(office: Office, channel: str) -> None:
    """A unit, its report and a person in a chat for each walk."""
    units = {walk.name: f"P{number}" for number, walk in enumerate(WALKS)}
    office.add_unit("VP", "Văn phòng")
    for number, unit in enumerate(units.values(), 1):
        office.add_unit(unit, f"Phường {number}")
    office.add_plan("KH", "Kế hoạch khoa học", coordinators=["VP"], tasks=TASKS)
    office.add_requirement("KH-QUY", "Báo cáo quý", units=list(units.values()), plan="KH")
    office.open("KH-QUY", "2026-Q4", DUE)
    for walk in WALKS:
        office.person(units[walk.name], "focal_point", f"Lan {walk.name}", chat_of(walk), channel=channel)


def handed_in(office: Office) -> dict[str, dict[str, Mapping[str, Any]]]:
    """By walk what stands in its report, by task."""
    codes = {task.id: task.code for task in office.all(Task)}
    places = {office.unit_id(f"P{number}"): walk.name for number, walk in enumerate(WALKS)}
    found: dict[str, dict[str, Mapping[str, Any]]] = {
        places[duty.unit_id]: {} for duty in office.all(Obligation) if duty.state == "submitted"
    }
    for entry in office.all(ReportEntry):
        found[places[entry.unit_id]][codes[entry.task_id]] = dict(entry.answers)
    return found


HANDED_IN = {walk.name: {code: dict(said) for code, said in walk.hands_in.items()} for walk in WALKS}

"""What units say and do, drawn from a seed: no text has a number in it, so that every number of a paper is one that
was counted."""

from collections.abc import Mapping
from datetime import date
from random import Random

from tests.three_years.book import Document, Word
from tests.three_years.setting import Asked

RESULTS = (
    "đã tổ chức lớp tập huấn cho cán bộ và người dân trên địa bàn",
    "đã ban hành hướng dẫn và phân công từng bộ phận",
    "phối hợp với các viện khảo sát nhu cầu của doanh nghiệp",
    "đã đưa nội dung vào sinh hoạt chi bộ hằng tháng",
    "hỗ trợ các hộ trồng rau đăng ký mã vùng trồng",
    "đang trình phê duyệt kinh phí đợt hai",
    "đã rà soát xong danh mục sản phẩm đặc trưng của địa phương",
)
OBSTACLES = (
    "thiếu kinh phí, chưa được cấp bổ sung", "thiếu cán bộ chuyên trách", "chờ hướng dẫn của cấp trên",
    "doanh nghiệp chưa mặn mà", "thủ tục vay vốn còn rườm rà", "mặt bằng khu thử nghiệm bị ngập",
    "phần mềm báo cáo hay lỗi", "người dân chưa quen cách làm mới",
)  # fmt: skip
PROPOSALS = ("bố trí thêm biên chế", "cấp thêm vốn đối ứng", "mở lớp bồi dưỡng cho cán bộ cơ sở")
ANSWERS = ("đã bố trí trong đợt bổ sung", "đã có văn bản hướng dẫn", "giao Phòng Kinh tế xử lý")
STATUS_TYPED = {"done": "xong", "not_started": "chưa làm", "nothing": "không phát sinh"}
KINDS = {
    "in_time": 58, "early": 14, "nil": 6, "nil_late": 1, "late": 9, "very_late": 2, "missing": 2, "excused": 2,
    "extended": 3, "extended_late": 1, "refused": 1, "returned": 3, "returned_open": 1,
}  # fmt: skip
ALWAYS = ("PTCKH", "PNV", "P01", "X12", "P17", "LDLD", "P23")
"""Units that are always on time."""
ALWAYS_KINDS = ("in_time", "early", "nil", "returned")


def kind(draw: Random, unit: str) -> str:
    kinds = ALWAYS_KINDS if unit in ALWAYS else tuple(KINDS)
    return draw.choices(kinds, [KINDS[one] for one in kinds])[0]


def words(
    draw: Random, tasks: list[str], form: tuple[Asked, ...], unit: str, before: Mapping[str, Word], day: date
) -> dict[str, Word]:
    """A report on these tasks; now and then what was in the way before still is."""
    return {task: _word(draw, task, form, unit, before.get(task), day) for task in tasks}


def _word(draw: Random, task: str, form: tuple[Asked, ...], unit: str, before: Word | None, day: date) -> Word:
    status = draw.choices(("done", "in_progress", "not_started", "nothing"), (25, 55, 12, 8))[0]
    if status == "nothing":
        return Word(status)
    per_cent = draw.randint(1, 99) if status == "in_progress" and draw.random() < 0.9 else None
    result = draw.choice(RESULTS) if status != "not_started" and draw.random() < 0.5 else ""
    obstacle = draw.choice(OBSTACLES) if draw.random() < 0.04 and form else ""
    if before is not None and before.obstacle and draw.random() < 0.3:
        obstacle = before.obstacle
    proposal = draw.choice(PROPOSALS) if draw.random() < 0.02 and form else ""
    given = {
        one.code: _value(draw, one, unit, day) for one in form if one.task == task and draw.random() < _chance(one)
    }
    return Word(status, per_cent, result, obstacle, proposal, given)


def _chance(one: Asked) -> float:
    return 0.12 if one.kind == "document" else 0.85


def _value(draw: Random, one: Asked, unit: str, day: date) -> float | Document:
    if one.kind == "document":
        return Document(f"{draw.randint(1, 99)}/KH-{unit}", day.replace(day=draw.randint(1, 9)))
    if one.unit == "%":
        return draw.randint(300, 900) / 10
    return draw.randint(2, {"lớp": 15, "hộ": 60, "người": 180}.get(one.unit, 30))


def typed(said: Mapping[str, Word], form: tuple[Asked, ...]) -> str:
    """A whole report in one line."""
    return "; ".join(f"{task} {_typed(word, form)}" for task, word in said.items())


def _typed(word: Word, form: tuple[Asked, ...]) -> str:
    status = STATUS_TYPED.get(word.status) or ("đang làm" if word.percent is None else f"{word.percent}%")
    parts = [status]
    for one in form:
        value = word.given.get(one.code)
        if isinstance(value, Document):
            parts.append(f"{one.name}: {value.told}")
        elif value is not None:
            parts.append(f"{one.name}: {str(value).replace('.', ',')}")
    parts += [f"kết quả: {word.result}"] if word.result else []
    parts += [f"vướng: {word.obstacle}"] if word.obstacle else []
    parts += [f"kiến nghị: {word.proposal}"] if word.proposal else []
    return ", ".join(parts)

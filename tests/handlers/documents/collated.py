"""A collation of as many units as wanted, without a database: plausible words, the longest names, one period before."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from domain.collation import CountedRevision, Owed, TaskAnswer, collate
from domain.collation.indicators import earlier, indicators
from domain.forms.fields import Field
from domain.reports.states import State
from handlers.collating.gathering import Gathered
from storage.collating.about import CollationSubject
from storage.reporting.duties import TaskLine

NOW = datetime(2026, 12, 18, 3, tzinfo=UTC)
DUE = datetime(2026, 12, 17, 10, tzinfo=UTC)
GROUPS: dict[str | None, str] = {
    "II.1": "Tuyên truyền, quán triệt",
    "II.2": "Cơ chế, nguồn vốn, nhân lực",
    "II.3": "Nghiên cứu, ứng dụng",
}
TITLES = (
    "Tuyên truyền, quán triệt kế hoạch đến cán bộ, đảng viên và nhân dân",
    "Quỹ phát triển khoa học và công nghệ tại doanh nghiệp",
    "Ứng dụng khoa học và công nghệ cho rau, hoa, cà phê",
    "Chuyển giao khoa học và công nghệ vào nông nghiệp công nghệ cao",
    "Sở hữu trí tuệ cho các sản phẩm đặc trưng của địa phương",
    "Hợp tác với các viện nghiên cứu, trường đại học trong và ngoài nước",
    "Ban hành chương trình, kế hoạch triển khai của đơn vị",
)
SAID = (
    "đã tổ chức {n} lớp tập huấn cho {m} lượt cán bộ, công chức và người dân trên địa bàn",
    "đã rà soát, đơn giản hóa {n} thủ tục; {m} hồ sơ được giải quyết đúng hạn",
    "phối hợp với Phòng Nội vụ hoàn thành khảo sát nhu cầu",
    "Đã ban hành kế hoạch và phân công nhiệm vụ cụ thể cho từng bộ phận.",
    "đang trình phê duyệt kinh phí đợt 2",
    "đang triển khai theo kế hoạch",
)
WAYS = (
    "thiếu kinh phí, chưa được cấp bổ sung",
    "thiếu cán bộ chuyên trách",
    "chờ hướng dẫn của Sở Khoa học và Công nghệ",
)
SHORT = ("Phòng {}", "Phường {}", "Xã {}")
LONGEST = (
    "Ban Chấp hành Đảng bộ Trung tâm Phát triển hạ tầng kỹ thuật và Quản lý đô thị khu vực Lâm Viên – Xuân Hương {}",
    "Ban Quản lý dự án đầu tư xây dựng công trình dân dụng và công nghiệp, hạ tầng khu kinh tế số {}",
)
OWN = (
    Field("tthc", "number", name="TTHC đã rà soát", unit="thủ tục", target=120, tasks=("1.1", "1.2")),
    Field("ke_hoach", "document", name="Kế hoạch triển khai", tasks=("1.7",)),
)


def collated(
    units: int = 3, tasks: int = 7, *, style: str = "state", longest: bool = False, seed: int = 1, long_text: int = 0
) -> Gathered:
    """Return a provisional collation; `long_text`: so many characters has one result."""
    draw = random.Random(seed)
    lines = [_task(number) for number in range(tasks)]
    if long_text:
        lines[-1] = replace(lines[-1], title=f"{lines[-1].title} {'theo kế hoạch ' * 70}".strip())
    owed = [_owed(draw, number, lines, longest=longest, long_text=long_text) for number in range(units)]
    before = [_owed(draw, number, lines, longest=longest, long_text=0) for number in range(units)]
    codes = {task.id: task.code for task in lines}
    asked = dict.fromkeys(range(units), OWN)
    ids = [task.id for task in lines]
    return Gathered(
        _about(lines, style, longest=longest),
        NOW,
        collate(ids, owed),
        collate(ids, before).brief,
        "2026-Q3",
        None,
        is_frozen=False,
        indicators=indicators(codes, OWN, owed, asked),
        indicators_before=earlier(indicators(codes, OWN, before, asked)),
    )


def _task(number: int) -> TaskLine:
    title = TITLES[number % len(TITLES)] + (f" ({number // len(TITLES) + 1})" if number >= len(TITLES) else "")
    return TaskLine(number + 1, f"{number // 7 + 1}.{number % 7 + 1}", title, ("II.1", "II.2", "II.3")[number % 3])


def _about(tasks: Sequence[TaskLine], style: str, *, longest: bool) -> CollationSubject:
    issuer = "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân thành phố" if longest else "Ban Tuyên giáo"
    return CollationSubject(
        organisation_id=1,
        organisation_code="HOAMAI",
        organisation="Thành ủy Hoa Mai" if style == "party" else "Ủy ban nhân dân thành phố Hoa Mai",
        timezone="Asia/Ho_Chi_Minh",
        document_style=style,
        plan_id=1,
        plan_code="KHCN",
        plan="Kế hoạch phát triển khoa học và công nghệ giai đoạn 2026 - 2030",
        plan_number="26-KH/TU",
        plan_date=date(2026, 1, 15),
        basis=[
            {"kind": "Nghị quyết", "number": "76/NQ-CP", "date": "2021-07-15", "issuer": "Chính phủ",
             "subject": "ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030"},
            {"number": "101-KH/TU", "date": "2019-09-03", "issuer": "Tỉnh ủy Lâm Đồng", "kind": "Kế hoạch"},
        ],
        recipients=["Thường trực Tỉnh ủy (để báo cáo)", "Các đơn vị trong kế hoạch", "Lưu VT"],
        place="Hoa Mai",
        signer={"authority": ["T/M BAN THƯỜNG VỤ" if style == "party" else "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"],
                "position": "Phó Chủ tịch Thường trực", "name": "Nguyễn Thị Huyền Trân Mẫu"},
        issuer=issuer,
        issuer_code="BTG",
        plan_issuer="Ban Thường vụ Thành ủy Hoa Mai",
        requirement_id=1,
        requirement_code="KHCN-QUY",
        title="Báo cáo quý",
        period_type="quarterly",
        period_key="2026-Q4",
        window_start=date(2026, 10, 1),
        window_end=date(2026, 12, 31),
        due_at=DUE,
        tasks=tasks,
        groups=GROUPS,
        fields=OWN,
    )  # fmt: skip


def _owed(draw: random.Random, number: int, tasks: Sequence[TaskLine], *, longest: bool, long_text: int) -> Owed:
    pattern = (LONGEST if longest else SHORT)[number % (2 if longest else 3)]
    name = pattern.format(number + 1)
    kind = draw.random()
    state = State.OPEN if kind < 0.1 and number > 1 else State.SUBMITTED
    sent = None
    if state is State.SUBMITTED:
        at = DUE + timedelta(hours=draw.randint(-100, 20))
        said = [_answer(draw, name, number, task, at, long_text if number == 0 else 0) for task in tasks]
        report = f"KHCN-QUY/2026-Q4/U{number:02}/1"
        sent = CountedRevision(number, report, 1, False, at, "Lê Thị Lan", None, "telegram", at, DUE, said)
    return replace(Owed(number, number, f"U{number:02}", name, state, DUE, DUE, sent), protocol_order=None)


def _answer(draw: random.Random, unit: str, number: int, task: TaskLine, at: datetime, long_text: int) -> TaskAnswer:
    status = draw.choice(("done", "in_progress", "in_progress", "not_started"))
    answers: dict[str, Any] = {"status": status}
    if status == "in_progress":
        answers["percent"] = draw.choice((20, 40, 50, 75, 90))
    if status != "not_started":
        answers["result"] = draw.choice(SAID).format(n=draw.randint(2, 40), m=draw.randint(50, 900))
    if long_text and task.id == 1:
        answers["result"] = ("Đã triển khai đến từng thôn, tổ dân phố. " * (long_text // 40 + 1))[:long_text]
    if draw.random() < 0.15 or long_text:
        answers["obstacle"] = draw.choice(WAYS) + (" vì chưa bố trí được vốn" * 30 if long_text else "")
    if draw.random() < 0.08:
        answers["recommendation"] = "đề nghị bố trí thêm kinh phí và biên chế trong năm tới"
    if draw.random() < 0.8:
        answers["tthc"] = draw.randint(40, 150)
    if draw.random() < 0.2:
        document = {"number": f"{draw.randint(1, 99)}/KH-U{number:02}", "date": "2026-03-05", "issuer": ""}
        answers["ke_hoach"] = document
    return TaskAnswer(task.id, unit, False, answers, "Lê Thị Lan", at, number)

"""The command and the chat understand a line alike: what the chat shows is what `understood` gives."""

from sqlalchemy.orm import Session

from domain.calendar.deadlines import due_day
from domain.reports.extensions import Terms, last_day
from handlers.drafting.understood import ReportContext, understood
from storage.reporting import duties
from storage.tables import Address
from tests.handlers.health_office import AN
from tests.world import World

LINES = """
2.7 xong
2.7 40%; 3.1 xong, vướng: thiếu mặt bằng
tất cả xong
các nhiệm vụ còn lại chưa làm
2.7 xong chưa ạ?
kps
Kỳ này không phát sinh
xin gia hạn đến 22/12
xin gia hạn
giahan 3 ngày
cảm ơn
dạ vâng ạ
gửi tệp
alo nghe rõ không
xong rồi
9.9 xong
2.7 32/12
tổng kinh phí 1,85 tỷ đồng, đạt 74%
2.7 và 3.1 lần lượt 40%
Độ mật: 2.7 xong
2.7 đang làm 60%, xin gia hạn đến 22/12
""".strip().splitlines()


def told(world: World, line: str) -> str:
    """What the chat makes of it, as a kind."""
    world.says(AN, line)
    heard, [address] = world.last(AN), [one for one in world.all(Address) if one.chat_id == AN]
    focus, kept = address.focus or {}, address.unanswered
    world.says(AN, "/huy")
    if "Gửi báo cáo" in heard.labels and "không phát sinh" in heard.text:
        return "nil"
    if str(focus.get("ask")).startswith("extend"):
        return "extension"
    if focus.get("ask") != "card":
        return "none"
    held = kept[0] if kept else focus["held"]
    if all(doubt["w"] == "question" for doubt in held["q"]) and not held["x"]:
        return "none"
    return "ask" if held["q"] else "extension" if held["e"] else "read"


def of_command(world: World, line: str) -> str:
    def look(session: Session) -> ReportContext:
        [duty] = duties.owed_by(session, {world.unit_id("PYT")})
        due, today = due_day(duty.due_at, duty.zone), world.now.astimezone(duty.zone).date()
        tasks = duties.tasks_of(session, duty.requirement_id)
        return ReportContext(tasks, Terms(today, due, last_day(due, None), world.context.calendar))

    return understood(line, world.database.do(look)).kind


def test_the_chat_and_the_command_understand_alike(world: World) -> None:
    assert {line: told(world, line) for line in LINES} == {line: of_command(world, line) for line in LINES}


def test_what_is_told_of_more_time(world: World) -> None:
    """`gia hạn của em được duyệt chưa` is answered with what there is, and asks for nothing."""
    assert of_command(world, "gia hạn của em được duyệt chưa") == "none"

"""The commands, one entry each: what is typed, what the menu says, whom it is for, and which function answers it.

Their order is that of the menu. Functions are named as text, as words stand below all that speaks them; the registry
looks them up when the program starts, and stops it where one is not there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Audience = Literal["anyone", "member", "reporter", "overseer", "coordinator"]


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    english: str
    audience: Audience
    run: str  # `module:function` under handlers/, called with the talk and what stands behind the command
    menu: tuple[str, str] | None = None  # Vietnamese, English; None: the menu does not show it
    also: tuple[str, ...] = ()  # further words, folded and without spaces
    in_groups: bool = False
    alone: bool = False  # what stands behind it is not used, and that is said


COMMANDS: tuple[Command, ...] = (
    Command("start", "start", "anyone", "inviting.joining:start", also=("batdau",)),
    Command("nhiemvu", "duties", "reporter", "reporting.cards.owed:show", ("Báo cáo phải nộp", "What I have to hand in"), also=("nhiemvucuatoi", "vieccuatoi"), alone=True),
    Command("baocao", "report", "reporter", "reporting.starting:report", ("Báo cáo ngay", "Report now"), also=("baocaongay",)),
    Command("khongphatsinh", "nil", "reporter", "reporting.starting:nothing", ("Báo cáo không phát sinh", "Nothing to report"), also=("kps",)),
    Command("giahan", "extend", "member", "extending.asking:command", ("Gia hạn nộp báo cáo", "More time for a report"), also=("xingiahan",)),
    Command("vangmat", "away", "reporter", "contact.absence:command", ("Báo vắng mặt, người thay", "Say that you are away"), also=("vang", "nghiphep")),
    Command("vuongmac", "obstacles", "member", "obstacles.ledger:command", ("Vướng mắc, kiến nghị", "Obstacles, recommendations"), also=("kiennghi",)),
    Command("lichsu", "history", "reporter", "reporting.history:show", ("Báo cáo đã nộp", "What I handed in"), alone=True),
    Command("lich", "calendar", "member", "calendar.days_off:command", ("Lịch nghỉ, lịch hạn nộp", "Days off, due dates as a feed"), also=("lichnghi", "ngaynghi")),
    Command("quahan", "overdue", "coordinator", "following.lists:overdue", ("Đơn vị quá hạn", "Units that are late"), also=("tre", "trehan"), in_groups=True),
    Command("sapdenhan", "upcoming", "coordinator", "following.lists:upcoming", ("Sắp đến hạn, chưa nộp", "Due soon and not in"), in_groups=True),
    Command("chuanop", "missing", "coordinator", "following.lists:missing", ("Chưa nộp kỳ này", "Not in, this period"), in_groups=True),
    Command("dondoc", "nudge", "coordinator", "nudging.named:command", ("Đôn đốc đơn vị quá hạn", "Urge units that are late"), in_groups=True),
    Command("tiendo", "progress", "coordinator", "collating.progress:command", ("Tiến độ theo nhiệm vụ, đơn vị", "Progress by task and unit")),
    Command("donvi", "unit", "coordinator", "following.unit:command", ("Một đơn vị: người, báo cáo, kết quả", "One unit: people, reports, record")),
    Command("sapxep", "reorganised", "coordinator", "succession.deciding:command", ("Đơn vị sáp nhập, chia tách", "Units merged or split"), also=("sapnhap", "chiatach"), alone=True),
    Command("tonghop", "collate", "coordinator", "collating.collation_chat:command", ("Tổng hợp báo cáo", "Collate reports"), also=("tonghopbaocao",)),
    Command("soket", "summary", "coordinator", "plan_reviews.review_chat:command", ("Sơ kết, tổng kết kế hoạch", "A plan over all its periods"), also=("tongket", "soketkehoach", "tongketkehoach")),
    Command("tinhhinh", "brief", "overseer", "briefs.brief_chat:command", ("Tình hình: một trang cho lãnh đạo", "How things stand: a leader's page"), also=("tinhhinhchung", "trangtinhhinh")),
    Command("duyet", "review", "coordinator", "reviewing.queue:show", ("Duyệt báo cáo đã nộp", "Review reports that are in"), also=("duyetbaocao",)),
    Command("thongbao", "announce", "coordinator", "nudging.announcing:command", ("Thông báo và xác nhận đã đọc", "Announce, and who has read it")),
    Command("nhatky", "log", "coordinator", "following.audit_log:command", ("Nhật ký: ai làm gì, lúc nào", "Log: who did what, when")),
    Command("moi", "invite", "coordinator", "inviting.giving:command", ("Mời người vào", "Invite someone")),
    Command("dangky", "register", "coordinator", "following.group_registration:command", in_groups=True, alone=True),
    Command("web", "weblink", "member", "helping.assistance:weblink", ("Mở trên trình duyệt", "Open in a browser"), also=("lienketweb",), alone=True),
    Command("kenh", "channels", "member", "contact.preferred_channel:command", ("Nhận tin qua kênh nào", "Where I am written to"), also=("kenhnhantin",), alone=True),
    Command("email", "email", "member", "contact.mailbox:command", also=("thudientu",)),
    Command("huy", "cancel", "member", "helping.assistance:cancel", ("Dừng câu đang hỏi, giữ bản nháp", "Leave the question, keep the draft"), also=("lamlaitudau", "ghilaitudau", "batdaulai", "batdaulaitudau", "startover", "startagain", "beginagain", "restart", "startfromscratch"), in_groups=True, alone=True),
    Command("language", "language", "anyone", "helping.assistance:language", ("Ngôn ngữ / Language", "Language / Ngôn ngữ"), also=("ngonngu",)),
    Command("trogiup", "help", "anyone", "helping.assistance:help", ("Trợ giúp", "Help"), also=("giupdo", "huongdan"), in_groups=True, alone=True),
)  # fmt: skip


def menu_words(language: str) -> Iterator[tuple[str, str]]:
    """Give each entry of the menu in a language, under the name by which words are asked for."""
    for command in COMMANDS:
        if command.menu is not None:
            yield f"command.{command.name}", command.menu[language == "en"]

"""What `dondoc check` says of the running program: what fails, what is set aside, and whether it runs."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from bot.starting.finding import Finding, Mark
from handlers.failures.reasons import in_words
from handlers.words import Words
from storage.aside import troubles
from storage.aside.bulkhead import DISPATCH
from storage.aside.naming import named
from storage.aside.rows import Aside, everything
from storage.installation import heartbeat

SEEN_WITHIN = timedelta(minutes=2)
MOST_SHOWN = 20
_WORDS = Words()


def findings(session: Session) -> list[Finding]:
    return [*_running(session), *_failing(session), *_aside(session)]


def _running(session: Session) -> Iterator[Finding]:
    last = heartbeat.last(session)
    if last is not None and datetime.now(UTC) - last > SEEN_WITHIN:
        yield Finding(Mark.NOTE, "Chương trình", f"không chạy từ {_moment(last)}", "chạy: dondoc run")


def _failing(session: Session) -> Iterator[Finding]:
    """As the running program saw it last; what is set aside has its own lines."""
    for row in troubles.all_of_them(session):
        if "@" in row.name:
            continue
        seen = "" if datetime.now(UTC) - row.seen_at <= SEEN_WITHIN else f", thấy lần cuối {_moment(row.seen_at)}"
        over = " (vừa chạy lại)" if row.over_since is not None else ""
        said = f"lỗi từ {_moment(row.since)}{seen}{over}: {in_words(_WORDS, row.reason)}"
        mark = Mark.NOTE if over else Mark.WRONG
        yield Finding(mark, f"Phần {row.name}", said, _mend(row.name))


def _mend(name: str) -> str:
    part = name.partition(" ")[0]
    return {
        "receiving": "xem mã bot, địa chỉ webhook và mạng ở các dòng trên",
        "sending": "xem mã bot, máy chủ thư và mạng ở các dòng trên; chờ nếu là bị hạn chế số tin",
        "database": "xem ổ đĩa và cơ sở dữ liệu ở các dòng trên",
    }.get(part, "xem nhật ký của chương trình; nếu không tự hết, gửi nhật ký cho người phát triển")


def _aside(session: Session) -> Iterator[Finding]:
    found = everything(session)
    for aside in sorted(found, key=lambda one: (one.part, one.subject))[:MOST_SHOWN]:
        yield Finding(Mark.WRONG, f"Để riêng ({_part(aside)})", _said(session, aside), _again(aside))
    if len(found) > MOST_SHOWN:
        yield Finding(Mark.WRONG, "Để riêng", f"và {len(found) - MOST_SHOWN} việc khác")
    if messages := troubles.messages_aside(session):
        yield Finding(Mark.WRONG, "Để riêng (delivery)", f"{messages} tin không dựng được để gửi", _LOG)


_LOG = "chương trình tự thử lại; xem nhật ký nếu không tự hết"


def _part(aside: Aside) -> str:
    name = f"part.{aside.part}"
    return _WORDS.plain(name) if _WORDS.has(name) else aside.part


def _said(session: Session, aside: Aside) -> str:
    times = f"{aside.failures} lần từ {_moment(aside.since)}"
    return f"{named(session, aside.subject)}: lỗi {aside.reason}, {times}"


def _again(aside: Aside) -> str:
    if aside.part == DISPATCH:
        return "người gửi đã được báo gõ lại; xem nhật ký, gửi cho người phát triển nếu còn lặp lại"
    return f"tự thử lại lúc {_moment(aside.next_try_at)}; {_LOG.partition('; ')[2]}"


def _moment(at: datetime) -> str:
    """In the time of this machine, as in its log."""
    return f"{at.astimezone():%H:%M %d/%m/%Y}"

"""The coordinator's lists in words; the same in a chat and in a shell."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby

from domain.messaging.messages import Text, lines_of, text_of
from handlers.conversation.paging import Page, whole
from handlers.words import Words, dates
from storage.following.overdue import FollowedDuty, OutstandingDuty, RequirementPeriod, distinct_units

UPCOMING_DAYS = 7


def overdue_text(words: Words, rows: Sequence[OutstandingDuty], shown: Page[FollowedDuty], now: datetime) -> Text:
    """Begin with `Quá hạn: N đơn vị`, N being distinct units; of all the `rows` those on a page are shown."""
    if not rows:
        return words("overdue.none")
    return _listed(words, words("overdue.title", n=distinct_units(rows)), rows, shown, now)


def upcoming_text(
    words: Words,
    rows: Sequence[OutstandingDuty],
    shown: Page[FollowedDuty],
    now: datetime,
    days: int = UPCOMING_DAYS,
    between: tuple[date, date] | None = None,
    of_period: bool = False,
) -> Text:
    """Return what is due within these days and not in; `of_period`: of the period to which it is narrowed."""
    name = "upcoming.between" if between is not None else "upcoming.of_period" if of_period and rows else "upcoming"
    span = dates.span(words, *between) if between is not None else ""
    if not rows:
        return words(f"{name}.none", days=days, span=span)
    title = words(f"{name}.title", n=distinct_units(rows), days=days, span=span)
    return _listed(words, title, rows, shown, now)


def missing_text(words: Words, rows: Sequence[OutstandingDuty], shown: Page[FollowedDuty], now: datetime) -> Text:
    """Return what is expected for the current period, by the names under which collations count it; and how many are
    late."""
    if not rows:
        return words("missing.none")
    counts = [
        ("missing.title", distinct_units([row for row in rows if not row.returned])),
        ("missing.returned", distinct_units([row for row in rows if row.returned])),
        ("missing.late", distinct_units([row for row in rows if row.due_at < now])),
    ]
    title = [words(name, n=n) for name, n in counts if n or name == "missing.title"]
    return _listed(words, text_of(*title), rows, shown, now)


ListText = Callable[[Words, Sequence[OutstandingDuty], Page[FollowedDuty], datetime], Text]

NOTHING: Page[FollowedDuty] = whole([])


def _listed(
    words: Words, title: Text, rows: Sequence[OutstandingDuty], shown: Page[FollowedDuty], now: datetime
) -> Text:
    several_plans = len({row.asked.plan_id for row in rows}) > 1
    lines = [title, *_lines(words, shown, now, several_plans=several_plans)]
    if shown.pages > 1:
        lines.append(words("follow.page", page=shown.number + 1, pages=shown.pages))
    return lines_of(lines)


def _lines(words: Words, page: Page[FollowedDuty], now: datetime, *, several_plans: bool) -> Iterator[Text]:
    """Yield each report with its units, numbered through the whole list."""
    numbered = enumerate(page.lines, page.first + 1)
    for asked, units in groupby(numbered, key=lambda pair: pair[1].asked):
        yield asked_line(words, asked, with_plan=several_plans)
        for number, row in units:
            yield text_of(f"{number}. ", unit_line(words, row, now))


def asked_line(words: Words, asked: RequirementPeriod, *, with_plan: bool = False) -> Text:
    """Return a report in a line: `**Báo cáo quý IV/2026**, hạn 17:00 thứ Năm 17/12/2026 · đã nộp 24/27`"""
    title = dates.report_title(words, asked.title, asked.period_key)
    return words(
        "follow.asked",
        title=f"{title} ({asked.plan_code})" if with_plan else title,
        due=dates.moment(words, asked.due_at, asked.zone),
        submitted=asked.submitted,
        expected=asked.expected,
    )


def unit_line(words: Words, row: FollowedDuty, now: datetime) -> Text:
    """Return a unit in a line: `Phòng Y tế · trễ 2 ngày · đầu mối Nguyễn Văn An · có nháp 5/7 · nhắc 4 lần`"""
    zone = row.asked.zone
    when = dates.late_by(words, row.due_at, now, zone) or dates.remaining(words, row.due_at, now, zone)
    parts: list[Text] = [text_of(row.unit_name), text_of(when), _whom_to_call(words, row)]
    if row.due_at != row.asked.due_at:
        name = "follow.mend_by" if row.returned else "follow.extended"
        parts.insert(1, words(name, due=dates.moment(words, row.due_at, zone)))
    if row.returned:
        parts.append(words("follow.returned"))
    elif row.drafted:
        parts.append(words("follow.draft", done=row.drafted, all=row.tasks))
    if row.reminded:
        parts.append(words("follow.reminded", n=row.reminded))
    if row.wants:
        parts.append(words("follow.asks", until=dates.moment(words, row.wants, zone)))
    return _dotted([part for part in parts if part])


def _whom_to_call(words: Words, row: FollowedDuty) -> Text:
    if not row.contacts:
        return words("follow.nobody")
    first = row.contacts[0].role
    names = ", ".join(contact.name for contact in row.contacts if contact.role is first)
    name = "follow.contact" if row.is_reachable else "follow.unreachable"
    return words(name, role=words.plain(f"role.{first}"), names=names)


def _dotted(parts: Sequence[Text]) -> Text:
    joined = parts[0]
    for part in parts[1:]:
        joined = text_of(joined, " · ", part)
    return joined

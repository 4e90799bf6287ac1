"""A list as Excel: whom to call, by how much they are late, what was done so far."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from handlers.display.excel.book import Book, due_width
from handlers.display.excel.columns import SheetColumn
from handlers.words import Words, dates
from storage.following.overdue import FollowedDuty

_ANY_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")  # where there is no row, there is no moment either


def write(path: Path, words: Words, rows: Sequence[FollowedDuty], now: datetime) -> None:
    zone = rows[0].asked.zone if rows else _ANY_ZONE
    with Book(path, zone, words) as book:
        book.describe(words.plain("sheet.list"), "Đôn Đốc", now)
        book.listing(words.plain("sheet.list"), _columns(words, zone, rows, now), rows, frozen=2)


def _columns(
    words: Words, zone: ZoneInfo, rows: Sequence[FollowedDuty], now: datetime
) -> Sequence[SheetColumn[FollowedDuty]]:
    word = words.plain
    standing = {True: word("state.returned"), False: word("state.open")}

    def due(heading: str, moment: Callable[[FollowedDuty], datetime | None]) -> SheetColumn[FollowedDuty]:
        return SheetColumn(heading, due_width(words, zone, map(moment, rows)), "due", moment)

    def report(row: FollowedDuty) -> str:
        return dates.report_title(words, row.asked.title, row.asked.period_key)

    def lateness(row: FollowedDuty) -> str:
        return dates.late_by(words, row.due_at, now, row.asked.zone) or standing[row.returned]

    def hours_late(row: FollowedDuty) -> float:
        return round(max((now - row.due_at).total_seconds(), 0) / 3600, 1)

    def channels(row: FollowedDuty) -> str | None:
        return ", ".join(dict.fromkeys(word(f"channel.{one.channel}") for one in row.contacts if one.channel)) or None

    return [
        SheetColumn(word("sheet.unit_code"), 12, value=lambda row: row.unit_code),
        SheetColumn(word("sheet.unit"), 34, value=lambda row: row.unit_name, total="count"),
        SheetColumn(word("sheet.plan"), 14, value=lambda row: row.asked.plan_code),
        SheetColumn(word("sheet.report"), 34, value=report),
        due(word("sheet.due"), lambda row: row.due_at),
        due(word("sheet.original_due"), lambda row: row.asked.due_at),
        SheetColumn(word("sheet.lateness"), 16, value=lateness),
        SheetColumn(word("sheet.hours_late"), 10, "decimal", hours_late),
        SheetColumn(word("sheet.contact"), 34, value=lambda row: "; ".join(one.name for one in row.contacts) or None),
        SheetColumn(word("sheet.channel"), 14, value=channels),
        SheetColumn(word("sheet.drafted"), 10, value=lambda row: f"{row.drafted}/{row.tasks}"),
        SheetColumn(word("sheet.reminded"), 10, "number", lambda row: row.reminded),
        due(word("sheet.wants"), lambda row: row.wants),
    ]

"""A list as Excel: whom to call, by how much they are late, what was done so far."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from handlers.display.excel_tables import Book, Column, Row, due_width
from handlers.words import Words, dates
from storage.following.overdue import Awaited

_ANY_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")  # where there is no row, there is no moment either


def write(path: Path, words: Words, rows: Sequence[Awaited], now: datetime) -> None:
    word, zone = words.plain, rows[0].asked.zone if rows else _ANY_ZONE
    columns = [
        Column(word("sheet.unit_code"), 12),
        Column(word("sheet.unit"), 34),
        Column(word("sheet.plan"), 14),
        Column(word("sheet.report"), 34),
        Column(word("sheet.due"), due_width(words, zone, [row.due_at for row in rows]), "due"),
        Column(word("sheet.original_due"), due_width(words, zone, [row.asked.due_at for row in rows]), "due"),
        Column(word("sheet.lateness"), 16),
        Column(word("sheet.contact"), 34),
        Column(word("sheet.channel"), 14),
        Column(word("sheet.drafted"), 10),
        Column(word("sheet.reminded"), 10, "number"),
        Column(word("sheet.wants"), due_width(words, zone, [row.wants for row in rows]), "due"),
    ]

    standing = {True: word("state.returned"), False: word("state.open")}

    def lines() -> Iterator[Row]:
        for row in rows:
            asked = row.asked
            yield (
                row.unit_code,
                row.unit_name,
                asked.plan_code,
                dates.report_title(words, asked.title, asked.period_type, asked.period_key),
                row.due_at,
                asked.due_at,
                dates.late_by(words, row.due_at, now, asked.zone) or standing[row.returned],
                "; ".join(contact.name for contact in row.contacts) or None,
                ", ".join(dict.fromkeys(word(f"channel.{c.channel}") for c in row.contacts if c.channel)) or None,
                f"{row.drafted}/{row.tasks}",
                row.reminded,
                row.wants,
            )

    with Book(path, zone, words) as book:
        book.describe(word("sheet.list"), "Đôn Đốc", now)
        book.table(word("sheet.list"), columns, lines(), frozen=2)

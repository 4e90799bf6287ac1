"""What a unit was urged by so far on a report, as a message and as Excel: when, to whom, by which way, or why not."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from domain.messaging.messages import Text, lines_of
from domain.text import fold
from handlers.conversation.talk import Choice, Talk
from handlers.display.excel.book import Book
from handlers.display.excel.columns import SheetColumn
from handlers.display.urged_text import channels, outcome, what
from handlers.following import actions
from handlers.words import Words, dates
from storage.following.urged_so_far import Urging, times, urgings
from storage.reporting.duties import Duty

MOST_LINES = 15  # in a message, the latest; the file has all


def show(talk: Talk, obligation_id: int) -> None:
    """Show the reminders and nudges on one report of a unit that this person follows."""
    duty = actions.followed_duty(talk, obligation_id)
    words = talk.words
    found = urgings(talk.session, [obligation_id])
    title = dates.report_title(words, duty.title, duty.period_key)
    often = times(found).get(obligation_id, 0)
    lines: list[Text] = [words("urged.title", unit=duty.unit_name, title=title, n=often)]
    if others := len(found) - often:
        lines.append(words("urged.others", n=others))
    if len(found) > MOST_LINES:
        lines.append(words("urged.earlier", n=len(found) - MOST_LINES))
    lines += [line(words, one, duty) for one in found[-MOST_LINES:]] or [words("urged.none")]
    rows = [[Choice(words.plain("button.excel"), "urged.excel", {"obligation_id": obligation_id})]] if found else []
    rows.append([Choice(words.plain("button.back_to_unit"), "unit", {"unit_id": duty.unit_id})])
    talk.say(lines_of(lines), rows)


def excel(talk: Talk, obligation_id: int) -> None:
    """Have them written as Excel."""
    duty = actions.ask_for_urgings(talk, obligation_id, talk.address.id)
    talk.note(talk.words("urged.making", unit=duty.unit_name))


def line(words: Words, one: Urging, duty: Duty) -> Text:
    """Return a line: `• 08:30 thứ Năm 10/12/2026: nhắc trước hạn → Lan, qua Telegram: đã gửi`."""
    return words(
        "urged.line",
        at=dates.clocked(words, one.at, duty.zone),
        what=what(words, one),
        to=words.plain("urged.to", names=", ".join(one.to)) if one.to else "",
        channel=words.plain("urged.by", channels=channels(words, one)) if one.channels else "",
        outcome=outcome(words, one),
    )


def write(path: Path, words: Words, duty: Duty, found: Sequence[Urging], now: datetime) -> None:
    """Write them as Excel, one a row."""
    word = words.plain
    columns: Sequence[SheetColumn[Urging]] = [
        SheetColumn(word("sheet.unit"), 34, value=lambda one: duty.unit_name),
        SheetColumn(word("sheet.report"), 34, value=lambda one: dates.report_title(words, duty.title, duty.period_key)),
        SheetColumn(word("urged.column.at"), 17, "moment", lambda one: one.at),
        SheetColumn(word("urged.column.what"), 30, value=lambda one: what(words, one)),
        SheetColumn(word("urged.column.to"), 30, value=lambda one: ", ".join(one.to) or None),
        SheetColumn(word("sheet.channel"), 14, value=lambda one: channels(words, one) or None),
        SheetColumn(word("urged.column.outcome"), 44, value=lambda one: outcome(words, one)),
    ]
    with Book(path, duty.zone, words) as book:
        book.describe(word("urged.sheet"), "Đôn Đốc", now)
        book.listing(word("urged.sheet"), columns, found, frozen=2)


def file_name(words: Words, duty: Duty) -> str:
    """Return the file's name: `da-nhac PYT KHCN-QUY 2026-Q4.xlsx`."""
    period = "" if duty.period_key == "once" else f" {duty.period_key}"
    return f"{fold(words.plain('urged.sheet')).replace(' ', '-')} {duty.unit_code} {duty.requirement_code}{period}.xlsx"

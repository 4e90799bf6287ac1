"""An obstacle in words: as a line of a list, and with everything that happened to it."""

from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from domain.messaging.messages import Text, lines_of
from handlers.conversation.talk import Choice, Rows
from handlers.words import Words, dates
from storage.deciding import obstacles
from storage.deciding.obstacles import Happened, ObstacleEntry

SHOWN = 120  # characters of a text in a list


def line(words: Words, entry: ObstacleEntry) -> Text:
    """Return an obstacle in a line: `Phòng Y tế · 2.7: “thiếu kinh phí” · từ 15/12/2026 · đã chuyển Phòng Tài chính`"""
    obstacle = entry.obstacle
    text = obstacle.text if len(obstacle.text) <= SHOWN else f"{obstacle.text[:SHOWN].rstrip()}…"
    return words(
        f"obstacle.line.{obstacle.kind}",
        mark="🔴 " if obstacle.urgent and entry.is_open else "",
        unit=unit(words, entry),
        task=f" · {entry.task_code}" if entry.task_code else "",
        text=text,
        since=f"{obstacle.since.astimezone(ZoneInfo(entry.timezone)):%d/%m/%Y}",
        state=state(words, entry),
    )


def unit(words: Words, entry: ObstacleEntry) -> str:
    """Name the unit: it stays with the one that raised it; where that is no more, its successor is named too."""
    if not entry.now:
        return entry.unit
    return words.plain("obstacle.of_ended", unit=entry.unit, now=", ".join(entry.now))


def state(words: Words, entry: ObstacleEntry) -> str:
    return words.plain(f"obstacle.state.{entry.standing}", owner=entry.owner or "")


def in_full(words: Words, session: Session, entry: ObstacleEntry) -> Text:
    """Return the obstacle, where it was said, how it stands, and what happened to it."""
    obstacle, zone = entry.obstacle, ZoneInfo(entry.timezone)
    task = words.plain("obstacle.of_task", code=entry.task_code, title=entry.task) if entry.task_code else ""
    where = words.plain("obstacle.in_report", number=entry.number) if entry.number else ""
    mark = "🔴 " if obstacle.urgent else ""
    lines: list[Text] = [
        words(f"obstacle.head.{obstacle.kind}", mark=mark, unit=unit(words, entry), task=task),
        words("obstacle.text", text=obstacle.text),
        words("obstacle.since", at=dates.clocked(words, obstacle.since, zone), person=entry.person, where=where),
        words("obstacle.standing", state=state(words, entry)),
    ]
    happened = [one for one in obstacles.history(session, obstacle.id) if one.event.action != "raised"]
    lines += [_event(words, one, zone) for one in happened]
    return lines_of(lines)


def _event(words: Words, happened: Happened, zone: ZoneInfo) -> Text:
    event = happened.event
    return words(
        f"obstacle.event.{event.action}",
        who=happened.person,
        at=dates.clocked(words, event.at, zone),
        unit=happened.to or "",
        text=f": “{event.text}”" if event.text else "",
    )


def ways(
    words: Words, entry: ObstacleEntry, *, follows: bool = False, answers: bool = False, own: bool = False
) -> Rows:
    """Return the buttons for somebody who follows its plan, is to answer it, or whose own it is."""
    word, args, still = words.plain, {"obstacle_id": entry.obstacle.id}, entry.is_open
    offered = [
        ("answer", answers and still),
        ("forward", follows and still),
        ("close", (follows or own) and still),
        ("reopen", (follows or own) and not still),
    ]
    row = [Choice(word(f"button.{name}"), f"obstacle.{name}", args) for name, there in offered if there]
    return [row] if row else []

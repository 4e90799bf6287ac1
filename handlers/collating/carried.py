"""What was in the way before, or was said outside a report, and is not answered yet: it is carried forward."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from domain.messaging.messages import Text
from handlers.collating.gathering import Gathered
from handlers.display.obstacle_text import state, unit
from handlers.words import Words
from storage.deciding.obstacles import ObstacleEntry


def lines(words: Words, gathered: Gathered) -> Sequence[Text]:
    """Return a line for each: `Vướng mắc 2.7: “thiếu kinh phí” (Phòng Y tế, từ 15/12/2026, chưa trả lời)`"""
    return [_line(words, entry) for entry in gathered.carried]


def _line(words: Words, entry: ObstacleEntry) -> Text:
    obstacle = entry.obstacle
    return words(
        "carried.line",
        kind=words.plain(f"button.{obstacle.kind}"),
        task=f" {entry.task_code}" if entry.task_code else "",
        text=obstacle.text.rstrip(" ."),
        unit=unit(words, entry),
        since=f"{obstacle.since.astimezone(ZoneInfo(entry.timezone)):%d/%m/%Y}",
        state=state(words, entry),
    )

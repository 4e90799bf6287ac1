"""What a reading holds: what is certain, what has to be asked back, and what else was asked for."""

from dataclasses import dataclass
from typing import Any

Answers = dict[str, Any]
"""Field code to value; None takes back what was said: there is no obstacle."""


@dataclass(frozen=True, slots=True)
class Update:
    """What is certain about one task; `answers` holds only the fields that were spoken of.

    `remark`: how the words differ from what is kept: "not_done" (`chưa hoàn thành`, kept as in progress) or
    "done_below" (`hoàn thành 80%`); "second" (proposed by the second reader). `proposed`: fields with the words that
    the reading put there by itself; they are in `answers` too, and are shown as proposals.
    """

    task: str
    answers: Answers
    remark: str = ""
    proposed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is not certain, as typed; `offers` are the ways in which it may have been meant.

    `why`: unknown_task (`near`: codes like it), which_task, almost, contradiction, percent, number, range, figure,
    no_such_day, lunar_day, to_come, day, part_or_day, computed, nil_task, started, text, empty, partly, rough (a figure
    that is about so much), exception (nobody knows of which tasks), respectively (not as many values as tasks),
    how_far (`sắp xong`), left (`còn 40%`), below (`chưa đạt 40%`), unsure (`chắc xong`), spared (`tạm hoãn`),
    as_before (`như kỳ trước`; `near`: but for these) or question.
    """

    why: str
    said: str
    task: str | None = None
    offers: tuple[Answers, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was understood. `extension`: the words that ask for more time. `is_corrected`: keystrokes of an input
    method were read as the letters they were meant for. `left_out`: words beside what was understood that belong
    nowhere; they are shown as not kept."""

    updates: tuple[Update, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    extension: str | None = None
    is_nil: bool = False
    is_corrected: bool = False
    left_out: tuple[str, ...] = ()
    named: tuple[str, ...] = ()  # tasks that were named by title or place, and not by their codes

    @property
    def certain(self) -> bool:
        is_shown = any(update.proposed for update in self.updates) or bool(self.left_out)
        return bool(self.updates) and not (self.doubts or self.extension is not None or self.is_nil or is_shown)

    @property
    def says_something(self) -> bool:
        """Something else than words that were not understood at all."""
        understood = self.updates or self.extension is not None or self.is_nil
        return bool(understood) or any(doubt.why != "unclear" for doubt in self.doubts)

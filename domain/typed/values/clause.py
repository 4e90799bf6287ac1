"""What one clause of a typed line says."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from domain.typed.values.result import Answers


@dataclass(frozen=True, slots=True)
class Time:
    """Of when something is said. `day`: the last of it; `order`: which of the words that name no day (`latest`)."""

    day: date | None
    order: int = 0


@dataclass(slots=True)
class Clause:
    """`standing`: what `combine.standing_of` gives, None where nothing is said. Doubts are (why, offers)."""

    standing: str | None = None
    percents: list[float] = field(default_factory=list)
    percent_follows_done: bool = False
    done_on: date | None = None
    figures: list[dict[str, Any]] = field(default_factory=list)
    doubts: list[tuple[str, tuple[Answers, ...]]] = field(default_factory=list)
    has_leftovers: bool = False
    is_question: bool = False
    is_below: bool = False  # `hoàn thành 15/20 tiêu chí`: done is said of a part
    denies: bool = False  # `tạm hoãn … xong`: words that spare, wait, wish or suppose: nothing here is done
    is_led: bool = False  # `họp xong`: words that were not understood stand before what it is done
    is_condition: bool = False  # `nếu có vốn`
    words: list[str] = field(default_factory=list)  # kinds of the words of standing, as they came
    sure: "Clause | None" = None  # where words are left over: what counts nevertheless
    is_part: bool = False  # `hoàn thành bước 1`: done is said of a part
    is_withdrawn: bool = False  # `đạt 95% là nhầm`
    is_spared: bool = False  # `thôi không làm`
    share: str = ""  # "some" or "all" of it was reached: `7/12 bình`
    bold: "Clause | None" = None  # what it says in spite of the words left over, where nothing else says it
    may_be_to_come: bool = False  # `xong cuối tháng`: this month's end
    is_put: bool = False  # `ghi hoàn thành nhé`: that this should be put down
    time: Time | None = None  # of when it says how far the task was: `31/10: 40%`
    is_rate: bool = False  # `480tr (96%)`: of something, and not how far the task is

    @property
    def says_something(self) -> bool:
        return bool(self.standing or self.percents or self.done_on or self.figures or self.doubts)

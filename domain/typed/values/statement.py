"""What one statement of a typed line is about, and its parts with what each is for."""

from dataclasses import dataclass, field
from typing import Literal

PartKind = Literal["plain", "text", "none", "extension", "own"]


@dataclass(slots=True)
class StatementPart:
    """`fields`: for a text the field it is for; for "none" those of which there are none; for "own" the field of the
    requirement that `label` names, with a colon behind it where `is_clear`."""

    kind: PartKind
    start: int
    end: int  # tokens
    fields: tuple[str, ...] = ()
    label: int = -1  # where the label before a text begins
    is_clear: bool = False
    speaks_of_tasks: bool = False  # a text in which codes are named
    is_list: bool = False  # a text of several lines, each with a mark
    unit: int = -1  # where the sign stands that belongs to it as well: `40, 55, 70%`
    is_proposed: bool = False  # a text behind a word that leads to it (`vì`), and no label
    takes_all: bool = False  # an own text, which goes on until the next label


@dataclass(slots=True)
class Statement:
    """`tasks` are codes; `unknown` is what looks like a code and is none, `near` the codes it may stand for."""

    start: int
    tasks: list[str] = field(default_factory=list)
    unknown: str = ""
    near: tuple[str, ...] = ()
    is_alike: bool = False  # `unknown` stands for any of `near`
    is_rest: bool = False  # `các nhiệm vụ còn lại`
    count: int = 0  # how many of them there are said to be, as `said`
    said: str = ""
    is_all: bool = False  # `tất cả`
    is_exception: bool = False  # `trừ 2.7`: what is said of several before or after is not said of these
    is_open: bool = False  # `trừ …`, and no task that is named: nobody knows of which it is said
    excepted: tuple[str, ...] = ()  # `như kỳ trước trừ 2.7`: of which this is not said
    is_left: bool = False  # `còn 2.7, 2.8 xong`: is the first one left, or said with the second?
    is_aside: bool = False  # of no task: a heading, who signs
    section: str = ""  # the field that a heading above it names
    is_planned: bool = False  # under `Phương hướng tháng tới:`
    is_said_before: bool = False  # `xong 2.7`
    doubted: tuple[int, int] | None = None  # the words by which it is not sure: `anh Nam nhắn: 2.7 xong`
    lead_end: int = 0  # `miễn 2.7`: where the words before the code, and the code, are over; 0 where there are none
    parts: list[StatementPart] = field(default_factory=list)

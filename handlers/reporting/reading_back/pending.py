"""What travels in the buttons of a read-back, so that a card left alone records nothing and an old one means what it
meant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from domain.forms import form
from domain.typed import Doubt, Reading, Update
from handlers.drafting import progress_said, units_meant
from handlers.drafting.subject import Subject

MOST_DOUBTS = 5  # are asked back of one line
MOST_LEFT_OUT, LEFT_OUT = 5, 200  # what is not kept: how many, and characters of each
SAID = 80  # characters of it that are shown
NEEDS_TASK = frozenset({"which_task", "unknown_task"})

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReadBack:
    """`updates` are {"t": task id, "a": answers, "r": remark, "p": what of it is proposed, as [field, words]};
    `doubts` {"w": why, "s": said, "t": task id or None,
    "a": answers that are offered, "n": ids of tasks that may be meant}; `message`: which one says it all, but for what
    has an "m" of its own, as it was said by an earlier one."""

    updates: Sequence[Json] = ()
    doubts: Sequence[Json] = ()
    extension: str = ""
    message: str | None = None
    left: int = 0  # doubts that are too many to be asked back
    units: Json = field(default_factory=dict)  # of the fields with numbers, when it was read back
    left_out: Sequence[str] = ()  # words that belong nowhere, and are not kept
    named: frozenset[int] = frozenset()  # tasks that were named by title or place: they are shown with their titles

    @property
    def args(self) -> Json:
        more: Json = {"i": self.units} if self.units else {}
        if self.left_out:
            more["l"] = list(self.left_out)
        return {"x": list(self.updates), "q": list(self.doubts), "e": self.extension, "m": self.message, **more}

    @property
    def tasks(self) -> set[int]:
        """Return the ids of the tasks of which the read-back says something."""
        return {one["t"] for one in (*self.updates, *self.doubts) if one["t"] is not None}

    def __bool__(self) -> bool:
        return bool(self.updates or self.doubts or self.extension)


def pending_of(args: Mapping[str, Any]) -> ReadBack:
    """Return the read-back that a button carries."""
    units, left_out = args.get("i") or {}, args.get("l") or ()
    return ReadBack(args["x"], args["q"], args["e"], args["m"], units=units, left_out=left_out)


def pending(subject: Subject, reading: Reading, message: str | None) -> ReadBack:
    ids = {task.code: task.id for task in subject.tasks}
    updates: list[Json] = []
    for one in reading.updates:
        updates = _beside(updates, update_of(ids[one.task], one))
    doubts = [_doubt(doubt, ids, subject) for doubt in reading.doubts[:MOST_DOUBTS]]
    left = len(reading.doubts) - len(doubts)
    left_out = [words[:LEFT_OUT] for words in reading.left_out[:MOST_LEFT_OUT]]
    named = frozenset(ids[code] for code in reading.named)
    return ReadBack(updates, doubts, reading.extension or "", message, left, left_out=left_out, named=named)


def update_of(task: int, one: Update) -> Json:
    update: dict[str, Any] = {"t": task, "a": one.answers, "r": one.remark}
    if one.proposed:
        update["p"] = [list(piece) for piece in one.proposed]
    return update


def _beside(updates: Sequence[Json], new: Json) -> list[Json]:
    """Join one update to those of its task: `2.7 60%; 2.7 3/5 lớp; 2.7 vướng vốn` says all of it. What can be said once
    only is what was said last."""
    same = next((one for one in updates if one["t"] == new["t"]), None)
    if same is None:
        return [*updates, new]
    answers = {**new["a"]}
    for code in (code for code in form.TEXT_FIELDS if same["a"].get(code) and answers.get(code)):
        answers[code] = "; ".join(dict.fromkeys((same["a"][code], answers[code])))
    if "figures" in answers:
        counted = [_what(one) for one in answers["figures"]]
        before = [one for one in same["a"].get("figures", ()) if _what(one) not in counted]
        answers["figures"] = [*before, *answers["figures"]]
    return put_with(updates, {**new, "a": answers, "r": new["r"] or same["r"]})


def _what(figure: Json) -> tuple[str, str]:
    return figure["what"], figure["unit"]


def _doubt(doubt: Doubt, ids: dict[str, int], subject: Subject) -> Json:
    why, offers = doubt.why, list(doubt.offers)
    if why == "as_before":
        why, offers = progress_said.as_before(subject, ids[doubt.task] if doubt.task else None)
    return {
        "w": why,
        "s": doubt.said[:SAID],
        "t": ids[doubt.task] if doubt.task else None,
        "a": offers,
        "n": [ids[code] for code in doubt.near],
    }


def as_of_today(subject: Subject, held: ReadBack) -> ReadBack:
    """Return the read-back with its numbers in the units of today; what would now stand for something else is left
    out."""
    updates, doubts = units_meant.as_of_today(subject, held.updates, held.doubts, held.units)
    if updates == list(held.updates) and doubts == list(held.doubts):
        return held
    left = [one for one in updates if one["a"]]
    return replace(held, updates=left, doubts=[one for one in doubts if one["a"] or one["w"] in NEEDS_TASK])


def apart_from_gone(subject: Subject, held: ReadBack) -> tuple[ReadBack, ReadBack]:
    """Return the read-back without what it says of tasks that the report asks for no more, and that."""
    asked = {None, *(task.id for task in subject.tasks)}

    def part(*, is_asked: bool) -> ReadBack:
        updates = [one for one in held.updates if (one["t"] in asked) is is_asked]
        return replace(held, updates=updates, doubts=[one for one in held.doubts if (one["t"] in asked) is is_asked])

    left, gone = part(is_asked=True), part(is_asked=False)
    return (left, gone) if gone.tasks else (held, ReadBack())


def put_with(updates: Sequence[Json], new: Json) -> list[Json]:
    """Put an update with the others, one for each task: what is said last stands."""
    same = next((one for one in updates if one["t"] == new["t"]), None)
    if same is None:
        return [*updates, new]
    said = {**same["a"], **new["a"]}
    own = {code: value for code, value in said.items() if code not in form.BY_CODE or value is None}
    both = {**new, "a": {**form.merge(same["a"], new["a"]), **own}}
    if proposed := [*same.get("p", ()), *new.get("p", ())]:
        both["p"] = proposed
    return [both if one is same else one for one in updates]

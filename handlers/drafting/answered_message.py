"""Which message somebody answers: the reports that it speaks of, and what could be pressed on it.

A card's buttons say what it is about, so nothing has to be kept beside it; a reminder's reports are in the ledger, and
of an own line that was kept it is known where it went.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.conversation.talk import Choice, Rows, Talk
from handlers.drafting.subject import is_theirs
from storage.messages import buttons, typed_messages
from storage.reporting import duties
from storage.reporting.duties import Duty


@dataclass(frozen=True, slots=True)
class AnsweredReport:
    """A report of which the answered message speaks, through which unit; the task, where it is about one alone."""

    duty: Duty
    unit_id: int
    task_id: int | None

    def is_asked(self, focus: Mapping[str, Any]) -> bool:
        """Say whether the open question is about the same."""
        if focus.get("obligation_id") != self.duty.id or focus.get("unit_id", self.unit_id) != self.unit_id:
            return False
        return self.task_id is None or focus.get("task_id", self.task_id) == self.task_id


def spoken_of(talk: Talk) -> list[AnsweredReport]:
    """Return the reports of which the answered message speaks and about which the person writes; empty where no message
    is answered, or one that speaks of no report."""
    message = talk.incoming.reply_to
    if not message or talk.actor is None or talk.address.is_group:
        return []
    tasks: dict[tuple[int, int | None], set[int]] = {}
    for args in _meanings(talk, message):
        if isinstance(args.get("obligation_id"), int):
            place = args["obligation_id"], args.get("unit_id")
            tasks.setdefault(place, set()).update([args["task_id"]] if isinstance(args.get("task_id"), int) else [])
    named = {o for o, _ in tasks}
    tasks |= {(o, None): set() for o in typed_messages.reminded_of(talk.session, talk.address, message) - named}
    own = typed_messages.about(talk.session, talk.address, message)
    if not tasks and own is not None:
        tasks = {(own.obligation_id, own.unit_id): set(own.tasks)}
    return _written_by(talk, tasks)


def _written_by(talk: Talk, tasks: Mapping[tuple[int, int | None], set[int]]) -> list[AnsweredReport]:
    found: dict[tuple[int, int], AnsweredReport] = {}
    for (o, u), of in tasks.items():
        duty = duties.duty(talk.session, o)
        unit = u if u is not None else duty.unit_id if duty is not None else 0
        if duty is not None and is_theirs(talk, duty, unit):
            one = AnsweredReport(duty, unit, next(iter(of)) if len(of) == 1 else None)
            found.setdefault((o, unit), one)
    return sorted(found.values(), key=lambda one: (one.duty.due_at, one.duty.id))


def _meanings(talk: Talk, message: str) -> list[Mapping[str, Any]]:
    found = [buttons.meaning(talk.session, talk.address, key) for _, key in pressable(talk, message)]
    return [meaning[1] for meaning in found if meaning is not None]


def to_go_on_with(talk: Talk) -> Rows:
    """Return the buttons of the newest card by which the rest of a message is gone on with (`Tiếp: …`): they
    go along until they are pressed."""
    lead = talk.words.plain("button.line_next")
    offered = [(str(label), str(key)) for label, key, *_ in talk.address.choices]
    if talk.incoming.kind == "button" and talk.incoming.key not in {key for _, key in offered}:
        return []
    known = [(label, buttons.meaning(talk.session, talk.address, key)) for label, key in offered if lead in label]
    return [[Choice(label, *meaning)] for label, meaning in known if meaning is not None and meaning[0] == "line.for"]


def pressable(talk: Talk, message: str | None) -> Sequence[tuple[str, str]]:
    """Return label and key of the buttons under the message, as it stood last with any."""
    if not message:
        return []
    for payload in typed_messages.shown_as(talk.session, talk.address, message):
        rows = (payload.get("card") or {}).get("rows") or []
        found = [(str(one["label"]), str(one["key"])) for row in rows for one in row if one.get("key")]
        if found:
            return found
    return []

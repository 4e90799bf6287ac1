"""One duty as a line of text, and as a row of buttons: in lists, reminders and letters alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy.orm import Session

from domain.messaging.messages import Text
from domain.reports.states import State
from handlers.conversation.talk import Choice
from handlers.words import Words, dates
from storage.deciding import duty_decisions
from storage.reporting import duties, reports
from storage.reporting.duties import Duty

MOST_BUTTONS = 12  # duties that get buttons of their own in one message


@dataclass(frozen=True, slots=True)
class DutyStanding:
    """A duty and how it stands: the same for whoever reads of it, so that it is read once for many."""

    duty: Duty
    tasks: int
    drafted: int  # of them
    ways: Sequence[tuple[str, str]]  # to deal with it: the button's word and its action
    moved: tuple[str, datetime] | None = None  # from which unit that ended, and when


def standings(session: Session, of: Sequence[Duty]) -> dict[int, DutyStanding]:
    """Return how these duties stand, by their ids and in their order."""
    drafted = duties.drafted(session, [duty.id for duty in of]) if of else {}
    moved = duty_decisions.moved_into(session, [duty.id for duty in of])
    tasks = cache(lambda requirement_id: len(duties.tasks_of(session, requirement_id)))
    return {
        duty.id: DutyStanding(
            duty, tasks(duty.requirement_id), drafted.get(duty.id, 0), _ways(session, duty), moved.get(duty.id)
        )
        for duty in of
    }


def duty_line(words: Words, standing: DutyStanding, now: datetime) -> Text:
    """Return a duty in a line: `**Báo cáo quý IV/2026** · Phòng Kinh tế, hạn 17:00 thứ Năm 17/12/2026 · 7 nhiệm vụ,
    chưa cập nhật`"""
    duty, n, drafted = standing.duty, standing.tasks, standing.drafted
    if duty.state is State.RETURNED:
        state = words.plain("duty.returned")
    else:
        state = words.plain("duty.drafted", done=drafted, all=n) if drafted else words.plain("duty.untouched", all=n)
    late = lateness(words, duty, standing.moved, now)
    return words(
        "duty.late" if late else "duty.line",
        title=dates.report_title(words, duty.title, duty.period_key),
        unit=duty.unit_name,
        due=dates.moment(words, duty.due_at, duty.zone),
        state=state,
        late=late,
    )


def lateness(words: Words, duty: Duty, moved: tuple[str, datetime] | None, now: datetime) -> str | None:
    """Return how late it is, `trễ 2 ngày`; of a report that was over already when it was moved here, that it was."""
    if moved is None or moved[1] <= duty.due_at:
        return dates.late_by(words, duty.due_at, now, duty.zone)
    unit, at = moved
    return words.plain("duty.moved", unit=unit, day=f"{at.astimezone(duty.zone):%d/%m/%Y}")


def duty_rows(
    words: Words, owed: Sequence[DutyStanding], *, first: int = 1, snooze: bool = False
) -> list[list[Choice]]:
    """Return the buttons of each duty, numbered from `first` where there are several, and under them those to ask for
    more time and, with `snooze`, to be reminded later."""
    if not owed:
        return []
    several = len(owed) > 1 or first > 1
    rows = [
        _buttons(words, standing, f" {number}" if several else "")
        for number, standing in enumerate(owed[:MOST_BUTTONS], first)
    ]
    # One duty's buttons are five; so that they fit a phone, the last of them goes down to these.
    last = [] if several else [rows[0].pop()]
    last.append(
        Choice(words.plain("button.extend"), "extend.which")
        if several
        else Choice(words.plain("button.extend"), "extend", {"obligation_id": owed[0].duty.id})
    )
    if snooze:
        last.append(Choice(words.plain("button.snooze"), "snooze", {"ids": [one.duty.id for one in owed]}))
    return [*rows, last]


def contribute_rows(words: Words, shared: Sequence[tuple[Duty, int]]) -> list[list[Choice]]:
    """Return a button for each of these reports of others, with the unit that may add to it, that begins a
    contribution. One report that several units lead says whose it is."""
    titles = [dates.report_title(words, duty.title, duty.period_key) for duty, _ in shared]
    return [
        [
            Choice(
                words.plain(
                    "button.contribute",
                    title=title if titles.count(title) == 1 else f"{title} · {duty.unit_name}",
                ),
                "report.start",
                {"obligation_id": duty.id, "unit_id": unit},
            )
        ]
        for title, (duty, unit) in zip(titles, shared, strict=True)
    ]


def _buttons(words: Words, standing: DutyStanding, mark: str) -> list[Choice]:
    args = {"obligation_id": standing.duty.id, "unit_id": standing.duty.unit_id}
    return [Choice(f"{words.plain(f'button.{name}')}{mark}", action, args) for name, action in standing.ways]


def _ways(session: Session, duty: Duty) -> list[tuple[str, str]]:
    ways = [("report", "report.start"), ("nil", "nil")]
    before = reports.previous(session, duty.id)
    if before is not None and not before.nil:
        ways.insert(1, ("as_before", "report.as_before"))
    return ways

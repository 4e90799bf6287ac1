"""What a person owes: the list, choosing what to report on, and the buttons that go with each duty."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from domain.messages import Text, lines_of, text_of
from handlers.reporting import card, nil
from handlers.talk import Choice, Talk
from handlers.words import Words, dates
from storage import duties, reports
from storage.duties import Duty

MOST_BUTTONS = 12  # duties that get buttons of their own in one message


def duty_line(session: Session, words: Words, duty: Duty, drafted: int, now: datetime) -> Text:
    """`**Báo cáo quý IV/2026** · Phòng Kinh tế, hạn 17:00 thứ Năm 17/12/2026 · 7 nhiệm vụ, chưa cập nhật`"""
    n = len(duties.tasks_of(session, duty.requirement_id))
    state = words.plain("duty.drafted", done=drafted, all=n) if drafted else words.plain("duty.untouched", all=n)
    late = dates.late_by(words, duty.due_at, now, duty.zone)
    return words(
        "duty.late" if late else "duty.line",
        title=dates.report_title(words, duty.title, duty.period_type, duty.period_key),
        unit=duty.unit_name,
        due=dates.moment(words, duty.due_at, duty.zone),
        state=state,
        late=late,
    )


def duty_rows(session: Session, words: Words, owed: Sequence[Duty], *, snooze: bool = False) -> list[list[Choice]]:
    """The buttons of each duty, numbered where there are several; with `snooze` one to be reminded later."""
    rows: list[list[Choice]] = []
    for number, duty in enumerate(owed[:MOST_BUTTONS], 1):
        mark = f" {number}" if len(owed) > 1 else ""
        args = {"o": duty.id, "u": duty.unit_id}
        rows.append(
            [Choice(f"{words.plain(f'button.{name}')}{mark}", action, args) for name, action in _ways(session, duty)]
        )
    if snooze and owed:
        ids = [duty.id for duty in owed]
        rows.append([Choice(words.plain("button.snooze"), "snooze", {"ids": ids})])
    return rows


def _ways(session: Session, duty: Duty) -> list[tuple[str, str]]:
    ways = [("report", "report.start"), ("nil", "nil")]
    before = reports.previous(session, duty.requirement_id, duty.unit_id, duty.period_start)
    if before is not None and not before.nil:
        ways.insert(1, ("as_before", "report.as_before"))
    return ways


def show(talk: Talk, rest: str = "") -> None:
    """`/nhiemvu`: what this person's units owe, by due date, and what they may add to."""
    units = talk.person.reporting_units
    owed = duties.owed_by(talk.session, units)
    shared = duties.open_to_contribution(talk.session, units)
    if not owed and not shared:
        talk.say(talk.words("duties.none"))
        return
    drafted = duties.drafted(talk.session, [duty.id for duty in owed])
    lines: list[Text] = [talk.words("duties.title", n=len(owed))] if owed else []
    for number, duty in enumerate(owed, 1):
        mark = f"{number}. " if len(owed) > 1 else ""
        line = duty_line(talk.session, talk.words, duty, drafted.get(duty.id, 0), talk.now)
        lines.append(text_of(mark, line))
    lines += [_shared_line(talk, duty) for duty, _ in shared]
    rows = duty_rows(talk.session, talk.words, owed)
    rows += [
        [
            Choice(
                talk.words.plain("button.contribute", title=_title(talk, duty))[:60], "report.start", _args(duty, unit)
            )
        ]
        for duty, unit in shared
    ]
    talk.say(lines_of(lines), rows)


def _args(duty: Duty, unit_id: int) -> dict[str, int]:
    return {"o": duty.id, "u": unit_id}


def _title(talk: Talk, duty: Duty) -> str:
    return dates.report_title(talk.words, duty.title, duty.period_type, duty.period_key)


def _shared_line(talk: Talk, duty: Duty) -> Text:
    return talk.words(
        "duty.shared",
        title=_title(talk, duty),
        lead=duty.unit_name,
        due=dates.moment(talk.words, duty.due_at, duty.zone),
    )


def report(talk: Talk, rest: str = "") -> None:
    """`/baocao`: straight to the card where there is one thing to report on, else a choice."""
    units = talk.person.reporting_units
    candidates = [(duty, duty.unit_id) for duty in duties.owed_by(talk.session, units)]
    candidates += duties.open_to_contribution(talk.session, units)
    _choose(talk, candidates, "report.start", card.start)


def nothing(talk: Talk, rest: str = "") -> None:
    """`/khongphatsinh`"""
    owed = [(duty, duty.unit_id) for duty in duties.owed_by(talk.session, talk.person.reporting_units)]
    _choose(talk, owed, "nil", nil.confirm)


def _choose(
    talk: Talk, candidates: Sequence[tuple[Duty, int]], action: str, go: Callable[[Talk, int, int], None]
) -> None:
    if not candidates:
        talk.say(talk.words("duties.none"))
    elif len(candidates) == 1:
        go(talk, candidates[0][0].id, candidates[0][1])
    else:
        rows = [
            [Choice(f"{n}. {_title(talk, duty)} · {duty.unit_name}"[:60], action, _args(duty, unit))]
            for n, (duty, unit) in enumerate(candidates[:MOST_BUTTONS], 1)
        ]
        talk.say(talk.words("duties.which"), rows)

"""Which of several reports a typed line is about: the one that has its tasks, else the one that is clearly nearest."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from domain.reports.states import may_write
from domain.text import codes_meant
from handlers.conversation.talk import Talk
from handlers.drafting import answered_message
from handlers.drafting.line_reading import CandidateReport, names_tasks, of_its_only_task, of_the_cards_task, read
from handlers.naming import unit_named
from storage.reporting import duties
from storage.reporting.attachments import FilePlace
from storage.reporting.duties import Duty

_CLEARLY = timedelta(days=7)  # by which the next is farther off


def meant_by(talk: Talk, text: str, of_units: Collection[int] = ()) -> list[CandidateReport]:
    """Return the reports of which the line names tasks; where it names none, those that it can be about; where it is
    about none of what is owed, what was handed in and may be corrected. `of_units`: only of these, where any are
    named."""
    found = [read(talk, duty, unit, text) for duty, unit in candidates_of(talk, of_units)]
    named = [one for one in found if names_tasks(one.reading)]
    if named:
        return that_fit(talk, named) if of_units else _with_others(talk, named, text)
    if spoken := answered_message.spoken_of(talk):
        on_task = [one for one in spoken if one.task_id is not None]
        if len(spoken) == 1 and on_task and (of_card := of_the_cards_task(talk, on_task[0], text)):
            return [of_card]
        return [one for one in found if one.reading.says_something]
    handed_in = [
        read(talk, duty, duty.unit_id, text) for duty in correctable(talk) if not of_units or duty.unit_id in of_units
    ]
    corrected = [one for one in handed_in if names_tasks(one.reading)]
    if corrected:
        return corrected[-1:]
    if len(found) == 1 and (of_its_task := of_its_only_task(talk, found[0], text)):
        return [of_its_task]
    return [one for one in found if one.reading.says_something]


def _with_others(talk: Talk, named: Sequence[CandidateReport], text: str) -> list[CandidateReport]:
    """Return `named`, unless a report that is not on screen has a task of the line that these have not."""
    if answered_message.spoken_of(talk) or "unit_id" not in (talk.address.focus or {}):
        return that_fit(talk, named)
    here = {(one.duty.id, one.unit_id) for one in named}
    others = [
        one
        for duty, unit in candidates(talk, anywhere=True)
        if (duty.id, unit) not in here and names_tasks((one := read(talk, duty, unit, text)).reading)
    ]
    fitting = that_fit(talk, [*named, *others])
    return [one for one in fitting if one in named] or fitting


def that_fit(talk: Talk, meant: Sequence[CandidateReport]) -> list[CandidateReport]:
    """Return the reports that have all of the tasks which are named, where some have not: also tasks that only another
    has."""
    named = {task for one in meant for task in _tasks_named(one)}
    missing = [
        sum(doubt.why == "unknown_task" for doubt in one.reading.doubts)
        + len(named - {task.code for task in duties.tasks_of(talk.session, one.duty.requirement_id)})
        for one in meant
    ]
    return [one for one, n in zip(meant, missing, strict=True) if n == min(missing)]


def _tasks_named(one: CandidateReport) -> set[str]:
    said = one.reading
    return {update.task for update in said.updates} | {doubt.task for doubt in said.doubts if doubt.task}


def nearest(meant: Sequence[CandidateReport], now: datetime) -> CandidateReport | None:
    """Return the report that is due, or over, long before all others; None where it is not clear."""
    if len(meant) < 2:
        return next(iter(meant), None)
    first, second = sorted(meant, key=lambda one: one.duty.due_at)[:2]
    left = [max(timedelta(0), one.duty.due_at - now) for one in (first, second)]
    return first if left[1] - left[0] >= _CLEARLY and left[1] >= 2 * left[0] else None


def candidates_of(talk: Talk, of_units: Collection[int]) -> list[tuple[Duty, int]]:
    """Return what may be meant; what is named outweighs which report is on the screen."""
    if not of_units:
        return candidates(talk)
    here = [one for one in candidates(talk) if one[1] in of_units]
    return here or [one for one in candidates(talk, anywhere=True) if one[1] in of_units]


def candidates(talk: Talk, *, anywhere: bool = False) -> list[tuple[Duty, int]]:
    """Return the reports of which the message that is answered speaks; else the one on screen (not `anywhere`); else
    all that the person may write about."""
    if spoken := answered_message.spoken_of(talk):
        return [(one.duty, one.unit_id) for one in spoken]
    units = talk.person.reporting_units
    own = [(duty, duty.unit_id) for duty in duties.owed_by(talk.session, units)]
    focus = talk.address.focus or {}
    if "unit_id" in focus and not anywhere:
        duty = duties.duty(talk.session, focus["obligation_id"])
        if duty is not None:
            return [(duty, focus["unit_id"])]
    return own + duties.open_to_contribution(talk.session, units)


def correctable(talk: Talk) -> list[Duty]:
    """Return the reports that are handed in and not locked, by due date."""
    known = duties.known_to(talk.session, talk.person.reporting_units)
    return [duty for duty in known if may_write(duty.state, duty.unlocked_until, talk.now)]


def handed_in(talk: Talk, besides: Collection[tuple[Duty, int]]) -> list[tuple[Duty, int]]:
    """Return what may be named though it is handed in: of each report and unit the newest that may be corrected."""
    newest = {(duty.requirement_id, duty.unit_id): duty for duty in correctable(talk)}
    there = {(duty.id, unit) for duty, unit in besides}
    return [(duty, duty.unit_id) for duty in newest.values() if (duty.id, duty.unit_id) not in there]


def named_tasks(talk: Talk, text: str) -> list[FilePlace]:
    """Return the tasks that a line names, in every report that it may be about."""
    named: list[FilePlace] = []
    of_units, text = unit_named.apart(talk, text)
    for one in meant_by(talk, text, of_units):
        codes = _tasks_named(one)
        tasks = duties.tasks_of(talk.session, one.duty.requirement_id)
        named += [FilePlace(one.duty.id, one.unit_id, task.id) for task in tasks if task.code in codes]
    return named


def is_code(talk: Talk, place: FilePlace, text: str) -> bool:
    """Say whether the line is nothing but the code of the task that it names."""
    duty = duties.duty(talk.session, place.obligation_id)
    tasks = duties.tasks_of(talk.session, duty.requirement_id) if duty else ()
    meant = codes_meant(text, [task.code for task in tasks])
    return any(task.id == place.task_id and meant == [task.code] for task in tasks)


def is_code_of(talk: Talk, one: CandidateReport, text: str) -> bool:
    """Say whether the line is nothing but a task's code."""
    return bool(codes_meant(text, [line.code for line in duties.tasks_of(talk.session, one.duty.requirement_id)]))


def is_of_the_cards_task(talk: Talk, meant: CandidateReport, text: str) -> bool:
    return not names_tasks(read(talk, meant.duty, meant.unit_id, text).reading) and names_tasks(meant.reading)

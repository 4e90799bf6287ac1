"""A typed line read for one report: as it stands, or as being about its only task, or about the task of the card that
is answered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from domain import typed
from domain.orders.order_tokens import tokens_of
from domain.typed import Reading, Whose
from domain.typed.weighing import settled
from handlers.conversation.second_reader import Titled
from handlers.conversation.talk import Talk
from handlers.drafting.answered_message import AnsweredReport
from handlers.naming import own_reports
from handlers.naming.unit_named import called
from storage.reporting import duties
from storage.reporting.duties import Duty

_SHORTEST_TEXT = 3  # words that may say something of the only task: `alo` does not


@dataclass(frozen=True, slots=True)
class CandidateReport:
    """A report that a line may be about, through which unit, and what the line says then."""

    duty: Duty
    unit_id: int
    reading: Reading


def names_tasks(reading: Reading) -> bool:
    return bool(reading.updates) or any(doubt.task is not None for doubt in reading.doubts)


def of_report(
    text: str, tasks: Sequence[Titled], *, unanswered: Collection[str] | None = None, **about: Any
) -> Reading:
    """Read the line for a report by itself, by the rules, and where that leaves doubts, by weighing what may be
    meant."""
    titles = {task.code: task.title for task in tasks}
    reading = by_rules(text, tasks, unanswered=unanswered, **about)
    return settled(reading, text, list(titles), titles, lambda said, code: read_line(said, tasks, code, **about))


def by_rules(text: str, tasks: Sequence[Titled], *, unanswered: Collection[str] | None = None, **about: Any) -> Reading:
    """Read the line for a report by itself: with `các nhiệm vụ còn lại` known, and of a report on one task what names
    none is about that. Return a reading that says nothing where the line is not about the report."""
    alone = read_line(text, tasks, unanswered=unanswered, **about)
    if len(tasks) != 1 or names_tasks(alone) or alone.is_nil:
        return alone
    of_the_only_one = read_line(text, tasks, open_task=tasks[0].code, unanswered=unanswered, **about)
    if alone.extension:  # `chưa làm ạ, do thợ chưa tới. Cho trường nộp trễ tới 4/12`
        is_both = of_the_only_one.extension and any("status" in one.answers for one in of_the_only_one.updates)
        return of_the_only_one if is_both else alone
    may_be = alone.says_something or (len(text.split()) >= _SHORTEST_TEXT and names_tasks(of_the_only_one))
    return of_the_only_one if may_be else Reading()


def beside_orders(text: str, tasks: Sequence[Titled], **about: Any) -> Reading:
    """Read the line where it may be an order as well: how the only task stands is no order (`chưa làm gì được vì chưa
    có kinh phí`), words that may go anywhere are."""
    alone = read_line(text, tasks, **about)
    if len(tasks) != 1 or names_tasks(alone):
        return alone
    of_the_only_one = by_rules(text, tasks, **about)
    return of_the_only_one if any("status" in one.answers for one in of_the_only_one.updates) else alone


def read(talk: Talk, duty: Duty, unit_id: int, text: str) -> CandidateReport:
    tasks = duties.tasks_of(talk.session, duty.requirement_id)
    said = without_name(talk, duty, tasks, text)
    return CandidateReport(duty, unit_id, read_line(said, tasks, **about(talk, duty)))


def without_name(talk: Talk, duty: Duty, tasks: Sequence[Titled], text: str) -> str:
    """Return the text without the report's name, or its period alone, before a task's code: it is no result of that
    task."""
    codes, today = [task.code for task in tasks], talk.now.date()
    rest = own_reports.behind_its_name(text, duty, today)
    if rest and typed.names_a_task(rest, codes):
        return rest
    rest = own_reports.behind_its_period(text, duty, today)
    return rest if rest and typed.names_a_task(rest.split(maxsplit=1)[0], codes) else text


def about(talk: Talk, duty: Duty) -> dict[str, Any]:
    today = talk.now.astimezone(duty.zone).date()
    return {"today": today, "own": duty.own_fields, "whose": Whose(lambda: called(talk, duty.unit_id), duty.period_key)}


def read_line(text: str, tasks: Sequence[Titled], open_task: str | None = None, **about: Any) -> Reading:
    """Read the line: of a report with one task that one is meant, where something certain is said of none; a page that
    begins with a task's code may go into one field of it."""
    codes, titles = [task.code for task in tasks], {task.code: task.title for task in tasks}
    reading = typed.read_line(text, codes, open_task=open_task, titles=titles, **about)
    if len(codes) == 1 and not open_task and any(doubt.why == "which_task" for doubt in reading.doubts):
        return typed.read_line(text, codes, open_task=codes[0], titles=titles, **about)
    if reading.says_something or reading.updates:
        return reading
    return typed.read_page(text, codes, open_task) or reading


def of_its_only_task(talk: Talk, one: CandidateReport, text: str) -> CandidateReport | None:
    """Read what a person types without a code as being about the one task of their one report; None where it is not."""
    tasks = duties.tasks_of(talk.session, one.duty.requirement_id)
    if len(tasks) != 1 or one.reading.is_nil or one.reading.extension or len(text.split()) < _SHORTEST_TEXT:
        return None
    reading = read_line(text, tasks, open_task=tasks[0].code, **about(talk, one.duty))
    return CandidateReport(one.duty, one.unit_id, reading) if names_tasks(reading) else None


def of_the_cards_task(talk: Talk, spoken: AnsweredReport, text: str) -> CandidateReport | None:
    """Read `60%` in answer to a task's screen as being about that task; None where nothing is said of it."""
    tasks = duties.tasks_of(talk.session, spoken.duty.requirement_id)
    code = next((task.code for task in tasks if task.id == spoken.task_id), None)
    if code is None:
        return None
    reading = read_line(text, tasks, open_task=code, **about(talk, spoken.duty))
    return CandidateReport(spoken.duty, spoken.unit_id, reading) if names_tasks(reading) else None


def of_the_named(talk: Talk, text: str, mine: Sequence[tuple[Duty, int]]) -> tuple[CandidateReport, str] | None:
    """Return what is said of the report that is named among several, with the words that say it: `báo cáo đợt 1 xong
    hết`."""
    if len(mine) < 2:
        return None
    owed, today = [duty for duty, _ in mine], talk.now.date()
    tokens = tokens_of(text)
    at = next((one.start for one, two in pairwise(tokens) if (one.key, two.key) == ("bao", "cao")), None)
    named = own_reports.only_one(text, owed, today) if at is not None else None
    if named is None and (first := own_reports.at_beginning(text, owed, today)) is not None and len(first[0]) == 1:
        named = first[0][0], first[1]
    for duty, unit in mine:
        if named is not None and duty.id == named[0].id:
            before = text[:at].strip() if at else ""
            begun = without_name(talk, duty, duties.tasks_of(talk.session, duty.requirement_id), text)
            for said in filter(
                None, (begun if begun != text else "", own_reports.without_name(text, duty), named[1], text, before)
            ):
                if names_tasks((one := read(talk, duty, unit, said)).reading):
                    return one, said
    return None

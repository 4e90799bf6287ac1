"""A report in full, as it was handed in: for its unit and for those who read it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from domain.forms import form, own_fields
from domain.forms.fields import Field
from domain.forms.revisions import Change, changes
from domain.messaging.messages import Text, lines_of
from handlers.conversation.signed_links import Opener
from handlers.display import answers, attached_files, field_values
from handlers.words import Words, dates
from storage.deciding import reviews
from storage.deciding.reviews import Decided
from storage.reporting import duties, reports
from storage.reporting.duties import Duty, TaskLine
from storage.tables import Report
from storage.units import unit_changes

_Line = tuple[int, int]  # task, unit


def heading(words: Words, session: Session, duty: Duty, report: Report) -> Text:
    """Return the title, the unit, the number, when and by whom it was sent."""
    return words(
        "history.heading",
        title=dates.report_title(words, duty.title, duty.period_key),
        unit=duty.unit_name,
        number=report.number,
        at=dates.clocked(words, report.submitted_at, duty.zone),
        person=sender(words, session, report),
    )


def sender(words: Words, session: Session, report: Report) -> str:
    """Name who sent it: `Bình`, or `Bình (thay An)`."""
    name, instead_of = reports.sender(session, report)
    return words.plain("sender.instead", name=name, other=instead_of) if instead_of else name


def body(words: Words, session: Session, duty: Duty, report: Report, opener: Opener) -> list[Text]:
    """Return what the report says about each task, in whose words."""
    lines = [words("nil.line")] if report.nil else []
    own = own_fields.read(report.fields)
    for task, given in by_task(session, duty, report):
        said = answers.in_full(words, given, own)
        lines.append(words("review.task", code=task.code, title=task.title, said=said))
        if files := given.get("files"):
            lines.append(attached_files.linked(words, files, opener))
    return lines


def by_task(session: Session, duty: Duty, report: Report) -> Iterator[tuple[TaskLine, Mapping[str, Any]]]:
    """Yield each task with what the report says of it; its title names the unit, where the words are another's."""
    names = _Names(session, duty)
    for line in reports.lines(session, report.id):
        yield names.of(line.task_id, line.unit_id), line.answers


def what_became_of_it(words: Words, session: Session, duty: Duty, report: Report) -> list[Text]:
    """Return every decision on this revision, the newest first."""
    decided = [one for one in reviews.of(session, duty.id) if one.review.report_id == report.id]
    return [_decision(words, session, duty, one) for one in decided]


def _decision(words: Words, session: Session, duty: Duty, decided: Decided) -> Text:
    review = decided.review
    at = dates.clocked(words, review.at, duty.zone)
    until = dates.moment(words, review.until, duty.zone) if review.until else ""
    said = words(f"reviewed.{review.verdict}", who=decided.person, at=at, until=until)
    return lines_of([said, *comments(words, session, duty, review.comments)])


def comments(words: Words, session: Session, duty: Duty, given: Iterable[dict[str, str | int | None]]) -> list[Text]:
    """Return the comments, a line each: `• 2.7: “chưa có số liệu”`"""
    tasks, lines = _Tasks(session, duty), []
    for comment in given:
        task = comment["task"]
        name = "comment.whole" if task is None else "comment.task"
        lines.append(words(name, code="" if task is None else tasks.of(int(task)).code, text=comment["text"]))
    return lines


def comparison(words: Words, session: Session, duty: Duty, report: Report, earlier: Report) -> Text:
    """Return, line by line, what is not as it was in the revision before."""
    before, after = (_answers(session, one) for one in (earlier, report))
    lines = [words("compare.title", now=report.revision, was=earlier.revision, number=report.number)]
    if earlier.nil != report.nil:
        lines.append(words("compare.nil" if report.nil else "compare.no_longer_nil"))
    names = _Names(session, duty)
    asked, asked_before = own_fields.read(report.fields), own_fields.read(earlier.fields)
    own = {field.code: field for field in own_fields.merged(asked, [asked_before])}
    own_before = {field.code: field for field in asked_before}
    by_line: dict[_Line, list[Change[_Line]]] = {}
    for change in changes(before, after, own):
        by_line.setdefault(change.line, []).append(change)
    for line, found in by_line.items():
        task = names.of(*line)
        lines.append(words("compare.task", code=task.code, title=task.title))
        if form.STANDING & {change.field for change in found}:
            was, now = (_standing(words, said.get(line)) for said in (before, after))
            lines.append(words("compare.standing", was=was, now=now))
        lines += [
            words(
                f"compare.{change.field}",
                was=_quoted(words, change.field, change.was),
                now=_quoted(words, change.field, change.now),
            )
            for change in found
            if change.field not in form.STANDING and change.field not in own
        ]
        lines += [
            words(
                "compare.own",
                name=own[change.field].name,
                was=_own_value(words, own_before.get(change.field, own[change.field]), change.was),
                now=_own_value(words, own[change.field], change.now),
            )
            for change in found
            if change.field in own
        ]
    if len(lines) == 1:
        lines.append(words("compare.same"))
    return lines_of(lines)


def _answers(session: Session, report: Report) -> dict[_Line, dict[str, object]]:
    return {(line.task_id, line.unit_id): dict(line.answers) for line in reports.lines(session, report.id)}


def _standing(words: Words, said: dict[str, object] | None) -> str:
    return words.plain("compare.nothing") if said is None else answers.standing(words, said)


def _quoted(words: Words, field: str, said: object) -> str:
    if isinstance(said, list) and field == "files":
        return ", ".join(file["name"] for file in said)
    if isinstance(said, list):
        return "; ".join(answers.figure(words, one) for one in said)
    return words.plain("compare.nothing") if said is None else f"“{said}”"


def _own_value(words: Words, field: Field, said: object) -> str:
    return words.plain("compare.nothing") if said is None else field_values.value(words, field, said)


class _Tasks:
    """The tasks of a report by id, also those that it asks for no more: what was said of them stays readable."""

    def __init__(self, session: Session, duty: Duty) -> None:
        self._session, self._plan_id = session, duty.plan_id
        self._known = {task.id: task for task in duties.tasks_of(session, duty.requirement_id)}

    def of(self, task_id: int) -> TaskLine:
        if task_id not in self._known:
            self._known |= {task.id: task for task in duties.plan_tasks(self._session, self._plan_id)}
        return self._known.get(task_id) or TaskLine(task_id, "?", "", None)


class _Names:
    """The tasks of a report's lines, and in their titles whose words a line is in, where not the unit's own."""

    def __init__(self, session: Session, duty: Duty) -> None:
        self._session, self._duty = session, duty
        self._units: dict[int, str] = {}
        self._tasks = _Tasks(session, duty)

    def of(self, task_id: int, unit_id: int) -> TaskLine:
        task = self._tasks.of(task_id)
        own = unit_id == self._duty.unit_id
        return task if own else replace(task, title=f"{task.title} ({self._unit(unit_id)})")

    def _unit(self, unit_id: int) -> str:
        """Return the unit's name as it was called then, as the unit whose report it is."""
        if unit_id not in self._units:
            self._units[unit_id] = unit_changes.name_then(self._session, unit_id, self._duty.id)
        return self._units[unit_id]

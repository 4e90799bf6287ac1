"""What was written into a draft is taken out of it again, once that was confirmed: all that is said of some tasks, or
one field of them."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from domain.forms import form
from domain.messaging.messages import Text, lines_of
from domain.reports.obstacles import ObstacleKind, ObstacleLine
from domain.typed.talk.emptied import Emptied, may_be_emptied
from handlers.conversation.acting import Refusal
from handlers.conversation.refusals import worded
from handlers.conversation.talk import STANDING, Choice, Talk
from handlers.display import answers
from handlers.drafting import actions, closed_reports, which_report
from handlers.drafting.report_titles import title_of
from handlers.drafting.subject import CannotReport, Subject, closed, load, load_open, takes_words
from handlers.naming import asked_for, unit_named
from handlers.reporting.cards import card
from handlers.reporting.typed_lines import what_to_empty
from handlers.reporting.typed_lines.what_to_empty import ToEmpty
from handlers.words.enumerations import listed
from storage.db.json_codec import canonical
from storage.deciding import obstacles
from storage.reporting import duties
from storage.reporting.duties import TaskLine

MOST = 4  # reports that hold something of the tasks

Found = tuple[Subject, Emptied]


def asks(talk: Talk, text: str) -> bool:
    """Ask whether to take out what the text means, or say why nothing goes; False where it means nothing of a
    report."""
    if not talk.person.is_reporter or talk.incoming.kind != "text" or not may_be_emptied(text):
        return False  # most lines: no draft is read for them
    asked = (talk.address.focus or {}).get("ask", "card")
    if asked not in STANDING and asked not in form.BY_CODE:
        return False
    what = what_to_empty.read(talk, text)
    if what is None or (asked not in STANDING and not _names_tasks(what)):
        return False
    if what.others:
        _of_others(talk, what)
        return True
    meant = _meant(talk, what, anywhere=False)
    there = _there(meant)
    if not there:
        meant = [*meant, *_meant(talk, what, anywhere=True)]
        there = _there(meant)
    if (there or meant) and all(_is_in_the_ledger(talk, *one) for one in there or meant):
        return False
    there = [one for one in there if not _is_in_the_ledger(talk, *one)]
    if not _names_tasks(what):
        if there:
            talk.note(talk.words("cannot.draft_away"))
        return bool(there)
    if there:
        _ask(talk, there[:MOST], _besides(what, there))
    else:
        _say_nothing_goes(talk, what, meant)
    return True


def _names_tasks(what: ToEmpty) -> bool:
    found = what.of(())
    return found is None or bool(found.codes)


def _meant(talk: Talk, what: ToEmpty, *, anywhere: bool) -> list[Found]:
    """Return what is taken out of which drafts, whether or not it stands there: of the tasks that they ask for."""
    found: list[Found] = []
    for duty, unit in which_report.candidates(talk, anywhere=anywhere or bool(what.units or what.reports)):
        subject = load(talk, duty.id, unit)
        meant = what.of([task.code for task in subject.tasks]) if what.has(duty, unit) else None
        if meant is None or not takes_words(talk, subject):
            continue
        its = tuple(task.code for task in subject.tasks if task.code in meant.codes)
        if its or not meant.codes:
            found.append((subject, replace(meant, codes=its)))
    return found


def _there(meant: Sequence[Found]) -> list[Found]:
    """Return what stands in the drafts of it."""
    found: list[Found] = []
    for subject, what in meant:
        its = tuple(task.code for task in _tasks(subject, what) if _fields(subject, task, what.field))
        if its or (not what.codes and subject.said):
            found.append((subject, replace(what, codes=its)))
    return found


def _besides(what: ToEmpty, there: Sequence[Found]) -> list[str]:
    """Return the codes that are named too, and of which nothing goes."""
    known = what.of([task.code for subject, _ in there for task in subject.tasks])
    gone = {code for _, found in there for code in found.codes}
    return [code for code in (known.codes if known is not None else ()) if code not in gone]


def _say_nothing_goes(talk: Talk, what: ToEmpty, meant: Sequence[Found]) -> None:
    """Say that the draft says nothing of it, that the report is in and what can be done, or that there is no such
    task."""
    lines: list[Text] = []
    rows: list[list[Choice]] = []
    for subject, of_draft in meant[:1]:
        lines.append(talk.words("empty.nothing", code=", ".join(of_draft.codes), title=title_of(talk, subject.duty)))
    for duty, _ in what_to_empty.handed_in(talk, what)[: -MOST - 1 : -1]:
        subject = load(talk, duty.id, duty.unit_id)
        if takes_words(talk, subject):
            continue
        refusal = closed(talk, subject)
        lines.append(worded(talk.words, refusal))
        rows += [list(row) for row in closed_reports.ways_on(talk.words, refusal)]
    if not lines:
        found = what.of(())
        codes = ", ".join(found.codes) if found is not None else ""
        named = duties.duty(talk.session, min(what.reports)) if what.reports else None
        lines.append(
            talk.words("empty.not_in", code=codes, title=named.title)
            if named is not None
            else talk.words("empty.no_such_task", code=codes)
        )
    if rows:
        talk.say(lines_of(lines), rows[:1] if len(lines) == 1 else rows, focus=talk.address.focus)
    else:
        talk.note(lines_of(lines))


def _of_others(talk: Talk, what: ToEmpty) -> None:
    names = listed(talk.words, [unit.shown for unit in what.others])
    own = asked_for.names(talk.words, [unit for unit, _ in unit_named.own_units(talk)])
    talk.note(talk.words("empty.not_your_unit", names=names, own=own))


def _is_in_the_ledger(talk: Talk, subject: Subject, meant: Emptied) -> bool:
    """Say whether it is an obstacle that is open beside the draft: it is taken back there."""
    if not meant.codes or meant.field not in tuple(ObstacleKind):
        return False
    known = obstacles.known(talk.session, subject.duty.plan_id, [subject.unit.id])
    kind = ObstacleKind(meant.field)
    return any(ObstacleLine(subject.unit.id, task.id, kind) in known for task in _tasks(subject, meant))


def _tasks(subject: Subject, meant: Emptied) -> list[TaskLine]:
    return [task for task in subject.tasks if task.code in meant.codes]


def _fields(subject: Subject, task: TaskLine, field_code: str | None) -> list[str]:
    """Return which answers would go; files stay, as they are taken away one by one."""
    there = [code for code in subject.answers(task.id) if code != "files"]
    return [code for code in there if field_code in (None, code)]


def _ask(talk: Talk, found: Sequence[Found], besides: Sequence[str] = ()) -> None:
    lines, rows = [], []
    for subject, meant in found:
        tasks, title = _tasks(subject, meant), title_of(talk, subject.duty)
        for task in tasks:
            gone = _fields(subject, task, meant.field)
            said = {code: value for code, value in subject.answers(task.id).items() if code in gone}
            read = answers.in_full(talk.words, said, subject.form(task.id).own)
            lines.append(talk.words("empty.understood", code=task.code, said=read, title=title))
        label = talk.words.plain("button.empty", code=", ".join(meant.codes))
        stamp = _stamp(subject, tasks, meant.field)
        args = {**subject.args, "task_ids": [task.id for task in tasks], "field_code": meant.field, "stamp": stamp}
        rows.append([Choice(label if len(found) == 1 else f"{label} · {title}", "tasks.empty", args)])
    if besides:
        lines.append(talk.words("empty.besides", code=", ".join(besides)))
    keep = Choice(talk.words.plain("button.keep_draft"), "report.card", found[0][0].args)
    talk.say(lines_of([*lines, talk.words("right?")]), [*rows, [keep]])


def empty_one(talk: Talk, obligation_id: int, unit_id: int, task_id: int, field_code: str | None, stamp: str) -> None:
    """Do what a button says that was shown when one task at a time was taken out."""
    empty(talk, obligation_id, unit_id, [task_id], field_code, stamp)


def empty(
    talk: Talk, obligation_id: int, unit_id: int, task_ids: Sequence[int], field_code: str | None, stamp: str
) -> None:
    """Take it out of the draft, and show the card; where other words stand there than were read, ask about these.
    `stamp`: of what the person has read."""
    subject = load_open(talk, obligation_id, unit_id)
    tasks = [task for task_id in task_ids if (task := subject.task(task_id)) is not None]
    if not tasks:
        raise Refusal(CannotReport.NO_SUCH_TASK)
    gone = {task.id: fields for task in tasks if (fields := _fields(subject, task, field_code))}
    if gone and _stamp(subject, tasks, field_code) != stamp:
        codes = tuple(task.code for task in tasks if task.id in gone)
        _ask(talk, [(subject, Emptied(codes, field_code))])
        return
    for task_id, fields in gone.items():
        subject = actions.take_out(talk, subject, task_id, fields)
    card.show(talk, subject)


def _stamp(subject: Subject, tasks: Sequence[TaskLine], field_code: str | None) -> str:
    """Return a stamp that changes whenever what would go does, or is said anew."""
    known = [(subject.said[task.id], _fields(subject, task, field_code)) for task in tasks if task.id in subject.said]
    if not known:
        return ""
    gone = [[f"{said.said_at}", {code: said.answers[code] for code in fields}] for said, fields in known]
    return sha256(canonical(gone)).hexdigest()[:16]

"""What was written into a draft is taken out of it again, once that was confirmed: all that is said of a task, or one
field of it."""

from hashlib import sha256

from domain.messaging.messages import Text, lines_of
from domain.reports.obstacles import ObstacleKind, ObstacleLine
from domain.typed.talk.emptied import Emptied, emptied
from handlers.conversation.talk import Choice, Talk
from handlers.display import answers
from handlers.drafting import actions, which_report
from handlers.drafting.report_titles import title_of
from handlers.drafting.subject import Subject, load, load_open, task_of
from handlers.reporting.cards import card
from storage.db.json_codec import canonical
from storage.deciding import obstacles
from storage.reporting.duties import TaskLine

MOST = 4  # reports that hold something of the task


def asks(talk: Talk, text: str) -> bool:
    """Ask whether to take out what the text means; False where it means nothing that stands in a draft."""
    if not talk.person.is_reporter or talk.has_open_question or talk.incoming.kind != "text":
        return False
    if emptied(text, ()) is None and not any(character.isdigit() for character in text):
        return False  # most lines: no draft is read for them
    meant = _meant(talk, text, anywhere=False) or _meant(talk, text, anywhere=True)
    there = [(subject, what) for subject, what in meant if _stands(subject, what)]
    left = [(subject, what) for subject, what in there or meant if not _is_in_the_ledger(talk, subject, what)]
    if not left:
        return False
    subject, what = left[0]
    if not there and what.code is None:
        return False
    if what.code is None:
        talk.note(talk.words("cannot.draft_away"))
    elif not there:
        talk.note(_nothing(talk, subject, what.code))
    else:
        _ask(talk, left[:MOST])
    return True


def _meant(talk: Talk, text: str, *, anywhere: bool) -> list[tuple[Subject, Emptied]]:
    """Return what the text takes out of which reports, whether or not it stands there."""
    candidates = which_report.candidates(talk, anywhere=anywhere)
    drafts = [load(talk, duty.id, unit) for duty, unit in candidates]
    meant = [(subject, emptied(text, [task.code for task in subject.tasks])) for subject in drafts]
    return [(subject, what) for subject, what in meant if what is not None]


def _stands(subject: Subject, meant: Emptied) -> bool:
    if meant.code is None:
        return bool(subject.said)
    return bool(_fields(subject, _task(subject, meant), meant.field))


def _nothing(talk: Talk, subject: Subject, code: str) -> Text:
    return talk.words("empty.nothing", code=code, title=title_of(talk, subject.duty))


def _is_in_the_ledger(talk: Talk, subject: Subject, meant: Emptied) -> bool:
    """Say whether it is an obstacle that is open beside the draft: it is taken back there."""
    if meant.code is None or meant.field not in tuple(ObstacleKind):
        return False
    known = obstacles.known(talk.session, subject.duty.plan_id, [subject.unit.id])
    return ObstacleLine(subject.unit.id, _task(subject, meant).id, ObstacleKind(meant.field)) in known


def _task(subject: Subject, meant: Emptied) -> TaskLine:
    return next(task for task in subject.tasks if task.code == meant.code)


def _fields(subject: Subject, task: TaskLine, field_code: str | None) -> list[str]:
    """Return which answers would go; files stay, as they are taken away one by one."""
    there = [code for code in subject.answers(task.id) if code != "files"]
    return [code for code in there if field_code in (None, code)]


def _ask(talk: Talk, found: list[tuple[Subject, Emptied]]) -> None:
    lines, rows = [], []
    for subject, meant in found:
        task = _task(subject, meant)
        gone = _fields(subject, task, meant.field)
        said = {code: value for code, value in subject.answers(task.id).items() if code in gone}
        read = answers.in_full(talk.words, said, subject.form(task.id).own)
        title = title_of(talk, subject.duty)
        lines.append(talk.words("empty.understood", code=task.code, said=read, title=title))
        label = talk.words.plain("button.empty", code=task.code)
        stamp = _stamp(subject, task, meant.field)
        args = {**subject.args, "task_id": task.id, "field_code": meant.field, "stamp": stamp}
        rows.append([Choice(label if len(found) == 1 else f"{label} · {title}", "task.empty", args)])
    keep = Choice(talk.words.plain("button.keep_draft"), "report.card", found[0][0].args)
    talk.say(lines_of([*lines, talk.words("right?")]), [*rows, [keep]])


def empty(talk: Talk, obligation_id: int, unit_id: int, task_id: int, field_code: str | None, stamp: str) -> None:
    """Take it out of the draft, and show the card; where other words stand there than were read, ask about these.
    `stamp`: of what the person has read."""
    subject = load_open(talk, obligation_id, unit_id)
    task = task_of(subject, task_id)
    gone = _fields(subject, task, field_code)
    if gone and _stamp(subject, task, field_code) != stamp:
        _ask(talk, [(subject, Emptied(task.code, field_code))])
        return
    if gone:
        subject = actions.take_out(talk, subject, task_id, gone)
    card.show(talk, subject)


def _stamp(subject: Subject, task: TaskLine, field_code: str | None) -> str:
    """Return a stamp that changes whenever what would go does, or is said anew."""
    if task.id not in subject.said:
        return ""
    said = subject.said[task.id]
    gone = {code: said.answers[code] for code in _fields(subject, task, field_code)}
    return sha256(canonical([f"{said.said_at}", gone])).hexdigest()[:16]

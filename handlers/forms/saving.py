"""What was sent from the page goes into the draft, task by task, by the rules of the chat.

A task is written only where its inputs say something else than the page showed. Where somebody wrote about it in the
meantime, nothing is written over: it is shown, and what was typed stays on the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from domain.files import attachments as rules
from domain.files.attachments import Refusal as FileRefusal
from domain.forms.fields import Answers, Field
from domain.forms.form import Form
from domain.messaging.messages import plain
from domain.text import nfc
from domain.typed.values.field_values import read_value
from handlers.conversation.acting import Refusal
from handlers.conversation.refusals import worded
from handlers.conversation.talk import Interaction
from handlers.display import answers
from handlers.display.field_values import limits
from handlers.display.shown_numbers import number
from handlers.drafting import actions as drafting
from handlers.drafting import kept_files
from handlers.drafting.subject import Subject
from handlers.forms import page_inputs
from handlers.forms.page_inputs import Filled
from storage.people import addresses
from storage.reporting import attachments
from storage.reporting.attachments import ExaminedFile
from storage.reporting.duties import TaskLine
from storage.tables import Attachment

BASE = ":base"  # what the inputs showed, by `page_inputs.digest`
KEEP = ":keep"  # a comment was read, and what is there is to stay
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Came:
    """A file that was chosen, and what it is or why it is not taken."""

    name: str
    content: bytes
    looked: ExaminedFile | FileRefusal


@dataclass(frozen=True, slots=True)
class TaskInput:
    """What came for one task: the inputs by name, ids of files to take away, files to add."""

    given: Mapping[str, str] = field(default_factory=dict)
    unfiled: Sequence[int] = ()
    files: Sequence[Came] = ()


def without_files(sent: TaskInput) -> TaskInput:
    """Return what is left to be drawn again once its files were dealt with."""
    return TaskInput(sent.given)


@dataclass(frozen=True, slots=True)
class TaskTrouble:
    """What of one task was not kept, in words: by field code, of the task as a whole, and of its files."""

    fields: Mapping[str, str] = field(default_factory=dict)
    whole: str = ""
    files: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.fields or self.whole or self.files)


@dataclass(frozen=True, slots=True)
class Saved:
    subject: Subject
    troubles: Mapping[int, TaskTrouble]
    attached: int = 0  # files


def save(acting: Interaction, subject: Subject, sent: Mapping[int, TaskInput], *, files_only: bool = False) -> Saved:
    subject = drafting.opened(acting, subject)
    troubles: dict[int, TaskTrouble] = {}
    attached = 0
    for task in subject.tasks:
        one = sent.get(task.id)
        if one is None:
            continue
        trouble = TaskTrouble()
        if not files_only and BASE in one.given:
            subject, trouble = _write(acting, subject, task, one.given)
        subject = kept_files.detach(acting, subject, task, one.unfiled)
        subject, kept, refused = _attach(acting, subject, task, one.files)
        attached += kept
        trouble = replace(trouble, files=refused)
        if trouble:
            troubles[task.id] = trouble
    return Saved(subject, troubles, attached)


def _write(
    acting: Interaction, subject: Subject, task: TaskLine, given: Mapping[str, str]
) -> tuple[Subject, TaskTrouble]:
    current = subject.answers(task.id)
    today = acting.now.astimezone(subject.duty.zone).date()
    filled = page_inputs.read(subject.form(task.id), given, current, today)
    trouble = TaskTrouble(
        {
            code: _why(acting, subject.form(task.id).by_code[code], why, given.get(code, ""), today)
            for code, why in filled.problems.items()
        }
    )
    said = _beside_bad(subject.form(task.id), filled, current)
    if said == current:
        return (subject if trouble else _stand_by(acting, subject, task, given)), trouble
    shown = page_inputs.digest(current)
    if page_inputs.digest(said) == given[BASE] and shown != given[BASE] and not trouble:
        return subject, trouble  # untouched here, and written elsewhere
    if shown != given[BASE]:
        return subject, replace(trouble, whole=_written_meanwhile(acting, subject, task))
    return drafting.save(acting, subject, task.id, said), trouble


def _beside_bad(form: Form, filled: Filled, current: Answers) -> Answers:
    """Return what could be read; where it could not, what was said before stays, and so does what hangs on it."""
    bad = set(filled.problems)
    for one in form.fields:
        if one.only_when is not None and one.only_when[0] in bad:
            bad.add(one.code)
    before = {code: current[code] for code in bad if code in current}
    return form.kept({**before, **filled.answers}) if bad else filled.answers


def _stand_by(acting: Interaction, subject: Subject, task: TaskLine, given: Mapping[str, str]) -> Subject:
    """Say again, now, what was commented on and is to stay as it is."""
    if given.get(KEEP) and task.id in subject.to_mend and subject.answers(task.id):
        return drafting.save(acting, subject, task.id, subject.answers(task.id))
    return subject


def _written_meanwhile(acting: Interaction, subject: Subject, task: TaskLine) -> str:
    said = subject.said.get(task.id)
    own = subject.form(task.id).own
    return acting.words.plain(
        "form.changed",
        person=said.person if said else "?",
        said=answers.in_full(acting.words, said.answers if said else {}, own),
    )


def _why(acting: Interaction, one: Field, why: str, said: str, today: date) -> str:
    filled: dict[str, Any] = {"limit": one.limit, "unit": one.unit}
    if why == "several":
        meant = read_value(nfc(said), one, today).values
        filled["values"] = acting.words.plain("form.bad.or").join(number(acting.words, value) for value in meant)
        why = why if one.unit else "several.unitless"
    if why == "limits":
        filled |= limits(acting.words, one)
    return acting.words.plain(f"form.bad.{why}", **filled)


def _attach(
    acting: Interaction, subject: Subject, task: TaskLine, files: Sequence[Came]
) -> tuple[Subject, int, Sequence[str]]:
    """Attach the files; return the subject with how many were kept, and what is said of those that were not."""
    refused: list[str] = []
    kept: list[Attachment] = []
    for file in files:
        row = _receive(acting, subject, file)
        if isinstance(row, Attachment):
            kept.append(row)
        else:
            refused.append(acting.words.plain(f"file.refused.{row}", name=file.name))
    try:
        before = len(subject.answers(task.id).get("files", ()))
        subject = kept_files.attach(acting, subject, task, kept)
        return subject, len(subject.answers(task.id).get("files", ())) - before, refused
    except Refusal as refusal:
        attachments.drop(acting.session, [row.id for row in kept])
        return subject, 0, [*refused, plain(worded(acting.words, refusal))]


def _receive(acting: Interaction, subject: Subject, file: Came) -> Attachment | FileRefusal:
    person_id = acting.person.person_id
    chat = addresses.latest_of(acting.session, person_id)
    if not isinstance(file.looked, ExaminedFile):
        return file.looked
    if chat is None:  # a link was handed on by somebody who has left every chat
        return "lost"
    sent = attachments.bytes_since(acting.session, person_id, acting.now - ONE_DAY)
    if sent + len(file.content) > rules.MOST_BYTES_A_DAY:
        return "too_much"
    id = attachments.receive(
        acting.session,
        organisation_id=subject.duty.organisation_id,
        person_id=person_id,
        address_id=chat.id,
        name=rules.clean_name(file.name, file.looked.kind, acting.words.plain("file.nameless")),
        content=file.content,
        looked=file.looked,
        now=acting.now,
    )
    (row,) = attachments.of_chat(acting.session, chat.id, [id])
    return row

"""A file with a task of a draft, and out of it again, by whatever way it came."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.files.attachments import MOST_WITH_A_TASK
from handlers.conversation.acting import Acting, Refusal
from handlers.drafting import actions
from handlers.drafting.subject import CannotReport, Subject, standing
from storage.reporting import attachments, reports
from storage.reporting.attachments import AttachmentState, FilePlace
from storage.reporting.duties import TaskLine
from storage.tables import Attachment


def attach(acting: Acting, subject: Subject, task: TaskLine, kept: Sequence[Attachment]) -> Subject:
    """Return the subject with these files; refuse them where they are too many."""
    actions.check(acting, subject, task.id)
    there = list(subject.answers(task.id).get("files", ()))
    new = _new(task, there, kept)
    attachments.drop(acting.session, [row.id for row in kept if row not in new.values()])
    for row in new.values():
        row.state = AttachmentState.ATTACHED
        attachments.aim(row, FilePlace(subject.duty.id, subject.unit.id, task.id))
    acting.session.flush()
    if not new:
        return subject
    return actions.say(acting, subject, task.id, {"files": [*there, *(row.as_answer for row in new.values())]})


def check_room(acting: Acting, subject: Subject, task: TaskLine, kept: Sequence[Attachment]) -> None:
    """Refuse files that are too many, also with those of a report that is in and has no draft yet."""
    said = standing(acting, subject).get(task.id)
    _new(task, said.answers.get("files", ()) if said else (), kept)


def _new(
    task: TaskLine, there: Sequence[Mapping[str, Any]], kept: Sequence[Attachment]
) -> dict[str | None, Attachment]:
    """Return the files that the task has not, by their content: the same file sent twice is one."""
    known = {file["sha256"] for file in there}
    new = {row.sha256: row for row in kept if row.sha256 not in known}
    if len(there) + len(new) > MOST_WITH_A_TASK:
        raise Refusal(CannotReport.TOO_MANY_FILES, code=task.code, limit=MOST_WITH_A_TASK)
    return new


def detach(acting: Acting, subject: Subject, task: TaskLine, ids: Sequence[int]) -> Subject:
    """Take the files out of the draft; a report that was handed in with them keeps them."""
    there = subject.answers(task.id).get("files", ())
    gone = [file["id"] for file in there if file["id"] in ids]
    if not gone:
        return subject
    subject = release(acting, subject, task, gone)
    if reports.latest(acting.session, subject.duty.id) is None:
        attachments.drop(acting.session, gone)
    return subject


def release(acting: Acting, subject: Subject, task: TaskLine, ids: Sequence[int]) -> Subject:
    """Take the files from this task; the files themselves are kept."""
    left = [file for file in subject.answers(task.id).get("files", ()) if file["id"] not in ids]
    return actions.say(acting, subject, task.id, {"files": left or None})

"""A file with a task of a draft, and out of it again, by whatever way it came."""

from collections.abc import Sequence

from domain.files.attachments import MOST_WITH_A_TASK
from handlers.conversation.talk import Interaction
from handlers.display import attached_files
from handlers.drafting.subject import Subject, saying
from storage.reporting import attachments, reports
from storage.reporting.attachments import AttachmentState, FilePlace
from storage.reporting.duties import TaskLine
from storage.tables import Attachment


def attach(acting: Interaction, subject: Subject, task: TaskLine, kept: Sequence[Attachment]) -> Subject:
    """The subject with these files; an answer that ends the handling where they are too many."""
    there = list(subject.answers(task.id).get("files", ()))
    known = {file["sha256"] for file in there}
    new = {row.sha256: row for row in kept if row.sha256 not in known}  # the same file sent twice is one
    if len(there) + len(new) > MOST_WITH_A_TASK:
        acting.stop("file.too_many", code=task.code, limit=MOST_WITH_A_TASK)
    attachments.drop(acting.session, [row.id for row in kept if row not in new.values()])
    for row in new.values():
        row.state = AttachmentState.ATTACHED
        attachments.aim(row, FilePlace(subject.duty.id, subject.unit.id, task.id))
    acting.session.flush()
    if not new:
        return subject
    return saying(acting, subject, task.id, {"files": [*there, *map(attached_files.file_of, new.values())]})


def detach(acting: Interaction, subject: Subject, task: TaskLine, ids: Sequence[int]) -> Subject:
    """Out of the draft; a report that was handed in with them keeps them."""
    there = subject.answers(task.id).get("files", ())
    gone = [file["id"] for file in there if file["id"] in ids]
    if not gone:
        return subject
    subject = release(acting, subject, task, gone)
    if reports.latest(acting.session, subject.duty.id) is None:
        attachments.drop(acting.session, gone)
    return subject


def release(acting: Interaction, subject: Subject, task: TaskLine, ids: Sequence[int]) -> Subject:
    """No more with this task; the files themselves are kept."""
    left = [file for file in subject.answers(task.id).get("files", ()) if file["id"] not in ids]
    return saying(acting, subject, task.id, {"files": left or None})

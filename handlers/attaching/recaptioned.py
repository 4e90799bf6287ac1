"""The words under a file were edited: they say now with which task it belongs."""

from collections.abc import Sequence

from handlers.attaching import placing
from handlers.conversation.talk import Choice, Talk
from handlers.drafting import kept_files, which_report
from handlers.drafting.subject import subject_of, task_of
from storage.messages import sent_files
from storage.reporting import attachments, reports
from storage.reporting.attachments import TO_PLACE, AttachmentState, FilePlace
from storage.tables import Attachment


def is_dealt_with(talk: Talk, source: str | None, text: str) -> bool:
    """Put files that wait for their task with the one named now, and offer to move those of another task. Return False
    where it was no file, or the words say more than that, which is still to be read."""
    rows = sent_files.sent_as(talk.session, talk.address.id, source) if source else []
    named = which_report.named_tasks(talk, text) if rows and text else []
    if len(named) != 1 or named[0].task_id is None:
        return False
    place = named[0]
    for row in rows:
        if row.state == AttachmentState.WAITING:  # it is dealt with when it is there
            attachments.aim(row, place)
    waiting = [row.id for row in rows if row.state in TO_PLACE]
    elsewhere = [row for row in rows if row.state == AttachmentState.ATTACHED and row.task_id != place.task_id]
    if waiting:
        placing.for_task(talk, place.obligation_id, place.unit_id, named[0].task_id, waiting)
    if elsewhere:
        _offer(talk, elsewhere, place)
    return which_report.is_code(talk, place, text)


def _offer(talk: Talk, rows: Sequence[Attachment], place: FilePlace) -> None:
    """Offer to move the files out of a draft; a report that was handed in keeps its files, which is said."""
    where = attachments.place_of(rows)
    assert where is not None
    before = subject_of(talk, where.obligation_id, where.unit_id).task(where.task_id or 0)
    subject = subject_of(talk, place.obligation_id, place.unit_id)
    after = task_of(subject, place.task_id or 0)
    words, files, code = talk.words, placing.named(talk, rows), before.code if before else ""
    if reports.latest(talk.session, where.obligation_id) is not None:
        talk.note(words("file.stays", files=files, code=code, new=after.code))
        return
    args = {**subject.args, "task_id": after.id, "attachment_ids": [row.id for row in rows]}
    move = Choice(words.plain("button.move_file", code=after.code), "file.move", args)
    leave = Choice(words.plain("button.leave_file", code=code), "leave")
    talk.say(words("file.moves", files=files, code=code, new=after.code, title=after.title), [[move, leave]])


def move(talk: Talk, obligation_id: int, unit_id: int, task_id: int, attachment_ids: list[int]) -> None:
    """Move the files, as was agreed to; what was handed in or taken away meanwhile stays as it is."""
    there = [
        row
        for row in attachments.of_chat(talk.session, talk.address.id, attachment_ids)
        if row.state == AttachmentState.ATTACHED
    ]
    moved = [row for row in there if row.task_id != task_id and _is_in_draft(talk, row)]
    if not moved:
        talk.stop("file.settled" if there else "file.gone")
    left = [(row.id, place) for row in moved if (place := attachments.place_of([row]))]
    placing.put(talk, obligation_id, unit_id, task_id, moved)  # which may refuse: nothing is taken out before
    for attachment_id, place in left:
        subject = subject_of(talk, place.obligation_id, place.unit_id)
        if (task := subject.task(place.task_id or 0)) is not None:
            kept_files.release(talk, subject, task, [attachment_id])


def _is_in_draft(talk: Talk, row: Attachment) -> bool:
    where = attachments.place_of([row])
    if where is None or reports.latest(talk.session, where.obligation_id) is not None:
        return False
    subject_of(talk, where.obligation_id, where.unit_id)  # stops where it takes nothing any more
    return True

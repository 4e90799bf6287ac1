"""Where a file belongs: to the task at hand, or to the one that is chosen. It is in the draft then, and no report has
changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.files.attachments import clean_name, readable
from domain.messaging.messages import Text, lines_of
from domain.text import codes_meant
from handlers.conversation.acting import Refusal
from handlers.conversation.paging import page_of, turning
from handlers.conversation.talk import Choice, Rows, Talk, in_rows, withdraw
from handlers.display import attached_files
from handlers.drafting import actions as drafting
from handlers.drafting import answered_message, closed_reports, kept_files, which_report
from handlers.drafting.report_titles import title_alone, title_of
from handlers.drafting.subject import Subject, group_of, is_correction, subject_of, task_of
from handlers.setup import upload
from storage.messages import buttons
from storage.reporting import attachments
from storage.reporting.attachments import TO_PLACE, AttachmentState, FilePlace
from storage.reporting.duties import TaskLine
from storage.tables import Attachment

MOST_REPORTS = 10
MOST_TASKS = 24
IN_ROW = 4


def at_hand(talk: Talk) -> FilePlace | None:
    """Return the place that the message answers, else the task on screen, or the only report that the file can be
    about; None where that is to be asked."""
    if len(spoken := answered_message.spoken_of(talk)) == 1:
        return FilePlace(spoken[0].duty.id, spoken[0].unit_id, spoken[0].task_id)
    focus = talk.address.focus or {}
    found = which_report.candidates(talk)
    if len(found) != 1:
        return None
    duty, unit_id = found[0]
    same = (focus.get("obligation_id"), focus.get("unit_id")) == (duty.id, unit_id)
    return FilePlace(duty.id, unit_id, focus.get("task_id") if same else None)


def deal(talk: Talk, rows: Sequence[Attachment]) -> None:
    """Say what was refused; put the rest where it belongs, or ask. A question that is open stays open."""
    talk.aside = True
    for row in rows:
        if row.state == AttachmentState.REFUSED:
            tell_refused(talk, row.name, row.reason)
    attachments.drop(talk.session, [row.id for row in rows if row.state == AttachmentState.REFUSED])
    kept = [row for row in rows if row.state in TO_PLACE]
    for row in kept:
        assert row.kind is not None
        row.state = AttachmentState.ASKED
        row.name = clean_name(row.name, row.kind, talk.words.plain("file.nameless"))
    setups = [row for row in kept if upload.is_one(talk, row)]
    for row in setups:
        upload.preview(talk, row)
    rest = [row for row in kept if row not in setups]
    if rest:
        _place(talk, rest, attachments.place_of(rows))


def tell_refused(talk: Talk, name: str, reason: str | None) -> None:
    talk.note(talk.words(f"file.refused.{reason}", name=readable(name) or talk.words.plain("file.nameless")))


def _place(talk: Talk, kept: Sequence[Attachment], place: FilePlace | None) -> None:
    ids = [row.id for row in kept]
    if place is None:
        _ask_report(talk, kept)
        return
    try:
        subject = subject_of(talk, place.obligation_id, place.unit_id)
    except Refusal as refusal:  # between the sending of the file and its coming
        closed_reports.tell(talk, refusal)
        _ask_report(talk, kept)
        return
    only = subject.tasks[0].id if len(subject.tasks) == 1 else None
    task = subject.task(place.task_id or only or 0)
    if task is None or is_correction(talk, subject):
        _ask_task(talk, subject, ids, kept, [task] if task else subject.tasks)
        return
    try:
        subject, said = _attached(talk, subject, task, kept)
    except Refusal as refusal:  # they came all the same, and may go elsewhere
        closed_reports.tell(talk, refusal)
        return
    if talk.address.focus:
        talk.note(said)
    else:
        talk.say(said, _after(talk, subject, task))


def _attached(talk: Talk, subject: Subject, task: TaskLine, kept: Sequence[Attachment]) -> tuple[Subject, Text]:
    """Return the subject with these files, and what is said of it: also which files the task has already, under
    whatever name."""
    subject = kept_files.attach(talk, subject, task, kept)
    added = {file["id"] for file in subject.answers(task.id).get("files", ())}
    new = [row for row in kept if row.id in added]
    sorted_out = (("file.attached", new), ("file.there", [row for row in kept if row not in new]))
    lines = [
        talk.words(name, files=named(talk, rows), code=task.code, title=task.title) for name, rows in sorted_out if rows
    ]
    return subject, lines_of(lines)


def _ask_report(talk: Talk, kept: Sequence[Attachment]) -> None:
    found = which_report.candidates(talk, anywhere=True) or [
        (duty, duty.unit_id) for duty in which_report.correctable(talk)
    ]
    if not found:
        attachments.drop(talk.session, [row.id for row in kept])
        talk.stop("file.nothing_owed", files=named(talk, kept))
    ids = [row.id for row in kept]
    if len(found) == 1:
        subject = subject_of(talk, found[0][0].id, found[0][1])
        _ask_task(talk, subject, ids, kept, subject.tasks)
        return
    choices = [
        Choice(
            f"{n}. {title_alone(talk, duty)} · {duty.unit_name}",
            "file.for",
            {"obligation_id": duty.id, "unit_id": unit_id, "attachment_ids": ids},
        )
        for n, (duty, unit_id) in enumerate(found[:MOST_REPORTS], 1)
    ]
    drop = Choice(talk.words.plain("button.drop_file"), "file.drop", {"attachment_ids": ids})
    talk.say(talk.words("file.which_report", files=named(talk, kept)), [*in_rows(choices, 1), [drop]])


def _ask_task(
    talk: Talk,
    subject: Subject,
    ids: Sequence[int],
    kept: Sequence[Attachment],
    tasks: Sequence[TaskLine],
    page: int = 0,
) -> None:
    args = {**subject.args, "attachment_ids": list(ids)}
    shown = page_of(tasks, page, MOST_TASKS)
    choices = [Choice(task.code, "file.task", {**args, "task_id": task.id}) for task in shown.lines]
    title = title_of(talk, subject.duty)
    lines = [talk.words("file.which_task", files=named(talk, kept), title=title)]
    if shown.pages == 1:
        lines += [talk.words("file.task_line", code=task.code, title=task.title) for task in shown.lines]
    elif not talk.has_open_question:
        lines.append(talk.words("file.type_code"))
    if is_correction(talk, subject):
        lines.append(talk.words("file.correction"))
    drop = Choice(talk.words.plain("button.drop_file"), "file.drop", {"attachment_ids": list(ids)})
    rows = [*in_rows(choices, IN_ROW), turning(talk.words, shown, "file.for", args), [drop]]
    talk.show(lines_of(lines), rows, focus={"ask": "file", **args})


def for_report(talk: Talk, obligation_id: int, unit_id: int, attachment_ids: list[int], page: int = 0) -> None:
    """Put the files into the report that was chosen; of several tasks ask which, a page of them at a time."""
    kept = _taken_up(talk, attachment_ids)
    subject = subject_of(talk, obligation_id, unit_id)
    if len(subject.tasks) == 1:
        for_task(talk, obligation_id, unit_id, subject.tasks[0].id, attachment_ids)
    else:
        _ask_task(talk, subject, attachment_ids, kept, subject.tasks, page)


def for_task(talk: Talk, obligation_id: int, unit_id: int, task_id: int, attachment_ids: list[int]) -> None:
    """Put the files with the task that was chosen."""
    put(talk, obligation_id, unit_id, task_id, _taken_up(talk, attachment_ids))


def put(talk: Talk, obligation_id: int, unit_id: int, task_id: int, kept: Sequence[Attachment]) -> None:
    """Put the files with this task, and say so."""
    subject = subject_of(talk, obligation_id, unit_id)
    task = task_of(subject, task_id)
    if is_correction(talk, subject):
        kept_files.check_room(talk, subject, task, kept)
        subject = drafting.correct(talk, obligation_id, unit_id)
    subject, said = _attached(talk, subject, task, kept)
    if talk.has_open_question:
        talk.show(lines_of([said, talk.words("file.still_asked")]))
    else:
        talk.show(said, _after(talk, subject, task), focus={"ask": "card", **subject.args})


def typed(talk: Talk, text: str) -> bool:
    """Take the task's code, typed where it was asked; return False where the text names no task."""
    focus = talk.address.focus or {}
    subject = subject_of(talk, focus["obligation_id"], focus["unit_id"])
    meant = codes_meant(text, [task.code for task in subject.tasks])
    named = [task for task in subject.tasks if task.code in meant]
    if len(named) == 1:
        for_task(talk, focus["obligation_id"], focus["unit_id"], named[0].id, focus["attachment_ids"])
    elif named:
        _ask_task(talk, subject, focus["attachment_ids"], _kept_or_stop(talk, focus["attachment_ids"]), named)
    return bool(named)


def drop(talk: Talk, attachment_ids: list[int]) -> None:
    kept = _taken_up(talk, attachment_ids)
    attachments.drop(talk.session, [row.id for row in kept])
    talk.show(talk.words("file.dropped", files=named(talk, kept)))


def _taken_up(talk: Talk, ids: list[int]) -> list[Attachment]:
    """Return the files still to be placed, now that it was answered where; what the card about them offered is settled.
    Another question that is open stays so."""
    kept = _kept_or_stop(talk, ids)
    talk.aside = True
    if talk.has_open_question:
        keys = [str(choice[1]) for choice in talk.address.choices]
        known = ((key, buttons.meaning(talk.session, talk.address, key)) for key in keys)
        settled = {
            key
            for key, meaning in known
            if meaning and meaning[0].startswith("file.") and meaning[1].get("attachment_ids") == ids
        }
        withdraw(talk.address, settled)
    return kept


def _kept_or_stop(talk: Talk, ids: list[int]) -> list[Attachment]:
    """Return the files still to be placed; end the handling where none is: a button may be pressed twice, or long
    after."""
    rows = attachments.of_chat(talk.session, talk.address.id, ids)
    kept = [row for row in rows if row.state in TO_PLACE]
    if not kept:
        if (talk.address.focus or {}).get("attachment_ids") == ids:  # a code that is typed means the task again
            talk.address.focus, talk.address.choices = None, []
        talk.stop("file.settled" if any(row.state == AttachmentState.ATTACHED for row in rows) else "file.gone")
    return kept


def _after(talk: Talk, subject: Subject, task: TaskLine) -> Rows:
    word = talk.words.plain
    to_task = Choice(word("button.open_task", code=task.code), "task", {**subject.args, "task_id": task.id})
    return [[to_task, Choice(word("button.open_card"), "report.card", {**subject.args, **group_of(subject, task)})]]


def named(talk: Talk, rows: Sequence[Attachment]) -> str:
    return ", ".join(attached_files.described(talk.words, row.as_answer) for row in rows)


def show(talk: Talk, obligation_id: int, unit_id: int, task_id: int) -> None:
    """Show the files of a task, each to be opened or taken away."""
    subject = subject_of(talk, obligation_id, unit_id)
    task = task_of(subject, task_id)
    files: Sequence[attached_files.File] = subject.answers(task_id).get("files", ())
    back = Choice(talk.words.plain("button.back"), "task", {**subject.args, "task_id": task_id})
    lines = [talk.words("task.title", code=task.code, title=task.title)]
    lines += [attached_files.linked(talk.words, [file], talk.opener) for file in files]
    lines.append(talk.words("files.add" if files else "files.none"))
    rows = [[_remover(talk, file, back.args)] for file in files]
    talk.show(lines_of(lines), [*rows, [back]], focus={"ask": "task", **back.args})


def _remover(talk: Talk, file: attached_files.File, args: Mapping[str, Any]) -> Choice:
    return Choice(
        talk.words.plain("button.unfile", name=file["name"]), "file.remove", {**args, "attachment_id": file["id"]}
    )


def remove(talk: Talk, obligation_id: int, unit_id: int, task_id: int, attachment_id: int) -> None:
    """Take the file out of the draft; a report that was handed in with it keeps it."""
    subject = subject_of(talk, obligation_id, unit_id)
    task = task_of(subject, task_id)
    if is_correction(talk, subject):
        subject = drafting.correct(talk, obligation_id, unit_id)
    kept_files.detach(talk, subject, task, [attachment_id])
    show(talk, obligation_id, unit_id, task_id)

"""A file that came in: refused at once where its name, size or words say so, else fetched and dealt with."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from domain.files import attachments as rules
from domain.files.attachments import Refusal, RefusedFile
from domain.messaging.secret_marks import is_marked_secret
from domain.text import nfc
from handlers.attaching import placing
from handlers.conversation.talk import Talk
from handlers.drafting import which_report
from handlers.setup import upload
from storage.reporting import attachments
from storage.reporting.attachments import AttachmentState, FilePlace
from storage.tables import Attachment

ONE_DAY = timedelta(days=1)
LONGEST_CAPTION = 4096  # characters, as of a text; Telegram lets most people write a quarter of that


def arrives(talk: Talk, read_line: Callable[[Talk, str], object]) -> None:
    """Deal with a file from somebody who has joined, in their own chat. `read_line` is given words said with it that
    are about tasks."""
    caption = nfc(talk.incoming.text[: 2 * LONGEST_CAPTION]).strip()
    unwelcome = _unwelcome(talk, caption)
    if unwelcome is not None:
        _forget(talk)
        talk.stop(unwelcome, limit=LONGEST_CAPTION)
    refusal = _refused(talk)
    if refusal is not None:
        _refuse(talk, refusal)
        return
    named = which_report.named_tasks(talk, caption) if caption else []
    meant = named[0] if len(named) == 1 else None
    place = meant or (_report_of(named) if named else placing.at_hand(talk))
    came_along = talk.incoming.extra.get("attachment")
    if came_along is None:
        row = _expect(talk, place, _name(talk, "" if named else caption))
        together = attachments.sent_together(talk.session, row)
        if named:  # of an album any may have the words
            for one in together:
                attachments.aim(one, place)
        if len(together) == 1:
            talk.note(talk.words("file.coming", name=rules.readable(row.name)))
    else:
        (row,) = attachments.of_chat(talk.session, talk.address.id, [came_along])
        attachments.aim(row, place)
        placing.deal(talk, [row])
    if named and not (meant and which_report.is_code(talk, meant, caption)):
        talk.aside = True
        read_line(talk, caption)


def _report_of(named: Sequence[FilePlace]) -> FilePlace | None:
    """Return the report of several tasks, without a task; None where they are in more than one."""
    reports = {(one.obligation_id, one.unit_id) for one in named}
    return FilePlace(*reports.pop()) if len(reports) == 1 else None


def fetched(talk: Talk) -> None:
    """Deal with a file that is here now, or will never be; of several sent at once the last deals with all."""
    if talk.actor is None:
        return
    found = attachments.of_chat(talk.session, talk.address.id, [talk.incoming.extra["attachment"]])
    if not found or found[0].state not in (
        AttachmentState.KEPT,
        AttachmentState.REFUSED,
    ):  # dealt with, with others of its album
        return
    together = attachments.sent_together(talk.session, found[0])
    if all(row.state != AttachmentState.WAITING for row in together):
        placing.deal(talk, together)


def _unwelcome(talk: Talk, caption: str) -> str | None:
    """Return the reason why nothing of it is kept, whatever the file may be; None where it is welcome."""
    if not talk.person.is_reporter and not upload.may(talk):
        return "file.not_reporter"
    if len(caption) > LONGEST_CAPTION:
        return "too_long"
    return "secret" if is_marked_secret(caption) or is_marked_secret(_as_words(talk.incoming.file_name)) else None


def _as_words(name: str) -> str:
    """Return a file's name as words: `TÀI_LIỆU_MẬT.pdf` → `TÀI LIỆU MẬT`"""
    shown = rules.readable(name).replace("_", " ").replace("-", " ")
    return shown.rpartition(".")[0] or shown


def _refused(talk: Talk) -> Refusal | None:
    incoming = talk.incoming
    if incoming.what == "video":
        return "kind"
    if incoming.file_size > rules.MOST_BYTES:
        return "too_large"
    came_along = "attachment" in incoming.extra
    if not came_along and not incoming.extra.get("file_id"):
        return "lost"
    sent = attachments.bytes_since(talk.session, talk.person.person_id, talk.now - ONE_DAY)
    if sent + (0 if came_along else incoming.file_size) > rules.MOST_BYTES_A_DAY:
        return "too_much"
    try:
        rules.refuse_by_name(incoming.file_name)
    except RefusedFile as error:
        return error.reason
    return None


def _refuse(talk: Talk, reason: Refusal) -> None:
    _forget(talk)
    placing.tell_refused(talk, talk.incoming.file_name, reason)


def _forget(talk: Talk) -> None:
    """Delete the content, where that came along."""
    came_along = talk.incoming.extra.get("attachment")
    if came_along is not None:
        attachments.drop(talk.session, [came_along])


def _expect(talk: Talk, place: FilePlace | None, name: str) -> Attachment:
    assert talk.organisation is not None
    row = attachments.expect(
        talk.session,
        organisation_id=talk.organisation.id,
        person_id=talk.person.person_id,
        address_id=talk.address.id,
        source=talk.incoming.extra["file_id"],
        album=talk.incoming.extra.get("album"),
        name=name,
        size=talk.incoming.file_size,
        place=place,
        now=talk.now,
    )
    row.name = row.name or talk.words.plain("file.photo", n=row.id)
    return row


def _name(talk: Talk, caption: str) -> str:
    """Return the file's name. A photo on Telegram has none of its own; words said with it, which are about no task, are
    one."""
    return talk.incoming.file_name or " ".join(caption.replace("/", "-").split())[: rules.LONGEST_NAME]

"""A file that came in: refused at once where its name or size says so, else fetched where need be, and dealt with."""

from datetime import timedelta

from domain import attachments as rules
from domain.attachments import Refusal, Refused
from domain.text import nfc
from handlers import setting_up
from handlers.attaching import placing
from handlers.reporting import understanding
from handlers.talk import Talk
from storage import attachments
from storage.attachments import Place, State
from storage.tables import Attachment

ONE_DAY = timedelta(days=1)


def arrives(talk: Talk) -> None:
    """From people who have joined, in their own chat."""
    refusal = _refused(talk)
    if refusal is not None:
        _refuse(talk, refusal)
        return
    caption = nfc(talk.incoming.text).strip()
    meant = understanding.names_one_task(talk, caption) if caption else None
    place = meant or placing.at_hand(talk)
    came_along = talk.incoming.extra.get("attachment")
    if came_along is None:
        row = _expect(talk, place, _name(talk, caption if meant is None else ""))
        if not _follows_another(talk, row):
            talk.note(talk.words("file.coming", name=row.name))
    else:
        (row,) = attachments.of_chat(talk.session, talk.address.id, [came_along])
        attachments.aim(row, place)
        placing.deal(talk, [row])
    if meant is not None and not understanding.is_code(talk, meant, caption):
        understanding.tasks_line(talk, caption)


def fetched(talk: Talk) -> None:
    """What was sent is here, or will never be; of several sent at once the last deals with all."""
    if talk.actor is None:
        return
    found = attachments.of_chat(talk.session, talk.address.id, [talk.incoming.extra["attachment"]])
    together = attachments.sent_together(talk.session, found[0]) if found else []
    if together and all(row.state != State.WAITING for row in together):
        placing.deal(talk, together)


def _refused(talk: Talk) -> Refusal | None:
    incoming = talk.incoming
    if not talk.person.is_reporter and not setting_up.may(talk):
        talk.stop("file.not_reporter")
    if incoming.what == "video":
        return "kind"
    if incoming.file_size > rules.MOST_BYTES:
        return "too_large"
    if "attachment" not in incoming.extra and not incoming.extra.get("file_id"):
        return "lost"
    sent = attachments.bytes_since(talk.session, talk.person.person_id, talk.now - ONE_DAY)
    if sent + incoming.file_size > rules.MOST_BYTES_A_DAY:
        return "too_much"
    try:
        rules.refuse_by_name(incoming.file_name)
    except Refused as error:
        return error.reason
    return None


def _refuse(talk: Talk, reason: Refusal) -> None:
    came_along = talk.incoming.extra.get("attachment")
    if came_along is not None:
        attachments.drop(talk.session, [came_along])
    placing.tell_refused(talk, talk.incoming.file_name, reason)


def _expect(talk: Talk, place: Place | None, name: str) -> Attachment:
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
    """A photo on Telegram has no name of its own; words said with it, which are about no task, are one."""
    return talk.incoming.file_name or " ".join(caption.replace("/", "-").split())[: rules.LONGEST_NAME]


def _follows_another(talk: Talk, row: Attachment) -> bool:
    """Of an album only the first is said to be on its way."""
    return len(attachments.sent_together(talk.session, row)) > 1

"""The setup as an Excel file that an admin sends: what it would change is shown first, and written when confirmed.

A file of thousands of units takes seconds, so both are done beside the handling of messages, as files are made.
"""

from handlers.conversation.talk import Talk
from storage.reporting import attachments
from storage.reporting.attachments import TO_PLACE
from storage.tables import Attachment

WHAT = "setup"
KINDS = frozenset({"xlsx", "xls", "ods"})


def may(talk: Talk) -> bool:
    return talk.organisation is not None and talk.person.administers(talk.organisation.id)


def is_one(talk: Talk, row: Attachment) -> bool:
    """Say whether this is a setup and no report: a table of somebody who does not report can be nothing else."""
    if row.kind not in KINDS or not may(talk):
        return False
    from storage.setup.workbook import is_setup  # takes a quarter of a second to load, and is seldom needed

    return not talk.person.is_reporter or is_setup(attachments.content(talk.session, row.id) or b"")


def preview(talk: Talk, row: Attachment) -> None:
    _ask(talk, row.id, None)
    talk.note(talk.words("setup.reading", name=row.name))


def apply(talk: Talk, attachment_id: int, confirmed: str) -> None:
    """Write the setup (`Ghi vào hệ thống`); `confirmed` stands for the changes that were shown."""
    _kept_or_stop(talk, attachment_id)
    _ask(talk, attachment_id, confirmed)
    talk.show(talk.words("setup.writing"))


def drop(talk: Talk, attachment_id: int) -> None:
    row = _kept_or_stop(talk, attachment_id)
    attachments.drop(talk.session, [attachment_id])
    talk.show(talk.words("setup.dropped", name=row.name))


def _kept_or_stop(talk: Talk, attachment_id: int) -> Attachment:
    if not may(talk):
        talk.stop("setup.not_admin")
    rows = [row for row in attachments.of_chat(talk.session, talk.address.id, [attachment_id]) if row.state in TO_PLACE]
    if not rows:
        talk.stop("setup.gone")
    return rows[0]


def _ask(talk: Talk, attachment_id: int, confirmed: str | None) -> None:
    assert talk.organisation is not None
    talk.have_made(
        WHAT,
        "text",
        talk.address.id,
        {"attachment_id": attachment_id, "confirmed": confirmed},
        organisation_id=talk.organisation.id,
    )

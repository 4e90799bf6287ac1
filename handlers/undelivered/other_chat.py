"""A message that cannot be had in one chat, put into another of the same person or of who follows the same."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from domain.messaging.messages import Card, Outgoing, Text, lines_of
from handlers.conversation.talk import Choice, Rows, card_of, offer
from storage.db.upsert import table_of
from storage.messages import buttons, outbox
from storage.messages.outbox import MOVED, Lane
from storage.people import people
from storage.tables import Address, Outbox, ReminderEntry

_ENTRY = table_of(ReminderEntry)


def move(session: Session, row: Outbox, here: Address, there: Address, why: Text, reason: str, now: datetime) -> bool:
    """Queue the message once more, in `there`, with `why` under it; False where it was before, or has no words. What is
    refused there too goes no further.

    `reason` is noted in the ledger, where the message is a reminder.
    """
    outgoing = Outgoing.from_json(row.payload)
    if outgoing.card is None:
        return False
    body = lines_of([outgoing.card.text, (), why])
    card = card_of(session, there, body, choices(session, here, outgoing.card), now)
    new_id = outbox.add(
        session,
        channel=there.channel,
        account=there.account,
        chat_id=there.chat_id,
        outgoing=Outgoing("file" if outgoing.file else "say", card, file=outgoing.file),
        lane=Lane(row.lane),
        now=now,
        organisation_id=there.organisation_id,
        dedupe_key=f"{MOVED}{row.id}:{there.id}",
    )
    if new_id is None:
        return False
    if card.rows:
        offer(there, card, now, beside=True)
    session.execute(update(_ENTRY).where(_ENTRY.c.outbox_id == row.id).values(outbox_id=new_id, reason=reason))
    return True


def choices(session: Session, here: Address, card: Card) -> Rows:
    """Return the same buttons; their keys hold in one chat only."""
    rows: list[list[Choice]] = []
    for row in card.rows:
        rows.append([])
        for button in row:
            meaning = buttons.meaning(session, here, button.key) if button.key else None
            if button.url:
                rows[-1].append(Choice(button.label, url=button.url))
            elif meaning is not None:
                rows[-1].append(Choice(button.label, meaning[0], meaning[1]))
    return rows


def other_chat(session: Session, here: Address) -> Address | None:
    """Return where else the person of a chat can be written to."""
    if here.person_id is None:
        return None
    found = people.chats(session, here.person_id)
    free = [one for one in found if one.unreachable_since is None and one.resting_since is None]
    return next((one for one in free if one.id != here.id), None)

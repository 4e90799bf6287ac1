"""What becomes of messages that did not arrive as they were meant to.

Called in the transaction that writes down what became of them, so that nothing is dropped without a word: who asked in
a group is answered privately, a person is written to in another chat of theirs, what is refused whatever the way is
said in one plain sentence, and who coordinates hears of it once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.messaging.messages import Outgoing, Text, lines_of
from domain.rights import REPORTING_ROLES
from handlers.conversation.acting import Context
from handlers.conversation.notices import queue, words_for
from handlers.conversation.talk import withdraw
from handlers.undelivered.mending import followers, group_name, plans_watched, said_of, tell_of_group, tell_once
from handlers.undelivered.other_chat import move, other_chat
from handlers.undelivered.unreachable import coordinators_of, tell_coordinators
from handlers.words import Words
from storage.messages.outbox import MOVED, Lane
from storage.messages.outbox_mark import Stray
from storage.people import actors, addresses, mailboxes
from storage.people.people import reachable_address
from storage.tables import Address, Organisation, Outbox, Unit

SENTENCE = "sentence:"
"""How the keys of plain sentences begin: where even that is refused, the chat takes nothing."""


@dataclass(frozen=True, slots=True)
class Astray:
    session: Session
    context: Context
    now: datetime
    stray: Stray
    here: Address
    rows: Sequence[Outbox]

    def words_here(self) -> Words:
        """Return the words of the chat."""
        if self.here.person_id is not None:
            return words_for(self.session, self.here.person_id)
        organisation_id = self.here.organisation_id
        form = self.session.get_one(Organisation, organisation_id).address_form if organisation_id else "anh_chi"
        return Words(self.here.language or "vi", form)


def on_stray(session: Session, stray: Stray, now: datetime, *, context: Context) -> None:
    rows = [session.get_one(Outbox, id, populate_existing=True) for id in stray.outbox_ids]
    here = addresses.find(session, rows[0].channel, rows[0].account, rows[0].chat_id) if rows else None
    if here is None:
        return  # nobody has ever written from there
    session.refresh(here)
    _DEALT[stray.kind](Astray(session, context, now, stray, here, rows))


def _unreachable(astray: Astray) -> None:
    here = astray.here
    if here.is_group:
        tell_of_group(astray.session, here, astray.stray.reason, astray.now)
    elif astray.stray.is_new:
        tell_coordinators(astray.session, here.id, astray.stray.reason, astray.now, astray.context)
    for row in astray.rows:
        _go_on(astray, row)


def _go_on(astray: Astray, row: Outbox) -> bool:
    """Send the same message where it can be had; say whether there was such a place."""
    here = astray.here
    if here.channel == mailboxes.CHANNEL:  # a mail may hold what only the reader of that mailbox is to know
        return False
    if here.is_group:
        return _privately(astray, row)
    there = other_chat(astray.session, here)
    if there is None:
        return False
    assert there.person_id is not None
    words = words_for(astray.session, there.person_id)
    why = words("astray.instead", channel=words.plain(f"channel.{here.channel}"))
    return move(astray.session, row, here, there, why, "unreachable", astray.now)


def _privately(astray: Astray, row: Outbox) -> bool:
    """Send the message to who asked; what nobody asked for goes to all who follow what was registered in the group."""
    by = Outgoing.from_json(row.payload).by
    people = [by] if by is not None else []
    if row.lane != Lane.REPLY:
        people = followers(astray.session, plans_watched(astray.session, astray.here), astray.now)
    moved = False
    for person_id, there in reachable_address(astray.session, people).items():
        why = words_for(astray.session, person_id)("astray.privately")
        moved |= move(astray.session, row, astray.here, there, why, "unreachable", astray.now)
    return moved


def _given_up(astray: Astray) -> None:
    [row] = astray.rows
    outgoing, key = Outgoing.from_json(row.payload), row.dedupe_key or ""
    if outgoing.op == "menu":
        astray.here.menu = None  # it is set with the next occasion
        return
    if outgoing.invites is not None:
        return
    if key.startswith(SENTENCE):
        astray.here.unreachable_since = astray.now
        astray.here.unreachable_reason = addresses.SHUT + astray.stray.reason
        return
    if outgoing.card is not None:
        withdraw(astray.here, {button.key for row in outgoing.card.rows for button in row if button.key})
    moved = not key.startswith(MOVED) and _go_on(astray, row)
    _say_so(astray, row, outgoing, moved=moved)
    _tell_of_person(astray, moved=moved)


def _say_so(astray: Astray, row: Outbox, outgoing: Outgoing, *, moved: bool) -> None:
    here = astray.here
    if here.channel == mailboxes.CHANNEL:
        return
    words = astray.words_here()
    channel = words.plain(f"channel.{here.channel}")
    if outgoing.file is not None:
        body = words("astray.file", name=outgoing.file.name, channel=channel, link=outgoing.file.url)
    else:
        body = words("astray.sentence", channel=channel, link=astray.context.public_url)
    if moved:
        body = lines_of([body, words("astray.sent_elsewhere")])
    queue(astray.session, here, body, Lane(row.lane), astray.now, f"{SENTENCE}{row.id}")


def _tell_of_person(astray: Astray, *, moved: bool) -> None:
    session, here = astray.session, astray.here
    if here.is_group:
        tell_of_group(session, here, astray.stray.reason, astray.now)
        return
    if here.person_id is None:
        return
    lost = actors.actor(session, here.person_id, astray.now)
    units = dict.fromkeys(session.get_one(Unit, h.unit_id).name for h in lost.held if h.role in REPORTING_ROLES)

    def said(words: Words) -> Text:
        channel, answer = words.plain(f"channel.{here.channel}"), said_of(astray.stray.reason)
        line = words("astray.person", name=lost.name, units=", ".join(units), channel=channel, reason=answer)
        return lines_of([line, words("astray.person.moved" if moved else "astray.person.told")])

    tell_once(session, here, "person", coordinators_of(session, lost, astray.now), said, astray.now)


def _arrived_in_group(astray: Astray) -> None:
    if not astray.here.is_group:
        return
    plans = plans_watched(astray.session, astray.here)

    def said(words: Words) -> Text:
        return words(f"astray.{astray.stray.kind}", group=group_name(words, plans))

    tell_once(
        astray.session, astray.here, astray.stray.kind, followers(astray.session, plans, astray.now), said, astray.now
    )


def _arrived(astray: Astray) -> None:
    """Do nothing: its content came through another way; why is kept with the message, and logged."""


_DEALT: Mapping[str, Callable[[Astray], None]] = {
    "unreachable": _unreachable,
    "given_up": _given_up,
    "topic": _arrived_in_group,
    "right": _arrived_in_group,
    "content": _arrived,
}

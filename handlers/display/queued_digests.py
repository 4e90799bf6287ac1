"""Digests that wait to be sent, written anew when a report in them is settled."""

from datetime import datetime

from sqlalchemy.orm import Session

from domain.messaging.messages import Outgoing
from domain.rights import Actor, Role
from handlers.conversation.notices import words_for
from handlers.display.digest_text import DigestItem, digest_card, known
from storage.messages import outbox
from storage.people import actors
from storage.people.people import reachable_address
from storage.reporting import duties

CONTRIBUTE = "contribute"  # the ledger's step for telling somebody that their unit may add to the report of another


def settle(session: Session, obligation_id: int, now: datetime) -> None:
    """Let what waits to be sent no longer speak of a report that is in or excused, or whose due moment moved."""
    outbox.drop_settled_reminders(session, obligation_id, now)
    for waiting in outbox.digests_with(session, obligation_id, now):
        address = reachable_address(session, [waiting.person_id]).get(waiting.person_id)
        if address is None:
            continue
        person = actors.actor(session, waiting.person_id, now)
        units = {duty.id: duty.unit_id for duty in duties.duties(session, [id for id, _ in waiting.expected])}
        others = {duty.id: unit for duty, unit in duties.open_to_contribution(session, person.reporting_units)}
        items = [_item(person, id, step, units[id], others.get(id)) for id, step in waiting.expected]
        words = words_for(session, waiting.person_id)
        made = digest_card(session, words, address, items, known(session, items), now)
        outbox.rewrite(session, waiting.outbox_id, Outgoing("say", made))


def _item(person: Actor, obligation_id: int, step: str, unit_id: int, through: int | None) -> DigestItem:
    """Return in which capacity somebody hears of a unit's duty: by their first role there, as one who may add to it
    through another unit, or as one who coordinates."""
    role = next((str(held.role) for held in person.held if held.unit_id == unit_id), None)
    if through is not None and (step == CONTRIBUTE or not (role or person.is_coordinator)):
        return DigestItem(obligation_id, "", str(Role.FOCAL_POINT), through)
    return DigestItem(obligation_id, "", role or str(Role.COORDINATOR))

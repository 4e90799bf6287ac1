"""Urging: whom it reaches, whom it must not reach again so soon, and what is recorded."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.rights import Role
from handlers.conversation.notices import queue_notice
from handlers.conversation.talk import Talk
from handlers.display.duty_lines import standings
from handlers.nudging.letters import Sender, letter
from storage.following import nudges
from storage.following.overdue import Awaited
from storage.people import people
from storage.reporting import duties
from storage.tables import Unit

NOT_AGAIN_WITHIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Nudged:
    """What became of an urging; a row is in exactly one of the three lists."""

    urged: Sequence[Awaited]
    spared: Sequence[Awaited]  # everybody there was urged within the hour
    unreached: Sequence[Awaited]  # nobody there can be written to
    channels: Mapping[str, int]  # messages by channel
    last: datetime | None  # when the spared were urged last


def nudge(talk: Talk, rows: Sequence[Awaited], seen: datetime | None = None, say: str = "") -> Nudged:
    """Writes one message to each focal point and deputy of these late units, with what the coordinator has to `say`.

    Who was urged within the hour is left out, unless the coordinator saw that and insists: `seen` is when they
    saw it, so that insisting twice by a double press urges once.
    """
    wanted = _by_person(rows)
    recent = _recent(talk, rows, wanted, seen)
    addresses = people.reachable_address(talk.session, [person for person in wanted if person not in recent])
    owed = standings(talk.session, duties.duties(talk.session, [row.obligation_id for row in rows]))
    sender = Sender(talk.person.name, _own_unit(talk), say)
    for person_id, address in addresses.items():
        mine = wanted[person_id]
        queue_notice(talk.session, address, letter(talk.session, address, sender, mine, owed, talk.now), talk.now)
        talk.record(mine[0].organisation_id, nudges.PERSON_NUDGED, f"person:{person_id}")
    urged = [row for row in rows if _any_of(row, addresses)]
    spared = [row for row in rows if not _any_of(row, addresses) and _any_of(row, recent)]
    unreached = [row for row in rows if not _any_of(row, addresses) and not _any_of(row, recent)]
    for row in urged:
        talk.record(row.organisation_id, nudges.UNIT_NUDGED, f"obligation:{row.obligation_id}")
    channels = Counter(address.channel for address in addresses.values())
    return Nudged(urged, spared, unreached, channels, max(recent.values(), default=None))


def _by_person(rows: Sequence[Awaited]) -> dict[int, list[Awaited]]:
    found: dict[int, list[Awaited]] = {}
    for row in rows:
        for contact in row.contacts:
            if contact.channel:
                found.setdefault(contact.person_id, []).append(row)
    return found


def _recent(talk: Talk, rows: Sequence[Awaited], wanted: Collection[int], seen: datetime | None) -> dict[int, datetime]:
    found = nudges.nudged_since(
        talk.session, {row.organisation_id for row in rows}, wanted, talk.now - NOT_AGAIN_WITHIN
    )
    return {person_id: at for person_id, at in found.items() if seen is None or at > seen}


def _any_of(row: Awaited, people: Collection[int]) -> bool:
    return any(contact.person_id in people for contact in row.contacts)


def _own_unit(talk: Talk) -> str:
    """The unit for which the coordinator acts."""
    held = sorted(talk.person.held, key=lambda held: (held.role is not Role.COORDINATOR, held.role is not Role.ADMIN))
    return talk.session.get_one(Unit, held[0].unit_id).name

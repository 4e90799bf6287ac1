"""Somebody who calls actions as another program would: no chat, no page, no words."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.conversation import refusals
from handlers.conversation.acting import Acting, Reason, Refusal
from handlers.words import LANGUAGES, Words
from storage.people import actors
from storage.tables import AuditEvent, Outbox
from storage.tables.base import Base
from tests.world import World


@dataclass(slots=True)
class Caller(Acting):
    @property
    def channel(self) -> str:
        return "api"

    @contextmanager
    def refused(self, reason: Reason) -> Iterator[pytest.ExceptionInfo[Refusal]]:
        """What is tried within is refused for that reason, which can be said in every language; no row is another."""
        before = _rows(self.session)
        with pytest.raises(Refusal) as caught:
            yield caught
        assert caught.value.reason is reason
        assert _rows(self.session) == before, "what is refused has changed nothing"
        for language in LANGUAGES:
            assert refusals.worded(Words(language), caught.value), "whoever asks can say it with what they were given"


def _rows(session: Session) -> dict[str, list[Any]]:
    session.flush()
    tables = Base.metadata.sorted_tables
    return {table.name: sorted(map(repr, session.execute(select(table)))) for table in tables}


@contextmanager
def acting(world: World, person_id: int) -> Iterator[Caller]:
    with world.database.transaction() as session:
        actor = actors.actor(session, person_id, world.now)
        organisation = actors.person_of(session, person_id)[1]
        yield Caller(session, world.context, world.now, actor, organisation)


def events(caller: Acting) -> list[tuple[str, str, int | None]]:
    """What stands in the audit log: what was done, by which way, by whom."""
    caller.session.flush()
    found = caller.session.scalars(select(AuditEvent).order_by(AuditEvent.id))
    return [(event.action, event.channel, event.person_id) for event in found]


def queued(caller: Acting) -> Counter[str]:
    """How many messages wait, by the chat they go to."""
    caller.session.flush()
    return Counter(caller.session.scalars(select(Outbox.chat_id)))

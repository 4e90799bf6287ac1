"""The world of a file that makes none of its own; and in every world, whoever is refused has changed nothing."""

import re
from contextvars import ContextVar
from typing import Any

import pytest
from sqlalchemy import Engine, event

from handlers import router
from handlers.conversation.acting import Refusal
from handlers.conversation.talk import Talk
from storage.db.database import Database
from tests.handlers.health_office import health_office
from tests.world import World

_CHANGE = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)")
_OF_THE_CHAT = frozenset({"address", "button_key", "inbox", "outbox"})
_changed: ContextVar[set[str] | None] = ContextVar("_changed", default=None)


@event.listens_for(Engine, "before_cursor_execute")
def _note(connection: Any, cursor: Any, statement: str, *others: Any) -> None:
    changed = _changed.get()
    if changed is not None and (found := _CHANGE.match(statement)) and found[1] not in _OF_THE_CHAT:
        changed.add(found[1])


@pytest.fixture(autouse=True)
def _what_is_refused_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A message that ends in a refusal has changed no row but those of its chat."""
    route = router.route

    def watched(talk: Talk) -> None:
        talk.session.flush()
        changed: set[str] = set()
        token = _changed.set(changed)
        try:
            route(talk)
        except Refusal as refusal:
            talk.session.flush()
            if changed:
                raise AssertionError(f"{refusal.reason} was refused after {changed} had been changed") from refusal
            raise
        finally:
            _changed.reset(token)

    monkeypatch.setattr(router, "route", watched)


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return health_office(sqlite_database)

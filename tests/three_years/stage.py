"""Where the play is: the real wiring of `World`, the setup loaded as a file, the clock the program's own."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import yaml

from domain.messaging.messages import Incoming
from scheduler.clock import Clock
from storage.db.database import Database
from storage.tables import Organisation
from tests.storage.setup.in_vietnamese import load_in_vietnamese
from tests.three_years import setting
from tests.world import Heard, World

TUAN = "900"


class Stage(World):
    """Units have one focal point each, whose chat is called as the unit."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.at("2025-12-29 09:00")
        self.clock = Clock(database, self.context.calendar, lambda: None, lambda: self.now)
        self._together_now: list[Incoming] | None = None
        self.setup: dict[str, Any] = {}
        self.loads(setting.example())
        self.person("BTG", "coordinator", "Tuấn", TUAN)
        for unit in setting.owing(self.setup):
            self.joins(unit)

    def joins(self, unit: str) -> None:
        self.person(unit, "focal_point", f"Đầu mối {unit}", unit)

    def loads(self, tree: dict[str, Any]) -> list[str]:
        """As a file; gives the differences."""
        with self.database.transaction() as session:
            code = session.get_one(Organisation, self.organisation_id).code
        self.setup = tree | {"organisation": tree["organisation"] | {"code": code}}
        text = yaml.dump(self.setup, allow_unicode=True, sort_keys=False)
        return self.database.do(load_in_vietnamese, text, self.now, self.context.calendar)

    def comes(self, moment: str) -> None:
        """Time goes on until then, and the clock ticks."""
        self.at(moment)
        asyncio.run(self.clock.tick())
        self.deliver()

    @contextmanager
    def together(self) -> Iterator[None]:
        """What people do meanwhile comes in at once, each in a chat of their own."""
        self._together_now = []
        yield
        waiting, self._together_now = self._together_now, None
        self.receives(*waiting)

    def receives(self, *incomings: Incoming) -> None:
        if self._together_now is not None:
            self._together_now.extend(incomings)
        else:
            super().receives(*incomings)

    def labelled(self, chat: str, *parts: str) -> str:
        """The label of the newest card that has all of these in it."""
        heard: Heard = self.last(chat)
        found = [label for label in heard.labels if all(part in label for part in parts)]
        assert len(found) == 1, (chat, parts, heard.labels, heard.text)
        return found[0]

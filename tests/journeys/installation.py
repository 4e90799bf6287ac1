"""An installation as its operator has it: settings in the environment, and the commands of `dondoc`."""

import re
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

from bot.shell.inviting import invitation
from bot.shell.setup_file import load_setup
from storage.db.database import Database
from storage.db.migrate import upgrade
from tests.bot.process import Running, running
from tests.botapi import TOKEN


@dataclass(frozen=True, slots=True)
class Guest:
    name: str
    unit: str
    role: str = "focal_point"


@dataclass(frozen=True, slots=True)
class Invited:
    """What `dondoc invite` prints; `bot` and `start` are of the t.me link, empty where it gave none."""

    code: str
    bot: str = ""
    start: str = ""
    web: str = ""


class Installation:
    """In the present folder; what `settings` does not say is SQLite, no bot, and a free port."""

    def __init__(self, **settings: str) -> None:
        self.settings: Mapping[str, str] = {"DATABASE_URL": "sqlite:///office.db", "HTTP": "127.0.0.1:0"} | settings

    @classmethod
    def on_telegram(cls, api: str, **settings: str) -> "Installation":
        return cls(TELEGRAM_TOKEN=TOKEN, TELEGRAM_API=api, **settings)

    @asynccontextmanager
    async def run(self) -> AsyncIterator[Running]:
        """The program until the end of the block; where that fails, the log is shown."""
        async with running("run", settings=self.settings) as program:
            try:
                yield program
            except BaseException:
                print(program.log)
                raise

    async def command(self, *arguments: str) -> str:
        """What a command prints; it must succeed."""
        async with running(*arguments, settings=self.settings) as process:
            code = await process.ended()
        assert code == 0, process.out + process.log
        return process.out

    async def load(self, setup: str, *options: str) -> str:
        return await self.command("load", str(_written(setup)), *options)

    async def invite(self, guest: Guest) -> Invited:
        printed = await self.command("invite", "--unit", guest.unit, "--role", guest.role, "--name", guest.name)
        code = re.search(r"^Mã: (\S+)$", printed, re.M)
        web = re.search(r"^Web: (\S+)$", printed, re.M)
        assert code, printed
        assert web, printed
        link = re.search(r"https://t\.me/(\w+)\?start=(\S+)", printed)
        return Invited(code[1], link[1] if link else "", link[2] if link else "", web[1])

    def prepare(self, setup: str, guests: Iterable[Guest] = ()) -> list[str]:
        """Loads a setup and gives codes without a process for each, where loading and inviting is not the matter."""
        with closing(Database(self.settings["DATABASE_URL"])) as database:
            upgrade(database.engine)
            load_setup(database, setup.encode(), None)
            return [database.do(invitation, None, one.unit, one.role, one.name).code for one in guests]


def _written(setup: str) -> Path:
    file = Path("setup.yaml")
    file.write_text(setup, encoding="utf-8")
    return file

"""A person's seat before a chat, whatever the chat is shown on."""

import asyncio
from abc import ABC, abstractmethod
from dataclasses import dataclass

from tests.botapi import Person
from tests.journeys.installation import Invited
from tests.patience import PATIENCE

LOOK_EVERY = 0.05  # seconds


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the bot as it reads now."""

    place: int
    text: str
    buttons: tuple[str, ...] = ()


class Seat(ABC):
    """Somebody who reads, types and presses. What they have read once is old to them until it changes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._read: set[Shown] = set()

    @abstractmethod
    async def screen(self) -> list[Shown]:
        """The bot's lines, the oldest first."""

    @abstractmethod
    async def _joins(self, invited: Invited) -> None: ...

    @abstractmethod
    async def _types(self, text: str) -> None: ...

    @abstractmethod
    async def _taps(self, label: str) -> None:
        """The newest button of that label; a tick at its end does not matter."""

    @abstractmethod
    async def fetches(self) -> tuple[str, bytes]:
        """The newest file of the bot: its name, where it keeps one, and content."""

    async def joins(self, invited: Invited) -> Shown:
        await self._joins(invited)
        return await self.waits_for(f"Chào anh/chị {self.name}")

    async def says(self, text: str, hears: str = "", seconds: float = PATIENCE) -> Shown:
        """Types and sends; gives the answer that has these words in it."""
        self._read.update(await self.screen())
        await self._types(text)
        return await self.waits_for(hears, seconds)

    async def presses(self, label: str, hears: str = "", seconds: float = PATIENCE) -> Shown:
        """Presses a button; gives what comes of it and has these words in it."""
        self._read.update(await self.screen())
        await self._taps(label)
        return await self.waits_for(hears, seconds)

    async def waits_for(self, words: str, seconds: float = PATIENCE) -> Shown:
        """The first line not read yet, new or changed, that has these words in it."""
        try:
            async with asyncio.timeout(seconds):
                while True:
                    for line in await self.screen():
                        if line not in self._read and words in line.text:
                            self._read.add(line)
                            return line
                    await asyncio.sleep(LOOK_EVERY)
        except TimeoutError:
            shown = "\n---\n".join(f"{line.text} {list(line.buttons)}" for line in await self.screen())
        raise AssertionError(f"{self.name} waited {seconds} s for {words!r} and sees:\n{shown}")

    async def reminders(self) -> int:
        """How many reminders stand on the screen."""
        return sum(line.text.startswith("⏰") for line in await self.screen())


class TelegramSeat(Seat):
    """Before the strict server."""

    def __init__(self, person: Person) -> None:
        super().__init__(person.user.first_name)
        self.person = person

    async def screen(self) -> list[Shown]:
        return [Shown(message.id, message.text, tuple(message.buttons)) for message in self.person.messages]

    async def _joins(self, invited: Invited) -> None:
        assert invited.bot == self.person.bot.username
        await self.person.starts(invited.start)

    async def _types(self, text: str) -> None:
        await self.person.says(text)

    async def _taps(self, label: str) -> None:
        await self.person.presses(label)

    async def fetches(self) -> tuple[str, bytes]:
        body = next(m.body for m in reversed(self.person.messages) if {"document", "photo"} & m.body.keys())
        file = body["document"] if "document" in body else body["photo"][-1]
        return file.get("file_name", ""), self.person.bot.world.files.by_id[file["file_id"]].data

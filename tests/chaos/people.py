"""Simulated people: each hands in a report again and again, and remembers what they were shown."""

import asyncio
import random
import re
import time
from collections.abc import Callable, Coroutine
from typing import Any

from tests.botapi import Message, Person
from tests.chaos.office import NUMBER_STEM

PATIENCE = 60.0  # seconds, once nothing is killed any more, until a person takes an answer for lost
RECEIPT = re.compile(rf"^Đã nộp .*\nSố ({NUMBER_STEM}/\S+)")
Act = Callable[[], Coroutine[Any, Any, object]]
Fits = Callable[[Message], bool]


class Unanswered(Exception):
    """Nothing came of what a person did."""


def number_on(text: str) -> str | None:
    """The number on a receipt."""
    found = RECEIPT.match(text)
    return found[1] if found else None


class Reporter:
    """`receipts`: what each report said whose receipt was shown, by its number. `sends`: how often Send was pressed."""

    def __init__(self, person: Person, code: str, seed: int, over: asyncio.Event) -> None:
        self.person, self._code, self._over = person, code, over
        self.slowest = 0.0  # seconds
        self.receipts: dict[str, str] = {}
        self.sends = self.amends = self._told = 0
        self.unanswered: list[str] = []
        self._draw = random.Random(seed)
        self._receipt: Message | None = None

    async def live(self) -> None:
        """Joins and reports until it is over; what was begun is finished."""
        await self._patiently(self._join)
        while not self._over.is_set():
            await asyncio.sleep(self._draw.uniform(0.2, 2.5))
            await self._patiently(self._report)

    async def _patiently(self, act: Act) -> None:
        try:
            await act()
        except Unanswered as error:
            self.unanswered.append(f"{self.person.user.first_name}: {error}")

    async def _join(self) -> None:
        await asyncio.sleep(self._draw.uniform(0, 8))
        await self._says(f"/start {self._code}", lambda m: m.text.startswith("Chào anh/chị"))

    async def _report(self) -> None:
        if self._receipt is not None:
            self.amends += 1
            await self._presses("Sửa", self._receipt, lambda m: "bản nháp" in m.text)
        said = self._something()
        read_back = await self._says(
            f"2.7 {self._draw.randint(1, 99)}%; 3.1 chưa, vướng: {said}",
            lambda m: m.text.startswith("Tôi hiểu là") and said in m.text,
        )
        card = await self._presses("Đúng, ghi vào nháp", read_back, lambda m: "Đã đủ các nhiệm vụ" in m.text)
        review = await self._presses("Xem lại", card, lambda m: said in m.text and m.button("Gửi báo cáo") is not None)
        self.sends += 1
        self._receipt = await self._presses("Gửi báo cáo", review, self._is_new_receipt)
        self.receipts[number_on(self._receipt.text) or ""] = said

    def _is_new_receipt(self, message: Message) -> bool:
        number = number_on(message.text)
        return number is not None and number not in self.receipts

    def _something(self) -> str:
        self._told += 1
        return f"chuyện {self._told} của {self.person.id}."

    async def _says(self, text: str, fits: Fits) -> Message:
        since = len(self.person.chat.history)
        await self.person.says(text)
        return await self._answer(text, fits, since)

    async def _presses(self, label: str, message: Message, fits: Fits) -> Message:
        """Some press a second time when nothing happens."""
        button = message.button(label)
        if button is None:
            raise Unanswered(f"no {label!r} on {message.text!r}")
        since = len(self.person.chat.history)
        await self.person.forges(button["callback_data"], message)
        if self._draw.random() < 0.4:
            try:
                return await self._waits(label, fits, since, self._draw.uniform(0.05, 3))
            except Unanswered:
                await self.person.forges(button["callback_data"], message)
        return await self._answer(label, fits, since)

    async def _answer(self, what: str, fits: Fits, since: int) -> Message:
        """However often the program is killed meanwhile."""
        began = time.monotonic()
        try:
            while not self._over.is_set():
                try:
                    return await self._waits(what, fits, since, 1.0)
                except Unanswered:
                    continue
            return await self._waits(what, fits, since, PATIENCE)
        finally:
            self.slowest = max(self.slowest, time.monotonic() - began)

    async def _waits(self, what: str, fits: Fits, since: int, seconds: float) -> Message:
        try:
            return await self.person.waits_for(fits, seconds, since=since)
        except AssertionError as error:
            raise Unanswered(f"{what!r}: {error}") from None

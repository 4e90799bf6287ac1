"""One press of an inline button, from the finger to the bot's answer."""

import asyncio
from typing import TYPE_CHECKING

from tests.botapi.state import Message
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from tests.botapi.people import Person


class Press:
    """The button shows a spinner until the bot answers the callback query."""

    def __init__(self, person: "Person", message: Message, data: str, id: str, at: float) -> None:
        self.person = person
        self.message = message
        self.data = data
        self.id = id
        self.at = at
        self.text: str | None = None
        """What the bot answered: "" for a bare answer, None while there is none."""
        self.alert = False
        self._done = asyncio.Event()

    def answer(self, text: str, alert: bool) -> None:
        self.text, self.alert = text, alert
        self.message.chat.record("answered", self.message, self)
        self._done.set()

    async def answered(self, timeout: float = PATIENCE) -> str:  # noqa: ASYNC109
        """Waits for the bot's answerCallbackQuery and returns its text."""
        try:
            await asyncio.wait_for(self._done.wait(), timeout)
        except TimeoutError:
            raise AssertionError(f"the press of {self.data!r} was not answered in {timeout} s") from None
        return self.text or ""

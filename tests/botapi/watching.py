"""What a person sees of the bot: the newest message, waiting for one, hearing nothing."""

import asyncio
from collections.abc import Callable, Iterator

from tests.botapi.accounts import BotAccount
from tests.botapi.state import Chat, Event, Message, User
from tests.patience import PATIENCE

Wanted = str | Callable[[Message], bool]


class Watcher:
    """Somebody looking at their chats; `chat` defaults to the private chat with the bot."""

    def __init__(self, user: User, bot: BotAccount) -> None:
        self.user = user
        self.bot = bot
        self._acted_at: dict[Chat, int] = {}
        self._taken: set[Event] = set()

    @property
    def chat(self) -> Chat:
        return self.bot.chat_with(self.user)

    @property
    def messages(self) -> list[Message]:
        """What the bot has sent to the private chat, as it reads now."""
        return self.chat.messages

    def sees(self, chat: Chat | None = None) -> Message:
        """The newest message of a bot in the chat."""
        shown = (chat or self.chat).messages
        assert shown, f"{self.user.first_name} sees no message yet"
        return shown[-1]

    async def waits_for(
        self,
        wanted: Wanted = "",
        timeout: float = PATIENCE,  # noqa: ASYNC109
        chat: Chat | None = None,
        since: int | None = None,
    ) -> Message:
        """The first message sent or edited that fits: has this text in it, or satisfies the predicate.

        Looks at what came since the person's last own action here, or since `since` (0: from the beginning,
        or a `len(chat.history)` noted before). What was returned once is returned again only after an edit.
        """
        where = chat or self.chat
        start = self._acted_at.get(where, 0) if since is None else since
        try:
            async with asyncio.timeout(timeout):
                while (found := self._find(where, wanted, start)) is None:
                    await where.changed()
                return found
        except TimeoutError:
            came = [f"{event.kind}: {m.text!r} {m.buttons}" for event, m in _shown(where, start)][-8:]
        what = repr(wanted) if isinstance(wanted, str) else "what was wanted"
        raise AssertionError(f"{self.user.first_name} waited {timeout} s for {what}; came: {came or 'nothing'}")

    async def hears_nothing(self, within: float = 0.3, chat: Chat | None = None) -> None:
        """Fails when a bot sends or edits anything in this time."""
        where = chat or self.chat
        before = len(where.history)
        await asyncio.sleep(within)
        news = [message.text for _, message in _shown(where, before)]
        assert not news, f"{self.user.first_name} heard {news}"

    def _find(self, chat: Chat, wanted: Wanted, start: int) -> Message | None:
        for event, message in _shown(chat, start):
            fits = wanted in message.text if isinstance(wanted, str) else wanted(message)
            if fits and event not in self._taken:
                self._taken.update(event for event, same in _shown(chat, start) if same is message)
                return message
        return None


def _shown(chat: Chat, start: int) -> Iterator[tuple[Event, Message]]:
    """What bots sent or edited in the chat, and is still there."""
    for event in chat.history[start:]:
        message = event.message
        if event.kind in ("sent", "edited") and message and message.from_bot and not message.deleted:
            yield event, message

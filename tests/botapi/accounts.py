"""A bot's account: its name, its private chats, its queue and webhook, its commands, how fast it may send."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from tests.botapi.errors import Json
from tests.botapi.rates import Limits, Rates
from tests.botapi.state import Chat, Message, User, World
from tests.botapi.updates import UpdateQueue
from tests.botapi.webhook import Webhook


class Pressed(Protocol):
    """A button press that waits for the bot's answerCallbackQuery."""

    at: float

    def answer(self, text: str, alert: bool) -> None: ...


@dataclass
class BotAccount:
    token: str
    user: User
    world: World
    rates: Rates
    privacy: bool
    """In groups only what is meant for the bot (https://core.telegram.org/bots/features#privacy-mode)."""
    updates: UpdateQueue = field(default_factory=UpdateQueue)
    private: dict[int, Chat] = field(default_factory=dict)
    presses: dict[str, Pressed] = field(default_factory=dict)
    commands: dict[str, list[Json]] = field(default_factory=dict)
    webhook: Webhook = field(init=False)

    def __post_init__(self) -> None:
        self.webhook = Webhook(self.updates)

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def username(self) -> str:
        return str(self.user.username)

    def chat_with(self, user: User) -> Chat:
        chat = self.private.get(user.id)
        if chat is None:
            chat = self.private[user.id] = Chat(user.id, "private", user=user)
            chat.bots[self.id] = "member"
        return chat

    def hears(self, message: Message) -> bool:
        """Whether a person's message in a group reaches this bot."""
        chat = message.chat
        if chat.bots.get(self.id) not in ("member", "administrator"):
            return False
        if chat.is_private or not self.privacy or chat.bots[self.id] == "administrator":
            return True
        if message.reply_to is not None and message.reply_to.sender is self.user:
            return True
        return self._is_meant(message.text)

    def _is_meant(self, text: str) -> bool:
        first = text.split(maxsplit=1)[0].lower() if text.strip() else ""
        me = f"@{self.username.lower()}"
        if first.startswith("/"):
            return "@" not in first or first.endswith(me)
        return me in text.lower()


def new_account(
    token: str,
    username: str | None,
    world: World,
    limits: Limits,
    clock: Callable[[], float],
    privacy: bool,
) -> BotAccount:
    bot_id = int(token.partition(":")[0])
    user = User(bot_id, "Đôn Đốc", username=username or f"dondoc_{bot_id}_bot", language_code=None, is_bot=True)
    world.users[bot_id] = user
    return BotAccount(token, user, world, Rates(limits, clock), privacy)

"""A bot's account: its chats, updates and webhook, what its plan allows, and how it is made to behave."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from tests.botapi.errors import Json
from tests.zaloapi.refusals import bad_request, forbidden, quota_exceeded
from tests.zaloapi.state import Chat, Message, made_id
from tests.zaloapi.updates import Shape, Update, Updates
from tests.zaloapi.webhook import Webhook

BASIC_QUOTA = 3000  # messages a month
BASIC_PEOPLE = 50
VIETNAM = timedelta(hours=7)


@dataclass
class ZaloBot:
    """What is not sure of the real one is a switch."""

    token: str
    name: str
    now: Callable[[], float]
    """Seconds since 1970."""
    reroute: Mapping[str, str] = field(default_factory=dict)
    shape: Shape = "wrapped"
    """Of updates, polled and posted."""
    photo_field: Literal["photo_url", "photo"] = "photo_url"
    refuses_with_200: bool = False
    """Whether a refusal comes as `"ok": false` in HTTP 200, or with the status of its code."""
    repeats: int = 0
    """How many times more each update comes after it was taken."""
    keeps_lost: bool = False
    """Whether an update comes again when the answer that carried it was lost."""
    quota: int = BASIC_QUOTA
    most_people: int = BASIC_PEOPLE
    sent: Counter[tuple[int, int]] = field(default_factory=Counter)
    """Messages by year and month, in Viet Nam."""
    chats: dict[str, Chat] = field(default_factory=dict)
    updates: Updates = field(default_factory=Updates)
    webhook: Webhook = field(init=False)

    def __post_init__(self) -> None:
        self.webhook = Webhook(self.updates, lambda: self.shape, self.reroute)

    @property
    def id(self) -> str:
        return self.token.partition(":")[0]

    @property
    def milliseconds(self) -> int:
        return int(self.now() * 1000)

    @property
    def used(self) -> int:
        """Messages sent this month."""
        return self.sent[self._month()]

    @used.setter
    def used(self, messages: int) -> None:
        self.sent[self._month()] = messages

    @property
    def people(self) -> int:
        """How many have written to it."""
        return sum(chat.known for chat in self.chats.values() if chat.kind == "PRIVATE")

    def private(self, person_id: str) -> Chat:
        return self.chats.setdefault(person_id, Chat(person_id, "PRIVATE"))

    def group(self, title: str) -> Chat:
        """The group of this title, in which the bot is."""
        group_id = made_id("group", self.id, title)
        return self.chats.setdefault(group_id, Chat(group_id, "GROUP", title))

    def hears(self, chat: Chat) -> bool:
        """Whether somebody who writes here reaches the bot; a plan is for so many people."""
        if chat.blocked:
            return False
        return chat.known or chat.kind == "GROUP" or self.people < self.most_people

    def takes(self, sender: Json, message: Message, event: str, content: Json) -> None:
        """Something that a person wrote goes out as an update."""
        whole = {
            "from": sender,
            "chat": message.chat.as_json(),
            **content,
            "message_id": message.id,
            "date": message.date,
        }
        body = {"message": whole, "event_name": f"message.{event}.received"}
        self.updates.push(Update(message.chat.id, body, self.repeats))

    def send(self, chat_id: str, body: Json) -> Message:
        """Refused where nobody has written yet, where the person blocked the bot, or over the month's quota."""
        chat = self.open_chat(chat_id)
        if self.used >= self.quota:
            raise quota_exceeded()
        self.used += 1
        return chat.add(self.milliseconds, from_bot=True, body=body)

    def open_chat(self, chat_id: str) -> Chat:
        chat = self.chats.get(chat_id)
        if chat is None or not chat.known:
            raise bad_request("chat not found")
        if chat.blocked:
            raise forbidden("the person blocked the bot")
        return chat

    def _month(self) -> tuple[int, int]:
        here = datetime.fromtimestamp(self.now(), UTC) + VIETNAM
        return here.year, here.month

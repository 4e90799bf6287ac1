"""A strict Telegram Bot API server for tests, over real HTTP: the program is tested as it runs."""

from tests.botapi.errors import ApiError
from tests.botapi.faults import Fault, Faults
from tests.botapi.groups import Group
from tests.botapi.people import Person
from tests.botapi.presses import Press
from tests.botapi.rates import Limits
from tests.botapi.server import TOKEN, BotApiServer
from tests.botapi.state import Chat, Event, Message

__all__ = [
    "TOKEN",
    "ApiError",
    "BotApiServer",
    "Chat",
    "Event",
    "Fault",
    "Faults",
    "Group",
    "Limits",
    "Message",
    "Person",
    "Press",
]

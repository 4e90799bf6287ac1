"""A strict server of the Zalo Bot Platform for tests, over real HTTP: the program is tested as it runs."""

from tests.zaloapi.accounts import ZaloBot
from tests.zaloapi.faults import ZaloFaults
from tests.zaloapi.people import PICTURE, ZaloPerson
from tests.zaloapi.server import TOKEN, ZaloServer
from tests.zaloapi.state import Chat, Message
from tests.zaloapi.webhook import SECRET_HEADER

__all__ = [
    "PICTURE",
    "SECRET_HEADER",
    "TOKEN",
    "Chat",
    "Message",
    "ZaloBot",
    "ZaloFaults",
    "ZaloPerson",
    "ZaloServer",
]

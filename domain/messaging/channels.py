"""The channels on which people are written to, and what is other on each: one line a channel, the one that rings a
telephone first. Nothing else asks for a channel by its name but the module that speaks with it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChannelTraits:
    """`name`: what people call it, in every language. Without `buttons` choices are numbered in the text, and answered
    by number or in words. Without `groups` the bot talks to one person at a time, and says so in a group.
    `most_people`: with so many one bot may talk, and several share them. `is_chat`: people write there too; mails only
    go out. `one_chat`: whoever comes anew goes on in the chat they have. `cuts_texts`: what is long comes in parts."""

    code: str
    name: str
    buttons: bool = True
    groups: bool = True
    most_people: int | None = None
    is_chat: bool = True
    one_chat: bool = False
    cuts_texts: bool = False


CHANNELS: tuple[ChannelTraits, ...] = (
    ChannelTraits("telegram", "Telegram", cuts_texts=True),
    ChannelTraits("zalo", "Zalo", buttons=False, groups=False, most_people=50),  # Zalo Bot Platform, basic plan
    ChannelTraits("email", "e-mail", is_chat=False),
    ChannelTraits("web", "web", one_chat=True),
)
"""In the order in which a message that nobody asked for is tried: a mail comes before the web, as it arrives though the
page of the web chat is closed, and its link opens it."""

RANK: Mapping[str, int] = {one.code: number for number, one in enumerate(CHANNELS)}
WITHOUT_BUTTONS = frozenset(one.code for one in CHANNELS if not one.buttons)
PRIVATE_ONLY = frozenset(one.code for one in CHANNELS if not one.groups)
NOT_CHATS = frozenset(one.code for one in CHANNELS if not one.is_chat)
ONE_CHAT = frozenset(one.code for one in CHANNELS if one.one_chat)
CUT_TEXTS = frozenset(one.code for one in CHANNELS if one.cuts_texts)
MOST_PEOPLE: Mapping[str, int] = {one.code: one.most_people for one in CHANNELS if one.most_people is not None}


def rank(channel: str) -> int:
    """Return the rank of the channel; a lower one is tried first. Raise KeyError for what is no channel: nothing would
    ever go out there, so whoever has such an address is set aside and told of."""
    return RANK[channel]

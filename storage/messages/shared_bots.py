"""Bots that share the people, where one may talk with so many only: their names, and who has room."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.messaging.channels import MOST_PEOPLE
from storage.installation import settings
from storage.tables import Address, Setting


@dataclass(frozen=True, slots=True)
class Bot:
    channel: str
    account: str
    name: str
    link: str = ""  # opens the chat with it; "" where nobody has told us

    @property
    def shown(self) -> str:
        return self.name or self.account


def remember(session: Session, channel: str, account: str, name: str, link: str) -> None:
    """Keep the name and the link as the channel, and whoever runs us, last told them."""
    settings.put(session, f"{channel}:{account}", {"name": name, "link": link})


def known(session: Session, channel: str) -> list[Bot]:
    start = f"{channel}:"
    rows = session.execute(
        select(Setting.name, Setting.value).where(Setting.name.startswith(start)).order_by(Setting.name)
    )
    return [
        Bot(channel, name.removeprefix(start), value.get("name", ""), value.get("link", "")) for name, value in rows
    ]


def name_of(session: Session, channel: str, account: str) -> str:
    """Return its name; where that is not known, what stands for it."""
    return next((bot.shown for bot in known(session, channel) if bot.account == account), account)


def people(session: Session, channel: str, account: str, *, but: int | None = None) -> int:
    """Return how many have written to this bot, whether they joined or not; without the address `but`."""
    found = select(func.count()).where(
        Address.channel == channel, Address.account == account, Address.is_group.is_(False), Address.id != (but or 0)
    )
    return session.scalar(found) or 0


def rooms(session: Session, channel: str) -> dict[Bot, int]:
    """Return how many more people each bot may talk with."""
    most = MOST_PEOPLE[channel]
    return {bot: most - people(session, channel, bot.account) for bot in known(session, channel)}


def roomiest(room: Mapping[Bot, int]) -> Bot | None:
    """Return the bot with the most room, so that they fill evenly; None where all are full, or there is none."""
    return max((bot for bot in room if room[bot] > 0), key=lambda bot: room[bot], default=None)


def with_room(session: Session, channel: str) -> Bot | None:
    return roomiest(rooms(session, channel))


def all_with_room(session: Session) -> list[Bot]:
    """Return, of each channel whose bots share the people, the one with the most room."""
    return [bot for channel in sorted(MOST_PEOPLE) if (bot := with_room(session, channel)) is not None]

"""Our Zalo bots: their names, and who has room."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage import settings
from storage.tables import Address, Setting

PREFIX = "zalo:"
MOST_PEOPLE = 50  # that one bot may talk with on the basic plan, Zalo Bot Platform


@dataclass(frozen=True, slots=True)
class Bot:
    account: str
    name: str
    id: str  # Zalo's own; "" where it did not say

    @property
    def link(self) -> str:
        """Opens the chat with the bot in Zalo."""
        return f"https://zalo.me/{self.id or self.account}"


def remember(session: Session, account: str, name: str, id: str) -> None:
    """As Zalo last told it."""
    settings.put(session, f"{PREFIX}{account}", {"name": name, "id": id})


def known(session: Session) -> list[Bot]:
    rows = session.execute(
        select(Setting.name, Setting.value).where(Setting.name.startswith(PREFIX)).order_by(Setting.name)
    )
    return [Bot(name.removeprefix(PREFIX), value.get("name", ""), value.get("id", "")) for name, value in rows]


def joined(session: Session, account: str) -> int:
    """How many people have joined through this bot."""
    found = select(func.count()).where(
        Address.channel == "zalo", Address.account == account, Address.person_id.is_not(None)
    )
    return session.scalar(found) or 0


def rooms(session: Session) -> dict[Bot, int]:
    """How many more people each bot may talk with."""
    return {bot: MOST_PEOPLE - joined(session, bot.account) for bot in known(session)}


def roomiest(room: Mapping[Bot, int]) -> Bot | None:
    """The bot with the most room, so that they fill evenly; None where all are full, or there is none."""
    return max((bot for bot in room if room[bot] > 0), key=lambda bot: room[bot], default=None)


def with_room(session: Session) -> Bot | None:
    return roomiest(rooms(session))

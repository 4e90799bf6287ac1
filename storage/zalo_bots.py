"""Our Zalo bots: their names, and who has room."""

from collections.abc import Sequence
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


def people(session: Session, accounts: Sequence[str]) -> dict[str, int]:
    """How many chats each bot has."""
    if not accounts:
        return {}
    found = session.execute(
        select(Address.account, func.count())
        .where(Address.channel == "zalo", Address.account.in_(accounts))
        .group_by(Address.account)
    )
    return {**dict.fromkeys(accounts, 0), **dict(found.all())}


def with_room(session: Session) -> Bot | None:
    """The bot with the most room, so that they fill evenly; None where all are full, or there is none."""
    bots = known(session)
    counts = people(session, [bot.account for bot in bots])
    free = [bot for bot in bots if counts[bot.account] < MOST_PEOPLE]
    return min(free, key=lambda bot: counts[bot.account], default=None)

"""Who the bot is, for telling what is meant for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Me:
    """`username` without the @, empty until Telegram told it (or where a server has none)."""

    account: str
    username: str = ""

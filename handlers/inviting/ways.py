"""The ways to the chat that an invitation names beside the links of Telegram and of the web."""

from sqlalchemy.orm import Session

from domain.messaging.messages import Text
from handlers.words import Words
from storage.messages import shared_bots


def by_shared_bots(session: Session, words: Words, code: str) -> list[Text]:
    """Return the ways through the bots with room; by their names, as a link may be missing or lead nowhere."""
    return [
        words(
            "invite.letter_bot" if bot.link else "invite.letter_bot_by_name",
            channel=words.plain(f"channel.{bot.channel}"),
            link=bot.link,
            name=bot.shown,
            code=code,
        )
        for bot in shared_bots.all_with_room(session)
    ]

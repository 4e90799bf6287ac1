"""Who is answering something at this moment: where answers are numbers, a reminder would take the number for itself."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from domain.messaging.channels import WITHOUT_BUTTONS
from handlers.conversation.talk import is_asking
from handlers.words import said_in_any
from storage.messages.under_way import heard_since
from storage.tables import Address

PAUSE = timedelta(minutes=5)  # after somebody's last word: then nobody is answering any more
_LEAVING = ("button.leave", "button.drop")


def until(session: Session, addresses: Iterable[Address], now: datetime) -> dict[int, datetime]:
    """Return, by the chat's id, until when a reminder would take the turn."""
    asked = [one for one in addresses if one.channel in WITHOUT_BUTTONS and _is_asked(one)]
    return {id: at + PAUSE for id, at in heard_since(session, asked, now - PAUSE).items()}


def _is_asked(address: Address) -> bool:
    """Say whether something was asked, is filled in, or was read back and is not confirmed."""
    newest = {str(choice[0]) for choice in address.choices if len(choice) > 2 and choice[2]}
    return is_asking(address.focus) or bool(address.unanswered) or not newest.isdisjoint(said_in_any(_LEAVING))

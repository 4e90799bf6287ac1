"""What went wrong with a sending, in the words of delivery: hold, give up, try later, or somewhere else."""

from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from scheduler.delivery.channel import FloodError, MovedError, PassingError, PermanentError, SendError, UnreachableError

TOKEN_REFUSED = (InvalidToken, EndPointNotFound)
LONGEST_REASON = 300

NOT_MODIFIED = "message is not modified"
# The message to edit is not there, is too old, or is not ours: it is said anew.
NOT_EDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message identifier is not specified",
    "there is no text in the message to edit",
)
# The topic was closed or is gone; the group it is in is still there.
SHUT_TOPICS = ("message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid")
# 400s that say: nothing can be written to this chat. They differ from 403 only in history.
SHUT_CHATS = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "channel_private",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_send_plain_forbidden",
    "have no rights to send",
    "not enough rights",
    "need administrator rights",
    "group chat was upgraded",  # without the new id, else it would be ChatMigrated
    "user is deactivated",
    "user_is_blocked",
    "input_user_deactivated",
)


# What the bot may not do in a group; pictures, files and texts have a right each.
BARRED = ("not enough rights to send", "have no rights to send", "chat_send_", "chat_restricted", "need administrator")


def is_barred(error: TelegramError) -> bool:
    return isinstance(error, BadRequest | Forbidden) and any(phrase in error.message.lower() for phrase in BARRED)


def says(error: BadRequest, *phrases: str) -> bool:
    reason = error.message.lower()
    return any(phrase in reason for phrase in phrases)


def send_error(error: TelegramError, op: str) -> SendError:
    """Return what the delivery is to do about this error. The most specific kind is looked at first: in the library a
    BadRequest is a NetworkError, which would be tried for ever.

    A wait that Telegram tells is that of the chat written to; what a menu is told concerns nothing else.
    A refused token passes: the messages wait for the operator to put in the new one.
    """
    reason = f"{type(error).__name__}: {error.message}"[:LONGEST_REASON]
    if isinstance(error, RetryAfter):
        return FloodError(reason, seconds(error.retry_after), "message" if op == "menu" else "chat")
    if isinstance(error, ChatMigrated):
        return MovedError(str(error.new_chat_id))
    if isinstance(error, Forbidden):
        return UnreachableError(reason)
    if isinstance(error, BadRequest):
        is_shut = says(error, *SHUT_CHATS, *SHUT_TOPICS)  # the general topic too may be shut
        return UnreachableError(reason) if is_shut else PermanentError(reason)
    return PassingError(reason)


def seconds(wait: float | timedelta) -> float:
    """Return a wait in seconds; the library gives it as seconds or, newer, as timedelta."""
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)

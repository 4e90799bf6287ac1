"""What Telegram may answer instead of a result, as errors; they have the names that python-telegram-bot gave them."""


class TelegramError(Exception):
    """Anything that keeps a call from its result. `message` may be told: it holds no token."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        reason = message.removeprefix("Bad Request: ")
        self.message = message if reason == message else reason.capitalize()

    def __str__(self) -> str:
        return self.message


class Forbidden(TelegramError):
    """The bot may not do this, or not in this chat."""


class InvalidToken(TelegramError):
    """There is no bot with this token."""


class Conflict(TelegramError):
    """Another one receives for this bot."""


class NetworkError(TelegramError):
    """There was no answer, or none of the Bot API."""


class TimedOut(NetworkError):
    """There was no answer in time."""

    def __init__(self) -> None:
        super().__init__("Timed out")


class BadRequest(NetworkError):
    """Telegram does not accept what was asked, now and later."""


class ChatMigrated(TelegramError):
    """A group became a supergroup, which has another id."""

    def __init__(self, new_chat_id: int) -> None:
        super().__init__(f"Group migrated to supergroup. New chat id: {new_chat_id}")
        self.new_chat_id = new_chat_id


class RetryAfter(TelegramError):
    """So many seconds are to pass before this may be asked again."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"Flood control exceeded. Retry in {retry_after:g} seconds")
        self.retry_after = retry_after

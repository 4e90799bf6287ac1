"""Why a part fails, in words where we have some: the last word of a reason may be the name of a cause."""

from handlers.words import Words
from storage.aside import troubles


def in_words(words: Words, reason: str) -> str:
    """Say what is to be mended, with the server's codes behind it, where the reason is kept as `must wait: 535 5.7.9
    app_password`."""
    if reason == troubles.STANDS_STILL:
        return words.plain("trouble.stands_still")
    before, _, cause = reason.rpartition(" ")
    if not words.has(f"trouble.reason.{cause}"):
        return reason
    codes = before.rpartition(":")[2].strip()
    said = words.plain(f"trouble.reason.{cause}")
    return f"{said} ({codes})" if codes else said

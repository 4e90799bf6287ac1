"""What a mail server's refusal means. It is read for its codes (RFC 3463); of its words none is kept, as they may have
the mailbox or the user in them."""

import re

import aiosmtplib

from bot.channels.mail.logging_in import codes, why_not
from scheduler.delivery.channel import FloodError, PassingError, PermanentError, SendError, UnreachableError

MENDED_AGAIN = 60.0  # seconds: looks that seldom, as a provider locks out who tries a wrong password often
ALLOWED_AGAIN = 30 * 60.0  # seconds: a provider's limit is one of hours or a day

_ENHANCED = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
_OURS = (aiosmtplib.SMTPAuthenticationError, aiosmtplib.SMTPSenderRefused)
"""What the operator has to mend: all mails wait for it, and do not wear out their patience."""
_LIMIT = ("5.4.5", "5.4.6")  # the day's number of mails is used up, as large providers say it
_FULL = ("5.2.2", "5.2.3", "5.3.4")  # there is no room now, or not for this much
_NO_SUCH_BOX = ("5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.1")
_VAGUE = ("", "5.0.0", "5.5.0")
_NOBODY = (550, 551, 553)  # with a vague enhanced code or none: no such mailbox, if it is not about us
_ABOUT_US = re.compile(r"authenticat|log ?in|spam|block|black ?list|policy|denied|reputation", re.IGNORECASE)


def send_error(error: aiosmtplib.SMTPException | OSError, host: str = "") -> SendError:
    """Return what the delivery is to do about a mail server's refusal. A mailbox is given up only where the server
    knows no such mailbox: whatever else it refuses may be about us, and giving up everybody's mailbox for that would
    end all reminders. The last word of a reason is looked up in `trouble.reason.…` for whoever administers."""
    why = why_not(error, host)
    if not isinstance(error, aiosmtplib.SMTPResponseException):
        if why is not None and why != "no_such_server":  # without a network no name is known
            return FloodError(why, MENDED_AGAIN)
        return PassingError(f"out of reach: {why or type(error).__name__}")
    found = _ENHANCED.search(error.message)
    enhanced = found[0] if found else ""
    reason = codes(error)
    if error.code < 500:
        return PassingError(reason)
    if enhanced in _LIMIT:
        return FloodError(f"{reason} mail_limit", ALLOWED_AGAIN)
    if isinstance(error, _OURS) or why is not None:
        return FloodError(f"{reason} {why or 'mail_sender'}", MENDED_AGAIN)
    if "relay" in error.message.lower():
        return FloodError(f"{reason} mail_relay", MENDED_AGAIN)
    if enhanced in _FULL or (error.code == 552 and not enhanced):
        return PassingError(reason)
    if isinstance(error, aiosmtplib.SMTPRecipientRefused):
        return UnreachableError(reason) if _is_nobody(error, enhanced) else PermanentError(reason)
    if isinstance(error, aiosmtplib.SMTPDataError):
        return PermanentError(reason)
    return PassingError(reason)  # at the greeting: about us, not about this mail


def _is_nobody(error: aiosmtplib.SMTPRecipientRefused, enhanced: str) -> bool:
    if enhanced in _VAGUE:
        return error.code in _NOBODY and _ABOUT_US.search(error.message) is None
    return enhanced in _NO_SUCH_BOX

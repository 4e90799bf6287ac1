"""What is said of a cell or line that should hold a mail address and does not."""

from domain.messaging.email_addresses import mailbox, mailboxes_in
from domain.messaging.sentences import OR, Sentence, listing, sentence
from domain.text import fold


def instead_of_mailbox(text: str) -> Sentence:
    """Return what to write in the place of what was written there."""
    found = mailboxes_in(text)
    if len(found) > 1:
        return sentence("setup.mailbox.several", addresses=listing(found[:3], OR))
    if found:
        return sentence("setup.mailbox.address_only", address=found[0])
    if "@" not in text:
        return sentence("setup.mailbox.none")
    if not text.isascii() and mailbox(fold(text)):
        return sentence("setup.mailbox.marks", address=fold(text))
    joined = "".join(text.split())
    if joined != text and mailbox(joined):
        return sentence("setup.mailbox.spaces", address=joined)
    return sentence("setup.mailbox.wanted")

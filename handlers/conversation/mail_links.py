"""Signed links by which whoever reads a mailbox says that no mails are wanted there, or that they are after all."""

from dataclasses import dataclass, field

from handlers.conversation.link_signing import is_ours, sign


@dataclass(frozen=True, slots=True)
class MailLinks:
    """`start` is what the program's links begin with. They hold as long as there is the mailbox: a mail may be old when
    it is found out that it came to the wrong person."""

    start: str
    secret: bytes = field(repr=False)

    def refusal(self, address_id: int, mailbox: str) -> str:
        return f"{self.start}/thu/{address_id}/{sign(self.secret, 'mail', address_id, mailbox)}"

    def opens(self, address_id: int, mailbox: str, signature: str) -> bool:
        return is_ours(signature, self.secret, "mail", address_id, mailbox)

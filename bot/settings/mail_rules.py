"""What the settings of mail may hold; see `bot.settings.setting_rules`."""

from email.headerregistry import Address
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from pydantic import SecretStr

from bot.settings.setting_rules import refused, split_url
from domain.messaging.email_addresses import mailbox

PORTS = {"smtp": 587, "smtps": 465}


def smtp_url(text: str) -> SecretStr:
    """Read `smtp://user:password@host:587`, `smtps://…:465`; user and password may be left out. Secret for the
    latter."""
    parts = split_url(text.strip(), "password")
    if parts.scheme not in PORTS or not parts.hostname:
        raise refused("mail.form")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise refused("mail.rest")
    if bool(parts.username) != bool(parts.password):
        raise refused("mail.both")
    if not unquote(parts.netloc).isprintable():
        raise refused("mail.letters")
    return SecretStr(text.strip())


def mail_from(text: str) -> str:
    """Read `dondoc@coquan.vn` or `Đôn Đốc <dondoc@coquan.vn>`."""
    if not text.isprintable() or _sender(text) is None:
        raise refused("mail.sender")
    return text.strip()


def sender(mail_from: str | None, url: SecretStr) -> Address | None:
    """Return whom mails come from: as set, else the user who logs in, where that is a mail address."""
    if mail_from is not None:
        return _sender(mail_from)
    return _sender(unquote(urlsplit(url.get_secret_value()).username or ""))


def _sender(text: str) -> Address | None:
    name, spec = parseaddr(text.strip())
    known = mailbox(spec)
    return Address(name or "Đôn Đốc", addr_spec=known) if known else None

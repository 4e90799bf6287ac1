"""A card as a mail: text and simple HTML that say the same, and the headers that a machine's mail should have."""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from html import escape

from domain.messaging.messages import Card, Span, Text, plain
from domain.text import spelt

LONGEST_SUBJECT = 120  # characters
_POLICY = SMTP.clone(cte_type="7bit")  # any server takes it
_LINE, _WORD = 60, 39
"""Characters on the first line, and bytes in an encoded word: with what stands around them at most 76 (RFC 2047, 2)."""
_ADDRESS = re.compile(r"(https?://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)])")
_SAFE = ("https://", "http://")
_BUTTON = "display:inline-block;padding:10px 16px;background:#0b57d0;color:#fff;text-decoration:none;border-radius:6px"
_SHEET = (
    "max-width:600px;margin:0 auto;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;"
    "overflow-wrap:anywhere"
)
_SMALL = "color:#555555;font-size:14px"
_RULE = "border:0;border-top:1px solid #cccccc;margin:24px 0 16px"


@dataclass(frozen=True, slots=True)
class Letter:
    """`link` opens the web chat under `label`; `ways` are other ways in, `after` the small lines at the end. `refuse`
    is where its reader says that nothing more is wanted."""

    card: Card
    label: str = ""
    link: str = ""
    ways: Sequence[Text] = ()
    after: Sequence[Text] = ()
    refuse: str = ""
    language: str = "vi"


def mail(letter: Letter, sender: Address, to: str, message_id: str, now: datetime) -> bytes:
    """Return the whole mail as it is sent, headers and content. `message_id` without its angle brackets.

    These headers are written here, as the library folds them wrongly: it loses spaces between encoded words
    (`học, công` comes out as `học,công`), and turns a long link into encoded words, which nobody can open.
    """
    lines = [f"From: {_named(sender)}", f"Subject: {_encoded(subject(letter.card.text))}"]
    if letter.refuse.isascii() and letter.refuse.startswith(_SAFE):
        lines.append(f"List-Unsubscribe: <{letter.refuse}>")  # RFC 2369
    if letter.refuse.isascii() and letter.refuse.startswith("https://"):
        lines.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")  # RFC 8058
    content = message(letter, to, message_id, now).as_bytes()
    return "".join(f"{line}\r\n" for line in lines).encode("ascii") + content


def _named(sender: Address) -> str:
    if sender.display_name.isascii():
        return formataddr((sender.display_name, sender.addr_spec))
    return f"{_encoded(sender.display_name)}\r\n <{sender.addr_spec}>"


def _encoded(text: str) -> str:
    """Encode the text as RFC 2047 wants it, each word of whole letters. The text has nothing that could end a
    header."""
    if text.isascii() and len(text) <= _LINE:
        return text
    words, piece = [], b""
    for letter in text:
        added = letter.encode()
        if len(piece) + len(added) > _WORD:
            words.append(piece)
            piece = b""
        piece += added
    return "\r\n ".join(f"=?utf-8?b?{b64encode(word).decode()}?=" for word in [*words, piece])


def message(letter: Letter, to: str, message_id: str, now: datetime) -> EmailMessage:
    """Return the mail with all but the headers that `mail` writes."""
    made = EmailMessage(policy=_POLICY)
    made["To"] = Address(addr_spec=to)
    made["Date"] = format_datetime(now)
    made["Message-ID"] = f"<{message_id}>"
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence notice answers it
    made["X-Auto-Response-Suppress"] = "All"  # the same for Exchange
    made["Content-Language"] = letter.language
    made.set_content(as_text(letter), cte="base64")
    made.add_alternative(as_html(letter), subtype="html", cte="base64")
    return made


def subject(text: Text) -> str:
    """Return the first line of the text for the subject, without anything that could end a header."""
    first = next((line for line in spelt("NFC", plain(text)).splitlines() if line.strip()), "")
    said = " ".join("".join(letter if letter.isprintable() else " " for letter in first).split()) or "Đôn Đốc"
    return said if len(said) <= LONGEST_SUBJECT else f"{said[: LONGEST_SUBJECT - 1]}…"


def as_text(letter: Letter) -> str:
    parts = ["".join(_spelled(span) for span in letter.card.text)]
    parts += [f"{label}: {url}" for label, url in _links(letter.card)]
    if letter.link:
        parts.append(f"{letter.label}: {letter.link}")
    parts += ["".join(_spelled(span) for span in line) for line in (*letter.ways, *letter.after)]
    return "\n\n".join(parts) + "\n"


def as_html(letter: Letter) -> str:
    parts = [_paragraph(letter.card.text)]
    parts += [f"<p>{_anchor(label, url)}</p>" for label, url in _links(letter.card)]
    if letter.link:
        link = f'<a href="{escape(letter.link)}" style="{_BUTTON}">{escape(letter.label)}</a>'
        parts.append(f'<p>{link}</p><p style="{_SMALL}">{escape(letter.link)}</p>')
    parts += [_paragraph(line) for line in letter.ways]
    if letter.after:
        parts.append(f'<hr style="{_RULE}">')
    parts += [_paragraph(line, _SMALL) for line in letter.after]
    inner = "\n".join(parts)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(letter.language)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(subject(letter.card.text))}</title></head>"
        f'<body style="margin:0;padding:16px"><div style="{_SHEET}">\n{inner}\n</div></body></html>\n'
    )


def _paragraph(text: Text, style: str = "") -> str:
    said = "".join(_marked(span) for span in text)
    return f'<p style="{style}">{said}</p>' if style else f"<p>{said}</p>"


def _links(card: Card) -> Iterator[tuple[str, str]]:
    for row in card.rows:
        for button in row:
            if button.url and button.url.startswith(_SAFE):
                yield button.label, button.url


def _spelled(span: Span) -> str:
    return f"{span.text} ({span.link})" if span.link and span.link != span.text else span.text


def _marked(span: Span) -> str:
    said = (escape(span.text) if span.link else _linked(span.text)).replace("\n", "<br>\n")
    if span.italic:
        said = f"<i>{said}</i>"
    if span.bold:
        said = f"<b>{said}</b>"
    return _wrapped(said, span.link) if span.link else said


def _linked(text: str) -> str:
    """Return HTML in which addresses in what is said can be pressed, as in a chat."""
    parts = _ADDRESS.split(text)
    return "".join(_wrapped(escape(part), part) if number % 2 else escape(part) for number, part in enumerate(parts))


def _anchor(label: str, url: str) -> str:
    return _wrapped(escape(label), url)


def _wrapped(said: str, url: str) -> str:
    return f'<a href="{escape(url)}">{said}</a>' if url.startswith(_SAFE) else said

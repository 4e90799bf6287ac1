"""Attached files in words: `biên bản.pdf (PDF, 1,2 MB)`.

In answers a file is {"id", "name", "kind", "size" in bytes, "sha256"}.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.messaging.messages import Span, Text, text_of
from handlers.conversation.signed_links import Opener
from handlers.display.shown_numbers import number
from handlers.words import Words

File = Mapping[str, Any]

MOST_NAMED = 3  # in one line; the rest is counted


def size(words: Words, given: int) -> str:
    """Write a size as the page and Windows count it: `340 kB`, `1,2 MB`."""
    if given < 2**20:
        return f"{max(1, round(given / 2**10))} kB"
    return f"{number(words, round(given / 2**20, 1))} MB"


def described(words: Words, file: File) -> str:
    return f"{file['name']} ({str(file['kind']).upper()}, {size(words, file['size'])})"


def brief(words: Words, files: Sequence[File]) -> str:
    """Name the files in a few words: `kèm 2 tệp: a.pdf, b.jpg`"""
    names = ", ".join(file["name"] for file in files[:MOST_NAMED])
    more = "…" if len(files) > MOST_NAMED else ""
    return words.plain("said.files", n=len(files), names=f"{names}{more}")


def linked(words: Words, files: Sequence[File], opener: Opener) -> Text:
    """Name the files, each name opening its file."""
    parts: list[str | Span] = []
    for file in files:
        about = f" ({str(file['kind']).upper()}, {size(words, file['size'])})"
        parts += [", " if parts else "", Span(file["name"], link=opener.link(file["id"])), about]
    return text_of(words.plain("files.of_task"), " ", *parts)

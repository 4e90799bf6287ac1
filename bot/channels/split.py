"""Long texts in parts: cut between paragraphs, lines, sentences or words, and never inside a letter."""

import re
import unicodedata

from domain.messaging.messages import Span, Text, plain

LONGEST_TEXT = 4096  # UTF-16 units; Telegram Bot API, sendMessage

# Where to cut, best first: the pattern, and how much of a part it must at least fill.
CUTS = (
    (re.compile(r"\n\s*\n"), 0.5),
    (re.compile(r"\n"), 0.5),
    (re.compile(r"(?<=[.!?…;])\s"), 0.5),
    (re.compile(r"\s"), 0.0),
)
JOINERS = {"\u200d", "\ufe0e", "\ufe0f"}  # hold an emoji together with what stands before them
SKIN_TONES = range(0x1F3FB, 0x1F400)
LONGEST_LETTER = 40  # code points; beyond, it is a joke and is cut


def units(text: str) -> int:
    """Return the length as Telegram counts it: in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _exceeds(words: str, limit: int) -> bool:
    return 2 * len(words) > limit and units(words) > limit  # counting the units of short ones costs more than it tells


def split(text: Text, limit: int = LONGEST_TEXT) -> list[Text]:
    """Return at least one part, each of at most `limit` units and in the styles it had; white space at a cut goes."""
    rest, parts = text, list[Text]()
    while _exceeds(words := plain(rest), limit):
        end = _cut(words, _reach(words, limit))
        if words[:end].strip():
            parts.append(_slice(rest, 0, len(words[:end].rstrip())))
        rest = _slice(rest, len(words) - len(words[end:].lstrip()), len(words))
    if words.strip():
        parts.append(rest)
    return parts or [()]


def _reach(words: str, limit: int) -> int:
    """Return how many code points from the start fit into `limit` units."""
    total = 0
    for place, letter in enumerate(words):
        total += 1 + (ord(letter) > 0xFFFF)
        if total > limit:
            return max(1, place)
    return len(words)


def _cut(words: str, reach: int) -> int:
    # One more is looked at, so that a part may be full when white space follows it.
    window = words[: reach + 1]
    start = len(window) - len(window.lstrip())
    for pattern, least in CUTS:
        places = [found.start() for found in pattern.finditer(window, start)]
        if places and places[-1] > least * reach:
            return places[-1]
    return _between_letters(words, reach)


def _between_letters(words: str, reach: int) -> int:
    for place in range(reach, max(0, reach - LONGEST_LETTER), -1):
        if not _continues(words[place]) and words[place - 1] != "\u200d":
            return place
    return reach


def _continues(letter: str) -> bool:
    """Say whether this code point belongs to the letter before it: a tone mark, an emoji's joiner or colour."""
    return bool(unicodedata.combining(letter)) or letter in JOINERS or ord(letter) in SKIN_TONES


def _slice(text: Text, start: int, end: int) -> Text:
    kept, at = [], 0
    for span in text:
        words = span.text[max(0, start - at) : max(0, end - at)]
        if words:
            kept.append(Span(words, span.bold, span.italic, span.link))
        at += len(span.text)
    return tuple(kept)


def clip(text: str, longest: int) -> str:
    """Return the text on one line and of at most `longest` code points, the last an ellipsis where something was cut
    off."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: _between_letters(line, longest - 1)].rstrip() + "…"

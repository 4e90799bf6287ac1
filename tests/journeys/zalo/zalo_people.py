"""People before the strict Zalo server, who answer choices by their numbers, and open links."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import Message as Headers

from tests.journeys.installation import Invited
from tests.journeys.seats import Seat, Shown
from tests.zaloapi import ZaloPerson

SIGNED_LINK = re.compile(r"https?://\S+/(?:tep|dinh-kem)/[^\s)]+")
_CHOICE = re.compile(r"(\d{1,3}|[a-z])\)? (\S.*)")
_LINK = re.compile(r"(.+): https?://\S+")
_NEXT = re.compile(r" · (?=(?:\d{1,3}|[a-z])\)? \S)")
_HINT = re.compile(r"\((?:trả lời|answer|reply)[^()]*\)$", re.I)
_OWN_NUMBER = re.compile(r"(\d{1,3})\. ")
_SYMBOLS = re.compile(r"^\W+")


@dataclass(frozen=True, slots=True)
class Read:
    """A text as a person reads it: what it says, and below it what may be answered or opened."""

    said: str
    numbers: Mapping[str, str]
    """Label → number, in the order shown."""
    buttons: tuple[str, ...]
    """Every label, those of links too."""

    def number(self, label: str) -> str | None:
        """Of the choice with this label; else of one that begins with it, leading symbols left aside."""
        own = _OWN_NUMBER.match(label)
        if own is not None:  # a label that brought its number stands without it
            bare = label[own.end() :]
            return next((n for shown, n in self.numbers.items() if n == own[1] and _bare(shown) == bare), None)
        fits = (
            lambda shown: _bare(shown) == label,
            lambda shown: shown.startswith(label),
            lambda shown: _SYMBOLS.sub("", shown).startswith(label),
        )
        return next((n for fit in fits for shown, n in self.numbers.items() if fit(shown)), None)


def read(text: str) -> Read:
    """Choices stand at the end: `1 Có · 2 Không · 0 Quay lại`, on one line or several, links (`Bản Word: https://…`)
    among them, and a hint in brackets behind or below. Without a hint or an empty line above them they count from 1, so
    that a last line such as `2 nhiệm vụ, chưa cập nhật` is none."""
    lines = text.rstrip().split("\n")
    hint = _HINT.search(lines[-1])
    if hint is not None:
        lines[-1] = lines[-1][: hint.start()].rstrip()
        lines = lines if lines[-1] else lines[:-1]
    found = _ending(lines)
    whole = len(found)
    stands_apart = 0 < whole < len(lines) and not lines[-whole - 1]
    counting = (count for count in range(whole, 0, -1) if _count_up(_numbers(found[-count:])))
    length = whole if hint and stands_apart else next(counting, whole if hint else 0)
    parts = [part for line in found[whole - length :] for part in line]
    numbers = _numbers([parts])
    if not numbers:
        links = [part for line in found for part in line if _LINK.fullmatch(part) and not _CHOICE.fullmatch(part)]
        return Read(text, {}, tuple(map(_label, links)))
    return Read("\n".join(lines[: len(lines) - length]).rstrip(), numbers, tuple(map(_label, parts)))


def _ending(lines: list[str]) -> list[list[str]]:
    """The last lines of nothing but choices and links, each in its parts, as far up as no number stands twice."""
    found: list[list[str]] = []
    seen: set[str] = set()
    for line in reversed(lines):
        parts = _NEXT.split(line)
        numbers = [match[1] for part in parts if (match := _CHOICE.fullmatch(part))]
        if not all(_CHOICE.fullmatch(part) or _LINK.fullmatch(part) for part in parts):
            break
        if seen & {*numbers} or len({*numbers}) < len(numbers):
            break
        seen.update(numbers)
        found.insert(0, parts)
    return found


def _numbers(lines: Iterable[Iterable[str]]) -> dict[str, str]:
    return {match[2]: match[1] for line in lines for part in line if (match := _CHOICE.fullmatch(part))}


def _count_up(numbers: Mapping[str, str]) -> bool:
    """1, 2, 3, … with a 0 or without."""
    shown = [number for number in numbers.values() if number != "0"]
    return bool(numbers) and shown == [str(place + 1) for place in range(len(shown))]


def _label(part: str) -> str:
    match = _CHOICE.fullmatch(part)
    if match:
        return match[2]
    link = _LINK.fullmatch(part)
    assert link
    return link[1]


def _bare(label: str) -> str:
    return label.removesuffix(" ✓")


class ZaloSeat(Seat):
    def __init__(self, person: ZaloPerson) -> None:
        super().__init__(person.name)
        self.person = person

    async def screen(self) -> list[Shown]:
        """Each text without its choices, as it reads elsewhere, with their labels as its buttons."""
        texts = [read(message.text) for message in self.person.messages]
        return [Shown(place, text.said, text.buttons) for place, text in enumerate(texts)]

    async def _joins(self, invited: Invited) -> None:
        """By the code alone: a link would only open the chat."""
        await self._types(invited.code)

    async def _types(self, text: str) -> None:
        await self.person.says(text)

    async def _taps(self, label: str) -> None:
        """Types the number that the newest list has for this label; what only an older one has is typed in words, and
        so is what stands under a reminder, which came unasked and may have fallen into another question, and what has a
        letter, as what acts on others would be read back."""
        lists = [text for message in reversed(self.person.messages) if (text := read(message.text)).numbers]
        for age, shown in enumerate(lists):
            number = shown.number(label)
            if number is not None:
                in_words = age or number.isalpha() or shown.said.startswith("⏰")
                await self._types(label if in_words else number)
                return
        seen = [list(shown.numbers) for shown in lists[:5]]
        raise AssertionError(f"{self.name} sees no choice {label!r}; newest first: {seen or 'none'}")

    async def fetches(self) -> tuple[str, bytes]:
        """What the newest signed link in a text gives."""
        links = [link for message in self.person.messages for link in SIGNED_LINK.findall(message.text)]
        assert links, f"{self.name} sees no link to a file"
        status, headers, content = await self.person.opens(links[-1])
        assert status == 200, f"{links[-1]} gives {status}"
        return _file_name(headers.get("Content-Disposition", "")), content


def _file_name(disposition: str) -> str:
    """Also where it is encoded (RFC 6266: `filename*=UTF-8''…`)."""
    headers = Headers()
    headers["Content-Disposition"] = disposition
    return headers.get_filename("")

"""Every word the bot says, from the catalogues of each language: gettext's `.po` files in `vi/` and `en/`.

A template may mark `**bold**`; what is filled in is never looked at for marks, so names hold what they like.
`{you}` and `{You}` are filled with the organisation's form of address. `{n:unit|units}` is a number with its noun, as
in `1 unit`, `2 units`: Vietnamese needs none of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from domain.messaging.channels import CHANNELS
from domain.messaging.messages import Span, Text, plain
from handlers.words.catalogues import Catalogues
from handlers.words.command_table import menu_words

_CHANNEL_NAMES = {f"channel.{channel.code}": channel.name for channel in CHANNELS}  # the same in every language

LANGUAGES = Catalogues(
    Path(__file__).parent,
    {
        "vi": {**_CHANNEL_NAMES, **dict(menu_words("vi"))},
        "en": {**_CHANNEL_NAMES, **dict(menu_words("en"))},
    },
)


@cache
def said_in_any(names: tuple[str, ...]) -> frozenset[str]:
    """Return these words in every language; they are read when they are first asked for."""
    return frozenset(words[name] for words in LANGUAGES.values() for name in names)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, as one organisation addresses people.

    `official_years`: those whose calendar was announced; due dates of other years are said to be provisional. None
    where that is not known: then nothing is said of it.
    """

    language: str = "vi"
    address_form: str = "anh_chi"
    official_years: frozenset[int] | None = None

    def __call__(self, name: str, /, **filled: Any) -> Text:
        """Return the text of that name; a span or text filled in keeps its marks only where it stands alone."""
        if not filled:
            return _constant(self, name)
        return self._filled(name, {key: _flat(value) for key, value in filled.items()})

    def _filled(self, name: str, filled: Mapping[str, Any]) -> Text:
        values = {**self._you(), **filled}
        template = LANGUAGES[self.language][name]
        if "|" in template:
            values = {key: _Counted(value) for key, value in values.items()}
        pieces = template.split("**")
        return tuple(
            Span(said, bold=bool(number % 2)) for number, piece in enumerate(pieces) if (said := piece.format(**values))
        )

    def plain(self, name: str, /, **filled: Any) -> str:
        return plain(self(name, **filled))

    def has(self, name: str) -> bool:
        return name in LANGUAGES[self.language]

    def _you(self) -> dict[str, str]:
        you = LANGUAGES[self.language][f"you.{self.address_form}"]
        return {"you": you, "You": you[:1].upper() + you[1:]}


@dataclass(frozen=True, slots=True)
class _Counted:
    """What is filled in, with the noun that goes with one or with several of it."""

    value: Any

    def __format__(self, spec: str) -> str:
        if "|" not in spec:
            return format(self.value, spec)
        one, several = spec.split("|")
        return f"{self.value} {one if str(self.value) == '1' else several}"


@lru_cache(maxsize=4096)
def _constant(words: Words, name: str) -> Text:
    """Return what nothing is filled into but the form of address."""
    return words._filled(name, {})


def _flat(value: Any) -> Any:
    return plain(value) if isinstance(value, tuple) else value

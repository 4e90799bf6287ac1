"""In which language `dondoc` speaks in the shell, and its words there. Chats and pages have a language of their own."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from dotenv.parser import parse_stream

if TYPE_CHECKING:
    from domain.messaging.sentences import Filling
    from handlers.words import Words

NAME = "DONDOC_LANGUAGE"
Language = Literal["vi", "en"]
LANGUAGES = get_args(Language)  # the first is the default
_ENV_FILE = ".env"


def shell_words(address_form: str = "anh_chi", official_years: frozenset[int] | None = None) -> "Words":
    """Return the words of the language that `DONDOC_LANGUAGE` asks for; the rest is of the organisation, as of `Words`.

    What the setting may not hold is refused by the settings; until then, and where it is not set, the language is
    Vietnamese. The locale of the machine is not asked: nearly every server has an English one, whoever types there.
    """
    asked = (_written(os.environ) or _in_file()).strip().lower()
    from handlers.words import Words

    return Words(asked if asked in LANGUAGES else LANGUAGES[0], address_form, official_years)


def say(name: str, /, **filled: Any) -> str:
    """Return the sentence of that name in the language of the shell."""
    return shell_words().plain(name, **filled)


def worded(said: "Filling") -> str:
    """Return what another room made without words, such as the reason why a file is refused, in that language."""
    from handlers.words.sentences import in_words

    return in_words(shell_words(), said)


def _in_file() -> str:
    """Return the language as the settings read it, which are not loaded for help, or may be what fails."""
    try:
        with Path(_ENV_FILE).open(encoding="utf-8-sig") as lines:
            return _written({line.key: line.value or "" for line in parse_stream(lines) if line.key})
    except (OSError, UnicodeDecodeError):
        return ""


def _written(names: Any) -> str:
    return next((value for name, value in names.items() if name.upper() == NAME), "")

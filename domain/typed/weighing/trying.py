"""The one task that a line may be about, where the rules found none by themselves."""

import re
from collections.abc import Callable, Mapping, Sequence

from domain.typed.hearing import heard
from domain.typed.meaning.only_task import known_by_any, only_code
from domain.typed.naming.titles import titles_of
from domain.typed.values.result import Reading

OfOne = Callable[[str, str], Reading]
"""Reads a text as being about a task."""


def named_by_any_word(text: str, codes: Sequence[str], titles: Mapping[str, str]) -> str | None:
    if len(codes) == 1:
        return codes[0]
    if (code := only_code(text, codes)) is not None:
        return code
    names = titles_of(tuple(titles.items()))
    return known_by_any(heard(text, names.words, codes, names.abbreviations), names) if names.codes else None


def without_its_code(text: str, code: str) -> str:
    """Return the text without the code in the middle, which keeps its sentence from being one: `kho bạc khóa sổ nên 2.2
    dừng ở 63%`."""
    return re.sub(rf"(?<![\w.,])(?:mục |nv |nhiệm vụ )?{re.escape(code)}(?![\w%]|[.,]\d) ?", "", text, flags=re.I)

"""A text as the runs of letters and of words in it, each a number below `SIZE`."""

import re
from collections.abc import Iterator
from zlib import crc32

SIZE = 1 << 15  # runs that share a number are weighed as one; with twice as many no line is read better
LONGEST = 600  # characters: longer texts are no hurried answers, and are left to the rules
_LETTERS, _WORDS = 5, 3
_CODE = re.compile(r"\b[0-9]{1,2}\.[0-9]{1,2}\b")


def runs(text: str) -> frozenset[int]:
    """Return the runs of a text as it was typed; the same ones on each machine."""
    return frozenset(crc32(run.encode("utf-8", "replace")) % SIZE for run in _runs(text))


def without_codes(text: str) -> str:
    """Return the text with `#` for each code, as how a task stands is said alike of each."""
    return _CODE.sub("#", text)


def _runs(text: str) -> Iterator[str]:
    words = text.lower().replace("\n", " ; ").split()
    line = f" {' '.join(words)} "
    for length in range(1, _LETTERS + 1):
        for at in range(len(line) - length + 1):
            if " " not in line[at + 1 : at + length - 1]:
                yield line[at : at + length]
    for length in range(1, _WORDS + 1):
        for at in range(len(words) - length + 1):
            yield f"w{' '.join(words[at : at + length])}"

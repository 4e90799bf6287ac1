"""People as they are named and signed: `BS.CKI Lò Văn G, CVP`. What they are addressed by, what they studied and which
office they hold is no part of the name."""

import re
from collections.abc import Sequence

from domain.text import fold

_ADDRESSED = frozenset(["anh", "chị", "em", "cô", "chú", "bác", "ông", "bà", "thầy", "cậu", "bạn", "mr", "mrs", "ms"])
_WITHOUT_MARKS = frozenset({"chi", "bac", "ong", "thay", "cau", "ban"})
"""As they are typed beside names without marks; not `chu`, `co` and `ba`, by which families and people are called."""
_SHORTENED = frozenset(
    {"bsi", "cki", "ckii", "ck1", "ck2", "bscki", "bsckii", "bsck1", "bsck2", "dscki", "dsckii", "tsi", "ubnd"}
)
"""Those with a vowel; what has none is no name in any case (`BS`, `ThS`, `CVP`, `PCT`)."""
_NAMES_SHORTENED = frozenset({"ng", "tr", "ph", "th", "ngth"})
_IN_WORDS: Sequence[tuple[str, ...]] = sorted(
    (
        tuple(words.split())
        for words in (
            "bac si", "duoc si", "thac si", "tien si", "ky su", "cu nhan", "dieu duong", "y si", "luat su", "dong chi",
            "d c", "pho giao su", "giao su", "chu tich", "pho chu tich", "truong phong", "pho phong",
            "pho truong phong", "giam doc", "pho giam doc", "chanh van phong", "pho chanh van phong", "truong tram",
            "pho tram", "tram truong", "bi thu", "pho bi thu", "chuyen vien", "can bo", "truong ban", "pho ban",
        )
    ),
    key=len,
    reverse=True,
)  # fmt: skip
_WORD = re.compile(r"\w+")
_OFFICE_BEHIND = re.compile(r"[,(;|]|\s[-–]\s")
_MANNERS = frozenset({"ạ", "nhé", "nhe", "nha", "a"})
_VOWELS = frozenset("aeiouy")


def bare(text: str) -> str:
    """Return the name alone: `BS.CKI Lò Văn G, CVP` is `Lò Văn G`; what would be nothing then stays as it is."""
    name = _OFFICE_BEHIND.split(text.strip(), maxsplit=1)[0].strip()
    words = list(_WORD.finditer(name))
    first, last = _leading([word[0] for word in words]), len(words)
    first = first if first < last else max(last - 1, 0)
    while last - first > 1 and (words[last - 1][0].casefold() in _MANNERS or _is_shortened(words[last - 1][0])):
        last -= 1
    return name[words[first].start() : words[last - 1].end()] if words else text.strip()


def without_lead(text: str) -> str:
    """Return what stands behind titles and positions; "" where nothing else is there."""
    words = list(_WORD.finditer(text))
    first = _leading([word[0] for word in words])
    return text[words[first].start() :] if first < len(words) else ""


def _leading(words: Sequence[str]) -> int:
    first = 0
    while taken := _lead(words[first:]):
        first += taken
    return first


def _lead(words: Sequence[str]) -> int:
    """Return how many words at the beginning are no part of the name."""
    keys = [fold(word) for word in words]
    for lead in _IN_WORDS:
        if tuple(keys[: len(lead)]) == lead:
            return len(lead)
    if not words:
        return 0
    word = words[0].casefold()
    is_address = word in _ADDRESSED or (word in _WITHOUT_MARKS and [one.casefold() for one in words] == keys)
    return 1 if is_address or _is_shortened(words[0]) else 0


def _is_shortened(word: str) -> bool:
    key = fold(word)
    has_no_vowel = len(key) > 1 and key.isalpha() and _VOWELS.isdisjoint(key) and key not in _NAMES_SHORTENED
    return has_no_vowel or key in _SHORTENED

"""What people say around an answer out of politeness, and where they say nothing else."""

from collections.abc import Collection, Iterator

from domain.text import fold

BEFORE = frozenset({"da", "vang", "a", "em"})
BEHIND = frozenset({"a", "nhe", "nha", "nhen", "nghe", "em", "anh", "chi", "ban", "oi", "roi", "luon", "thoi"})
_THANKS = frozenset(
    {"ok", "oke", "okay", "da", "vang", "da vang", "cam on", "thanks", "thank you", "👍", "🙏", "da ok"}
)
_LONGEST_THANKS = 40  # characters


def is_courtesy(text: str) -> bool:
    """Say whether the text is said out of politeness, and recorded nowhere: `dạ`, `vâng ạ`, `ok`, 👍."""
    around = BEFORE | {"anh", "chi"}, BEHIND | {"nhieu", "lam"}
    return len(text) <= _LONGEST_THANKS and any(core in _THANKS for core in cores(fold(text), *around))


def cores(folded: str, before: Collection[str], behind: Collection[str]) -> Iterator[str]:
    """Yield the text without some of the words at its ends that change nothing, from all of it to the least."""
    words = [word for word in (word.strip(" .!,;") for word in folded.split()) if word]
    first = next((at for at, word in enumerate(words) if word not in before), len(words))
    for begin in range(min(first, len(words) - 1) + 1 if words else 0):
        for end in range(len(words), begin, -1):
            yield " ".join(words[begin:end])
            if words[end - 1] not in behind:
                break

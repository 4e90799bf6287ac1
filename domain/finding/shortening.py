"""Labels that are shown side by side, cut so that no two look alike."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count

GAP = "…"
_NUMBER = re.compile(r"\d{1,3}\. ")
_MARK = " ✓"
_SHORTEST_BEGINNING = 6  # letters, that are worth a note
_WORD = 8  # the most letters that go so that a label is cut between words


def shortened(labels: Sequence[str], longest: int) -> list[str]:
    """Return each in at most so many characters; of those that are longer the middle goes, and where two would look
    alike, the place in which they differ stays. A number before a label and a tick after it are kept and tell nobody
    apart. Labels that are the same stay the same."""
    parts = [_parts(label) for label in labels]
    room = [max(longest - len(before) - len(after), 3) for before, _, after in parts]
    bodies = [body for _, body, _ in parts]
    cut = [_cut(body, at, None) for body, at in zip(bodies, room, strict=True)]
    for alike in _alike(cut, bodies):
        for place in alike:
            cut[place] = _cut(bodies[place], room[place], _differs_at(bodies[place], (bodies[one] for one in alike)))
    _number_those_alike(cut, bodies, room)
    return [f"{before}{body}{after}" for (before, _, after), body in zip(parts, cut, strict=True)]


def _parts(label: str) -> tuple[str, str, str]:
    found = _NUMBER.match(label)
    before = found[0] if found else ""
    after = _MARK if label.endswith(_MARK) else ""
    return before, label[len(before) : len(label) - len(after)], after


def _alike(cut: Sequence[str], bodies: Sequence[str]) -> list[list[int]]:
    """Return the places of those that are cut to the same and are not the same."""
    places = defaultdict[str, list[int]](list)
    for place, body in enumerate(cut):
        places[body].append(place)
    return [found for found in places.values() if len({bodies[place] for place in found}) > 1]


def _differs_at(body: str, others: Iterable[str]) -> int:
    """Return where it differs from the one most like it."""
    return max((_common(body, other) for other in others if other != body), default=0)


def _common(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _cut(body: str, room: int, at: int | None) -> str:
    """Return the beginning and the end; with `at`, the beginning and what stands around that place."""
    if len(body) <= room:
        return body
    if at is None:
        end = (room - 1) * 2 // 5
        return f"{_to_word(body[: room - 1 - end])}{GAP}{_from_word(body[len(body) - end :])}"
    head = max((room - 2) // 3, 1)
    shown = max(room - 2 - head, 1)
    start = min(max(_word_before(body, at, shown // 2), head), len(body) - shown)
    rest = body[start : start + shown].strip()
    return f"{body[:head].rstrip()}{GAP}{rest}{GAP if start + shown < len(body) else ''}"


def _word_before(body: str, at: int, most: int) -> int:
    """Return the beginning of the word in which that place is, unless it is far."""
    start = body.rfind(" ", 0, at) + 1
    return start if at - start <= most else at


def _to_word(text: str) -> str:
    """Return the text without a word that is cut off, unless it is long."""
    end = text.rfind(" ")
    return (text[:end] if len(text) - end <= _WORD < len(text) // 2 else text).rstrip()


def _from_word(text: str) -> str:
    start = text.find(" ") + 1
    return (text[start:] if 0 < start <= _WORD < len(text) // 2 else text).lstrip()


def _number_those_alike(cut: list[str], bodies: Sequence[str], room: Sequence[int]) -> None:
    """Give numbers to those that are alike, in the last resort."""
    for alike in _alike(cut, bodies):
        numbers = count(1)
        given: dict[str, str] = {}
        for place in alike:
            tail = given.setdefault(bodies[place], "") or f" ({next(numbers)})"
            given[bodies[place]] = tail
            cut[place] = f"{cut[place][: room[place] - len(tail)].rstrip()}{tail}"


def common_beginning(names: Sequence[str]) -> str:
    """Return the words, and the blank behind them, with which all of several names begin and without which each still
    says whose it is: `Đảng ủy ` of Đảng ủy phường 1 and Đảng ủy xã Trạm Hành; of Phường 1 and Phường 2 nothing."""
    first = names[0].split() if len(names) > 1 else []
    shared = 0
    while shared < len(first) and all(name.split()[shared : shared + 1] == [first[shared]] for name in names):
        shared += 1
    while shared and any(_says_little(name.split()[shared:]) for name in names):
        shared -= 1
    found = " ".join(first[:shared]) + " "
    return found if len(found) > _SHORTEST_BEGINNING and all(name.startswith(found) for name in names) else ""


def _says_little(words: Sequence[str]) -> bool:
    return not words or not words[0][0].isalpha()

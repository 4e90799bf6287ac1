"""Who is left out of what is asked: `trừ thôn 1`, `ngoài thôn 1 ra`, `trạm y tế thì thôi`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.finding.spelling import words
from domain.finding.unit_kinds import same_letters
from domain.orders.order_tokens import OrderToken

_LEAVES_OUT = tuple(
    map(
        words,
        (
            "trừ", "ngoại trừ", "ngoài", "không kể", "không tính", "không gồm", "không bao gồm", "except", "excluding",
            "apart from", "but not", "other than", "all but"
        ),
    )
)  # fmt: skip
_TYPED_WITH_ITS_MARK = frozenset({"chừa"})  # `chua` is `chưa`
_NO_EXCEPTION = frozenset({"ra", "gio", "han", "viec", "troi"})  # behind `ngoài`: `ngoài ra`, `ngoài giờ`
_BEFORE_A_NAME = frozenset(
    {"ra", "rieng", "moi", "co", "minh", "cua", "ben", "cho", "anh", "chi", "em", "cai", "don", "vi", "for", "the"}
)
_TOGETHER = frozenset({"va", "voi", "cung", "and"})
_THEN = frozenset({"thi"})
_FREED = frozenset({"khoi", "khoan", "mien"})
_NOT_TYPED = frozenset({"đừng", "dừng", "dung"})  # and no `đúng`
_NOT_DONE = frozenset({"nhac", "can", "don", "phai", "gui", "tinh"})  # behind `không`


@dataclass(frozen=True, slots=True)
class LeftOut:
    """`names`: the first words of the names of those who are left out; `begins`: where it is first said that somebody
    is, None: nowhere; `said`: the words that say so. `is_clear`: names stand wherever it is said."""

    names: frozenset[int]
    begins: int | None
    said: frozenset[int]
    is_clear: bool


def left_out(tokens: Sequence[OrderToken], names: Mapping[int, int]) -> LeftOut:
    """Return which names are left out. `names`: the places at which names begin, with those where they end."""
    inside = {place for start, end in names.items() for place in range(start, end)}
    exceptions = _exceptions(tokens, inside)
    behind = [_names_from(tokens, _to_a_name(tokens, end, names), names) for _, end in exceptions]
    refused = [_joined(tokens, start, names) for start in names if _is_not_them(tokens, start, names[start])]
    begins = [*(start for start, _ in exceptions), *(run[0] for run in refused)]
    said = {place for start, end in exceptions for place in range(start, end)}
    said |= {place for run in refused for place in range(names[run[-1]], min(names[run[-1]] + 2, len(tokens)))}
    return LeftOut(
        frozenset(place for run in (*behind, *refused) for place in run),
        min(begins, default=None),
        frozenset(said),
        is_clear=all(run and not _goes_on(tokens, names[run[-1]]) for run in behind),
    )


def _exceptions(tokens: Sequence[OrderToken], inside: set[int]) -> list[tuple[int, int]]:
    """Return the words that leave somebody out, as spans."""
    found: list[tuple[int, int]] = []
    for place, token in enumerate(tokens):
        length = 0 if place in inside else _length_of_exception(tokens, place)
        if length and not (token.key == "ngoai" and _is_aside(tokens, place + length)):
            found.append((place, place + length))
    return found


def _length_of_exception(tokens: Sequence[OrderToken], place: int) -> int:
    if tokens[place].said.casefold() in _TYPED_WITH_ITS_MARK:
        return 1
    said = tuple(token.word for token in tokens[place : place + 3])
    return max((len(one) for one in _LEAVES_OUT if same_letters(said[: len(one)], one)), default=0)


def _is_aside(tokens: Sequence[OrderToken], behind: int) -> bool:
    """Say whether something else follows: `ngoài ra`, `ngoài giờ`."""
    return behind < len(tokens) and tokens[behind].key in _NO_EXCEPTION


def _to_a_name(tokens: Sequence[OrderToken], place: int, names: Mapping[int, int]) -> int:
    while place < len(tokens) and place not in names and tokens[place].key in _BEFORE_A_NAME:
        place += 1
    return place


def _names_from(tokens: Sequence[OrderToken], place: int, names: Mapping[int, int]) -> list[int]:
    """Return the names that follow each other from here on, with `và` between them or nothing."""
    found: list[int] = []
    while place in names:
        found.append(place)
        place = names[place]
        if place + 1 in names and tokens[place].key in _TOGETHER:
            place += 1
    return found


def _goes_on(tokens: Sequence[OrderToken], behind: int) -> bool:
    """Say whether more is named than is known: `trừ thôn 1 và trạm xá`."""
    return behind < len(tokens) and tokens[behind].key in _TOGETHER


def _joined(tokens: Sequence[OrderToken], last: int, names: Mapping[int, int]) -> list[int]:
    """Return the names that `và` joins to the last one: a comma says nothing of who is refused with it."""
    found = [last]
    while before := [one for one, end in names.items() if end + 1 == found[0] and tokens[end].key in _TOGETHER]:
        found.insert(0, before[0])
    return found


def _is_not_them(tokens: Sequence[OrderToken], start: int, behind: int) -> bool:
    """Say whether that name is refused: `trạm y tế thì thôi`, `thôn 1 thì khỏi nhắc`, `riêng thôn 1 miễn`.

    `riêng thôn 1 thôi` means only them, and `thì đúng là chậm` refuses nobody.
    """
    if behind >= len(tokens):
        return False
    if tokens[behind].key not in _THEN:
        return start > 0 and tokens[start - 1].key == "rieng" and tokens[behind].key in _FREED
    said = tokens[behind + 1 : behind + 3]
    if not said:
        return False
    if said[0].key == "khong":
        return len(said) == 1 or said[1].key in _NOT_DONE
    return said[0].key == "thoi" or said[0].key in _FREED or said[0].said.casefold() in _NOT_TYPED

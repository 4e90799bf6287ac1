"""Who is left out of what is asked: `trừ thôn 1`, `ngoài thôn 1 ra`, `trạm y tế thì thôi`."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from domain.finding.except_words import OF_UNITS
from domain.finding.spelling import Words
from domain.finding.unit_kinds import same_letters
from domain.orders.order_tokens import OrderToken, tokens_of

BEHIND_ALL = ("but", "bỏ", "bỏ qua", "bỏ lại", "loại", "loại ra", "tránh", "skip", "skipping")
"""What does so only behind `hết`, `tất cả`, `all`: `bỏ qua cho thôn 1` alone is said of thôn 1."""


def _spelled(phrases: Sequence[str]) -> tuple[Words, ...]:
    """Written out as every text is, the longest first."""
    written = (tuple(token.word for token in tokens_of(phrase)) for phrase in phrases)
    return tuple(sorted(written, key=len, reverse=True))


_LEAVES_OUT, _LEAVES_OUT_OF_ALL = _spelled(OF_UNITS), _spelled(BEHIND_ALL)
_EVERYBODY = frozenset({"het", "ca", "moi", "toan", "cac", "nhung", "everyone", "everybody", "every", "ai"})
_WITH_ITS_MARK = {"chua": "chừa", "loai": "loại", "tranh": "tránh", "bo": "bỏ"}
"""What is another word without its marks: `chua` is `chưa`."""
_NO_EXCEPTION = {
    "ngoai": frozenset({"ra", "gio", "han", "viec", "troi", "dong", "hien", "thuc", "nuoc", "cong"}),
    "tru": frozenset({"sau", "benh", "dich", "chuot", "ray", "muoi", "khi", "phi", "diem", "luong", "co", "no"}),
    "bo": frozenset({"phieu", "hoang", "tri", "sung", "me"}),
    "loai": frozenset({"bo", "nao", "gi", "hinh"}),
    "chua": frozenset({"benh"}),
}
"""Behind such a word it says something else: `ngoài giờ`, `phòng trừ sâu bệnh`, `bố trí`; but not where the name of a
unit begins there, as in `trừ bệnh viện`, `ngoài Đông Anh ra`."""
_KINDS_OF_UNITS = _spelled(
    ("bệnh viện", "bệnh xá", "cơ quan", "cơ sở", "công an", "công đoàn", "công ty", "điểm trường")
)
"""With what the names of units begin that are not known here: nobody is urged where such a one is to be left out."""
_BEFORE_A_NAME = frozenset(
    {"ra", "rieng", "moi", "co", "minh", "cua", "ben", "cho", "anh", "chi", "em", "cai", "don", "vi", "for", "the"}
)
_MOST_WORDS = 4  # of what leaves somebody out
_NEAR = 6  # words
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


def may_leave_out(tokens: Sequence[OrderToken], quiet: Collection[int] = ()) -> bool:
    """Say whether it has a word that leaves somebody out wherever a name stands behind it."""
    return bool(_exceptions(tokens, quiet, lambda place: True))


def left_out(
    tokens: Sequence[OrderToken],
    names: Mapping[int, int],
    quiet: Collection[int] = (),
    begins_a_name: Callable[[int], bool] = lambda place: False,
) -> LeftOut:
    """Return which names are left out. `names`: the places at which names begin, with those where they end. `quiet`:
    places of other names, in which `trừ` leaves nobody out (`báo cáo phòng trừ sâu bệnh`). `begins_a_name`: says of a
    place whether a part of a name begins there."""
    inside = {place for start, end in names.items() for place in range(start, end)} | set(quiet)
    exceptions = _exceptions(tokens, inside, lambda place: place in names or begins_a_name(place))
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


def _exceptions(
    tokens: Sequence[OrderToken], inside: Collection[int], begins_a_name: Callable[[int], bool]
) -> list[tuple[int, int]]:
    """Return the words that leave somebody out, as spans."""
    found: list[tuple[int, int]] = []
    for place in range(len(tokens)):
        is_behind = bool(found) and place < found[-1][1]
        length = 0 if place in inside or is_behind else _length_of_exception(tokens, place)
        if length and (not _says_else(tokens, place, place + length) or begins_a_name(place + length)):
            found.append((place, place + length))
    return found


def _length_of_exception(tokens: Sequence[OrderToken], place: int) -> int:
    said = tuple(token.word for token in tokens[place : place + _MOST_WORDS])
    own_mark = _WITH_ITS_MARK.get(tokens[place].key)
    if own_mark and tokens[place].said.casefold() != own_mark:
        return 0
    of_all = _LEAVES_OUT_OF_ALL if _speaks_of_all(tokens, place) else ()
    return next((len(one) for one in (*_LEAVES_OUT, *of_all) if same_letters(said[: len(one)], one)), 0)


def _speaks_of_all(tokens: Sequence[OrderToken], place: int) -> bool:
    """Say whether `hết`, `tất cả`, `all` stands a little before."""
    return any(token.key in _EVERYBODY for token in tokens[max(0, place - _NEAR) : place])


def _says_else(tokens: Sequence[OrderToken], place: int, behind: int) -> bool:
    """Say whether such a word begins something else: `ngoài giờ`, `trừ sâu`."""
    other = _NO_EXCEPTION.get(tokens[behind - 1].key, frozenset())
    is_else = behind == place + 1 and behind < len(tokens) and tokens[behind].key in other
    return is_else and not _is_written_as_a_name(tokens, behind)


def _is_written_as_a_name(tokens: Sequence[OrderToken], place: int) -> bool:
    """Say whether it is a kind of units, or has a capital where the word before it has none: `trừ Lương Tài`."""
    said = tuple(token.word for token in tokens[place : place + _MOST_WORDS])
    is_capital = tokens[place].said[:1].isupper() and tokens[place - 1].said[:1].islower()
    return is_capital or any(same_letters(said[: len(one)], one) for one in _KINDS_OF_UNITS)


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

"""Kinds of units: written out, shortened (`P. 11`, `p11`, `TX`), and with the office before them (`UBND phường 11`)."""

import re
from collections.abc import Iterator
from functools import lru_cache

from domain.finding.abbreviations import in_full
from domain.finding.spelling import SpelledWord, Words, words

OFFICES = tuple(words(office) for office in ("ủy ban nhân dân", "ubnd", "uỷ ban", "hội đồng nhân dân", "hđnd"))
"""The unit itself is meant; the office of the party is a unit of its own."""

_PARTY = tuple(words(office) for office in ("đảng ủy", "đảng bộ", "thành ủy", "thị ủy", "huyện ủy", "quận ủy"))

PLACES = tuple(
    words(kind)
    for kind in ("thành phố", "thị trấn", "thị xã", "đặc khu", "xã", "phường", "huyện", "quận", "tỉnh", "tp")
)
NUMBERED = (
    *PLACES,
    *map(
        words,
        (
            "thôn", "buôn", "bon", "bản", "ấp", "khóm", "xóm", "làng", "sóc", "phum", "plei", "tổ", "tổ dân phố",
            "tổ dân cư", "tổ nhân dân", "khu", "khu phố", "khu dân cư", "khu vực", "tiểu khu", "cụm", "cụm dân cư",
            "đội", "chi bộ"
        ),
    ),
)  # fmt: skip
"""Kinds whose names may be numbers, in either numerals."""
KINDS = (
    *(office + place for office in (*OFFICES, *_PARTY) for place in PLACES),
    *PLACES,
    *map(words, ("trung tâm", "phòng", "ban", "sở")),
)
"""The longer first."""

OFFICES_OF_PLACES = tuple(
    map(
        words,
        (
            "công an", "trạm", "trung tâm", "quân sự", "ban chỉ huy quân sự", "mặt trận", "mặt trận tổ quốc", "mttq",
            "đảng ủy", "đảng bộ", "hội phụ nữ", "hội nông dân", "hội cựu chiến binh", "đoàn thanh niên", "chi cục",
            "ban quản lý", "tòa án", "viện kiểm sát", "kho bạc", "bưu điện", "văn phòng", "bệnh viện", "hợp tác xã",
            "phòng khám", "nhà máy", "công ty", "chi nhánh",
        ),
    )
)  # fmt: skip
"""What has a place behind it and is none: `công an xã An Bình` is not Xã An Bình."""
GROUPS = tuple(
    map(
        words,
        ("đội", "cục", "hạt", "hội", "trường", "thôn", "buôn", "ấp", "khóm", "khu phố", "tổ dân phố"),
    )
)  # fmt: skip

_SHORT: dict[str, tuple[Words, ...]] = {
    short: tuple(map(words, kinds))
    for short, kinds in {
        "p": ("phường", "phòng"),
        "f": ("phường",),
        "ph": ("phường",),
        "phg": ("phường",),
        "x": ("xã",),
        "q": ("quận",),
        "h": ("huyện",),
        "t": ("tỉnh",),
        "tt": ("thị trấn", "trung tâm"),
        "tx": ("thị xã",),
        "tp": ("thành phố",),
        "đk": ("đặc khu",),
        "dk": ("đặc khu",),
        "b": ("ban",),
        "s": ("sở",),
    }.items()
}
_BEFORE_A_NAME = {**_SHORT, "bc": (words("báo cáo"),)}
"""What else is shortened at the beginning of a name and is no kind of unit."""
_LETTERS_THEN_DIGITS = re.compile(r"([a-z]+)(\d+)")
_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMAN = {str(number): "x" * (number // 10) + _UNITS[number % 10] for number in range(1, 40)}
_NUMERALS = _ROMAN | {roman: number for number, roman in _ROMAN.items()}
_OF_A_NUMBER = words("số")[0]


def without_kind(name: Words) -> Words:
    for kind in KINDS:
        if len(name) > len(kind) and same_letters(name[: len(kind)], kind):
            return name[len(kind) :]
    return name


def same_letters(typed: Words, name: Words) -> bool:
    """Compare letters only: marks may be left out."""
    return len(typed) == len(name) and all(said.may_be(there) for said, there in zip(typed, name, strict=True))


@lru_cache(maxsize=4096)
def written_out(name: Words) -> tuple[Words, ...]:
    """Return what this may be short for, itself first: `P11`, `P. 11` and `UBND phường 11` are `phường 11`; `P. 1` may
    be a Phòng 1 as well."""
    apart = _digits_apart(name)
    office = next((one for one in (*OFFICES, *_PARTY) if same_letters(apart[: len(one)], one)), ())
    rest = apart[len(office) :]
    ways = [apart, *_kinds_written_out(rest)] if rest else [apart]
    if office in _PARTY:
        ways = [office + way if way is not apart else way for way in ways]
    ways = [name, *ways, *map(in_full, ways)]
    return tuple(dict.fromkeys([*ways, *map(_in_other_numerals, ways)]))


def _in_other_numerals(way: Words) -> Words:
    """Return `thôn IV` for `thôn 4`, and the other way round: where the number stands behind a kind of place."""
    return tuple(
        part
        for place, word in enumerate(way)
        for part in (words(_NUMERALS[word.letters]) if place and _is_numeral(word, way[:place]) else (word,))
    )


def is_numeral(word: str) -> bool:
    """Say whether it is a Roman numeral of a unit: `VII`."""
    return word.casefold() in _ROMAN.values()


def _is_numeral(word: SpelledWord, before: Words) -> bool:
    is_bare = word.letters in _NUMERALS and not any(word.marks) and not word.tones
    return is_bare and any(same_letters(before[-len(kind) :], kind) for kind in NUMBERED)


def _kinds_written_out(name: Words) -> Iterator[Words]:
    start = _initials_together(name)
    yield start
    yield _without_number_word(start, 1)
    for kind in _BEFORE_A_NAME.get(_spelled(start[0]), ()) if len(start) > 1 else ():
        yield _without_number_word(kind + start[1:], len(kind))


def _spelled(word: SpelledWord) -> str:
    return "đk" if word.letters == "dk" and word.marks[0] else word.letters


def _digits_apart(name: Words) -> Words:
    return tuple(part for word in name for part in _parts(word))


def _parts(word: SpelledWord) -> Iterator[SpelledWord]:
    match = _LETTERS_THEN_DIGITS.fullmatch(word.letters)
    if match is None:
        yield word
        return
    cut = len(match[1])
    yield SpelledWord(match[1], word.marks[:cut], word.tones)
    yield from words(match[2])


def _initials_together(name: Words) -> Words:
    """Return `T.X. Gò Công` as `TX Gò Công`."""
    if len(name) < 3 or f"{name[0].letters}{name[1].letters}" not in ("tx", "tt", "tp", "dk"):
        return name
    return (*words(f"{name[0].letters}{name[1].letters}"), *name[2:])


def _without_number_word(name: Words, at: int) -> Words:
    """Return the name without the `số` before its number: `phường số 11`."""
    is_there = len(name) > at + 1 and _OF_A_NUMBER.letters == name[at].letters and name[at + 1].letters.isdigit()
    return name[:at] + name[at + 1 :] if is_there else name


def begins_with_kind(name: Words) -> bool:
    """Say whether the first word is a kind of unit, written out or shortened: `phường`, `P.`, `p11`."""
    first = _digits_apart(name)[:1]
    return bool(first) and (first[0].letters in _SHORT or any(same_letters(first, kind[:1]) for kind in KINDS))


def is_initials(typed: Words, name: Words) -> bool:
    """Say whether it is a name by its initials: `sở KHCN`, `SKHCN`, `KH&CN` or `p. KTHT`, the `và` of the name or not;
    a kind that was typed is its own."""
    proper = without_kind(name)
    kind = name[: len(name) - len(proper)]
    for way in written_out(typed):
        said = without_kind(way)
        said_kind, initials = (
            way[: len(way) - len(said)],
            "".join(word.letters for word in said if word.letters != "va"),
        )
        known = _initials(proper) if said_kind else _initials(proper) | _initials(name)
        if len(initials) > 1 and initials in known and (not said_kind or same_letters(said_kind, kind)):
            return True
    return False


def _initials(name: Words) -> frozenset[str]:
    firsts = [(word.letters, word.letters[:1]) for word in name]
    return frozenset(("".join(first for _, first in firsts), "".join(first for word, first in firsts if word != "va")))

"""Days in what is typed about tasks, measured against the day on which it is: the reading of `domain/moments`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from domain.moments.clocks import clock_at
from domain.moments.day_names import YEARS
from domain.moments.days import day_at as _day_at
from domain.moments.days import lunar_at
from domain.moments.numbered import numbered
from domain.moments.pieces import Phrases
from domain.moments.sight import DayFound as Day
from domain.moments.sight import looking_back
from domain.text import word_keys
from domain.typed.hearing import heard
from domain.typed.words.clause_starts import is_end
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token

__all__ = ["Day", "day_at", "month_at", "only_day"]


def day_at(tokens: Sequence[Token], at: int, today: date) -> Day | None:
    """Return the day that is named from this token on; without a year the latest that was, or the next that comes where
    it comes soon. A time of day beside it (`lúc 17h30 ngày 20/11`) is taken with it, as a report keeps days."""
    begin = at + (_clock(tokens, at) or int(_is_part_of_day(tokens, at)))
    found = _day_at(tokens, begin, looking_back(today)) or _behind_done(tokens, begin, today)
    if found is None:
        return None
    behind = 0 if found.is_bare else _clock(tokens, begin + found.length) or _gone(tokens, begin + found.length)
    return replace(found, length=begin - at + found.length + behind) if begin > at or behind else found


def lunar_length(tokens: Sequence[Token], at: int, today: date) -> int:
    """Return how many tokens name a day of the lunar calendar here, as that on which something is done: `ngày 15 tháng
    chạp`, `mùng 2 tháng 11 âm lịch`, `xong hôm rằm tháng 10`. A feast may be what is spoken of: `phát quà Tết xong`."""
    begin = at
    while begin < min(len(tokens) - 1, at + 2) and tokens[begin].key in _BEFORE_LUNAR:
        begin += 1
    is_numbered = begin < len(tokens) and (tokens[begin].kind == "number" or tokens[begin].key in _NUMBERED)
    is_behind = _is_done_before(tokens, at)
    if not is_numbered and not is_behind:
        return 0
    places = (place for place in (at, begin) if place < len(tokens))
    found = next(((place, size) for place in places if (size := lunar_at(tokens, place, looking_back(today)))), None)
    if found is None or (not is_numbered and tokens[found[0]].key != _FULL_MOON):
        return 0
    end = found[0] + found[1]
    month = [token.key for token in tokens[end : end + 2]]
    return end - at + (2 if month[:1] == ["thang"] and month[1:] and month[1].isdecimal() else 0)


_BEFORE_LUNAR, _NUMBERED, _FULL_MOON = (
    frozenset({"ngay", "hom", "bua", "vao", "tu", "dung"}),
    frozenset({"mung", "mong"}),
    "ram",
)


# Without their marks the first and the last are mostly `sang` and `tới`.
_PARTS_OF_DAY = frozenset(map(word_keys, ("sáng", "trưa", "chiều", "tối")))


def _is_part_of_day(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a part of a day stands before it: `sáng 26/11`, `chiều ngày 25/11`."""
    token, behind = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    is_one = (token.key, token.marked) in _PARTS_OF_DAY or (token.key == "chieu" and not token.marked)
    return is_one and behind is not None and (behind.kind == "number" or behind.key in ("ngay", "hom", "mung", "thu"))


def day_length(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens name a day here, whichever it is; 0 for none."""
    found = day_at(tokens, at, _SOME_DAY) if at < len(tokens) else None
    return found.length if found is not None and not found.is_bound else 0


_SOME_DAY = date(2000, 12, 31)


def _behind_done(tokens: Sequence[Token], at: int, today: date) -> Day | None:
    """Return a day that was, behind a word that it is done, where nothing else can be meant: `hoàn thành 20.11`, `xong
    18-11`. None for none."""
    if not 0 < at < len(tokens) or tokens[at].kind != "number" or not _is_done_before(tokens, at):
        return None
    found = numbered(tokens, at, looking_back(today), is_named=True)
    if found is None or found.day is None or not today - _LONG_AGO <= found.day <= today:
        return None
    is_whole = found.day.day >= _NO_MONTH or all(len(one) == _DIGITS for one in tokens[at].key.split("."))
    end = at + found.length
    ends = is_end(tokens, end) or "filler" in kinds_at(tokens, end)
    return found if is_whole and ends and (found.length > 1 or "." in tokens[at].key) else None


def _is_done_before(tokens: Sequence[Token], at: int) -> bool:
    """Say whether `xong`, `hoàn thành` stands right before it."""
    starts = range(max(0, at - 2), at)
    return any("done" in kinds_at(tokens, one) and one + meanings_at(tokens, one)[1] == at for one in starts)


_NO_MONTH, _DIGITS, _LONG_AGO = 13, 2, timedelta(days=100)


def _gone(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens say behind a day that it is gone: `ngày 19 tháng 11 vừa qua`, `bữa 24/11 ni`."""
    found = _GONE.at(tokens, at)
    return found[1] if found is not None else 0


_GONE: Phrases[str] = Phrases({"gone": ("vừa qua", "vừa rồi", "qua", "này", "rồi", "đây", "mới đây", "năm nay")})
_AT: Phrases[str] = Phrases({"at": ("lúc", "vào lúc", "hồi", "vào hồi", "at")})


def _clock(tokens: Sequence[Token], at: int) -> int:
    led = _AT.at(tokens, at)
    length = led[1] if led is not None else 0
    found = clock_at(tokens, at + length)
    return length + found.length if found is not None and found.clock is not None else 0


_LEADS_TO_MONTH = frozenset({"trong", "vao", "tu", "hoi", "dau", "giua", "cuoi", "het", "den", "toi"})
_QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}


def month_at(tokens: Sequence[Token], at: int, today: date) -> tuple[tuple[int, int], int] | None:
    """Return year and (last) month, and how many tokens name them: `tháng 10`, `cuối tháng 10/2025`, `quý III năm
    ngoái`. None for none."""
    start = at + (tokens[at].key in _LEADS_TO_MONTH)
    if bare := month_of_year(tokens, start):
        return bare, start + 3 - at
    keys = [token.key for token in tokens[start : start + 2]]
    if len(keys) < 2 or keys[0] not in ("thang", "quy"):
        return None
    quarter = _QUARTERS.get(keys[1].casefold())
    month = quarter and quarter * 3 if keys[0] == "quy" else int(keys[1]) if keys[1].isdecimal() else None
    if month is None or not 1 <= month <= 12:
        return None
    end, year = start + 2, today.year
    more = [token.key for token in tokens[end : end + 2]]
    if len(more) == 2 and more[0] in ("/", "-", "nam") and more[1].isdecimal() and len(more[1]) == 4:
        end, year = end + 2, int(more[1])
    elif (which := YEARS.at(tokens, end)) is not None:
        end, year = end + which[1], today.year + which[0]
    return (year, month), end - at


def month_of_year(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Return year and month of `12/2026`; None for `5/12/2026`, which is a day, and anything else."""
    keys = [token.key for token in tokens[at : at + 3]]
    if len(keys) < 3 or keys[1] not in ("/", "-") or not (keys[0].isdecimal() and keys[2].isdecimal()):
        return None
    is_year = len(keys[2]) == 4 and keys[2].startswith("20")
    return (int(keys[2]), int(keys[0])) if is_year and 1 <= int(keys[0]) <= 12 else None


def only_day(text: str, today: date) -> date | None:
    """Return the day, where the text is nothing but one: `15/6`, `ngày 15/6 ạ`; None otherwise."""
    tokens = heard(text)
    found = day_at(tokens, 0, today) if tokens else None
    if found is None or found.day is None or found.is_bound or found.other is not None:
        return None
    rest = tokens[found.length :]
    is_all = all(any(one.kind == "filler" for one in meanings_at(rest, at)[0]) for at in range(len(rest)))
    return found.day if is_all else None

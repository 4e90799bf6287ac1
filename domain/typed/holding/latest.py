"""Which of several times is the latest: `31/10: 40%; 28/11: 63%`, `quý III 50%. Quý IV 90%`. How the task stands is
said of that one; the rest is history."""

from collections.abc import Sequence
from datetime import date, timedelta

from domain.moments.pieces import Phrases
from domain.typed.values.clause import Clause, Time
from domain.typed.values.dates import day_at, month_at
from domain.typed.values.doubts import ABOUT_DAYS
from domain.typed.words.markers import NOW, found
from domain.typed.words.phrases import kinds_at
from domain.typed.words.tokens import Token

_LOOKS = 6  # tokens
_EARLIER: Phrases[int] = Phrases({
    1: ("đầu năm",), 2: ("giữa năm", "6 tháng đầu năm"), 3: ("quý trước", "kỳ trước"), 4: ("tháng trước",),
    5: ("đầu tháng", "đầu kỳ", "đầu quý"), 6: ("giữa tháng", "giữa kỳ", "giữa quý"), 7: ("tuần trước", "đầu tuần"),
})  # fmt: skip
"""Each by a number of its own; all of them are before what is said of now."""


def time_of(tokens: Sequence[Token], today: date) -> Time | None:
    """Return the time of which a clause with a per cent speaks, said before it; None where none is said."""
    end = next((at for at, token in enumerate(tokens) if token.key == "%"), 0)
    for at in range(min(end, _LOOKS)):
        if (earlier := _EARLIER.at(tokens, at)) is not None:
            return Time(None, earlier[0])
        if (month := month_at(tokens, at, today)) is not None:
            return _of_month(*month[0], today)
        day = day_at(tokens, at, today)
        if day is not None and day.day is not None and day.other is None:
            return Time(day.day) if day.day <= today else None
        if found(NOW, tokens, at):
            return Time(today, _NOW)
        if not kinds_at(tokens, at) and tokens[at].kind == "word" and tokens[at].key not in _BESIDE:
            return None
    return None


_NOW = 99
_BESIDE = frozenset({"thang", "quy", "den", "tinh", "t", "q", "cuoi", "het"})


def _of_month(year: int, month: int, today: date) -> Time:
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    is_of_now = (last.year, last.month) >= (today.year, today.month) and last - today < _LONGEST
    return Time(min(last, today) if is_of_now else last)


_LONGEST = timedelta(days=92)  # the quarter that goes on


def history(clauses: Sequence[Clause]) -> list[Clause]:
    """Return the clauses that say how far it was before another; none where a time is not known, or two are the same. A
    day of the other is no day on which anything was done."""
    shares = [clause for clause in clauses if clause.percents]
    times = [clause.time for clause in shares if clause.time is not None]
    if len(times) < 2 or len(times) != len(shares) or len(set(times)) != len(times):
        return []
    days = [time.day for time in times if time.day is not None]
    words = [time for time in times if time.day is None]
    if not words:
        last = max(days)
    elif any(time.order == _NOW for time in times):
        last = next(time.day for time in times if time.order == _NOW and time.day is not None)
    else:
        return []
    if days.count(last) > 1:
        return []
    now = next(clause for clause in shares if clause.time is not None and clause.time.day == last)
    now.done_on = None
    now.doubts = [doubt for doubt in now.doubts if doubt[0] not in ABOUT_DAYS]
    return [clause for clause in shares if clause is not now]


def is_of_now(tokens: Sequence[Token], at: int, month: tuple[int, int], today: date) -> bool:
    """Say whether it is the month or quarter that goes on, and how far it came in it: `tháng 11 đạt 63%`, `quý IV hoàn
    thành 90%`."""
    is_quarter = any(token.key == "quy" for token in tokens[at : at + 2])
    months = 3 if is_quarter else 1
    is_same = month[0] == today.year and (month[1] - 1) // months == (today.month - 1) // months
    return is_same and any(token.key == "%" for token in tokens[at:])

"""Days as people name them: `25/12`, `thứ Sáu tuần sau`, `ngày kia`, `cuối tháng`, `mùng 5`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from domain.moments.clocks import clock_at
from domain.moments.day_names import BESIDE_NUMBER, DAYS, FEASTS, LED, LUNAR, NAMED, NEW_YEAR, OF_LUNAR, SINCE
from domain.moments.numbered import numbered
from domain.moments.pieces import TextPiece, number_at
from domain.moments.sight import DayFound, Sight, dated
from domain.moments.stretches import stretch_at
from domain.moments.weekdays import weekday_at

_DAY = timedelta(days=1)


def day_at(pieces: Sequence[TextPiece], at: int, sight: Sight) -> DayFound | None:
    """Return the day that is named from this piece on; none of the lunar calendar, which is not read."""
    found = _day_at(pieces, at, sight)
    return None if found is not None and OF_LUNAR.at(pieces, at + found.length) is not None else found


def lunar_at(pieces: Sequence[TextPiece], at: int, sight: Sight) -> int:
    """Return how many pieces name a day of the lunar calendar here: `mùng 5 Tết`, `23 tháng chạp`, `rằm`, `sau Tết`."""
    if NEW_YEAR.at(pieces, at) is not None:
        return 0
    alone = LUNAR.at(pieces, at)
    if alone is not None and (alone[0] != "marked" or pieces[at].marked):
        return alone[1]
    found = _day_at(pieces, at, sight)
    length = found.length if found is not None else int(number_at(pieces, at) is not None)
    behind = OF_LUNAR.at(pieces, at + length) if length else None
    return length + behind[1] if behind is not None else 0


def _day_at(pieces: Sequence[TextPiece], at: int, sight: Sight) -> DayFound | None:
    led = LED.at(pieces, at)
    if led is not None and not (led[0] != "day" and _is_no_day(pieces, at + led[1])):
        begin = at + led[1]
        inner = numbered(pieces, begin, sight, is_named=True) or _named(pieces, begin, sight)
        if inner is not None:
            found = replace(inner, length=led[1] + inner.length, is_bare=False)
            return replace(found, is_bound=led[0] != "day", is_after=led[0] == "after")
    return _named(pieces, at, sight) or numbered(pieces, at, sight, is_named=False)


def _is_no_day(pieces: Sequence[TextPiece], at: int) -> bool:
    """Say whether it is a number, but none of a day: `trước 17h`, `sau 3 ngày`."""
    if clock_at(pieces, at) is not None:
        return True
    return number_at(pieces, at, 4) is not None and at + 1 < len(pieces) and pieces[at + 1].key in ("ngay", "tuan")


def _named(pieces: Sequence[TextPiece], at: int, sight: Sight) -> DayFound | None:
    """Find a day that is named by words."""
    return (
        _days_ago(pieces, at, sight)
        or weekday_at(pieces, at, sight)
        or stretch_at(pieces, at, sight)
        or _new_year(pieces, at, sight)
        or _near(pieces, at, sight)
    )


def _near(pieces: Sequence[TextPiece], at: int, sight: Sight) -> DayFound | None:
    """Find a day by its own word: `hôm nay`, `ngày kia`. `mai` alone may be a name, and `mot` is mostly one."""
    found = NAMED.at(pieces, at)
    if found is not None and pieces[at].key in ("mai", "mot") and (sight.first is None or _is_mostly_one(pieces[at])):
        return None
    return None if found is None else DayFound(sight.today + found[0] * _DAY, found[1])


def _is_mostly_one(piece: TextPiece) -> bool:
    return piece.key == "mot" and not piece.marked


def _new_year(pieces: Sequence[TextPiece], at: int, sight: Sight) -> DayFound | None:
    """Find the first of January by its name, `Tết dương lịch`; what is still to be done may be due on `Noel` as
    well."""
    found = NEW_YEAR.at(pieces, at)
    if found is not None:
        return DayFound(dated(1, 1, None, sight), found[1])
    feast = FEASTS.at(pieces, at) if sight.first is not None else None
    return None if feast is None else DayFound(dated(*feast[0], None, sight), feast[1])


def _days_ago(pieces: Sequence[TextPiece], at: int, sight: Sight) -> DayFound | None:
    """Find a day by how long ago it was: `3 ngày trước`, `cách đây 3 ngày`."""
    if sight.first is not None or (at > 1 and number_at(pieces, at - 2) is not None and not pieces[at - 1].marked):
        return None  # `2-3 ngày trước`
    led = SINCE.at(pieces, at)
    begin = at + (led[1] if led is not None else 0)
    number = number_at(pieces, begin)
    word = (DAYS if led is not None else BESIDE_NUMBER).at(pieces, begin + 1) if number is not None else None
    return None if number is None or word is None else DayFound(sight.today - number * _DAY, begin - at + 1 + word[1])

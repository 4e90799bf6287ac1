"""Times of day as people write them: `17h30`, `17:30`, `5 giờ chiều`, `24:00`."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.calendar.durations import TimeOfDay
from domain.moments.pieces import Phrases, TextPiece, is_sign, number_at

_NOON = 12 * 60
_QUOTES = "'\u2019\u2032\u00b4`"  # minutes, as they are typed
_END = 24 * 60

_HOURS: Phrases[str] = Phrases({
    "hour": ("giờ", "h", "g", "hrs", "o'clock", "oclock"),
    "am": ("am", "a m"),
    "pm": ("pm", "p m"),
})  # fmt: skip
_MINUTES: Phrases[str] = Phrases({"half": ("rưỡi",), "less": ("kém",), "minutes": ("phút", "ph", "p")})
PARTS: Phrases[str] = Phrases({
    "morning": ("sáng", "buổi sáng", "sáng sớm", "morning", "in the morning"),
    "noon": ("trưa", "buổi trưa", "noon", "at noon"),
    "afternoon": ("chiều", "buổi chiều", "cuối chiều", "afternoon", "in the afternoon"),
    "evening": ("tối", "buổi tối", "evening", "in the evening"),
    "night": ("đêm", "nửa đêm", "ban đêm", "midnight", "at night"),
})  # fmt: skip
"""Parts of a day."""
_ENDS: Phrases[int] = Phrases({
    _END: ("hết ngày", "cuối ngày", "end of day", "eod"),
    8 * 60: ("đầu giờ sáng", "đầu giờ làm việc", "đầu buổi sáng"),
    13 * 60 + 30: ("đầu giờ chiều", "đầu buổi chiều"),
    17 * 60: ("hết giờ hành chính", "cuối giờ hành chính", "cuối giờ", "hết giờ", "close of business", "cob",
              "cuối giờ chiều", "cuối buổi chiều", "hết giờ làm việc", "cuối giờ làm việc"),
    11 * 60 + 30: ("cuối giờ sáng", "cuối buổi sáng"),
})  # fmt: skip
_END_OF_PART = {"morning": _NOON, "noon": _NOON, "afternoon": 17 * 60, "evening": _END, "night": _END}


@dataclass(frozen=True, slots=True)
class ClockFound:
    """`clock` is None where there is no such time of day (`25h`). `hours`: so many, where `24h`, `8 giờ` may as well be
    how long something takes; zero otherwise."""

    clock: TimeOfDay | None
    length: int  # pieces
    hours: int = 0


def clock_at(pieces: Sequence[TextPiece], at: int, *, with_point: bool = False) -> ClockFound | None:
    """Return the time of day that is written from this piece on, with the part of the day behind it. `with_point`:
    `17.30` is one too."""
    if ends := _ENDS.at(pieces, at):
        is_of_day = pieces[at + ends[1] - 1].key == "ngay" and number_at(pieces, at + ends[1]) is not None
        return ClockFound(TimeOfDay(ends[0]), ends[1] - is_of_day)  # `hết ngày 20`: its `ngày` leads to the day
    found = _written(pieces, at, ":." if with_point else ":")
    if found is None:
        return None
    minutes, length, has_half = found
    part = PARTS.at(pieces, at + length)
    if part is not None:
        length += part[1]
        minutes = in_part(minutes, part[0])
    elif has_half is not None:
        minutes = minutes % _NOON + _NOON * (has_half == "pm")
    return ClockFound(TimeOfDay(minutes) if 0 <= minutes <= _END else None, length, _hours(pieces, at, length))


def _hours(pieces: Sequence[TextPiece], at: int, length: int) -> int:
    """Return a number of hours, `24h`, `8 giờ` without minutes or part of the day; 0 for none. From one to eleven in
    the afternoon is a time of day."""
    number = number_at(pieces, at)
    is_alone = length == 2 and number is not None and pieces[at + 1].key in ("h", "gio")
    return number if is_alone and number is not None and not _NOON < number * 60 < _END else 0


def end_of_part(part: str) -> TimeOfDay:
    """Return by when something is there that is to be there `sáng mai`, `chiều thứ Sáu`."""
    return TimeOfDay(_END_OF_PART[part])


def _written(pieces: Sequence[TextPiece], at: int, colons: str) -> tuple[int, int, str | None] | None:
    """Return the minutes since midnight, how many pieces say so, and am or pm; None where no time of day is written."""
    hour = number_at(pieces, at)
    if hour is None:
        return None
    if is_sign(pieces, at + 1, colons):
        return _with_colon(pieces, at, hour)
    word = _HOURS.at(pieces, at + 1)
    if word is None:
        return _half_past(pieces, at, hour)
    kind, length = word
    if kind != "hour":
        return (hour * 60, 1 + length, kind) if 1 <= hour <= 12 else None
    minutes, more = _minutes(pieces, at + 1 + length)
    return hour * 60 + minutes, 1 + length + more, None


def _half_past(pieces: Sequence[TextPiece], at: int, hour: int) -> tuple[int, int, str | None] | None:
    """Read a half hour with its part of the day: `5 rưỡi chiều`."""
    half = _MINUTES.at(pieces, at + 1)
    if half is None or half[0] != "half" or PARTS.at(pieces, at + 1 + half[1]) is None:
        return None
    return hour * 60 + 30, 1 + half[1], None


def _with_colon(pieces: Sequence[TextPiece], at: int, hour: int) -> tuple[int, int, str | None] | None:
    """Read a time of day with a colon: `17:30`, `17:30:00`, `17:30 pm`."""
    minute = number_at(pieces, at + 2)
    if minute is None or len(pieces[at + 2].key) != 2 or not pieces[at + 2].is_close:
        return None
    length = 3
    seconds = number_at(pieces, at + 4)
    if is_sign(pieces, at + 3, ":") and seconds is not None and pieces[at + 4].is_close:
        if seconds:
            return None
        length = 5
    length += is_sign(pieces, at + length, _QUOTES)
    half = _HOURS.at(pieces, at + length)
    total = hour * 60 + minute if minute < 60 else _END + 1
    if half is not None and half[0] == "hour":
        return total, length + half[1], None
    if half is not None and 1 <= hour <= 12:
        return total, length + half[1], half[0]
    return total, length, None


def _minutes(pieces: Sequence[TextPiece], at: int) -> tuple[int, int]:
    """Return what stands behind the hour: `30`, `30 phút`, `rưỡi`, `kém 15`."""
    word = _MINUTES.at(pieces, at)
    if word is not None and word[0] == "half":
        return 30, word[1]
    sign, begin = 1, at + is_sign(pieces, at, ":")  # `17h:30`
    if word is not None and word[0] == "less":
        sign, begin = -1, at + word[1]
    number = number_at(pieces, begin)
    if number is None or number > 59 or (sign == 1 and not _is_minutes(pieces, begin)):
        return 0, 0
    after = _MINUTES.at(pieces, begin + 1)
    length = begin - at + 1 + (after[1] if after is not None and after[0] == "minutes" else 0)
    length += is_sign(pieces, at + length, _QUOTES)  # `17h30'`
    return sign * number, length


def _is_minutes(pieces: Sequence[TextPiece], at: int) -> bool:
    """Say whether a number behind `17h` or `17 giờ` is its minutes, and not a day: `17h 25/12`."""
    if is_sign(pieces, at + 1, "/-.") and number_at(pieces, at + 2) is not None:
        return False
    if at + 1 < len(pieces) and pieces[at + 1].key == "thang":
        return False
    after = _MINUTES.at(pieces, at + 1)
    has_two = len(pieces[at].key) == 2
    return has_two or pieces[at].is_close or (after is not None and after[0] == "minutes")


def in_part(minutes: int, part: str) -> int:
    """Return the minutes in that part of the day: `5 giờ chiều` is 17:00, `12h đêm` the end of the day, `12h trưa`
    noon."""
    if part in ("evening", "night") and minutes == _NOON:
        return _END
    if part == "night":
        if _NOON < minutes < _NOON + 60:
            return minutes - _NOON
        return minutes + _NOON if 6 * 60 <= minutes < _NOON else minutes
    if part in ("afternoon", "evening") and minutes < _NOON:
        return minutes + _NOON
    if part == "noon" and minutes < 4 * 60:
        return minutes + _NOON
    return minutes

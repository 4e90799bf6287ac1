"""The words for days: of the week, near today, and for parts of a week, a month, a year."""

from collections.abc import Iterator

from domain.moments.pieces import Phrases

LED: Phrases[str] = Phrases({
    "day": ("ngày", "hôm", "vào ngày", "từ ngày", "trong ngày", "mùng", "mồng", "ngày mùng", "ngày mồng"),
    "bound": ("trước ngày", "sau ngày", "trước", "sau"),
})  # fmt: skip
"""What stands before a day. "bound": some day before or after it is meant, where it is about what was done."""

NAMED: Phrases[int] = Phrases({
    0: ("hôm nay", "sáng nay", "chiều nay", "trưa nay", "tối nay", "đêm nay", "ngày hôm nay", "bữa nay", "today"),
    -1: ("hôm qua", "ngày hôm qua", "chiều qua", "sáng qua", "tối qua", "chiều hôm qua", "bữa qua", "yesterday"),
    -2: ("hôm kia", "bữa kia"),
    1: ("ngày mai", "mai", "tomorrow"),
    2: ("ngày kia", "ngày mốt", "mốt", "the day after tomorrow"),
    3: ("ngày kìa",),
})  # fmt: skip
"""Days that are counted from today."""

BESIDE_NUMBER: Phrases[str] = Phrases({"ago": ("ngày trước", "hôm trước", "ngày trước đây", "days ago")})

_NUMBERED = {"hai": 0, "ba": 1, "tư": 2, "bốn": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5}
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _weekdays() -> Iterator[tuple[str, tuple[str, ...]]]:
    for day in range(7):
        names = tuple(f"thứ {word}" for word, number in _NUMBERED.items() if number == day)
        own = ("chủ nhật", "chúa nhật", "cn") if day == 6 else ()
        yield str(day), (*names, *own, _ENGLISH[day])
    yield "nth", ("thứ",)
    yield "t", ("t",)


WEEKDAYS: Phrases[str] = Phrases(dict(_weekdays()))
"""Monday is "0"; "nth" and "t" want a number behind them: `thứ 6`, `t6`."""

WHICH: Phrases[str] = Phrases({
    "0": ("tuần này", "trong tuần này", "của tuần này", "này", "this week"),
    "1": ("tuần sau", "tuần tới", "tuần kế tiếp", "tuần tiếp theo", "của tuần sau", "của tuần tới", "sau", "next week"),
    "2": ("tuần sau nữa", "tuần tới nữa", "the week after next"),
    "-1": ("tuần trước", "tuần qua", "tuần vừa rồi", "tuần vừa qua", "last week"),
    "-2": ("tuần trước nữa",),
    "next": ("tới", "tới đây", "sắp tới"),
    "last": ("vừa rồi", "vừa qua", "trước", "qua", "rồi"),
    "month 0": ("tháng này", "of this month", "this month"),
    "month 1": ("tháng sau", "tháng tới", "of next month", "next month"),
    "month -1": ("tháng trước", "tháng vừa rồi", "last month"),
})  # fmt: skip
"""Which week or month a day is of."""

MONTH_NAMES: Phrases[int] = Phrases({
    number: (name, name[:3]) if name != "may" else (name,)
    for number, name in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
         "december"), 1)
})  # fmt: skip

OF_LUNAR: Phrases[str] = Phrases({
    "lunar": ("tết", "âm lịch", "âm", "al", "tháng giêng", "tháng chạp", "giêng", "chạp"),
})  # fmt: skip
"""Behind a day: it is one of the lunar calendar, which is not read."""

Stretch = tuple[str, str, int | None]

_PLACES = {
    "start": ("đầu", "đầu của"),
    "middle": ("giữa",),
    "end": ("cuối", "hết", "trong", "nội trong", "hết cả", "cuối của"),
}
_SPANS = {"week": "tuần", "month": "tháng", "quarter": "quý", "year": "năm"}
_SHIFTS: dict[int | None, tuple[str, ...]] = {
    None: ("",),
    0: (" này", " nay"),
    1: (" sau", " tới"),
    2: (" sau nữa", " tới nữa"),
}


def _stretches() -> Iterator[tuple[Stretch, tuple[str, ...]]]:
    for place, words in _PLACES.items():
        for span, name in _SPANS.items():
            for shift, behind in _SHIFTS.items():
                yield (place, span, shift), tuple(f"{word} {name}{one}" for word in words for one in behind)
    yield ("end", "week", 0), ("end of this week", "end of the week", "hết tuần này")
    yield ("end", "week", 1), ("end of next week",)
    yield ("end", "month", None), ("end of the month", "end of month", "end of this month")
    yield ("end", "month", 1), ("end of next month",)
    yield ("end", "year", None), ("end of the year", "end of this year")


def _collected() -> dict[Stretch, tuple[str, ...]]:
    found: dict[Stretch, tuple[str, ...]] = {}
    for stretch, phrases in _stretches():
        found[stretch] = (*found.get(stretch, ()), *phrases)
    return found


STRETCHES: Phrases[Stretch] = Phrases(_collected())
"""Where in a week, a month, a quarter or a year, and in which, counted from the one of today."""

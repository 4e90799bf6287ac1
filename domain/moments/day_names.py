"""The words for days: of the week, near today, and for parts of a week, a month, a year."""

from collections.abc import Iterator

from domain.moments.pieces import Phrases

LED: Phrases[str] = Phrases({
    "day": ("ngày", "hôm", "bữa", "từ hôm", "từ bữa", "vào hôm", "hôm ngày", "bữa ngày", "vào ngày", "từ ngày",
            "trong ngày", "mùng", "mồng", "ngày mùng", "ngày mồng",
            "on"),
    "bound": ("trước ngày", "trước"),
    "after": ("sau ngày", "sau"),
})  # fmt: skip
"""What stands before a day. "bound", "after": some day before or after it is meant, where it is about what was done."""

NAMED: Phrases[int] = Phrases({
    0: ("hôm nay", "sáng nay", "chiều nay", "trưa nay", "tối nay", "đêm nay", "ngày hôm nay", "bữa nay", "today",
        "tonight"),
    -1: ("hôm qua", "ngày hôm qua", "chiều qua", "sáng qua", "tối qua", "chiều hôm qua", "bữa qua", "yesterday"),
    -2: ("hôm kia", "bữa kia"),
    1: ("ngày mai", "mai", "tomorrow"),
    2: ("ngày kia", "ngày mốt", "mốt", "the day after tomorrow"),
    3: ("ngày kìa",),
})  # fmt: skip
"""Days that are counted from today."""

BESIDE_NUMBER: Phrases[str] = Phrases({"ago": ("ngày trước", "hôm trước", "ngày trước đây", "days ago")})

SINCE: Phrases[str] = Phrases({"ago": ("cách đây", "cách nay", "trước đây")})
DAYS: Phrases[str] = Phrases({"days": ("ngày", "hôm", "bữa", "days", "day")})

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
MONTHS = {"month 0": 0, "month 1": 1, "month -1": -1}
"""Of these the months, counted from this one."""

BEFORE_WEEKDAY: Phrases[str] = Phrases({"0": ("this",), "1": ("next",), "-1": ("last",)})
"""`next Friday` is the one of the week after this, as `thứ Sáu tuần sau` is."""

YEARS: Phrases[int] = Phrases({
    0: ("năm nay", "năm này", "this year"),
    1: ("năm sau", "năm tới", "sang năm", "next year"),
    -1: ("năm ngoái", "năm trước", "năm rồi", "năm vừa rồi", "năm vừa qua", "last year"),
    -2: ("năm kia",),
})  # fmt: skip
"""Which year a day is of."""

BETWEEN_DAYS: Phrases[str] = Phrases({
    "to": ("-", "–", "—", "đến", "tới", "đến ngày", "tới ngày", "đến hết ngày", "sang", "to", "until",
           "till", "through"),
    "or": ("hoặc", "hoặc là", "hay", "hay là", "or"),
    "and": (",", "và", "với", "cùng", "and", "&", ", và"),
})  # fmt: skip
"""What stands between two days: all from one to the other, one of them, or both."""

MONTH_NAMES: Phrases[int] = Phrases({
    number: (name, name[:3])
    for number, name in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
         "december"), 1)
} | {9: ("september", "sept", "sep")})  # fmt: skip

NEW_YEAR: Phrases[str] = Phrases({"new year": ("tết dương lịch", "tết dương", "tết tây", "new year ' s day")})

FEASTS: Phrases[tuple[int, int]] = Phrases({
    (25, 12): ("noel", "nô en", "giáng sinh", "lễ giáng sinh", "lễ noel", "christmas"),
    (2, 9): ("quốc khánh", "lễ quốc khánh"),
})  # fmt: skip
"""Day and month of those that are the same each year, for what is still to be done."""

LUNAR: Phrases[str] = Phrases({
    "lunar": ("tết", "tết nguyên đán", "nguyên đán", "giao thừa", "tất niên", "tháng giêng", "tháng chạp", "âm lịch"),
    "marked": ("rằm", "rằm tháng giêng", "rằm tháng chạp", "rằm tháng bảy"),
})  # fmt: skip
"""Times of the lunar calendar. "marked": only where it was typed with its marks (`ram` is memory)."""

OF_LUNAR: Phrases[str] = Phrases({
    "lunar": ("tết", "âm lịch", "âm", "al", "tháng giêng", "tháng chạp", "giêng", "chạp"),
})  # fmt: skip
"""Behind a day: it is one of the lunar calendar, which is not read."""

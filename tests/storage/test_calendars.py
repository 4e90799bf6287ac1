"""The Vietnamese working calendar: the library, what we know better, and the office's own file."""

from datetime import date
from pathlib import Path

import pytest

from handlers.words import Words
from handlers.words.sentences import in_words
from storage.installation.calendars import FROM_LIBRARY, CalendarFileError, work_calendar
from tests.storage.library_days import as_the_library_says

DAYS_OFF_2026 = {  # announced: Labour Code art. 112 and the exchanged days
    *(date(2026, 1, d) for d in (1, 2)),
    *(date(2026, 2, d) for d in (16, 17, 18, 19, 20)),
    date(2026, 4, 27),
    date(2026, 4, 30),
    date(2026, 5, 1),
    date(2026, 8, 31),
    *(date(2026, 9, d) for d in (1, 2)),
}
WORKED_SATURDAYS_2026 = {date(2026, 1, 10), date(2026, 8, 22)}


def days(year: int) -> list[date]:
    return [date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())]


def test_2026_is_as_announced() -> None:
    calendar = work_calendar()
    for day in days(2026):
        usual = day.weekday() < 5
        expected = day in WORKED_SATURDAYS_2026 or (usual and day not in DAYS_OFF_2026)
        assert calendar.is_working(day) is expected, day


def test_2025_has_its_exchanged_saturday() -> None:
    calendar = work_calendar()
    assert calendar.is_working(date(2025, 4, 26))
    assert not calendar.is_working(date(2025, 5, 2))
    assert sum(not calendar.is_working(day) for day in days(2025) if day.weekday() < 5) == 12


@pytest.mark.parametrize(
    "day",
    [date(2026, 11, 24), date(2027, 11, 24), date(2028, 11, 24), date(2029, 11, 26), date(2030, 11, 25)],
)
def test_24_november_is_worked_until_a_law_says_otherwise(day: date) -> None:
    assert work_calendar().is_working(day)


def test_years_that_were_announced_are_official() -> None:
    calendar = work_calendar()
    assert not calendar.is_provisional(date(2026, 12, 31))
    assert calendar.is_provisional(date(2027, 1, 1))


def test_lunar_days_are_vietnamese() -> None:
    assert not work_calendar().is_working(date(2030, 2, 1))  # the eve: Tết 2030 is 2 February, not 3


def test_the_file_of_the_library_says_what_the_library_says() -> None:
    assert FROM_LIBRARY.read_text(encoding="utf-8") == as_the_library_says(), "python -m tests.storage.library_days"


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "lich.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_offices_own_file_wins_over_both(tmp_path: Path) -> None:
    own = written(
        tmp_path,
        "official_years: [2027]\n"
        "days:\n"
        "  - {date: 2026-01-02, day: work, basis: thử}\n"
        "  - {date: 2026-11-24, day: off, basis: thử}\n"
        "  - {date: 2027-04-30, day: work, basis: thử}\n",
    )
    calendar = work_calendar(own)
    assert calendar.is_working(date(2026, 1, 2))
    assert not calendar.is_working(date(2026, 11, 24))
    assert calendar.is_working(date(2027, 4, 30))
    assert not calendar.is_provisional(date(2027, 4, 30))
    assert calendar.is_working(date(2026, 1, 10)), "what the file does not name stays"


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert work_calendar(written(tmp_path, "# chưa có gì\n")) == work_calendar()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("days:\n  - {date: 2026-01-02, day: nghỉ, basis: x}", 2, "“day” phải là off (nghỉ) hoặc work"),
        ("days:\n  - {date: 02/01/2026, day: off, basis: x}", 2, "“02/01/2026” không phải là ngày"),
        ("days:\n  - {date: 2026-02-30, day: off, basis: x}", 2, "“2026-02-30” không phải là ngày"),
        ("days:\n  - date: 2026-01-02\n    day: off\n", 2, "thiếu “basis”"),
        ("days:\n  - {date: 2026-01-02, day: off, basis: }", 2, "cần một giá trị"),
        ("days: off", 1, "cần một danh sách"),
        ("\n\nholiday: []", 3, "không có mục “holiday”"),
        ("- 2026-01-02", 1, "cần các mục"),
        ("official_years: [2026, sau]", 1, "“sau” không phải là năm"),
        ("days:\n  - {date: [", 2, "không đúng dạng YAML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(CalendarFileError) as refused:
        work_calendar(path)
    told = in_words(Words(), refused.value.sentence)
    assert told.startswith(f"{path}, dòng {line}: ")
    assert said in told


def test_a_missing_or_unreadable_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CalendarFileError, match=r"days_off\.unreadable"):
        work_calendar(tmp_path / "none.yaml")
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"days: [\xff\xfe]")
    with pytest.raises(CalendarFileError, match=r"days_off\.not_utf8"):
        work_calendar(path)

"""Days away as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.absences import LONGEST, BadDays, Days, read_days

TODAY = date(2026, 12, 15)  # a Tuesday


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("20/12 đến 25/12", "2026-12-20", "2026-12-25"),
        ("từ ngày 20-12-2026 tới 2/1/2027", "2026-12-20", "2027-01-02"),
        ("28/12 đến 3/1", "2026-12-28", "2027-01-03"),
        ("20/12", "2026-12-20", "2026-12-20"),
        ("hôm nay", "2026-12-15", "2026-12-15"),
        ("hom nay den 18/12", "2026-12-15", "2026-12-18"),
        ("mai", "2026-12-16", "2026-12-16"),
        ("từ mai đến hết tuần", "2026-12-16", "2026-12-20"),
        ("đến hết tuần", "2026-12-15", "2026-12-20"),
        ("thứ 6", "2026-12-18", "2026-12-18"),
        ("từ thứ 2 đến thứ 6 tuần sau", "2026-12-21", "2026-12-25"),
        ("20-25/12", "2026-12-20", "2026-12-25"),
        ("3 ngày từ thứ 2 tuần sau", "2026-12-21", "2026-12-23"),
        ("chị Mai thay, từ 20/12 đến 21/12", "2026-12-20", "2026-12-21"),
    ],
)
def test_days_are_read(typed: str, first: str, last: str) -> None:
    assert read_days(typed, TODAY) == Days(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("nghỉ ốm", "unclear"),
        ("", "unclear"),
        ("1/12 2/12 3/12", "unclear"),
        ("31/2", "no_such_day"),
        ("25/12 đến 20/12/2026", "reversed"),
        ("1/12/2026 đến 2/12/2026", "past"),
        ("20/12/2026 đến 20/12/2027", "too_long"),
        ("20/12/2030", "too_long"),
    ],
)
def test_what_cannot_be_is_told(typed: str, why: str) -> None:
    with pytest.raises(BadDays) as bad:
        read_days(typed, TODAY)
    assert bad.value.why == why


@given(st.text(max_size=40))
def test_whatever_is_typed_gives_days_to_come_or_is_refused(text: str) -> None:
    try:
        days = read_days(text, TODAY)
    except BadDays:
        return
    assert TODAY <= days.first <= days.last
    assert days.last - days.first <= LONGEST

"""Days away as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reports.absences import LONGEST, BadDays, Days, read_days
from tests.each import each

TODAY = date(2026, 12, 15)  # a Tuesday


@each(
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
        ("tu thu 2 toi thu 4 tuan sau di tap huan", "2026-12-21", "2026-12-23"),
        ("tu thu hai toi thu nam tuan sau em di hoc", "2026-12-21", "2026-12-24"),
        ("tu mai toi thu 6 em di cong tac", "2026-12-16", "2026-12-18"),
        ("em di cong tac tu ngay 20/12 toi ngay 22/12", "2026-12-20", "2026-12-22"),
        ("tu 21/12 toi 23/12 toi di hop", "2026-12-21", "2026-12-23"),
        ("đến hết tuần", "2026-12-15", "2026-12-20"),
        ("thứ 6", "2026-12-18", "2026-12-18"),
        ("từ thứ 2 đến thứ 6 tuần sau", "2026-12-21", "2026-12-25"),
        ("20-25/12", "2026-12-20", "2026-12-25"),
        ("3 ngày từ thứ 2 tuần sau", "2026-12-21", "2026-12-23"),
        ("chị Mai thay, từ 20/12 đến 21/12", "2026-12-20", "2026-12-21"),
        ("thứ 2 đến thứ 6 tuần sau", "2026-12-21", "2026-12-25"),
        ("thứ hai tới thứ tư tuần sau", "2026-12-21", "2026-12-23"),
        ("thứ 5 và thứ 6 tuần sau", "2026-12-24", "2026-12-25"),
        ("thứ 2 đến thứ 4", "2026-12-21", "2026-12-23"),
        ("từ thứ 6 đến thứ 3 tuần sau", "2026-12-18", "2026-12-22"),
        ("từ thứ 5 đến hết tuần sau", "2026-12-17", "2026-12-27"),
        ("cuối tuần", "2026-12-19", "2026-12-20"),
        ("cuối tuần sau", "2026-12-26", "2026-12-27"),
        ("this weekend", "2026-12-19", "2026-12-20"),
        ("tuần sau", "2026-12-21", "2026-12-27"),
        ("next week", "2026-12-21", "2026-12-27"),
        ("cả tuần", "2026-12-15", "2026-12-20"),
        ("tuần sau em đi tập huấn cả tuần", "2026-12-21", "2026-12-27"),
        ("tuần sau em nghỉ cả tuần", "2026-12-21", "2026-12-27"),
        ("tuan sau nghi ca tuan", "2026-12-21", "2026-12-27"),
        ("em nghỉ cả tuần, tuần sau", "2026-12-21", "2026-12-27"),
        ("tuần này em nghỉ nguyên tuần", "2026-12-15", "2026-12-20"),
        ("tháng sau em nghỉ cả tháng", "2027-01-01", "2027-01-31"),
        ("từ 21/12 hết tuần", "2026-12-21", "2026-12-27"),
        ("từ 23/12 hết tháng", "2026-12-23", "2026-12-31"),
        ("từ 23/12 nghỉ cả tuần", "2026-12-23", "2026-12-27"),
        ("cả tuần này và tuần sau", "2026-12-15", "2026-12-27"),
        ("đến hết tháng", "2026-12-15", "2026-12-31"),
        ("cả tháng 1", "2027-01-01", "2027-01-31"),
        ("tháng sau", "2027-01-01", "2027-01-31"),
        ("sáng mai", "2026-12-16", "2026-12-16"),
        ("nửa ngày mai", "2026-12-16", "2026-12-16"),
        ("3 hôm", "2026-12-15", "2026-12-17"),
        ("3 ngày tới", "2026-12-16", "2026-12-18"),
        ("nghỉ 3 ngày từ 20/12 đến 22/12", "2026-12-20", "2026-12-22"),
        ("8 den 10 thang 1", "2027-01-08", "2027-01-10"),
        ("từ 20 đến 22", "2026-12-20", "2026-12-22"),
        ("ngày 20 - 22", "2026-12-20", "2026-12-22"),
        ("20,21,22/12", "2026-12-20", "2026-12-22"),
        ("December 20-22", "2026-12-20", "2026-12-22"),
        ("8 to 10 January", "2027-01-08", "2027-01-10"),
        ("2 tuần kể từ thứ 2", "2026-12-21", "2027-01-03"),
        ("T2-T6 tuần sau", "2026-12-21", "2026-12-25"),
        ("thứ 2 tuần sau đến hết tuần", "2026-12-21", "2026-12-27"),
        ("3 ngày làm việc từ 17/12", "2026-12-17", "2026-12-21"),
        ("ngày 31/12 và 1/1", "2026-12-31", "2027-01-01"),
        ("8h-11h mai", "2026-12-16", "2026-12-16"),
    ],
)
def test_days_are_read(typed: str, first: str, last: str) -> None:
    assert read_days(typed, TODAY) == Days(date.fromisoformat(first), date.fromisoformat(last))


@each(
    ("typed", "why"),
    [
        ("nghỉ ốm", "unclear"),
        ("", "unclear"),
        ("1/12 2/12 3/12", "unclear"),
        ("từ mai", "open"),
        ("20/12 đến khi có thông báo", "open"),
        ("từ 20/12", "open"),
        ("20/12 và 25/12", "several"),
        ("tuần sau trừ thứ 4", "several"),
        ("tuần sau, trừ thứ Tư", "several"),
        ("tuan sau tru thu 4", "several"),
        ("NEXT WEEK EXCEPT WEDNESDAY", "several"),
        ("20/12 đến 25/12 ngoại trừ 23/12", "several"),
        ("3 ngày kể từ khi có giấy mời", "unclear"),
        ("20/12 hoặc 21/12", "unclear"),
        ("thứ 2, 4", "unclear"),
        ("2, 4, 6 tuần sau", "unclear"),
        ("2-3 ngày", "unclear"),
        ("3 ngày nữa", "unclear"),
        ("3 ngày từ 20/12 đến 25/12", "unclear"),
        ("giữa tháng", "vague"),
        ("đầu tháng 1", "vague"),
        ("thứ sáu 24/12", "weekday"),
        ("nghỉ Tết", "lunar"),
        ("mùng 1 đến mùng 5 Tết", "lunar"),
        ("rằm", "lunar"),
        ("1/12 đến 5/12", "past"),
        ("25/12 năm ngoái", "past"),
        ("nghỉ thai sản 6 tháng", "too_long"),
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


def test_the_last_day_is_asked_for_where_only_the_first_was_named() -> None:
    with pytest.raises(BadDays) as bad:
        read_days("từ 20/12", TODAY)
    first = bad.value.first
    for typed in ("25/12", "đến 25/12", "6 ngày", "hết thứ 6 tuần sau"):
        assert read_days(typed, TODAY, first) == Days(date(2026, 12, 20), date(2026, 12, 25))


@given(st.text(max_size=40))
def test_whatever_is_typed_gives_days_to_come_or_is_refused(text: str) -> None:
    try:
        days = read_days(text, TODAY)
    except BadDays:
        return
    assert TODAY <= days.first <= days.last
    assert days.last - days.first <= LONGEST

"""Choices, dates and texts over the periods: the last answer of each unit, of one that ended until another answers."""

from collections.abc import Mapping
from typing import Any

from domain.forms.fields import Field
from domain.plan_reviews.review_spans import ReviewedPeriod
from domain.plan_reviews.reviewed_periods import PeriodReports
from tests.domain.reports.test_plan_reviews import of_unit, period, reports, reviewed

OWN = [
    Field("muc", "choice", name="Mức sẵn sàng", choices=("cao", "thap"), names=("Cao", "Thấp"), tasks=("2.7",)),
    Field("ngay", "date", name="Ngày tập huấn", tasks=("2.7",)),
    Field("ghi", "text", name="Ghi chú", limit=200, tasks=("2.7",)),
]


def said(at: ReviewedPeriod, **given: Mapping[str, Any]) -> PeriodReports:
    owed = [of_unit(int(unit[1:]), at, {2: {"status": "done", **answers}}) for unit, answers in given.items()]
    return reports(at, owed, OWN)


def test_the_last_answer_of_each_unit_is_kept_with_its_report() -> None:
    found = reviewed(
        said(period("2026-Q1"), u1={"muc": "cao", "ghi": "đã thử"}, u2={"ngay": "2026-03-05"}),
        said(period("2026-Q2"), u1={"muc": "thap"}, u2={}),
    ).answers
    assert [(one.field.code, one.unit_id, one.value, one.period.period_key, one.number) for one in found] == [
        ("ghi", 1, "đã thử", "2026-Q1", "N/2026-Q1/1/1"),
        ("muc", 1, "thap", "2026-Q2", "N/2026-Q2/1/1"),
        ("ngay", 2, "2026-03-05", "2026-Q1", "N/2026-Q1/2/1"),
    ]


def test_of_a_unit_that_was_merged_an_answer_stands_until_the_one_after_it_answers() -> None:
    first = said(period("2026-Q1"), u1={"muc": "cao"}, u2={"muc": "thap"})
    after = {1: [3], 2: [3]}
    assert [one.unit_id for one in reviewed(first, said(period("2026-Q2"), u3={}), after=after).answers] == [1, 2]
    assert [
        one.unit_id for one in reviewed(first, said(period("2026-Q2"), u3={"muc": "cao"}), after=after).answers
    ] == [3]


def test_numbers_are_not_among_them() -> None:
    number = Field("lop", "number", name="Số lớp", tasks=("2.7",))
    at = period("2026-Q1")
    assert reviewed(reports(at, [of_unit(1, at, {2: {"status": "done", "lop": 4}})], [number])).answers == []

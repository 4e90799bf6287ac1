"""By what people call a period."""

from domain.finding.periods import is_called
from tests.each import each


@each(
    ("typed", "key"),
    [
        ("quý 4", "2026-Q4"), ("Quý IV", "2026-Q4"), ("quy iv/2026", "2026-Q4"), ("quý 04 năm 2026", "2026-Q4"),
        ("Q4", "2026-Q4"), ("q4-2026", "2026-Q4"), ("báo cáo quý 4", "2026-Q4"), ("tháng 9", "2026-09"),
        ("T9/2026", "2026-09"), ("tháng 09 năm 2026", "2026-09"), ("6 tháng cuối năm", "2026-H2"),
        ("sáu tháng đầu năm 2026", "2026-H1"), ("6 tháng", "2026-H1"), ("6 tháng", "2026-H2"), ("9 tháng", "2026-9M"),
        ("tuần 7", "2026-W07"), ("năm 2026", "2026"), ("2026", "2026"),
    ],
)  # fmt: skip
def test_said_so(typed: str, key: str) -> None:
    assert is_called(key, typed)


@each(
    ("typed", "key"),
    [
        ("quý 4", "2026-Q3"), ("quý 4/2025", "2026-Q4"), ("tháng 11", "2026-12"), ("11", "2026-11"), ("", "2026"),
        ("năm", "2026"), ("quý", "2026-Q4"), ("6 tháng đầu năm", "2026-H2"), ("2026", "2026-Q4"), ("kỳ 1", "once"),
        ("tháng 12", "2026-12-K1"), ("quý 4 " * 20, "2026-Q4"),
    ],
)  # fmt: skip
def test_not_that_one(typed: str, key: str) -> None:
    assert not is_called(key, typed)

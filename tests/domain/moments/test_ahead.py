"""How far a list looks, as it is typed behind `/sapdenhan` and `/lich`."""

from datetime import date

from domain.moments.ahead import days_ahead, days_named, year_or_month
from tests.each import each

TODAY = date(2026, 11, 23)


@each(
    ("typed", "meant"),
    [
        ("30", (30, "")),
        ("30 ngày", (30, "")),
        ("30ngay", (30, "")),
        ("trong 30 ngày tới", (30, "")),
        ("trong vòng 2 tuần tới", (14, "")),
        ("3 tháng nữa", (90, "")),
        ("10 days", (10, "")),
        ("next 2 weeks", (14, "")),
        ("14 ngày, y tế", (14, "y tế")),
        ("30 ngày phường 10", (30, "phường 10")),
        ("1 năm", (365, "")),
        ("hai tuần y tế", (14, "y tế")),
        ("10 ngày làm việc", (14, "")),
        ("nửa tháng", (15, "")),
        ("48h", None),
        ("3 tháng 2", None),
        ("", None),
        ("phường 10", None),
        ("10 phường 11", None),
        ("0", None),
        ("0 ngày", None),
        ("999 ngày", None),
        ("24940", None),
        ("PYT", None),
        ("2026-Q4", None),
        ("3 đơn vị", None),
    ],
)
def test_days_ahead(typed: str, meant: tuple[int, str] | None) -> None:
    assert days_ahead(typed) == meant


@each(
    ("typed", "meant"),
    [
        ("2027", (date(2027, 1, 1), date(2027, 12, 31), False)),
        ("năm 2027", (date(2027, 1, 1), date(2027, 12, 31), False)),
        ("năm sau", (date(2027, 1, 1), date(2027, 12, 31), False)),
        ("next year", (date(2027, 1, 1), date(2027, 12, 31), False)),
        ("tháng 12", (date(2026, 12, 1), date(2026, 12, 31), True)),
        ("tháng 2", (date(2027, 2, 1), date(2027, 2, 28), True)),
        ("tháng 2 năm 2028", (date(2028, 2, 1), date(2028, 2, 29), True)),
        ("tháng sau", (date(2026, 12, 1), date(2026, 12, 31), True)),
        ("tháng này", (date(2026, 11, 1), date(2026, 11, 30), True)),
        ("4/2027", (date(2027, 4, 1), date(2027, 4, 30), True)),
        ("2027-04", (date(2027, 4, 1), date(2027, 4, 30), True)),
        ("tháng 13", None),
        ("3027", None),
        ("12", None),
        ("phường 10", None),
        ("1/2/3", None),
        ("²", None),
    ],
)
def test_a_year_or_a_month(typed: str, meant: tuple[date, date, bool] | None) -> None:
    assert year_or_month(typed, TODAY) == meant


@each(
    ("typed", "meant"),
    [
        ("đến hết tháng", "23/11-30/11"),
        ("den het thang", "23/11-30/11"),
        ("hết tuần", "23/11-29/11"),
        ("tháng này", "23/11-30/11"),
        ("quý này", "23/11-31/12"),
        ("tuần này, y tế", "23/11-29/11 y tế"),
        ("tuần sau", "30/11-06/12"),
        ("TUẦN SAU", "30/11-06/12"),
        ("next week", "30/11-06/12"),
        ("tháng sau phường 10", "01/12-31/12 phường 10"),
        ("cuối tuần", "23/11-29/11"),
        ("đến 5/12", "23/11-05/12"),
        ("trước ngày 5/12", "23/11-05/12"),
        ("đến hết tháng 12", "23/11-31/12"),
        ("mai", "24/11-24/11"),
        ("tháng 12", None),  # a period
        ("quý IV", None),
        ("5/12", None),
        ("đầu tháng sau", None),
        ("tuần trước", None),
        ("đến Tết", None),
        ("xã Mai", None),
        ("y tế tuần sau", None),
        ("PYT", None),
        ("", None),
    ],
)
def test_days_that_are_named(typed: str, meant: str | None) -> None:
    found = days_named(typed, TODAY)
    said = f"{found[0]:%d/%m}-{found[1]:%d/%m} {found[2]}".strip() if found is not None else None
    assert said == meant

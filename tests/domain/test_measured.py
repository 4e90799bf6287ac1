"""A number in a unit of another scale is converted where that is certain, asked about where units are not the same
everywhere, and refused where something else was measured."""

from datetime import date

from domain.forms.own_fields import read
from domain.typed.values.field_values import read_value
from tests.each import each

TODAY = date(2026, 6, 20)


def read_as(text: str, unit: str) -> tuple[tuple[float, ...], str]:
    field = read([{"code": "n", "name": "N", "kind": "number", "unit": unit}])[0]
    found = read_value(text, field, TODAY)
    return found.values, found.why


@each(
    ("text", "unit", "value"),
    [
        ("12.500 m2", "ha", 1.25),
        ("12.500m²", "ha rừng trồng", 1.25),
        ("3 nghìn mét vuông", "ha", 0.3),
        ("1,25 ha ạ", "m2", 12_500),
        ("1 ha 2.000 m2", "ha", 1.2),
        ("3 tạ", "tấn", 0.3),
        ("6,2 tấn/ha", "tạ/ha", 62),
        ("1.200 kg", "1.000 tấn", 0.0012),
        ("3 km 200 m", "km", 3.2),
        ("2 giờ 30 phút", "giờ", 2.5),
        ("2h30", "giờ", 2.5),
        ("3.200 người", "nghìn người", 3.2),
        ("3 nghìn người", "nghìn người", 3),
        ("5 vạn người", "người", 50_000),
        ("500.000 đồng", "triệu đồng", 0.5),
        ("15 tỷ", "nghìn tỷ đồng", 0.015),
        ("15 ‰", "%", 1.5),
        ("2 mẫu", "sào", 20),  # ten, wherever
        ("12 lượt", "lượt khách", 12),
        ("12 hả", "hộ", 12),
        ("12", "mẫu", 12),
        ("0,0000001", "ha", 0.0000001),  # as it was typed
        ("2km5", "km", 2.5),
        ("2km500", "km", 2.5),
        ("3km125", "km", 3.125),
        ("1ha2", "ha", 1.2),
        ("4 tấn 5", "tấn", 4.5),
        ("2 mẫu 3 sào", "sào", 23),
        ("1t2", "triệu đồng", 1200),
        ("2t150", "tỷ đồng", 2.15),
        ("1m65", "m", 1.65),
        ("2m5", "m", 2.5),
        ("1m650", "m", 1.65),
        ("1.2 billion", "triệu đồng", 1200),
        ("2.5bn", "tỷ đồng", 2.5),
        ("350 million", "triệu đồng", 350),
        ("350 million VND", "tỷ đồng", 0.35),
    ],
)
def test_it_is_converted(text: str, unit: str, value: float) -> None:
    assert read_as(text, unit) == ((value,), "")


@each(
    ("text", "unit", "values"),
    [
        ("12 sào", "ha", (0.432, 0.6, 1.2)),
        ("1 ha 2 sào", "ha", (1.072, 1.1, 1.2)),
        ("2 công", "ha", (0.2, 0.2592)),
        ("1,5 công", "ha", (0.15, 0.1944)),
        ("3 công ạ", "m2", (3000, 3888)),
        ("2km50", "km", (2.5, 2.05)),
        ("2 ngày", "giờ", (48, 16)),
        ("12,500 m2", "ha", (1.25, 0.00125)),
        ("3.200.000", "nghìn người", (3200, 3_200_000)),
        ("2-3 tỷ", "triệu đồng", (2000, 3000)),
        ("50 phút", "giờ", (0.833333,)),
        ("12.500/20.000 m2", "ha", (1.25,)),
        ("12 rẫy", "ha", (12,)),
        ("12 ha cây ăn quả", "ha", (12,)),
    ],
)
def test_it_is_asked_about_in_the_unit_of_the_form(text: str, unit: str, values: tuple[float, ...]) -> None:
    found, why = read_as(text, unit)
    assert found == values
    assert why


@each(
    ("text", "unit"),
    [
        ("12 kg", "ha"), ("12 m", "m2"), ("200 USD", "triệu đồng"), ("3 triệu đồng", "ha"), ("12 hộ", "ha"),
        ("12 ha", "hộ"), ("12%", "hồ sơ"), ("3 tấn", "m3"), ("12 cuốn", "ha"), ("12 cuon", "ha"),
        ("5 nghìn quyển", "ha"), ("3 chuyến", "triệu đồng"),
    ],
)  # fmt: skip
def test_what_measures_something_else_is_refused(text: str, unit: str) -> None:
    assert read_as(text, unit) == ((), "dimension")

"""A number keeps its unit."""

from dataclasses import replace
from decimal import Decimal

from domain.forms.fields import Field
from domain.typed.values.scales import in_units_of, ratio
from tests.each import each

MONEY = Field("von", "number", name="Vốn", unit="triệu đồng")


@each(
    ("of", "to", "times"),
    [
        ("triệu đồng", "tỷ đồng", "0.001"),
        ("Triệu đồng", "tỷ", "0.001"),
        ("tr đồng", "triệu đồng", "1"),
        ("nghìn đồng", "đồng", "1000"),
        ("ha", "m²", "10000"),
        ("tấn", "kg", "1000"),
        ("thủ tục", "Thủ tục", "1"),
        ("thủ tục", "hồ sơ", None),
        ("triệu đồng", "%", None),
        ("", "triệu đồng", None),
    ],
)
def test_how_many_of_one_are_one_of_the_other(of: str, to: str, times: str | None) -> None:
    assert ratio(of, to) == (None if times is None else Decimal(times))


def test_what_was_given_stays_what_it_means_or_goes() -> None:
    given, left = {"status": "in_progress", "von": 950, "khac": 3}, {"status": "in_progress", "khac": 3}
    assert in_units_of(given, [MONEY], [replace(MONEY, unit="tỷ đồng")]) == {**given, "von": 0.95}
    assert in_units_of(given, [MONEY], [replace(MONEY, unit="người")]) == left
    assert in_units_of(given, [MONEY], [replace(MONEY, unit="đồng", most=1000.0)]) == left
    assert in_units_of(given, [], [MONEY]) == given
    assert in_units_of({"von": None}, [MONEY], [replace(MONEY, unit="tỷ đồng")]) == {"von": None}

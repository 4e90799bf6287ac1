"""Cases tried in one test are all tried, and what fails is told."""

import pytest

from tests.each import each


def test_all_are_tried_and_those_that_fail_are_told() -> None:
    tried: list[str] = []

    @each("letter", "ab")
    @each(("number", "more"), [(1, 2), (3, 4), (5, 6)])
    def odd(letter: str, number: int, more: int, given: list[str]) -> None:
        given.append(f"{letter}{number}{more}")
        assert (letter, number) not in {("a", 3), ("b", 1), ("b", 5)}

    with pytest.raises(ExceptionGroup) as raised:
        odd(given=tried)
    assert tried == ["a12", "a34", "a56", "b12", "b34", "b56"]
    of_a, of_b = raised.value.exceptions
    assert isinstance(of_a, ExceptionGroup)
    assert isinstance(of_b, ExceptionGroup)
    assert str(of_a).startswith("1 of 3 cases fail")
    assert of_b.__notes__ == ["with letter = 'b'"]
    assert [error.__notes__ for error in of_b.exceptions] == [
        ["with number, more = 1, 2"],
        ["with number, more = 5, 6"],
    ]


def test_what_it_does_not_name_is_asked_of_pytest(tmp_path: object) -> None:
    @each("number", [1])
    def asks(tmp_path: object, number: int) -> None:
        assert tmp_path
        assert number

    asks(tmp_path=tmp_path)
    with pytest.raises(AssertionError, match="no case"):
        each("number", [])


@each("number", [1, 2])
def test_a_fixture_is_given(number: int, tmp_path: object) -> None:
    assert tmp_path
    assert number

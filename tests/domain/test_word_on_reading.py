"""What is said of a reading: which of its tasks are wrong, and which were meant."""

import pytest

from domain.typed.talk.word_on_reading import ReadingVerdict, verdict

CODES = ("1.1", "1.2", "1.10")


@pytest.mark.parametrize("text", ["1.2 không phải 1.1", "1.2 chứ không phải 1.1", "ý em là 1.2 chứ ko phải 1.1 ạ"])
def test_one_for_another(text: str) -> None:
    assert verdict(text, CODES, ("1.1", "1.2")) == ReadingVerdict(("1.1",), "1.2")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("sai 1.1, 1.2", ("1.1", "1.2")), ("1.1 thì đúng, 1.2 sai", ("1.2",)), ("1.1 và 1.2 sai", ("1.1", "1.2"))],
)
def test_those_that_are_called_wrong(text: str, wrong: tuple[str, ...]) -> None:
    assert verdict(text, CODES, ("1.1", "1.2")) == ReadingVerdict(wrong)


def test_the_name_behind_a_wrong_one_may_be_the_right_one() -> None:
    said = verdict("1.1 sai, 1.2", CODES, ("1.1", "1.2"))
    assert said is None or "1.2" not in said.wrong

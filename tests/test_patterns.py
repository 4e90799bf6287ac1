"""No pattern of the program takes more than its share of time, whatever is written to it."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from domain.text import code_key, fold, nfc, vietnamese_key
from tests.patterns import all_patterns, bad_inputs, modules

LENGTH = 500
CHEAP = 0.001  # seconds of this thread: what is done by then is not looked at again
TIMES = 3  # the best of them counts, so that whatever else the machine does is no matter


def seconds(pattern: re.Pattern[Any], method: str, text: Any) -> float:
    ask = getattr(pattern, method)
    began = time.thread_time()
    if method == "finditer":
        list(ask(text))
    elif method in ("sub", "subn"):
        ask(text[:0], text)
    else:
        ask(text)
    return time.thread_time() - began


def taken(work: Callable[[str], object], text: str) -> float:
    began = time.thread_time()
    work(text)
    return time.thread_time() - began


def slow(pattern: re.Pattern[Any], method: str, length: int = LENGTH) -> str:
    """The first input for which four times the length costs much more than four times the time."""
    for place, text in enumerate(bad_inputs(pattern, length)):
        if seconds(pattern, method, text) < CHEAP or seconds(pattern, method, text) < CHEAP:
            continue
        longer = [text, *(_again(pattern, place, length * more) for more in (2, 4))]
        one, _, four = (min(seconds(pattern, method, each) for _ in range(TIMES)) for each in longer)
        if four > 8 * one:
            return repr(text[:40])
    return ""


def _again(pattern: re.Pattern[Any], place: int, length: int) -> Any:
    return next(text for number, text in enumerate(bad_inputs(pattern, length)) if number == place)


@pytest.mark.parametrize("length", [LENGTH, pytest.param(4 * LENGTH, marks=pytest.mark.long)])
def test_time_grows_with_length_and_not_faster(length: int) -> None:
    found = all_patterns()
    bad = {
        f"{one.place}.{method}": slow(one.pattern, method, length) for one in found for method in sorted(one.methods)
    }
    assert {place: inputs for place, inputs in bad.items() if inputs} == {}
    assert len(found) > 60  # none was left out by mistake


def test_the_test_sees_what_is_slow() -> None:
    assert slow(re.compile(r"^\W*mật\W*$", re.MULTILINE), "search")
    assert not slow(re.compile(r"[0-9]+,"), "match")


def test_marks_without_end_cost_no_more_than_letters() -> None:
    """Python's own normal forms take a time that grows with the square of a run of marks."""
    for plain in (nfc, fold, vietnamese_key, code_key):
        one, four = (
            min(taken(plain, "a" + "\u0315\u0300" * number) for _ in range(TIMES)) for number in (4_000, 16_000)
        )
        assert four < 8 * one, plain.__name__


def test_only_what_is_bounded_asks_for_normal_forms() -> None:
    asking = [
        module.__name__
        for module in modules()
        if module.__name__ != "domain.text"
        and "unicodedata.normalize(" in Path(module.__file__ or "").read_text("utf-8")
    ]
    assert asking == []

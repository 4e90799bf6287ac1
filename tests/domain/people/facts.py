"""Lines of people with the facts that a reading of them must hold, and those that it must never hold.

Columns: `for` (the office that the tasks are of), `manner`, `message` (`\\n`, `\\t` stand for themselves), `expected`
(R read, A asked back, N no report; the first of several is the better one), `must`, `must_not`. A fact: `2.7=done`,
`2.7=doing:40`, `2.7.result~word`, `2.7.done_on=2026-11-20`, `2.7.figure=350000000`, `nil`, `extension`.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.text import fold

HERE = Path(__file__).parent
OFFICES: Mapping[str, Mapping[str, str]] = {
    "F1": {
        "2.7": "Lập và sử dụng Quỹ phát triển KH&CN tại doanh nghiệp",
        "2.8": "Đổi mới hoạt động của tổ chức KH&CN",
        "2.9": "Tự chủ, tự chịu trách nhiệm của tổ chức KH&CN",
        "3.1": "Ứng dụng KH&CN cho rau, hoa, chè, cà phê",
    },
    "F2": {
        "1.1": "Số hóa hồ sơ hộ tịch",
        "1.2": "Giải quyết hồ sơ thủ tục hành chính đúng hạn",
        "2.1": "Làm đường giao thông nông thôn",
        "2.2": "Giải ngân vốn đầu tư công",
        "2.3": "Hỗ trợ xóa nhà tạm, nhà dột nát",
    },
    "F3": {"1": "Kiểm tra, bảo dưỡng thiết bị phòng cháy chữa cháy"},
}
_STATUS = {"doing": "in_progress"}
_TEXTS = ("result", "obstacle", "recommendation")


@dataclass(frozen=True, slots=True)
class Line:
    tasks: Mapping[str, str]
    message: str
    expected: tuple[str, ...]
    must: tuple[str, ...]
    must_not: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a line was read as: `answers` by the code of the task."""

    answers: Mapping[str, Mapping[str, Any]]
    is_nil: bool = False
    asks_time: bool = False


def lines(name: str) -> Iterator[Line]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            message = row["message"].replace("\\n", "\n").replace("\\t", "\t")
            expected = tuple(one.strip() for one in row["expected"].split("|"))
            yield Line(OFFICES[row["for"]], message, expected, _facts(row["must"]), _facts(row["must_not"]))


def _facts(column: str | None) -> tuple[str, ...]:
    return tuple(fact.strip() for fact in (column or "").split(";") if fact.strip())


def holds(fact: str, said: Said, *, strictly: bool = False) -> bool:
    """`strictly`: a figure counts only where it was put down as one, which is what must not happen to others."""
    if fact == "nil":
        return said.is_nil
    if fact.startswith("extension"):
        return said.asks_time
    sign = "~" if "~" in fact else "="
    place, _, value = fact.partition(sign)
    code, _, what = place.rpartition(".")
    if what not in (*_TEXTS, "done_on", "figure"):
        code, what = place, "status"
    answers = said.answers.get(code)
    return answers is not None and _has(answers, what, value, strictly)


def _has(answers: Mapping[str, Any], what: str, value: str, strictly: bool) -> bool:
    if what == "status":
        status, _, percent = value.partition(":")
        is_so = answers.get("status") == _STATUS.get(status, status)
        return is_so and (not percent or answers.get("percent") == float(percent))
    if what == "done_on":
        return str(answers.get("done_on")) == value
    if what == "figure":
        return _has_figure(answers, value, strictly)
    text = str(answers.get(what) or "")
    if what == "result" and not strictly:  # a figure is kept with its words
        return _is_in(value, text) or any(_shows(figure, value) for figure in answers.get("figures") or ())
    return _is_in(value, text)


def _is_in(value: str, text: str) -> bool:
    return fold(value) in fold(text) if value else bool(text.strip())


def _shows(figure: Mapping[str, Any], value: str) -> bool:
    number = _plain(figure.get("n"))
    said = f"{figure.get('what') or ''} {number}/{_plain(figure.get('of'))} {number} {figure.get('unit') or ''}"
    first = "".join(sign for sign in value if sign in "0123456789,/").split("/")[0].replace(",", ".")
    return fold(value) in fold(said) or (bool(first) and first == number)


def _has_figure(answers: Mapping[str, Any], value: str, strictly: bool) -> bool:
    numbers = {_plain(one) for figure in answers.get("figures") or () for one in (figure.get("n"), figure.get("of"))}
    if value in numbers or value.replace(".", "").replace(",", "") in numbers:
        return True
    texts = " ".join(str(answers.get(what) or "") for what in _TEXTS)
    bare = texts.replace(".", "").replace(" ", "")
    return not strictly and (value.replace(".", "") in bare or "tri" in fold(texts))  # `350 triệu` in words


def _plain(number: Any) -> str:
    return str(number).removesuffix(".0")

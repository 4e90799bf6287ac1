"""What pydantic found, in Vietnamese."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from storage.setup.schema.keys import keys_at, places_of
from storage.setup.text.problems import Path
from storage.setup.text.yaml_source import Finding
from storage.setup.values.quoting import nearest, shown


def findings(error: ValidationError) -> Iterator[Finding]:
    """All that the models refuse, each with its path."""
    for item in error.errors(include_url=False):
        say = _SAYINGS.get(item["type"], _unusable)
        yield item["loc"], say(item["loc"], item)


def _own_words(path: Path, item: Mapping[str, Any]) -> str:
    return str(item["ctx"]["error"])


def _missing(path: Path, item: Mapping[str, Any]) -> str:
    return f"thiếu; cần ghi {path[-1]}"


def _unknown_key(path: Path, item: Mapping[str, Any]) -> str:
    allowed = keys_at(path[:-1])
    if (said := _NOT_YET.get(str(path[-1]))) and str(path[-1]) not in allowed:
        return said
    key, near = str(path[-1]), nearest(str(path[-1]), allowed)
    if _ALIKE.get(key) in allowed:
        near = f"; có phải “{_ALIKE[key]}”?"
    places = places_of(key, path[:-1])
    if places and not near:
        where = " hoặc ".join(_place(place) for place in places)
        return f"đặt sai chỗ; {key} ghi {where}. Ở đây chỉ có {', '.join(allowed)}"
    return f"khóa lạ; ở đây chỉ có {', '.join(allowed)}{near}"


def _place(place: tuple[str, ...]) -> str:
    """`bên trong due của requirements`"""
    if not place:
        return "ở đầu dòng, ngang với organisation"
    return f"bên trong {' của '.join(reversed(place))}"


_ALIKE = {"name": "title", "title": "name", "reminder": "reminders", "policy": "reminders"}
_AFTER = "khóa lạ; số ngày sau khi hết kỳ ghi là after_period, ví dụ after_period: 45d, hoặc 10wd cho ngày làm việc"
_LATER = "chưa dùng được ở bản này; hãy bỏ đi"
_NOT_YET = {
    **dict.fromkeys(("days_after", "after", "after_days", "days_after_period", "days", "working_days_after"), _AFTER),
    **dict.fromkeys(("place", "signer", "abbreviation", "short_name", "about", "approval", "acceptance"), _LATER),
}
"""Keys that people know from elsewhere, or that are promised for later."""


def _no_list(path: Path, item: Mapping[str, Any]) -> str:
    return f"{shown(item['input'])}; cần một danh sách dạng [A, B] hoặc mỗi dòng một mục bắt đầu bằng “- ”"


def _no_mapping(path: Path, item: Mapping[str, Any]) -> str:
    return f"{shown(item['input'])}; cần các khóa: {', '.join(keys_at(path))}"


def _too_few(path: Path, item: Mapping[str, Any]) -> str:
    return "danh sách trống; cần ít nhất một mục"


def _unusable(path: Path, item: Mapping[str, Any]) -> str:
    return shown(item["input"])


_SAYINGS: dict[str, Callable[[Path, Mapping[str, Any]], str]] = {
    "value_error": _own_words,
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "list_type": _no_list,
    "model_type": _no_mapping,
    "too_short": _too_few,
}

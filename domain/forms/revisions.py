"""What changed from one revision of a report to the next, answer by answer."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from domain.forms.form import BY_CODE, Answers

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Change(Generic[Key]):
    """One answer that is not as it was; None: there was, or is, none."""

    line: Key
    field: str
    was: Any
    now: Any


def changes(
    before: Mapping[Key, Answers], after: Mapping[Key, Answers], own: Collection[str] = ()
) -> Iterator[Change[Key]]:
    """Yield the changes by line, the lines of `after` first and in their order, the fields in that of the form; `own`
    are the codes of the requirement's own fields."""
    for line in dict.fromkeys([*after, *before]):
        was, now = before.get(line, {}), after.get(line, {})
        for field in (*BY_CODE, *own):
            if was.get(field) != now.get(field):
                yield Change(line, field, was.get(field), now.get(field))

"""Units that share what was typed: `Tân Phú` is Xã Tân Phú, and may be Trạm Y tế Tân Phú as well."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from domain.finding.meant import Called
from domain.finding.spelling import Words, words
from domain.finding.unit_kinds import GROUPS, KINDS, OFFICES_OF_PLACES, PLACES, same_letters, without_kind

T = TypeVar("T")

_OFFICES = tuple({*OFFICES_OF_PLACES, *GROUPS, *KINDS} - set(PLACES))


def with_namesakes(things: Collection[tuple[T, Called]], typed: str, found: Sequence[T]) -> list[T]:
    """Return the only one that was found by its name without its kind, and the offices whose names end with that;
    whatever else was found stays as it is."""
    said = words(typed)
    only = next((called for thing, called in things if len(found) == 1 and thing is found[0]), None)
    if only is None or not _is_without_kind(said, words(only.name)):
        return list(found)
    return [*found, *(thing for thing, called in things if thing is not found[0] and _ends_with(called.name, said))]


def _is_without_kind(said: Words, name: Words) -> bool:
    return len(said) < len(name) and same_letters(said, without_kind(name))


def _ends_with(name: str, said: Words) -> bool:
    there = words(name)
    return (
        len(there) > len(said)
        and same_letters(said, there[-len(said) :])
        and any(same_letters(office, there[: len(office)]) for office in _OFFICES)
    )

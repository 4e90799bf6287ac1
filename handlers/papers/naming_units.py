"""Units as a document names them: in protocol order, a few of many."""

from collections.abc import Iterable, Sequence

from domain.collation import Owed, TaskRemark
from handlers.display import standing_text
from handlers.words import Words

_LAST = 10**9


def ordered(owed: Iterable[Owed]) -> list[Owed]:
    """Return the units in protocol order; those without a place come last, in the order given."""
    return sorted(owed, key=lambda one: _LAST if one.protocol_order is None else one.protocol_order)


def in_order(owed: Iterable[Owed], remarks: Iterable[TaskRemark]) -> list[TaskRemark]:
    """Return remarks as their units stand among all of a collation, in protocol order."""
    places = {one.obligation_id: place for place, one in enumerate(ordered(owed))}
    return sorted(remarks, key=lambda remark: places[remark.owed.obligation_id])


def named(words: Words, owed: Sequence[Owed], room: int) -> str:
    """Name units, as many as have room (in characters), the first always: `Phòng Y tế, Phòng Nội vụ và 3 đơn vị
    khác`."""
    return as_fit(words, [standing_text.named(words, one, one.called) for one in ordered(owed)], room)


def as_fit(words: Words, names: Sequence[str], room: int) -> str:
    """Join names, as many as have room (in characters), the first always; the others are counted."""
    listed = ", ".join(names)
    if len(listed) <= room or len(names) == 1:
        return listed
    shown = [names[0]]
    left = room - len(names[0]) - len(words.plain("document.and_more", names="", n=len(names)))
    for name in names[1:]:
        if len(name) + 2 > left:
            break
        shown.append(name)
        left -= len(name) + 2
    return words.plain("document.and_more", names=", ".join(shown), n=len(names) - len(shown))

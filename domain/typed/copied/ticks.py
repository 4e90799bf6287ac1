"""A tick, a cross or a box beside each task of a list: `2.7 ✓`, `[x] 2.8`, `☐ 2.9`."""

import re
from collections.abc import Sequence

from domain.typed.copied.task_lists import Item, Lists
from domain.typed.hearing import heard
from domain.typed.words.clause_starts import stands_at

_LEADS = re.compile(r"^[\s|\-*+•]*(?:\[\s*([xXvV✓✔✗✘]?)\s*\]|([✓✔✅☑☒✗✘❌☐□]))\s*[:.-]?\s*")
_BEHIND = re.compile(r"^[\s:|=–-]*(?:\[\s*([xXvV✓✔✗✘]?)\s*\]|([✓✔✅☑☒✗✘❌☐□√xXvV]))(?=$|[\s(,;:.–-])\s*")
_DONE = frozenset("✓✔✅☑√vV")
_FEWEST = 2
DONE, CROSSED = "hoàn thành", "✗"


def in_words(lines: Sequence[str], lists: Lists) -> list[str]:
    """Return the lines with their ticks in words, where there is more than one task with a mark or a standing beside
    it. A cross alone, or an empty box, says too little: it stays, and is asked about."""
    read = [_marked(line, lists) for line in lines]
    marked = [one for one in read if one is not None]
    others = sum(lists.item(line) is not None for line, one in zip(lines, read, strict=True) if one is None)
    if not marked or len(marked) + others < _FEWEST:
        return list(lines)
    has_ticks = any(mark in _DONE for mark, _, _ in marked)
    has_empty = any(mark == "" for mark, is_box, _ in marked)
    return [
        line if one is None else _told(one[0], one[2], is_box=one[1], has_ticks=has_ticks, has_empty=has_empty)
        for line, one in zip(lines, read, strict=True)
    ]


def _marked(line: str, lists: Lists) -> tuple[str, bool, Item] | None:
    """Return the mark, whether it stands in a box, and the task; None where the line has no task with a mark."""
    if (lead := _LEADS.match(line)) is not None:
        item = lists.item(line[lead.end() :])
        mark = lead[2] or lead[1] or ""
        return None if item is None else ("" if mark in "☐□" else mark, lead[1] is not None, item)
    item = lists.item(line)
    behind = _BEHIND.match(item.rest) if item is not None else None
    if item is None or behind is None:
        return None
    mark = behind[2] or behind[1] or ""
    return "" if mark in "☐□" else mark, behind[1] is not None, Item(item.code, item.rest[behind.end() :].strip())


def _told(mark: str, item: Item, *, is_box: bool, has_ticks: bool, has_empty: bool) -> str:
    rest = item.rest.strip(" ()[].:-–") if item.rest[:1] in "([" else item.rest.strip(" .:-–")
    if rest and stands_at(heard(rest[:80]), 0):  # what is said in words stands
        return f"{item.code}: {rest}"
    is_done = mark in _DONE or mark == "☒" or (mark in "xX" and mark and (is_box or has_empty) and not has_ticks)
    said = DONE if is_done and mark else CROSSED
    return f"{item.code}: {said}, {rest}" if rest else f"{item.code}: {said}"

"""Where a task is named so that a new statement begins, and where it is only spoken of."""

from dataclasses import replace

from domain.typed.naming.task_places import place_at
from domain.typed.placing.counted import counts_things
from domain.typed.statements.cutter import Cut
from domain.typed.statements.leads import denies_something, leads_to_code, led_by_words, list_mark
from domain.typed.statements.task_references import TaskReference, named_at
from domain.typed.values.dates import day_length
from domain.typed.values.statement import Statement, StatementPart
from domain.typed.words.clause_starts import (
    CLAUSE_ENDS,
    LIKEWISE,
    STRONG,
    is_colon,
    is_end,
    is_percent,
    only_stands,
    past,
    stands_at,
)
from domain.typed.words.markers import LEADS
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.taken_out import OUT, taken_out_at

_STANDS = frozenset(
    {"done", "doing", "now", "not_yet", "no", "nil", "soon", "label", "extension", "was", "hedge", "about"}
)
_AFTER_SAID = frozenset(
    {"done", "doing", "now", "not_yet", "no", "nil", "soon", "label", "extension", "day", "days_ago", "vague_day",
     "but", "except", "and", "rest"}
)  # fmt: skip
_SAID_LONGEST = 12  # tokens that say how a task stands
_FILLER = frozenset({"filler"})
_MARKS = frozenset({"-", "❌", "✅", "✔", "✓", "✗", "✘"})
_OTHERS = frozenset({"rest", "place", "first", "last"})


def task_at(cut: Cut, at: int, edge: str) -> int:
    """Return how many tokens name the task here; 0 where none is named that a statement would be about.

    `edge`: the sign at the beginning of this clause, "" in the middle of one.
    """
    if taken := _left(cut, at) or _exception(cut, at, edge) or _said_before(cut, at, edge):
        return taken
    if taken := led_by_words(cut, at, edge):
        return taken
    start, is_clear = at, bool(edge)
    if edge == "\n":
        start += list_mark(cut, at)
    kinds, length = kinds_at(cut.tokens, at), meanings_at(cut.tokens, at)[1]
    if "and" in kinds and edge in ("", ":") and cut.now.tasks:  # `xong 2.7 và 2.8 chưa`
        start, is_clear = at + length, True
    elif not edge:
        place = place_at(cut.tokens, at)
        if "rest" in kinds or (place is not None and place.kind in _OTHERS):
            if not _is_rest_behind_all(cut, at + (place.length if place is not None else length)):
                return 0
            is_clear = True
        elif not leads_to_code(cut, at):
            return 0
    if not edge and _hangs_on(cut, at):
        cut.waited_for = at + cut.codes.at(cut.tokens, at)[1]
        return 0
    if edge == "," and cut.waited_for == at - 1 and leads_to_code(cut, at):
        return 0  # `2.7 chờ 2.8, 2.9 xong`
    named = named_at(cut.tokens, start, cut.codes)
    if named is None or ((cut.is_in_text or not is_clear) and not _is_meant(cut, named, start, edge)):
        return 0
    if named.is_rest and edge and named.place is None and _is_rest_of_this(cut, edge, start + named.length):
        return 0
    if _is_spoken_of(cut, start, edge) or (named := _in_context(cut, named, edge)) is None:
        return 0
    cut.begin_statement(_about(at, named))
    return start - at + named.length


def _is_spoken_of(cut: Cut, at: int, edge: str) -> bool:
    """Say whether these are words of a title in a text, in the middle of a line: no other task is meant by them."""
    mention = cut.codes.titled.get(at)
    return mention is not None and not mention.is_sure and cut.is_in_text and edge not in STRONG


def _in_context(cut: Cut, named: TaskReference, edge: str) -> TaskReference | None:
    """Return the tasks of those that were named just before: `2.7 và 2.8, cả hai đều xong`, `2.7 với 2.8 thì 1 cái xong
    1 cái chưa`. None where things of one task are counted: `2.7: 2 việc xong`."""
    now, place = cut.now, named.place
    if place is None or place.kind not in ("all", "vague") or edge in STRONG:
        return named
    if now.is_alike and not now.tasks and named.unknown:
        return replace(named, near=now.near)
    if not now.tasks or (len(now.tasks) > 1 and now.parts) or place.number > len(now.tasks) > 1:
        return named
    if len(now.tasks) == 1:
        return None if place.kind == "vague" else named
    tasks, now.tasks = tuple(now.tasks), []
    if place.number == len(tasks) or (place.kind == "all" and not place.number):
        return replace(named, tasks=tasks, unknown="", is_all=False)
    return replace(named, tasks=(), unknown=named.said, near=tasks, is_alike=True, is_all=False)


def _about(at: int, named: TaskReference) -> Statement:
    return Statement(
        at,
        list(named.tasks),
        named.unknown,
        named.near,
        is_alike=named.is_alike,
        is_rest=named.is_rest,
        is_all=named.is_all,
        count=named.place.number if named.place is not None and named.is_rest else 0,
        said=named.said,
    )


def _said_before(cut: Cut, at: int, edge: str) -> int:
    """Begin a statement of tasks of which it was said how they stand before they are named: `xong 2.7, 2.8`, `chưa làm
    3.1`. Return how many tokens name them, 0 for none."""
    part, now, tokens = cut.part, cut.now, cut.tokens
    if edge or part is None or part.kind != "plain" or part.end - part.start > _SAID_LONGEST:
        return 0
    is_placed = place_at(tokens, at) is not None
    if "whole" in kinds_at(tokens, at) and not is_placed:
        return _said_of_all(cut, at, part)
    is_named = tokens[at].kind == "number" or is_placed or bool(kinds_at(tokens, at) & {"all", "rest", "both"})
    is_named = is_named or leads_to_code(cut, at)
    end = part.end - (tokens[part.end - 1].key == ":")  # `hoàn thành: 2.7, 2.8`
    if not is_named or not only_stands(tokens, part.start + day_length(tokens, part.start), end):
        return 0  # `hôm qua xong 2.7`
    is_next = now.is_said_before and part is now.parts[-1] and part is not now.parts[0]
    if not (part.start == 0 or is_end(tokens, part.start - 1) or is_next) or (now.tasks and part is now.parts[0]):
        return 0
    named = named_at(tokens, at, cut.codes, before=lambda end: stands_at(tokens, end))
    if named is None or not (named.tasks or named.unknown):
        return 0
    after = past(tokens, at + named.length, _FILLER)
    if any(token.key == "%" for token in tokens[part.start : end]) and stands_at(tokens, after):
        return 0  # `được 92% hồ sơ thì xong`: how the one before stands
    goes_on = bool(kinds_at(tokens, after) & _AFTER_SAID) or leads_to_code(cut, after) or stands_at(tokens, after)
    if not is_end(tokens, after) and not goes_on:
        return 0
    now.parts.pop()
    statement = _about(part.start, named)
    statement.is_said_before = True
    statement.parts.append(part)
    cut.begin_statement(statement)
    return named.length


def _said_of_all(cut: Cut, at: int, part: StatementPart) -> int:
    """Begin a statement of all tasks, where it is said of all and no task is at hand: `xong hết rồi`. Return how many
    tokens say so, 0 for none."""
    tokens, length = cut.tokens, meanings_at(cut.tokens, at)[1]
    after = past(tokens, at + length, _FILLER)
    goes_on = bool(kinds_at(tokens, after) & {"but", "except", "day", "days_ago"})
    is_first = part.start == 0 or is_end(tokens, part.start - 1)
    if cut.codes.one_is_open or cut.now.tasks or not is_first or not (is_end(tokens, after) or goes_on):
        return 0
    kinds = frozenset[str]().union(*(kinds_at(tokens, i) for i in range(part.start, part.end)))
    if kinds & {"no", "not_yet", "nil"} or not only_stands(tokens, part.start, part.end):
        return 0  # `chưa xong hết`: some of them are not
    cut.now.parts.pop()
    part.end = at + length
    every = Statement(part.start, list(cut.codes.codes), is_all=True, is_said_before=True, parts=[part])
    every.is_open = "soon" in kinds  # `gần xong hết`: which?
    cut.begin_statement(every)
    return length


def _exception(cut: Cut, at: int, edge: str) -> int:
    """Begin an exception: what is said of all is not said of it: `trừ 2.7`, `riêng 2.7 mới 50%`. Return how many tokens
    name it, 0 for none."""
    kinds, length = kinds_at(cut.tokens, at), meanings_at(cut.tokens, at)[1]
    if out := taken_out_at(cut.tokens, at):
        kinds, length = kinds | {"except"}, out
    if not kinds & {"except", "but"} or (cut.is_in_text and not edge) or denies_something(cut):
        return 0
    named = named_at(cut.tokens, at + length, cut.codes)
    after = at + length + (named.length if named else 0)
    if "except" in kinds and after < len(cut.tokens) and cut.tokens[after].key == OUT:  # `trừ 2.9 ra còn lại xong`
        after += 1
    ends = after >= len(cut.tokens) or cut.tokens[after].key in CLAUSE_ENDS | {":"} or _is_of_others(cut, after)
    several = cut.now if len(cut.now.tasks) > 1 else None
    if several and not several.parts and "except" in kinds and named and named.tasks and not named.unknown:
        several.tasks = [task for task in several.tasks if task not in named.tasks]  # `tất cả trừ 2.7 đều xong`
        return after - at
    is_meant = named is not None and ((ends and "except" in kinds) or _is_meant(cut, named, at + length, "\n"))
    if named is None or not is_meant or not named.tasks or named.unknown:
        if not cut.is_in_text and ("except" in kinds or edge) and several is not None:
            several.is_open = True
        return 0
    is_rest = named.is_rest and "except" not in kinds  # `2.7, 2.8 xong, còn 2 cái kia chưa`
    cut.begin_statement(replace(_about(at, named), is_exception=not is_rest, is_open="except" in kinds))
    return after - at


def _is_of_others(cut: Cut, at: int) -> bool:
    """Say whether the others follow: `trừ 2.9 các cái khác xong`, `trừ 2.9 ra thì xong hết`."""
    at = past(cut.tokens, at, _FILLER)
    place = place_at(cut.tokens, at)
    return "rest" in kinds_at(cut.tokens, at) or (place is not None and place.kind == "rest")


def _left(cut: Cut, at: int) -> int:
    """Begin what may be left, the first one at the beginning of a line: `còn 2.7, 2.8 xong`. Return how many tokens
    name it, 0 for none."""
    tokens, (meanings, length) = cut.tokens, meanings_at(cut.tokens, at)
    is_first = len(cut.found) == 1 and not cut.now.parts
    if not is_first or not {one.kind for one in meanings} & {"but", "left", "rest"}:
        return 0
    whole = named_at(tokens, at + length, cut.codes)
    first = named_at(tokens, at + length, cut.codes, before=lambda end: _is_reached(cut, end))
    if whole is None or first is None or not first.tasks or first.length == whole.length:
        return 0
    after = at + length + first.length
    if "and" in kinds_at(tokens, after):
        return 0
    cut.begin_statement(Statement(at, list(first.tasks), lead_end=after, is_left=True))
    return length + first.length


def _is_reached(cut: Cut, at: int) -> bool:
    """Say whether something was reached: `xong`, `đã hoàn thành`, `80%`, and not `chưa xong`, which is said of what is
    left."""
    at = past(cut.tokens, at, _FILLER | {"was"})
    return "done" in kinds_at(cut.tokens, at) or is_percent(cut.tokens, at)


def _is_rest_of_this(cut: Cut, edge: str, after: int | None) -> bool:
    """Say whether it is the rest not of the report, but of the task: `2.7 còn lại 50%`, `2.7 xong 15/20 xã, còn lại
    đang làm`."""
    now = cut.now
    if len(now.tasks) != 1 or now.is_exception or edge in STRONG:
        return False
    if after is not None and not stands_at(cut.tokens, after):  # `phần còn lại là thẩm định hồ sơ`
        return True
    last = now.parts[-1] if now.parts else None
    return last is None or counts_things(cut.tokens, last.start, last.end)


def _is_rest_behind_all(cut: Cut, after: int) -> bool:
    """Say whether all was said of the task, and how the rest stands follows: `2.7 xong còn lại chưa`."""
    part = cut.part
    if part is None or part.kind != "plain" or not cut.now.tasks:
        return False
    return (
        part.end - part.start <= _SAID_LONGEST
        and only_stands(cut.tokens, part.start, part.end)
        and stands_at(cut.tokens, after)
    )


def _hangs_on(cut: Cut, at: int) -> bool:
    """Say whether the task in the middle of a clause is not what is reported on: `chờ 2.8 xong`, `phối hợp với 2.8`."""
    if cut.part is None or not cut.now.tasks:
        return False
    kinds = kinds_at(cut.tokens, cut.last)
    if cut.part.kind != "plain":
        return cut.part.kind == "text" and "waits" in kinds
    return bool(kinds & {"waits", "and"}) or (not kinds and cut.tokens[cut.last].kind == "word")


def _is_behind_standing(cut: Cut) -> bool:
    """Say whether the task before was named first, and all was said of it that is short."""
    part, now = cut.part, cut.now
    is_plain = part is not None and part.kind == "plain" and part.end - part.start <= _SAID_LONGEST
    if part is None or not is_plain or not now.tasks or now.is_said_before:
        return False
    return part.end > part.start and only_stands(cut.tokens, part.start, part.end)


def _is_meant(cut: Cut, named: TaskReference, at: int, edge: str) -> bool:
    """Say whether a task is meant. In a text a number may be anything: a task only where the line begins with it or its
    standing follows."""
    if not named.tasks:
        return False
    after = at + named.length
    if after >= len(cut.tokens):
        return edge in STRONG
    kinds = kinds_at(cut.tokens, after)
    says = kinds & (_STANDS - {"no"} if not edge else _STANDS)
    is_share = after + 1 < len(cut.tokens) and cut.tokens[after + 1].key == "%"
    if says or is_share or edge in STRONG or cut.tokens[after].key in (":", "="):
        return True
    if edge and LIKEWISE.at(cut.tokens, after):
        return True
    if not edge and _is_behind_standing(cut):  # `1.2 xong 2.1 kẹt mặt bằng`, `1.2 xong 2.1 ⏳ 70%`
        if cut.tokens[after].key == ",":  # `xong 2.1, chưa làm 2.2` may be said before
            return is_percent(cut.tokens, after + 1)
        behind = after + (cut.tokens[after].key in _MARKS)
        is_amiss = LEADS.at(cut.tokens, behind) is not None or "waits" in kinds_at(cut.tokens, behind)
        return is_amiss or stands_at(cut.tokens, behind)
    behind = past(cut.tokens, after, _FILLER)
    return "filler" in kinds and (is_colon(cut.tokens, behind) or stands_at(cut.tokens, after))

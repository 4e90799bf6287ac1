"""A typed line cut into statements: which tasks each is about, and its parts with what each part is for.

A new statement begins where a task is named at the beginning of a clause (`task_starts`). A text (`vướng mắc: …`) goes
on until the next label or the next task (`part_starts`). The tokens are gone through once.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from domain.typed.naming.task_places import names_all
from domain.typed.placing.before_code import with_sentence_before
from domain.typed.statements.cutter import Cut
from domain.typed.statements.doubted import mark_doubted
from domain.typed.statements.field_labels import Labels
from domain.typed.statements.leads import is_code_with_point, leads_to_code
from domain.typed.statements.marks import follows, is_tick, mark_at
from domain.typed.statements.own_field_starts import own_at, own_with_colon
from domain.typed.statements.part_starts import asks_in_text, ends_sentence, part_at
from domain.typed.statements.report_headings import is_aside, line_end, section_at
from domain.typed.statements.task_codes import Codes
from domain.typed.statements.task_references import named_at
from domain.typed.statements.task_starts import task_at
from domain.typed.values.statement import Statement, StatementPart
from domain.typed.words.clause_starts import (
    CLAUSE_ENDS,
    LINE_MARKS,
    is_abbreviated,
    is_end,
    is_label_with_colon,
    label_at,
    none_at,
    only_stands,
    stands_at,
)
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token


def statements(tokens: Sequence[Token], codes: Codes, labels: Labels) -> list[Statement]:
    cut = Cut(tokens, codes, labels)
    _cut(cut)
    found = _with_what_leads(_without_exceptions(_but_as_before(cut.found, tokens)), tokens)
    _mark_planned(found, tokens)
    mark_doubted(found, tokens)
    with_sentence_before(found, tokens, one_is_open=codes.one_is_open or len(codes.codes) == 1)
    named = {task for one in found if not one.is_rest for task in one.tasks}
    named |= {task for one in cut.found if one.is_exception for task in one.tasks}
    for at, one in enumerate(found):
        if one.is_rest and not named and any(other.parts for other in found[:at]):
            one.tasks = []  # `giải ngân 77%, phần còn lại chờ nghiệm thu`: of what was spoken of
        elif one.is_rest:
            _leave_rest(one, named, codes.codes)
        elif one.is_all:  # `tất cả xong, 2.7 chưa`: what is said of one after that is said of all
            after = {task for later in found[at + 1 :] if later.parts for task in later.tasks}
            one.tasks = [task for task in one.tasks if task not in after]
            one.parts = [part for part in one.parts if not names_all(tokens, part.start, part.end, len(codes.codes))]
    return _of_the_only_one([one for one in found if one.tasks or one.unknown or one.parts], codes.codes, tokens)


def _of_the_only_one(found: list[Statement], codes: Sequence[str], tokens: Sequence[Token]) -> list[Statement]:
    """Make one statement of all, where there is but one task, which is named somewhere: `kiểm tra hết bình rồi, bảo
    dưỡng máy bơm chưa xong`."""
    if len(codes) == 1:  # `trường chưa tiến hành bảo dưỡng`: words of its title lead to nothing else
        found = [_without_lead(one, codes[0], tokens) for one in found]
    is_plain = all(_is_plain(one) for one in found) and any(one.tasks for one in found)
    if len(codes) != 1 or len(found) < _SEVERAL or not is_plain:
        return found
    whole = next(one for one in found if one.tasks)
    whole.start, whole.parts = found[0].start, [part for one in found for part in one.parts]
    return [whole]


_SEVERAL = 2


def _without_lead(one: Statement, code: str, tokens: Sequence[Token]) -> Statement:
    """Return the statement without its lead; `miễn 1` keeps it: there the code stands behind words that are not said to
    anybody."""
    is_by_title = one.lead_end > 0 and one.tasks == [code] and tokens[one.lead_end - 1].key != code.casefold()
    is_asked = bool(kinds_at(tokens, one.lead_end) & _DENIES)  # `trường làm xong pccc chưa`
    return replace(one, lead_end=0) if is_by_title and not one.is_left and not is_asked else one


def _is_plain(one: Statement) -> bool:
    is_special = one.is_aside or one.is_planned or one.is_said_before or one.is_left or one.is_exception or one.lead_end
    return not is_special and not one.unknown and not one.section and not one.is_rest


def _but_as_before(found: list[Statement], tokens: Sequence[Token]) -> list[Statement]:
    """Return the statements where all are as they were, but for the ones that are taken out: `như kỳ trước trừ 2.7`."""
    whole = next((one for one in found if not one.tasks and not one.unknown and _is_as_before(one, tokens)), None)
    if whole is None:
        return found
    exceptions = [one for one in found if one.is_exception]
    whole.excepted = tuple(task for one in exceptions for task in one.tasks)
    for one in exceptions:
        one.is_open = False
    return [one for one in found if one.parts or not one.is_exception]


def _is_as_before(one: Statement, tokens: Sequence[Token]) -> bool:
    return any("as_before" in kinds_at(tokens, at) for part in one.parts for at in range(part.start, part.end))


def _leave_rest(one: Statement, named: set[str], codes: Sequence[str]) -> None:
    """Leave those that are not named, so many of them as there are said to be: else nobody knows which."""
    left = [task for task in one.tasks if task not in named]
    others = [task for task in codes if task not in named]
    one.tasks = left if not one.count or len(left) == one.count else others
    if one.count and len(one.tasks) != one.count:
        one.tasks, one.unknown, one.near, one.is_alike = [], one.said, tuple(others), True


def _without_exceptions(found: list[Statement]) -> list[Statement]:
    """Take from what is said of several tasks those that are excepted from it; return the statements that are left."""
    several = [one for one in found if len(one.tasks) > 1 and not one.is_exception]
    if not several:
        return found
    excepted = {task for one in found if one.is_exception for task in one.tasks}
    for one in found:
        one.is_open &= not one.is_exception
    for one in several:
        one.tasks = [task for task in one.tasks if task not in excepted]
    return [one for one in found if one.parts or not one.is_exception]


def _with_what_leads(found: list[Statement], tokens: Sequence[Token]) -> list[Statement]:
    """Say a condition, or that something is not so, of the task that follows in the same sentence: `nếu có vốn, 3.1
    xong`, `không phát sinh vướng mắc, 2.7 xong`, `đâu có xong, 2.7 mới 45%`."""
    for first, second in pairwise(found):
        parts = first.parts
        if first.tasks or first.unknown or not parts or not second.tasks or second.is_said_before:
            continue
        between = tokens[parts[-1].end : second.start]
        is_near = len(between) <= 1 and all(token.key == "," for token in between)
        said = {kind for at in range(parts[0].start, parts[-1].end) for kind in kinds_at(tokens, at)}
        leads = "if" in said or (
            {"done"} <= said and bool(said & _DENIES) and only_stands(tokens, parts[0].start, parts[-1].end)
        )
        if is_near and (leads or all(part.kind == "none" for part in parts)):
            second.parts, second.start, first.parts = [*parts, *second.parts], first.start, []
    return found


_DENIES = frozenset({"no", "not_yet"})
_AFTER_NAMES = frozenset(":.)]")
_NEAR = 8  # tokens
_BEFORE = LINE_MARKS | {"\n"}
_OF_PLANS = frozenset({"later", "ahead", "if", "guess"})


def _mark_planned(found: Sequence[Statement], tokens: Sequence[Token]) -> None:
    """Mark what stands under `Phương hướng tháng tới`, `Dự kiến tuần sau:` as planned: it is not done."""
    is_planned = False
    for first, second in pairwise(found):
        if not first.tasks and not first.unknown and first.parts:
            kinds = {kind for at in range(first.parts[0].start, first.parts[-1].end) for kind in kinds_at(tokens, at)}
            ends = next(
                (
                    key
                    for token in reversed(tokens[max(0, second.start - _NEAR) : second.start])
                    if (key := token.key) not in _BEFORE
                ),
                "",
            )
            is_planned = "plan" in kinds or (bool(kinds & _OF_PLANS) and ends == ":")
        second.is_planned = is_planned


def _cut(cut: Cut) -> None:
    at, tokens = 0, cut.tokens
    edge = "\n"  # the sign at the beginning of this clause, "" in the middle of one
    while at < len(tokens):
        token = tokens[at]
        if edge == "\n" and (taken := _heading(cut, at)):
            at += taken
            continue
        if taken := _mark(cut, at, edge):
            at, edge = at + taken, "\n"
            continue
        if not edge and not cut.is_in_text and _is_numbering(cut, at):
            cut.part, edge = None, ";"
        if taken := _begin(cut, at, edge):
            at += taken
            cut.last = at
            edge = ":" if cut.part is None else ""
            if at < len(tokens) and (
                tokens[at].key in _AFTER_NAMES or (tokens[at].key == "/" and stands_at(tokens, at + 1))
            ):
                at += 1
            continue
        ends = token.kind == "break" or (token.kind == "sign" and _ends_clause(cut, at))
        edge = ("\n" if token.kind == "break" else token.key) if ends else edge if token.key in LINE_MARKS else ""
        size = 1 if ends or cut.is_in_text else max(1, meanings_at(tokens, at)[1])
        if not ends or cut.is_in_text:
            cut.grow(at, size)
        if ends and (not cut.is_in_text or ends_sentence(cut, at)):
            cut.part = None
        cut.last = at
        at += size


def _heading(cut: Cut, at: int) -> int:
    """Read a line about no task, or one that says what the lines under it are; return how many tokens it takes, 0 for
    none."""
    if cut.tokens[at].kind == "break":
        return 0
    field, size = section_at(cut, at, cut.codes.text)
    if size:
        cut.section, cut.part, cut.last = "" if field == "result" else field, None, at
        return size
    goes_on = cut.now.is_aside and not leads_to_code(cut, at + _mark(cut, at, "\n"))
    if not goes_on and not is_aside(cut, at, cut.codes.text):
        return 0
    end = line_end(cut.tokens, at)
    if not goes_on:
        cut.section = ""
        cut.begin_statement(Statement(at, is_aside=True))
    cut.begin_part(StatementPart("plain", at, end))
    cut.part, cut.last = None, at
    return end - at


def _mark(cut: Cut, at: int, edge: str) -> int:
    """Read the mark of a list before a task, which ends what stands before it, but a text only where it counts on;
    return how many tokens it takes, 0 for none."""
    if is_tick(cut.tokens, at) and edge == "\n" and leads_to_code(cut, at + 1) and not cut.is_in_text:
        after = named_at(cut.tokens, at + 1, cut.codes)
        return int(after is not None and not is_end(cut.tokens, at + 1 + after.length))  # `✅ 2.7` alone says something
    mark, size = mark_at(cut.tokens, at, begins_line=edge == "\n")
    if not size or cut.codes.at(cut.tokens, at)[0] is not None or not leads_to_code(cut, at + size):
        return 0
    if cut.is_in_text and (edge == "\n" or not follows(mark, cut.mark)):
        return 0
    cut.mark, cut.part, cut.last = mark, None, at + size - 1
    return size


def _is_numbering(cut: Cut, at: int) -> bool:
    """Say whether the code is the mark of a list: `2.7) xong 2.8) 40%`."""
    code, length = cut.codes.at(cut.tokens, at)
    after = cut.tokens[at + length : at + length + 2]
    return code is not None and len(after) == 2 and after[0].key == ")" and after[0].is_close and not after[1].is_close


def _begin(cut: Cut, at: int, edge: str) -> int:
    """Begin what starts at this token; return how many tokens that takes, 0 where what was there goes on."""
    if cut.tokens[at].key in CLAUSE_ENDS:
        return 0
    is_label = is_label_with_colon(cut.tokens, at) or own_with_colon(cut, at)
    belongs = not is_label and cut.speaks_of_tasks(at, edge)
    text = cut.part if cut.part is not None and cut.part.kind == "text" else None
    if cut.is_in_text and not edge and not is_label and not leads_to_code(cut, at) and not asks_in_text(cut, at):
        return 0
    if not belongs and (taken := task_at(cut, at, edge) or own_at(cut, at, edge) or part_at(cut, at, edge)):
        return taken
    if text is not None and (belongs or not edge) and leads_to_code(cut, at):
        text.speaks_of_tasks |= is_code_with_point(cut, at)
    return 0


def _ends_clause(cut: Cut, at: int) -> bool:
    key = cut.tokens[at].key
    if key == "/":
        return _divides(cut, at)
    return key == "|" or (key in CLAUSE_ENDS and not is_abbreviated(cut.tokens, at))


def _divides(cut: Cut, at: int) -> bool:
    """Say whether the sign divides: `xong / vướng mắc: không`, `2.7 xong / 2.8 chưa`, and not `15/20`."""
    tokens = cut.tokens
    if label_at(tokens, at + 1) is not None or none_at(tokens, at + 1) is not None:
        return True
    is_part = at > 0 and tokens[at - 1].kind == "number"
    is_close = tokens[at].is_close and at + 1 < len(tokens) and tokens[at + 1].is_close
    return not is_part and not is_close and cut.codes.at(tokens, at + 1)[0] is not None

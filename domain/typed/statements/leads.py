"""Words before a code that do not say how it stands: `miễn 2.7`, `chưa có số liệu 2.7`. They belong to it."""

from collections.abc import Sequence

from domain.typed.statements.cutter import Cut
from domain.typed.statements.task_references import TaskReference, named_at
from domain.typed.values.statement import Statement, StatementPart
from domain.typed.words.clause_starts import is_colon, is_end, label_at, none_at, past, says_nothing, stands_at
from domain.typed.words.phrases import TokenLine, kinds_at, meanings_at
from domain.typed.words.tokens import Token

DENIES = frozenset(
    {"no", "not_yet", "no_more", "nil", "later", "soon", "hedge", "spared", "waits", "wishes", "word", "not_needed",
     "guess", "if", "ahead", "wonders"}
)  # fmt: skip
_STANDS = frozenset({"done", "doing", "now"})
_HANGS = frozenset({"waits", "and"})
_LONGEST_LEAD = 60  # tokens that are looked at
_MOST_PARTS = 4  # of one clause that are looked at


def leads_to_code(cut: Cut, at: int) -> bool:
    """Say whether a code stands here, or a word that leads to one: `2.7`, `nhiệm vụ 2.7`."""
    if "task" in kinds_at(cut.tokens, at):
        at += meanings_at(cut.tokens, at)[1]
    return cut.codes.at(cut.tokens, at)[0] is not None


def is_code_with_point(cut: Cut, at: int) -> bool:
    """Say whether a code with a point stands here, and is nothing else: `4` is mostly a number, `3.1 ha` an amount."""
    if "task" in kinds_at(cut.tokens, at):
        at += meanings_at(cut.tokens, at)[1]
    named = named_at(cut.tokens, at, cut.codes) if "." in cut.tokens[at].key else None
    return named is not None and bool(named.tasks)


def led_by_words(cut: Cut, at: int, edge: str) -> int:
    """Return how many tokens name the task that the words before are said of; 0 where they are said of none.

    In `miễn 2.7, 2.8 xong` one that has its own standing behind it begins the next statement.
    """
    if not leads_to_code(cut, at):
        return 0
    lead = _lead(cut, at, edge)
    named = named_at(cut.tokens, at, cut.codes, before=lambda end: _goes_on(cut, end)) if lead else None
    if not lead or named is None or not named.tasks or named.unknown:
        return 0
    part, after = lead[-1], at + named.length
    if part.kind == "plain" and not _belongs(cut, part, named, at):
        return 0
    del cut.now.parts[-len(lead) :]
    cut.begin_statement(Statement(_start(lead[0]), list(named.tasks), lead_end=after, parts=lead))
    is_empty = part.kind == "text" and stands_at(cut.tokens, after)
    if is_empty and part.fields == ("result",):  # `kết quả 2.7 đạt 80%`
        lead.pop()
    elif part.kind == "extension":
        cut.part, part.end = part, after
    elif part.kind == "text" and not is_empty:  # `vướng mắc 2.7: thiếu vốn`
        cut.part = part
        part.start = part.end = after + (after < len(cut.tokens) and cut.tokens[after].key == ":")
    return named.length


def _start(part: StatementPart) -> int:
    return part.label if part.kind == "text" else part.start


def _lead(cut: Cut, at: int, edge: str) -> list[StatementPart]:
    """Return the parts of this clause, which end here, are no standing, and are not said of the task before."""
    now, tokens = cut.now, cut.tokens
    last = now.parts[-1] if now.parts else None
    if last is None or last.takes_all or last.is_clear or last.kind == "own" or edge.strip(":)"):
        return []
    if (last.kind == "none" or edge == ")") == (cut.part is last):  # nothing grows behind `không vướng mắc`, `(miễn)`
        return []
    if last.kind != "plain" and (last.end != at or now.tasks):
        return []
    if last.kind == "plain" and now.tasks and kinds_at(tokens, cut.last) & _HANGS:
        return []
    for size in range(1, min(len(now.parts), _MOST_PARTS) + 1):
        start = _start(now.parts[-size])
        if start == 0 or is_end(tokens, start - 1):
            lead = now.parts[-size:]
            is_behind_a_task = bool(now.tasks) and lead[0] is now.parts[0]
            return [] if is_behind_a_task or says_nothing(tokens, start, at) else lead
    return []


def _belongs(cut: Cut, part: StatementPart, named: TaskReference, at: int) -> bool:
    """Say whether the words are said of the task, and do not only lead to it (`Phòng Y tế báo cáo 2.7 xong`)."""
    tokens, after = cut.tokens, at + named.length
    if any(token.key == "%" for token in tokens[part.start : at]) and stands_at(tokens, after):
        return False  # `được 92% hồ sơ thì xong`: how the one before stands
    whole = named_at(tokens, at, cut.codes)
    is_cut_short = whole is not None and whole.length > named.length
    if not (is_cut_short or is_end(tokens, after) or tokens[after].key == ":" or _goes_on(cut, after)):
        return False
    is_headed = is_colon(tokens, past(tokens, after, frozenset({"filler"})))  # `xin báo cáo nhiệm vụ 2.9 như sau:`
    is_said_of_one = len(named.tasks) == 1 and (is_headed or stands_at(tokens, after))
    leads = tokens[at - 1].key == ":" or "filler" in kinds_at(tokens, cut.last)
    if is_said_of_one and leads and not _denies(cut, part):
        return False
    if is_cut_short or not is_end(tokens, after) or leads_to_code(cut, after + 1):
        return True
    # at the end a number may be anything (`đã họp 2`), and `bao giờ xong 2.7` is asked
    return any("." in code for code in named.tasks) and not kinds_at(tokens, cut.last) & _STANDS


def _goes_on(cut: Cut, at: int) -> bool:
    """Say whether something is said of the code that ends here."""
    tokens = cut.tokens
    return stands_at(tokens, at) or label_at(tokens, at) is not None or none_at(tokens, at) is not None


def denies_something(cut: Cut) -> bool:
    """Say whether the words before, which are of no task yet, deny what follows: `chưa riêng 2.7`."""
    part = cut.part
    return part is not None and part.kind == "plain" and not cut.now.tasks and _denies(cut, part)


def _denies(cut: Cut, part: StatementPart) -> bool:
    tokens, span = cut.tokens, (part.start, min(part.end, part.start + _LONGEST_LEAD))
    if not isinstance(tokens, TokenLine):
        return _is_denied(tokens, *span)
    if span not in tokens.denying:  # asked again for each word behind them
        tokens.denying[span] = _is_denied(tokens, *span)
    return tokens.denying[span]


def _is_denied(tokens: Sequence[Token], at: int, end: int) -> bool:
    while at < end:
        if kinds_at(tokens, at) & DENIES:
            return True
        at += max(1, meanings_at(tokens, at)[1])  # `như sau` is not `sau`
    return False


def list_mark(cut: Cut, at: int) -> int:
    """Return how many tokens a mark before the task of a list takes, `1.`, `2)`, `a)`, or the number of a row: `1 2.7
    xong`; 0 for none."""
    mark = cut.tokens[at : at + 2]
    if len(mark) == 2 and mark[0].key.isdecimal() and not mark[1].is_close and "." in mark[1].key:
        is_row = cut.codes.at(cut.tokens, at)[0] is None and cut.codes.at(cut.tokens, at + 1)[0] is not None
        return 1 if is_row and named_at(cut.tokens, at + 1, cut.codes) is not None else 0
    if len(mark) == 2 and len(mark[0].key) == 1 and mark[0].key.isalpha() and mark[1].key == ")":
        return 2 if named_at(cut.tokens, at + 2, cut.codes) is not None else 0
    if len(mark) < 2 or not mark[0].key.isdecimal() or len(mark[0].key) > 2 or mark[1].key not in (".", ")"):
        return 0
    is_code = cut.codes.at(cut.tokens, at)[0] is not None
    return 2 if not is_code and mark[1].is_close and named_at(cut.tokens, at + 2, cut.codes) is not None else 0

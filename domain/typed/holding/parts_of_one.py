"""Of several things of one kind some are done and some are not: `nhóm 2 hoàn thành, nhóm 1 chưa`. The task is in
progress, whichever it is."""

from collections.abc import Sequence

from domain.typed.words.phrases import kinds_at
from domain.typed.words.tokens import Token

Span = tuple[int, int]

_KINDS = frozenset({
    "nhom", "to", "dot", "thon", "doan", "goi", "khu", "cum", "lop", "tuyen", "xa", "phuong", "buon", "ap", "truong",
    "can", "ho", "diem", "xom", "cau", "buoc", "doi", "chi", "mo", "ben",
})  # fmt: skip
_NOT_DONE = frozenset({"not_yet", "now", "doing", "waits"})
_SUPPOSED = frozenset({"guess", "if", "ahead", "later", "wonders", "plan", "asks"})


def some_are_done(tokens: Sequence[Token], pieces: Sequence[Span]) -> bool:
    """Say whether one piece says that a thing is done, and another that another thing of its kind is not."""
    done, left = set[tuple[str, str]](), set[tuple[str, str]]()
    for start, end in pieces:
        kinds = {kind for at in range(start, end) for kind in kinds_at(tokens, at)}
        named = next(
            ((tokens[at].key, tokens[at + 1].key) for at in range(start, end - 1) if _is_named(tokens, at)), None
        )
        if named is None or kinds & _SUPPOSED:
            continue
        if "done" in kinds and not kinds & {"not_yet", "no"}:
            done.add(named)
        elif kinds & _NOT_DONE:
            left.add(named)
    return any(one[0] == other[0] and one[1] != other[1] for one in done for other in left)


def _is_named(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a thing is named: `nhóm 2`, `tổ dân phố`, and not `chưa tổ chức`."""
    behind = tokens[at + 1]
    return tokens[at].key in _KINDS and (
        behind.kind == "number" or (behind.kind == "word" and not kinds_at(tokens, at + 1))
    )

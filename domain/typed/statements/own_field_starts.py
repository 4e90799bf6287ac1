"""Where a part begins that is for one of the requirement's own fields."""

from domain.forms.fields import Field
from domain.typed.statements.cutter import Cut
from domain.typed.values.changes import comes_to
from domain.typed.values.statement import StatementPart
from domain.typed.words.clause_starts import MOVES
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token

DENIES = frozenset({"no", "not_yet", "later", "soon", "left", "ahead", "guess", "if", "waits", "wishes", "spared"})
LOOKS_BACK = 12  # tokens


def _own_field(cut: Cut, at: int) -> tuple[Field | None, int]:
    """Return the field that is named here and its number of tokens; one that is called by a word of the vocabulary (`Tỷ
    lệ`), or by a word that is its code (`tăng`), is a field only of the tasks that are asked it."""
    field, length = cut.labels.at(cut.tokens, at)
    is_word = length == meanings_at(cut.tokens, at)[1] or (length == 1 and _is_any_word(cut.tokens[at]))
    if field is not None and cut.now.tasks and is_word:
        is_asked = any(field in cut.labels.of(task) for task in cut.now.tasks)
        return (field, length) if is_asked else (None, 0)
    return field, length


def _is_any_word(token: Token) -> bool:
    return bool(token.marked) or token.key in MOVES


def own_with_colon(cut: Cut, at: int) -> bool:
    field, length = _own_field(cut, at)
    return field is not None and at + length < len(cut.tokens) and cut.tokens[at + length].key in (":", "=")


def own_at(cut: Cut, at: int, edge: str) -> int:
    """Begin a part for an own field, `TTHC đã rà soát: 96`, `tthc 96/120`: in the middle of a clause only where a value
    is sure to follow. Return how many tokens begin it, 0 for none."""
    field, length = _own_field(cut, at)
    if field is None or length < meanings_at(cut.tokens, at)[1]:
        return 0
    is_clear = own_with_colon(cut, at)
    number = comes_to(cut.tokens, at + length)
    after = cut.tokens[number] if number < len(cut.tokens) else None
    is_move = length == 1 and cut.tokens[at].key in MOVES  # `tỷ lệ … tăng từ 90 lên 95%`, where a code is `tang`
    is_number = after is not None and (after.kind == "number" or after.is_blurred)
    is_meant = bool(edge) or (field.kind == "number" and is_number and not is_move)
    is_denied = not edge and _denies(cut, at)
    if not is_clear and (cut.is_in_text or not is_meant or is_denied):
        return 0
    end = at + length + is_clear
    takes_all = field.kind == "text"
    cut.begin_part(StatementPart("own", end, end, (field.code,), label=at, is_clear=is_clear, takes_all=takes_all))
    return length + is_clear


def _denies(cut: Cut, at: int) -> bool:
    """Say whether the value is denied: `chưa rà soát 96 thủ tục`, `chưa đạt tỷ lệ 40%`."""
    start = max(cut.part.start if cut.part is not None else cut.now.start, at - LOOKS_BACK)
    while at - 1 > start and (
        cut.tokens[at - 1].key in cut.labels.named_by or "filler" in kinds_at(cut.tokens, at - 1)
    ):
        at -= 1
    return any(kinds_at(cut.tokens, before) & DENIES for before in (cut.last, at - 1, at - 2) if before >= start)

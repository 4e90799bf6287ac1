"""Which statements, and which parts of them, are questions."""

from collections.abc import Sequence

from domain.typed.values.statement import Statement, StatementPart
from domain.typed.words.clause_starts import is_end, past
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token
from domain.typed.words.vocabulary import Meaning


def asks_about(statement: Statement, tokens: Sequence[Token]) -> bool:
    """Say whether the statement asks: `xong 2.7 chưa`, `xong 2.7?`."""
    if any(token.key == "?" for token in tokens[statement.start : statement.parts[-1].end]):
        return True
    parts = [part for part in statement.parts if not part.is_proposed]
    if len(parts) < 2 or not kinds_at(tokens, parts[1].start) & {"no", "not_yet"}:
        return False
    if Meaning("no", "at all") in meanings_at(tokens, parts[1].start)[0]:
        return False  # `chưa xong 2.7 đâu`
    behind = past(tokens, parts[1].start + 1, frozenset({"filler"}))
    return is_end(tokens, behind) and parts[1].end >= behind


def is_asked(part: StatementPart, tokens: Sequence[Token]) -> bool:
    """Say whether the part is asked: `không vướng mắc?`."""
    return any(token.key == "?" for token in tokens[part.end - 1 : part.end + 1])


def is_only_asking(part: StatementPart, tokens: Sequence[Token]) -> bool:
    """Say whether the part is only the question mark behind a part that was asked."""
    return part.end == part.start + 1 and tokens[part.start].key == "?"

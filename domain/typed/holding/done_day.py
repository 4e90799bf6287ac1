"""The day on which it was done, where it stands beside other words: `bàn giao 17 căn ngày 20/11`, `kiểm tra ngày 24/11,
thay 5 bình, hoàn thành`; not `hoàn thành theo văn bản ngày 5/11`, `họp ngày 3/11`."""

from collections.abc import Collection, Sequence
from datetime import date

from domain.typed.placing.bold import is_step
from domain.typed.values.clause import Clause
from domain.typed.values.doubts import ABOUT_DAYS
from domain.typed.values.statement import StatementPart
from domain.typed.words.markers import FINISHES, OF_PAPERS, found
from domain.typed.words.phrases import kinds_at
from domain.typed.words.tokens import Token

_ELSEWHERE = frozenset({"not_yet", "no", "ahead", "later", "if", "guess", "waits", "wishes", "plan"})
_LONGEST = 60  # tokens


def day_of(
    clauses: Sequence[tuple[Clause, StatementPart]], tokens: Sequence[Token], own: Collection[str]
) -> date | None:
    """Return the only day that is said of it; None where there are more or it is said of something else. `own`: words
    of the task's title."""
    if any(why in ABOUT_DAYS for clause, _ in clauses for why, _ in clause.doubts):
        return None
    days = [(clause.done_on, part) for clause, part in clauses if clause.done_on is not None]
    if len({day for day, _ in days}) != 1:
        return None
    return days[0][0] if all(_is_of_it(tokens, part, own) for _, part in days) else None


def _is_of_it(tokens: Sequence[Token], part: StatementPart, own: Collection[str]) -> bool:
    places = range(part.start, part.end)
    if len(places) > _LONGEST or any(kinds_at(tokens, at) & _ELSEWHERE for at in places):
        return False
    foreign = [at for at in places if tokens[at].key not in own]
    if any(is_step(tokens, at) or found(OF_PAPERS, tokens, at) for at in foreign):
        return False
    says = any("done" in kinds_at(tokens, at) or found(FINISHES, tokens, at) for at in places)
    is_alone = not any(tokens[at].kind == "word" and not kinds_at(tokens, at) for at in places)
    return says or is_alone or len(foreign) < len(places)

"""`2.9 cũng vậy`: the task stands as the one before."""

from dataclasses import replace

from domain.moments.pieces import Phrases
from domain.typed.beginnings import is_end, past
from domain.typed.cut import Cut
from domain.typed.leads import leads_to_code
from domain.typed.references import named_at
from domain.typed.statement import Statement

_SAME: Phrases[bool] = Phrases({
    True: ("cũng vậy", "cũng thế", "tương tự", "y chang", "cũng y chang", "y vậy", "cũng rứa", "giống vậy",
           "cũng như vậy",
           "cũng tương tự", "cũng giống vậy", "thì cũng vậy", "thì cũng thế", "như trên", "cũng như trên", "y như vậy",
           "thì tương tự", "thì y chang"),
})  # fmt: skip
_FILLER = frozenset({"filler", "marked_filler"})


def same_at(cut: Cut, at: int) -> int:
    """How many tokens say it of the task that is named here."""
    before = cut.now
    if not before.tasks or not before.parts or before.is_exception or before.is_said_before:
        return 0
    if not leads_to_code(cut, at) or (named := named_at(cut.tokens, at, cut.codes)) is None or not named.tasks:
        return 0
    after = at + named.length
    found = _SAME.at(cut.tokens, after) if after < len(cut.tokens) and not named.unknown else None
    if found is None:
        return 0
    end = past(cut.tokens, after + found[1], _FILLER)
    if not is_end(cut.tokens, end) and not leads_to_code(cut, end):
        return 0
    parts = [replace(part) for part in before.parts]
    cut.begin_statement(Statement(at, list(named.tasks), parts=parts))
    return end - at

"""`2.7 rồi, 2.8 chưa`: nothing but that it is so already. Beside how others stand it is done; alone it is asked."""

from collections.abc import Sequence
from dataclasses import replace

from domain.forms.form import Status
from domain.text import word_keys
from domain.typed.values.result import Doubt, Update
from domain.typed.words.tokens import Token

DONE = {"status": str(Status.DONE)}
_WORDS = dict(map(word_keys, ("rồi", "ok", "oke", "okie", "okay", "okela")))


def is_said(tokens: Sequence[Token]) -> bool:
    return any(token.key in _WORDS and token.marked in ("", _WORDS[token.key]) for token in tokens)


def beside_others(updates: Sequence[Update], doubts: Sequence[Doubt]) -> tuple[list[Update], list[Doubt]]:
    """Take marks of which the words say that it is so for done, where it is said how another task stands; return the
    updates, and the doubts that are left."""
    stand = {update.task for update in updates if "status" in update.answers}
    said = [doubt for doubt in doubts if doubt.why == "already" and doubt.task and stand - {doubt.task}]
    done = [Update(str(doubt.task), dict(DONE)) for doubt in said if doubt.task not in stand]
    rest = [doubt for doubt in doubts if doubt not in said]
    asked = [replace(doubt, why="mark") if doubt.why == "already" else doubt for doubt in rest]
    return [*updates, *done], asked

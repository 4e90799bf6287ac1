"""A page about one task that the reader could make nothing of: all of it may go into one field."""

from collections.abc import Sequence

from domain.typed.hearing import heard
from domain.typed.statements.task_codes import Codes
from domain.typed.statements.task_references import named_at
from domain.typed.values.doubts import long_text
from domain.typed.values.result import Doubt, Reading
from domain.typed.words.clause_starts import CLAUSE_ENDS

LONGEST_TEXT = 400  # characters that may be about a task without a label; what is longer is a page
_MANY_CLAUSES = 6
_BEGINNING = 400  # characters in which its task is named
_AFTER_CODE = CLAUSE_ENDS | {":", "-"}


def read_page(text: str, codes: Sequence[str], open_task: str | None = None) -> Reading | None:
    """Read a text of more than a few lines that begins with one task's code, or is typed where a task is open; return
    None where it is about none."""
    if len(text) <= LONGEST_TEXT:
        return None
    tokens = heard(text[:_BEGINNING], codes=codes)
    named = named_at(tokens, 0, Codes(codes, codes))
    if named is None or len(named.tasks) != 1 or named.unknown:
        task, said = open_task, text
    else:
        after = named.length
        while after < len(tokens) and tokens[after].key in _AFTER_CODE:
            after += 1
        task, said = named.tasks[0], text[tokens[after].start :] if after < len(tokens) else text
    if task is None:
        return None
    doubt = long_text(said.strip(), text.strip(), {})
    return Reading(doubts=(Doubt(doubt.why, doubt.said, task, doubt.offers),))


def is_foreign(clauses: int, puzzling: int) -> bool:
    """Say whether of many clauses most say nothing that is understood: a text, or a page of something else (an
    article)."""
    return clauses >= _MANY_CLAUSES and puzzling * 3 >= clauses * 2

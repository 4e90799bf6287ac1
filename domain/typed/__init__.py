"""What a typed line says about tasks: `2.7 40%; 3.1 xong, vướng: thiếu mặt bằng`.

What was copied is laid out as lines (`copied`), and the words are put as they were meant (`hearing`). They are cut into
statements about tasks (`statements`, `naming`; `blocks` is a second opinion of that), and each clause is read by itself
(`meaning`) with the words as data (`words`). `values` and `holding` say how a task stands by all of them, and `placing`
where the rest belongs. What is no report (`talk`) is left out
or asked about. What is not wholly certain is given back as a doubt with the ways in which it may have been meant:
nothing is guessed, and nothing is recorded before it was read back and confirmed. All of it takes time linear in the
length of the line.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from domain.forms.fields import Field
from domain.typed.asked_tasks import AskedTasks, heard_line
from domain.typed.copied.tables import with_bars
from domain.typed.copied.whose import Whose
from domain.typed.meaning.task_page import LONGEST_TEXT, read_page
from domain.typed.naming.titles import titles_of
from domain.typed.statements.field_labels import Labels
from domain.typed.statements.splitter import statements
from domain.typed.statements.task_codes import Codes
from domain.typed.statements.task_references import named_at
from domain.typed.values.result import Answers, Doubt, Reading, Update
from domain.typed.words.clause_starts import label_of
from domain.typed.words.courtesies import leaves_empty, says_none
from domain.typed.words.phrases import TokenLine
from domain.typed.words.politeness import is_courtesy

_BEGINNING = 40  # tokens in which a task is named, if it is
__all__ = [
    "LONGEST_TEXT",
    "Answers",
    "Doubt",
    "Reading",
    "Update",
    "Whose",
    "begins_with_a_title",
    "is_courtesy",
    "label_of",
    "leaves_empty",
    "names_a_task",
    "read_line",
    "read_page",
    "says_none",
    "with_bars",
]


def names_a_task(text: str, codes: Sequence[str], titles: Mapping[str, str] | None = None) -> bool:
    """Say whether the line begins with a task's code, one of these titles (by code), or with how one stands (`xong
    2.7`), and so is about tasks."""
    tokens, known = _named_in(text, codes, titles or {})
    named = named_at(tokens, 0, known)
    if named is not None and (named.tasks or named.is_alike):
        return True
    first = next(iter(statements(tokens[:_BEGINNING], known, Labels())), None)
    return first is not None and first.is_said_before and (bool(first.tasks) or first.is_alike)


def begins_with_a_title(text: str, codes: Sequence[str], titles: Mapping[str, str]) -> bool:
    """Say whether nearly all of one of these titles stands there, so that whatever follows is said of that task."""
    _, known = _named_in(text, codes, titles)
    return 0 in known.titled and known.titled[0].is_sure


def _named_in(text: str, codes: Sequence[str], titles: Mapping[str, str]) -> tuple[TokenLine, Codes]:
    names = titles_of(tuple(titles.items()))
    tokens, known = heard_line(text, codes, names, Labels()), Codes(codes, codes, one_is_open=True)
    known.see(text, tokens, names)
    return tokens, known


def read_line(
    text: str,
    codes: Sequence[str],
    *,
    today: date,
    open_task: str | None = None,
    unanswered: Collection[str] | None = None,
    own: Sequence[Field] = (),
    titles: Mapping[str, str] | None = None,
    whose: Whose | None = None,
) -> Reading:
    """Read a typed line (NFC) about the tasks `codes`; `titles` by code, where they may be named by these too.

    `open_task` is meant where a statement names none; `unanswered` (None: all) are the tasks that
    `các nhiệm vụ còn lại` speaks of, but for those that the line names itself. `own` are the requirement's own fields.
    `whose`: by whom and for when it is read; what says that it is another's is asked about, and nothing of it kept.
    """
    asked = AskedTasks(codes, today, codes if unanswered is None else unanswered, own, titles or {})
    reading = asked.read_of_all(text, open_task)
    is_about = bool(reading.updates) or reading.is_nil or any(doubt.task for doubt in reading.doubts)
    other = whose.another(text) if whose is not None and is_about else None
    return reading if other is None else Reading(doubts=(other,))

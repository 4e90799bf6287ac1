"""Texts of a statement: what stands behind a label is taken as it is, what stands behind `vì` is proposed."""

from domain.forms.form import TEXT_LIMIT
from domain.typed.placing.fields_of_words import piece_of
from domain.typed.placing.put import StatementResult
from domain.typed.values.doubts import SAID_LONGEST, obstacle_over
from domain.typed.values.result import Answers, Doubt
from domain.typed.values.statement import StatementPart
from domain.typed.words.clause_starts import is_over
from domain.typed.words.courtesies import leaves_empty
from domain.typed.words.phrases import kinds_at
from domain.typed.words.source_text import SpokenText, without_last_mark


def take_text(part: StatementPart, answers: Answers, doubts: list[Doubt], spoken: SpokenText, *, is_only: bool) -> None:
    field, said = part.fields[0], spoken.words(part.start, part.end, keeps=".")
    said = without_last_mark(said)
    if said.endswith(")") and "(" not in said:  # `40% (vướng mặt bằng)`
        said = said[:-1].rstrip()
    if not any(c.isalnum() for c in said):  # of `khó khăn, vướng mắc: …` the first has no words of its own
        words = spoken.words(part.label, max(part.end, part.start))
        doubts += [Doubt("empty", words)] if is_only else []
    elif leaves_empty(field, said):
        answers[field] = None
    elif field == "obstacle" and (over := _obstacle_over(part, said, spoken)):
        doubts.append(over)
    elif len(said) > TEXT_LIMIT:
        doubts.append(Doubt("too_long", said[:SAID_LONGEST]))
    else:
        before = answers.get(field)
        answers[field] = f"{before}; {said}"[:TEXT_LIMIT] if before else said


def _obstacle_over(part: StatementPart, said: str, spoken: SpokenText) -> Doubt | None:
    """Return the doubt about what seems to be in the way no longer: `vướng mắc đã giải quyết xong`, `vướng mặt bằng, đã
    xong`; None where it still is."""
    if part.speaks_of_tasks:
        return None
    is_resolved = "resolved" in kinds_at(spoken.tokens, part.start + part.is_clear)
    if not is_resolved and not is_over(spoken.tokens, part.start, part.end, is_clear=part.is_clear):
        return None
    words = spoken.words(part.label, part.end)[:SAID_LONGEST]
    return obstacle_over(words, said[:TEXT_LIMIT], is_resolved=is_resolved)


def propose_text(part: StatementPart, told: StatementResult, spoken: SpokenText, *, is_of_a_task: bool) -> None:
    """Propose a text that has no label: `40% vì thiếu vốn`."""
    field, piece = part.fields[0], piece_of(spoken.tokens, part.start, part.end)
    words = spoken.words(piece.start, piece.end)
    if not words or not is_of_a_task:
        told.doubts.append(Doubt("text", spoken.words(part.label, part.end)))
    elif field == "obstacle" and (over := _obstacle_over(part, words, spoken)):
        told.doubts.append(over)
    else:
        told.propose(field, words)

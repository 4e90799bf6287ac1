"""What all that was read of a line says together."""

from collections.abc import Collection, Sequence

from domain.typed.copied.report import Copied
from domain.typed.meaning.bare_numbers import as_percents
from domain.typed.meaning.nil import reports_nothing
from domain.typed.meaning.reader import StatementReader
from domain.typed.placing import already
from domain.typed.statements.task_codes import Codes
from domain.typed.values.doubts import (
    is_of_none,
    without_contradictions,
    without_headings,
    without_taken_back,
)
from domain.typed.values.result import Answers, Doubt, Reading, Update
from domain.typed.values.statement import Statement
from domain.typed.words.phrases import TokenLine, meanings_at
from domain.typed.words.tokens import Token
from domain.typed.words.vocabulary import Meaning


def put_together(reader: StatementReader, tokens: TokenLine, copied: Copied, titled: Collection[str]) -> Reading:
    """Return all that was read, and what of the text is told as not kept."""
    updates, doubts = without_contradictions(
        reader.updates,
        without_headings(reader.updates, reader.doubts),
        is_correction=reader.is_correction,
        titled=titled,
    )
    doubts = list({str(doubt): doubt for doubt in [*doubts, *copied.doubts]}.values())
    doubts = [doubt for doubt in doubts if not updates or not is_of_none(doubt)]
    updates, doubts = already.beside_others(*as_percents(*without_taken_back(updates, doubts)))
    stands = standing(updates)
    late = [doubt.said for doubt in doubts if doubt.why == "computed" and doubt.task in stands]
    left_out = [*reader.left_out, *_left_out(updates, doubts), *late]
    if updates or doubts:
        left_out += [*copied.left_out, *(copied.text[start:end] for start, end in tokens.denied)]
    return Reading(
        tuple(updates),
        tuple(doubt for doubt in doubts if doubt.said not in left_out),
        reader.extension,
        is_corrected=any(token.is_leftover for token in tokens),
        left_out=tuple(dict.fromkeys(left_out)),
    )


def only_one_titled(reading: Reading, known: Codes) -> str | None:
    """Return the only task of which anything is said, where it is named by words of its title; None otherwise."""
    said = {update.task for update in reading.updates} | {doubt.task for doubt in reading.doubts if doubt.task}
    return next(iter(said)) if len(said) == 1 and said <= set(known.by_title) else None


def is_of_nothing(reading: Reading) -> bool:
    is_known = reading.updates or reading.extension is not None or reading.is_nil
    return not is_known and all(doubt.task is None and doubt.why in _OF_NOTHING for doubt in reading.doubts)


_OF_NOTHING = frozenset({"unclear", "which_task", "question"})
_SAYS_LITTLE = frozenset({"text", "unclear", "question", "unclear_standing", "empty"})


def says_how_far(reading: Reading) -> bool:
    """Say whether it is said how far a task is: `hộ tịch quét xong từ 15/11`."""
    doubts = [doubt for doubt in reading.doubts if doubt.task is not None]
    says = any("status" in update.answers or _is_share(update.answers) for update in reading.updates)
    return says or any(doubt.why not in _SAYS_LITTLE for doubt in doubts)


def _is_share(answers: Answers) -> bool:
    """Say whether a part of a whole is said: `scan được 3200/4000 sổ`."""
    return any(figure["of"] is not None for figure in answers.get("figures", ()))


def asks_which(reading: Reading) -> bool:
    return any(doubt.why == "which_task" for doubt in reading.doubts)


def _left_out(updates: Sequence[Update], doubts: Sequence[Doubt]) -> list[str]:
    """Return what belongs nowhere, and is told beside what is understood, not asked about: words about no task,
    questions, and what was said of several tasks (a request that is quoted) of which one is answered by itself."""
    if not updates:
        return []
    answered = standing(updates)
    quoted = {doubt.said for doubt in doubts if doubt.why in ("text", "empty") and doubt.task in answered}
    several = {said for said in quoted if sum(doubt.said == said for doubt in doubts) > 1}
    nowhere = [doubt.said for doubt in doubts if doubt.why == "unclear" and doubt.task is None]
    return [*nowhere, *(doubt.said for doubt in doubts if doubt.why == "question" or doubt.said in several)]


def standing(updates: Sequence[Update]) -> set[str]:
    return {update.task for update in updates if "status" in update.answers}


def is_nil(tokens: Sequence[Token], found: Sequence[Statement], tasks: int) -> bool:
    """Say whether nothing is said but that there is nothing to report, and no task is named, or all of them: `dạ kps
    ạ`."""
    if any((statement.tasks and not statement.is_all) or statement.unknown for statement in found):
        return False
    at, is_said = 0, False
    if reports_nothing(tokens, tasks=tasks):
        return True
    if any(statement.tasks for statement in found):
        return False
    while at < len(tokens):
        meanings, length = meanings_at(tokens, at)
        kinds = {meaning.kind for meaning in meanings}
        if not kinds & {"nil", "filler", "any"} and tokens[at].kind not in ("sign", "break"):
            return False
        if tokens[at].key == "?" or Meaning("nil", "yet") in meanings:
            return False
        is_said |= "nil" in kinds
        at += max(1, length)
    return is_said

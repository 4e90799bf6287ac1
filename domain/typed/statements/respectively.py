"""`2.7, 2.8 lần lượt 40%, 50%`: of several tasks, to each its own; `2.7 xong, 2.8 cũng vậy`: the same."""

from collections.abc import Sequence

from domain.forms.form import STANDING, Status
from domain.typed.values.result import Answers
from domain.typed.values.statement import Statement, StatementPart
from domain.typed.words.clause_starts import LIKEWISE, is_percent
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token


def as_the_one_before(statement: Statement, tokens: Sequence[Token], before: Answers) -> Answers:
    """Return how the one before stands, where of this one it is only said that it is the same; nothing else."""
    at = max((part.start for part in statement.parts[:1]), default=0)
    end = max((part.end for part in statement.parts), default=0)
    is_same = False
    while at < end:
        if same := LIKEWISE.at(tokens, at):
            is_same, length = True, same[1]
        elif (tokens[at].kind == "sign" and tokens[at].key != "?") or kinds_at(tokens, at) & {"filler", "any"}:
            length = max(1, meanings_at(tokens, at)[1])
        else:
            return {}
        at += length
    stands = before.get("status") in (*Status,)
    return {name: value for name, value in before.items() if name in STANDING} if is_same and stands else {}


def told_apart(statement: Statement, tokens: Sequence[Token]) -> list[Statement] | None:
    """Return a statement for each of its tasks, in the order of both: what stands before `lần lượt` is said of all.
    None where it says nothing of the kind, and no statements where there are more or fewer of the one than of the
    other."""
    found = next(
        ((number, at) for number, part in enumerate(statement.parts) if (at := _word_in(part, tokens)) is not None),
        None,
    )
    if found is None:
        return None
    number, begins = found
    if len(statement.tasks) == 1 and tokens[begins].key != "lan":  # `đạt 18%, tương ứng 900 triệu`
        return None
    shared, values = statement.parts[:number], statement.parts[number:]
    if len(statement.tasks) < 2 or any(part.kind != "plain" for part in values):
        return []
    spans = _spans(values, begins + meanings_at(tokens, begins)[1], tokens)
    if len(spans) != len(statement.tasks):
        return []
    if begins > values[0].start:
        shared = [*shared, StatementPart("plain", values[0].start, begins)]
    unit = _unit(spans, tokens)
    return [
        Statement(
            shared[0].start if shared else start, [task], parts=[*shared, StatementPart("plain", start, end, unit=unit)]
        )
        for task, (start, end) in zip(statement.tasks, spans, strict=True)
    ]


def _spans(parts: Sequence[StatementPart], first: int, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return where each value begins and ends: they stand between commas and `và`."""
    spans: list[tuple[int, int]] = []
    for part in parts:
        start = at = max(part.start, first)
        while at < part.end:
            meanings, length = meanings_at(tokens, at)
            if any(meaning.kind == "and" for meaning in meanings) or tokens[at].key in ("/", "-", "–"):
                spans.append((start, at))
                start = at + max(1, length)
            at += max(1, length)
        spans.append((start, part.end))
    return [(start, end) for start, end in spans if start < end]


def _unit(spans: Sequence[tuple[int, int]], tokens: Sequence[Token]) -> int:
    """Return where the sign is that all of them have: `40, 55, 70%`; -1 where each has its own, or none."""
    *before, (start, end) = spans
    is_last = end - start == 2 and is_percent(tokens, start)
    are_bare = all(end - start == 1 and tokens[start].kind == "number" for start, end in before)
    return end - 1 if is_last and are_bare else -1


def _word_in(part: StatementPart, tokens: Sequence[Token]) -> int | None:
    at = part.start
    while at < part.end:
        kinds, length = kinds_at(tokens, at), meanings_at(tokens, at)[1]
        if "respectively" in kinds:
            return at
        at += max(1, length)
    return None

"""`2.7, 2.8 lần lượt 40%, 50%`: of several tasks, to each its own."""

from collections.abc import Sequence

from domain.typed.phrases import meanings_at
from domain.typed.statement import Part, Statement
from domain.typed.tokens import Token


def told_apart(statement: Statement, tokens: Sequence[Token]) -> list[Statement] | None:
    """A statement for each of its tasks, in the order of both; None where it says nothing of the kind, and none at
    all where there are more or fewer of the one than of the other."""
    begins = next((at for part in statement.parts if (at := _word_in(part, tokens)) is not None), None)
    if begins is None:
        return None
    if (
        len(statement.tasks) < 2
        or any(part.kind != "plain" for part in statement.parts)
        or begins != statement.parts[0].start
    ):
        return []
    first = begins + meanings_at(tokens, begins)[1]
    spans: list[tuple[int, int]] = []
    for part in statement.parts:
        start = at = max(part.start, first)
        while at < part.end:
            meanings, length = meanings_at(tokens, at)
            if any(meaning.kind == "and" for meaning in meanings):
                spans.append((start, at))
                start = at + length
            at += max(1, length)
        spans.append((start, part.end))
    spans = [(start, end) for start, end in spans if start < end]
    if len(spans) != len(statement.tasks):
        return []
    return [
        Statement(start, [task], parts=[Part("plain", start, end)])
        for task, (start, end) in zip(statement.tasks, spans, strict=True)
    ]


def _word_in(part: Part, tokens: Sequence[Token]) -> int | None:
    at = part.start
    while at < part.end:
        meanings, length = meanings_at(tokens, at)
        if any(meaning.kind == "respectively" for meaning in meanings):
            return at
        at += max(1, length)
    return None

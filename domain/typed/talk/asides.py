"""A question about something else beside how a task stands: `kiểm tra xong rồi cô. Cô cho em hỏi mẫu nộp ở đâu ạ?`. It
is no part of the report, and is told as not kept."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from domain.typed.talk.task_questions import asks_to_know, ends_asking, has_asking_word, is_asking_tail
from domain.typed.words.phrases import TokenLine, kinds_at
from domain.typed.words.tokens import Token

_ENDS = frozenset({".", "\n", "?", "!", ";"})
_TURNS = frozenset({",", "con", "ma", "nhung"})
_STANDS = frozenset({"done", "doing", "percent", "label", "short_label", "resolved", "nil", "extension", "not_yet"})
_SHORTEST = 3  # tokens
_MOST = 400  # tokens of a text in which it is looked for


def without_questions(tokens: TokenLine, of_titles: Collection[str], codes: Collection[str]) -> TokenLine:
    """Return the tokens without such questions; what names a task, by its code or by words of its title, is left to be
    read."""
    if len(tokens) > _MOST:
        return tokens
    tokens = _without_rhetoric(tokens)
    asides = [(start, end) for start, end in _parts(tokens) if _is_aside(tokens[start:end], of_titles, codes)]
    if not asides or not any(_stands(tokens, at) or "now" in kinds_at(tokens, at) for at in range(len(tokens))):
        return tokens
    left = TokenLine([token for at, token in enumerate(tokens) if not any(start <= at < end for start, end in asides)])
    spans = tuple((tokens[start].start, tokens[end - 1].end) for start, end in asides)
    left.denied = (*tokens.denied, *spans)
    return left


def _without_rhetoric(tokens: TokenLine) -> TokenLine:
    """Return the tokens in which a rhetorical question is told, where something stands behind: `tiền không có thì lấy
    gì mà làm? 2.1 chưa làm`."""
    start, said = 0, list(tokens)
    for at, token in enumerate(tokens):
        is_told = token.key == "?" and any(
            (one.key, following.key) in _RHETORIC for one, following in pairwise(tokens[start:at])
        )
        if is_told and any(_stands(tokens, behind) for behind in range(at + 1, len(tokens))):
            said[at] = replace(token, key=".")
        if token.key in _ENDS:
            start = at + 1
    left = TokenLine(said)
    left.denied = tokens.denied
    return left


_RHETORIC = frozenset((asks, "ma") for asks in ("gi", "chi", "dau", "sao", "ai"))


def _parts(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield sentences, and the last clauses of each: from which token to before which one."""
    start = 0
    for at in range(len(tokens) + 1):
        if at < len(tokens) and tokens[at].key not in _ENDS:
            continue
        end = at + 1 if at < len(tokens) and tokens[at].key == "?" else at
        turns = [one for one in range(start + 1, at) if tokens[one].key in _TURNS]
        if any(_stands(tokens, one) for one in range(start, at)):
            start = turns[-1] if turns else at
        if start < at:
            yield start, end
        start = at + 1


def _is_aside(part: Sequence[Token], of_titles: Collection[str], codes: Collection[str]) -> bool:
    if len(part) < _SHORTEST or any(_stands(part, at) for at in range(len(part))):
        return False
    of_tasks = sum(token.key in of_titles and not kinds_at(part, at) for at, token in enumerate(part))
    if of_tasks > 1 or any(token.key in codes for token in part):
        return False
    is_clause = part[0].key in _TURNS  # `2.9 xong la tinh den dau, ky hd hay nghiem thu?` is all a question
    if (part[-1].key == "?" and not (is_clause and not has_asking_word(part))) or asks_to_know(part):
        return True
    words = [token for token in part if token.kind == "word"]
    return (any(map(is_asking_tail, words[-2:])) and has_asking_word(part)) or ends_asking(part)


def _stands(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].key == "%" or bool(kinds_at(tokens, at) & _STANDS)

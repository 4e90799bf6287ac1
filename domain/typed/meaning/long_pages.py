"""A long report that was pasted: what it says of tasks stands in a few of its sentences, and only these are read."""

import re
from bisect import bisect_left as bisect
from collections.abc import Sequence

from domain.typed.statements.task_codes import Codes
from domain.typed.words.clause_starts import CLAUSE_ENDS
from domain.typed.words.tokens import Token

_MOST_CLAUSES = 200
_CODES_IN = 10  # clauses, of which one names a task in what is read as a whole
_SENTENCE_ENDS = re.compile(r"\n|(?<=[.;!])\s")
_BEFORE = 5  # words before the code: `Đối với nhiệm vụ 2.7`
_TIMES = frozenset({"lan"})  # `tăng 2.7 lần`
_SHOWN = 60  # characters of what is not read


def is_a_page(tokens: Sequence[Token], codes: Codes) -> bool:
    """Say whether the text has more clauses than people type, and hardly a task among them."""
    clauses = sum(token.key in CLAUSE_ENDS for token in tokens)
    if clauses < _MOST_CLAUSES:
        return False
    return sum(codes.at(tokens, at)[0] is not None for at in range(len(tokens))) * _CODES_IN < clauses


def sentences_with_codes(text: str, tokens: Sequence[Token], codes: Codes) -> tuple[str, str]:
    """Return the sentences that begin with a task's code, and the beginning of the first of the others."""
    named = sorted(
        tokens[at].start
        for at, (_, length) in codes.typed_in(tokens).items()
        if codes.names(tokens, at) and not any(one.key in _TIMES for one in tokens[at + length : at + length + 1])
    )
    begun = [tokens[at].start for at in range(len(tokens))]
    kept, other, begins, at = list[str](), "", 0, 0
    for end in [*(mark.start() for mark in _SENTENCE_ENDS.finditer(text)), len(text)]:
        sentence = text[begins:end].strip()
        while at < len(named) and named[at] < begins:
            at += 1
        if at < len(named) and named[at] < end and bisect(begun, named[at]) - bisect(begun, begins) <= _BEFORE:
            kept.append(sentence)
        elif sentence and not other:
            other = sentence[:_SHOWN]
        begins = end
    return "\n".join(kept), other

"""One of the things that the title of the only task names is done and another is not: `kiểm tra rồi mà chưa bảo
dưỡng`. The task is in progress; the words go with what was done and with what is open."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from domain.forms.form import Status
from domain.text import word_keys
from domain.typed.values.result import Answers, Reading, Update
from domain.typed.words.clause_starts import past
from domain.typed.words.markers import TURNS, found
from domain.typed.words.phrases import TokenLine, kinds_at, meanings_at
from domain.typed.words.tokens import Token

_ENDS = frozenset({",", ";", ".", "!", "\n", "(", ")"})
_NOT_DONE = frozenset({"not_yet", "waits", "now", "later", "ahead", "soon", "no"})
_OPEN, _WAITS, _FEWEST = frozenset({"not_yet", "waits", "now", "ahead"}), frozenset({"waits"}), 2
_NEVER = frozenset({"guess", "if", "wonders", "as_before", "plan", "corrects"})
_ASKS = frozenset({"?", "hay", "hoac"})
_OF_TITLE = frozenset({"thing"})  # a word that means something else by itself, and not here
_TELLS = word_keys("báo")[1]  # and not `bảo dưỡng`
_DONE_SO = frozenset({"roi", "moi"})
_OF_STANDING = frozenset(
    {"text", "partly", "contradiction", "day", "to_come", "promised", "empty", "unclear", "unclear_standing", "left"}
)
_LONGEST = 60  # tokens


def is_unfinished(tokens: Sequence[Token], piece: tuple[int, int]) -> bool:
    """Say whether what stands behind `nên` is unfinished: `vướng đất đai nên chưa xong`."""
    start, end = piece
    if start == 0 or tokens[start - 1].key != "nen" or "not_yet" not in kinds_at(tokens, start):
        return False
    after = start + meanings_at(tokens, start)[1]
    return "done" in kinds_at(tokens, after) and past(tokens, after + meanings_at(tokens, after)[1], _POLITE) >= end


_POLITE = frozenset({"filler", "any", "marked_filler", "whole"})


def half_done(reading: Reading, tokens: Sequence[Token], text: str, own: Collection[str], task: str) -> Reading:
    """Return the reading with the task in progress, where that is what the line says; `own`: words of its title."""
    pieces = _told(tokens, own)
    is_open = reading.extension is not None or reading.is_nil or any(one.task != task for one in reading.updates)
    if not pieces or is_open or any(doubt.why not in _OF_STANDING for doubt in reading.doubts):
        return reading
    said = Answers()
    for update in reading.updates:
        said |= update.answers
    if "percent" in said:
        return reading
    proposed = {field: words for update in reading.updates for field, words in update.proposed}
    said = {code: value for code, value in said.items() if code not in ("status", "done_on")}
    if not set(said) - {"result", "obstacle"} and set(proposed) >= set(said):
        said = {}
        for place in ("result", "obstacle"):
            said[place] = "; ".join(
                text[tokens[start].start : tokens[end - 1].end] for at, start, end in pieces if at == place
            )
        proposed = {place: str(words) for place, words in said.items()}
    update = Update(task, {"status": str(Status.IN_PROGRESS), **said}, "", tuple(proposed.items()))
    return replace(reading, updates=(update,), doubts=())


def _kinds_at(tokens: Sequence[Token], at: int) -> frozenset[str]:
    """Return the kinds of the word; in a text that has marks `cho` is no `chờ`."""
    is_for = tokens[at].key == "cho" and isinstance(tokens, TokenLine) and tokens.is_marked and not tokens[at].marked
    return kinds_at(tokens, at) - _WAITS if is_for else kinds_at(tokens, at)


def _told(tokens: Sequence[Token], own: Collection[str]) -> list[tuple[str, int, int]]:
    """Return each piece of the line with its place; none where the line does not say so."""
    if len(tokens) > _LONGEST or any(token.key in _ASKS for token in tokens):
        return []
    pieces, done, left, place = list[tuple[str, int, int]](), set[str](), set[str](), ""
    for start, end in _pieces(tokens):
        places = range(start, end)
        kinds = {kind for at in places for kind in _kinds_at(tokens, at)}
        of_title = [at for at in places if tokens[at].key in own and tokens[at].marked != _TELLS]
        named = {tokens[at].key for at in of_title if kinds_at(tokens, at) <= _OF_TITLE}
        if kinds & _NEVER:
            return []
        is_done = bool(kinds & {"done", "was"}) or any(tokens[at].key in _DONE_SO for at in places)
        if "not_yet" not in kinds and kinds & _WAITS:  # `chờ công an kiểm tra`: others do that
            waits = next(at for at in places if _kinds_at(tokens, at) & _WAITS)
            named &= {tokens[at].key for at in range(start, waits)}
        if len(named) >= _FEWEST and kinds & _OPEN:
            left, place = left | named, "obstacle"
        elif named and is_done and not kinds & _NOT_DONE:
            done, place = done | named, "result"
        elif "done" in kinds and not named and not kinds & _NOT_DONE:
            return []  # `nhiệm vụ này đến nay đã hoàn thành`: all of it
        pieces.append((place or "result", start, end))
    return pieces if done and left and not done & left else []


def _pieces(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    start = at = 0
    while at < len(tokens):
        turn = found(TURNS, tokens, at) if at > start else None
        if tokens[at].key in _ENDS or turn is not None:
            if at > start:
                yield start, at
            at += turn[1] if turn is not None else 1
            start = at
        else:
            at += 1
    if start < len(tokens):
        yield start, len(tokens)

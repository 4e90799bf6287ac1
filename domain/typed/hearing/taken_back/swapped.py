"""Which task was meant, where another was named first: `2.7 50%, à nhầm 2.8 50%`, `hồi nãy em nói 2.7 xong là nói 2.8`,
`cái xong là 2.9`. The key of a token is the task that was meant; its place stays that of the one that was typed."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from domain.moments.pieces import Phrases
from domain.typed.hearing.taken_back.corrections import before_what_is_taken_back
from domain.typed.words.clause_starts import is_percent
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token

_SLIPS: Phrases[bool] = Phrases({
    True: (*(f"{oh}{slip}{tail}" for oh in ("", "à ", "ý ", "í ", "ủa ", "ấy ", "em ", "à em ", "tui ", "tôi ")
        for slip in ("nhầm", "lộn", "nói nhầm", "ghi nhầm", "gõ nhầm", "nói lộn", "ghi lộn", "gõ lộn", "bấm lộn")
        for tail in ("", " rồi", " là", " phải là")), "à không", "à không phải", "ý là", "ý em là", "ý tôi là",
        "ấy chết", "đó chết", "chết", "chết nhầm", "í chết", "ấy", "á nhầm"),
})  # fmt: skip
_MEANT: Phrases[bool] = Phrases({
    True: tuple(f"là {meant}{thing}" for thing in ("", " cái", " mục", " nhiệm vụ", " về", " tới") for meant in (
        "nói", "ý nói", "muốn nói", "em nói", "tôi nói", "em muốn nói", "tôi muốn nói", "ý em nói", "ý em là",
        "ý em muốn nói", "của", "nói nhầm của", "nhầm với", "lộn với", "nhầm của", "lộn của", "nhầm sang", "lộn qua")),
})  # fmt: skip
_TOLD = frozenset({"noi", "bao", "ghi", "nhan", "gui", "bam", "tick"})
_THINGS: Phrases[bool] = Phrases({
    True: tuple(f"{the}{thing}" for the in ("", "cái ", "những ", "các ", "mấy ") for thing in (
        "cái", "việc", "nhiệm vụ", "mục", "đầu việc", "phần")),
})  # fmt: skip
_STANDS = frozenset({"done", "doing", "now", "not_yet"})
_MAY_STAND = _STANDS | {"was", "filler", "marked_filler"}
_ENDS = frozenset(".?\n;!,…")
_SKIPPED = frozenset(",.;-–:…")
_FEW, _LEAD = 6, 10  # tokens


def with_tasks_meant(tokens: Sequence[Token], names: Collection[str]) -> list[Token]:
    """Return the tokens with the tasks that were meant. `names`: the codes of tasks."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        if (swap := _meant_another(tokens, at, names)) and (begin := _told_before(found)) is not None:
            meant, value = swap
            found[begin:] = [replace(tokens[at], key=tokens[meant].key), *tokens[at + 1 : value]]
            at = meant + 1
        elif (named := _slipped_to(tokens, at, names)) and (begin := _before_task(found, names)) is not None:
            if _says_more(tokens, named + 1):
                del found[begin:]
                at = named
            elif any(token.key in _TOLD for token in tokens[at:named]) or not (
                _is_all(tokens, named + 1) or _is_insisted(tokens, named + 1)
            ):
                found.append(tokens[at])  # `2.7 xong. Em ghi nhầm 2.8 tuần trước`
                at += 1
            else:
                found[begin] = replace(found[begin], key=tokens[named].key)
                at = named + 1 + _is_insisted(tokens, named + 1)
        elif length := _thing_that_stands(tokens, at, names):
            found += tokens[at + length[0] : at + length[1] - 1]
            at += length[1]
        else:
            found.append(tokens[at])
            at += 1
    return found


def _meant_another(tokens: Sequence[Token], at: int, names: Collection[str]) -> tuple[int, int] | None:
    """Return where the other task is named behind `2.7 xong là nói 2.8`, and where what is said of it is over; None for
    none."""
    if tokens[at].key not in names:
        return None
    end = _past_standing(tokens, at + 1)
    meant = _MEANT.at(tokens, end) if end > at + 1 else None
    other = end + meant[1] if meant is not None else len(tokens)
    return (other, end) if other < len(tokens) and tokens[other].key in names else None


def _told_before(found: Sequence[Token]) -> int | None:
    """Return where the clause begins in which something was told; None where nothing was."""
    begin = len(found)
    while begin and found[begin - 1].key not in _ENDS and len(found) - begin < _LEAD:
        begin -= 1
    return begin if any(token.key in _TOLD for token in found[begin:]) else None


def _past_standing(tokens: Sequence[Token], at: int) -> int:
    begin, says = at, False
    while at < len(tokens) and at - begin < _FEW:
        kinds = kinds_at(tokens, at)
        is_share = is_percent(tokens, at)
        if not is_share and (not kinds & _MAY_STAND or _MEANT.at(tokens, at)):
            break
        says |= is_share or bool(kinds & _STANDS)
        at += 2 if is_share else meanings_at(tokens, at)[1]
    return at if says else begin


def _slipped_to(tokens: Sequence[Token], at: int, names: Collection[str]) -> int:
    """Return where the task is named behind `, à nhầm`; 0 where none is."""
    start = _past_signs(tokens, at)
    slip = _SLIPS.at(tokens, start)
    if slip is None:
        return 0
    end = _past_signs(tokens, start + slip[1])
    return end if end < len(tokens) and tokens[end].key in names else 0


def _past_signs(tokens: Sequence[Token], at: int) -> int:
    last = at + _FEW
    while at < min(len(tokens), last) and (tokens[at].key in _SKIPPED or tokens[at].kind == "break"):
        at += 1
    return at


def _before_task(found: Sequence[Token], names: Collection[str]) -> int | None:
    """Return the place of the task of which something was said last; None where there is none."""
    at = before_what_is_taken_back(found)
    if at == len(found):
        return None
    while at and found[at - 1].key in _SKIPPED:
        at -= 1
    return at - 1 if at and found[at - 1].key in names else None


def _is_insisted(tokens: Sequence[Token], at: int) -> bool:
    """Say whether it is insisted: `ấy chết 2.2 chứ`."""
    return at < len(tokens) and tokens[at].key in ("chu", "cho", "moi") and _is_all(tokens, at + 1)


def _is_all(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].key in _ENDS or "filler" in kinds_at(tokens, at)


def _says_more(tokens: Sequence[Token], at: int) -> bool:
    """Say whether it is said how the other one stands."""
    at += at < len(tokens) and tokens[at].key in _SKIPPED - {",", "."}
    return _past_standing(tokens, at) > at


def _thing_that_stands(tokens: Sequence[Token], at: int, names: Collection[str]) -> tuple[int, int] | None:
    """Return how many tokens the thing takes in `cái xong là` before `2.9`, and all of them; None for none."""
    thing = _THINGS.at(tokens, at)
    if thing is None or (at and tokens[at - 1].key not in _ENDS):
        return None
    end = _past_standing(tokens, at + thing[1])
    if end == at + thing[1]:
        return None
    is_over = end + 1 < len(tokens) and tokens[end].key == "la"
    end = end if is_over else end - 1  # `là` may have gone with what says nothing
    is_before = end + 1 < len(tokens) and tokens[end].key == "la" and tokens[end + 1].key in names
    return (thing[1], end + 1 - at) if is_before else None

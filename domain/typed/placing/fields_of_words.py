"""Which part of a report the words of a clause belong to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from domain.text import word_keys
from domain.typed.placing.amiss import DENIES, is_word, said_in
from domain.typed.words.counting_words import falls_to, is_counter
from domain.typed.words.markers import LEADS, SAYS, TURNS, WHO, Lead, Place, found
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token
from domain.typed.words.trouble import trouble_at

_LONGEST = 80  # tokens of a clause that are looked at
_SOON = 3  # tokens
_CONNECTS = frozenset({"thi", "la", "va", "a", "da", "vang", "thua", "nen", "nha", "nhe", "con"})
_OF_REPORT = frozenset({"extension", "word", "not_needed"})
_LEADS_NOWHERE = frozenset({"spared", "extension", "nil", "filler", "not_needed", "word", "corrects"})


@dataclass(frozen=True, slots=True)
class FieldPiece:
    """Words from one token to another and where they belong. `is_told`: they point there themselves; `is_new`: they
    begin a sentence of a report; else they may be anything."""

    place: Place
    start: int
    end: int
    is_told: bool = False
    is_new: bool = False
    is_contrary: bool = False  # `nhưng chưa nộp`

    @property
    def is_empty(self) -> bool:
        return self.start >= self.end


def piece_of(tokens: Sequence[Token], start: int, end: int) -> FieldPiece:
    """Return the words between two tokens without what only connects or ends them, and the part of a report they belong
    to."""
    first, end = start, _without_end(tokens, start, end)
    start, turned, is_new = past_connections(tokens, start, end)
    counts = any(token.kind == "number" for token in tokens[start : min(end, start + _SOON)])
    is_left = turned and counts and any(token.key == "con" for token in tokens[first:start])  # `nhưng còn 50 mét`
    if (lead := lead_at(tokens, start, end)) and says_more(tokens, start + lead[1], end):
        return FieldPiece(lead[0].place, start + lead[1], end, is_told=True, is_contrary=turned)
    said = said_in(tokens, start, min(end, start + _LONGEST))
    denied, troubled = said.denied, said.troubled or _is_waited_for(tokens, start, end)
    if not said.has_words and not troubled:
        return FieldPiece("result", end, end)
    if (said.is_well or said.is_mended) and not (denied or troubled or turned):
        return FieldPiece("result", start, end, is_told=True)
    if falls_to(tokens, first, end) and not (denied or troubled):
        return FieldPiece("result", first, end, is_told=True)
    is_only_left = is_left and not (denied or troubled) and tokens[first].key == "con"  # `còn 2 tuyến`: not in the way
    if is_only_left or (turned and _is_being_done(tokens, start, end)):
        start, turned = first, False
    place: Place = "obstacle" if denied or troubled or turned else "result"
    is_contrary = is_left or (turned and (denied or troubled))
    return FieldPiece(place, start, end, denied or troubled, is_new, is_contrary)


def lead_at(tokens: Sequence[Token], at: int, end: int) -> tuple[Lead, int] | None:
    """Return the word here that leads to one part of a report, and how many tokens it takes; None where there is
    none."""
    if at >= end or tokens[at].kind != "word" or (lead := found(LEADS, tokens, at)) is None:
        return None
    meant, length = lead
    if meanings_at(tokens, at)[1] > length and kinds_at(tokens, at) & _LEADS_NOWHERE:  # `xin rút`
        return None
    if kinds_at(tokens, at + length) & _LEADS_NOWHERE - {"filler"}:  # `kính xin gia hạn`
        return None
    if meant.place == "recommendation" and kinds_at(tokens, at + length) & (
        DENIES | {"guess"}
    ):  # `xin chưa dám khẳng định`
        return None
    if meant.is_marked and not tokens[at + length - 1].marked:
        return None
    return None if meant.in_trouble and not is_in_trouble(tokens, at + length, end) else lead


def is_in_trouble(tokens: Sequence[Token], start: int, end: int) -> bool:
    last = min(end, start + _LONGEST)
    return any(kinds_at(tokens, at) & DENIES or trouble_at(tokens, at, start) for at in range(start, last))


def says_more(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether there is more than how something stands."""
    return any(is_word(tokens, at) for at in range(start, min(end, start + _LONGEST)))


def past_connections(tokens: Sequence[Token], start: int, end: int) -> tuple[int, bool, bool]:
    """Return where the words begin, whether they turn against what was said, and whether they begin as a report
    does."""
    turned = False
    while start < end:
        if turn := found(TURNS, tokens, start):
            turned, length = True, turn[1]
        elif found(SAYS, tokens, start) is not None:
            return start, turned, True
        elif _is_sign(tokens, start) or (_connects(tokens, start) and lead_at(tokens, start, end) is None):
            length = 1
        else:
            break
        start += length
    return start, turned, False


def _is_waited_for(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether something is waited for: `khi nào Sở có hướng dẫn thì mới làm được`."""
    waits = start < end and bool(kinds_at(tokens, start) & {"wonders", "waits"})
    return waits and any(tokens[at].key == "moi" for at in range(start + 1, min(end, start + _LONGEST)))


def _is_being_done(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether this is what is left, and is not in the way: `còn 2 căn đang lợp tôn`."""
    last = min(end, start + _LONGEST)
    going = next((at for at in range(start, last) if "now" in kinds_at(tokens, at)), last)
    return any(tokens[at].kind == "number" for at in range(start, going)) and going < last


_HOUSE = word_keys("nhà")[1]


def _connects(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    return token.key in _CONNECTS and token.marked != _HOUSE and not is_counter(tokens, at)  # `do nhà thầu`


def _is_sign(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].kind in ("sign", "break") and tokens[at].key not in '(["“‘'


def speaks_of_the_report(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether the words are about the report, and nothing of what was done: `không cần gia hạn`, `chưa báo cáo`."""
    return any(kinds_at(tokens, at) & _OF_REPORT for at in range(start, min(end, start + _LONGEST)))


def tells_of(own: Collection[str], tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether the words tell who did what the title names: `Trường đã bảo dưỡng 24 bình`."""
    who = found(WHO, tokens, start)
    if who is None or start + who[1] >= end or "was" not in kinds_at(tokens, start + who[1]):
        return False
    said = range(start + who[1], min(end, start + _LONGEST))
    named = {tokens[at].key for at in said if tokens[at].key in own and kinds_at(tokens, at) <= _THING}
    if not any(tokens[at].kind == "number" and at + 1 < end and tokens[at + 1].kind == "word" for at in said):
        return False
    return len(named) >= _FEWEST_NAMED and not any(kinds_at(tokens, at) & {"guess", "if", "later"} for at in said)


_THING, _FEWEST_NAMED = frozenset({"thing"}), 2


def _without_end(tokens: Sequence[Token], start: int, end: int) -> int:
    """Return where the words end without signs, politeness and a `mà` at their end."""
    while end > start and (
        tokens[end - 1].kind == "break"
        or tokens[end - 1].key in ".,;:-–—!"
        or ("but" in kinds_at(tokens, end - 1) and not is_counter(tokens, end - 1))
    ):
        end -= 1
    return end

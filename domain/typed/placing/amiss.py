"""Whether the words of a clause say that something is amiss: denied, in the way, or nothing of the kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.typed.words.clause_starts import is_percent
from domain.typed.words.markers import FAULTS, MENDED, OF_PLAN, PARTS, found
from domain.typed.words.phrases import kinds_at
from domain.typed.words.tokens import Token
from domain.typed.words.trouble import innocent_at, trouble_at

DENIES = frozenset({"no", "not_yet"})
_STANDS = frozenset({"done", "doing", "now", "not_yet", "no", "soon", "was", "filler", "marked_filler", "but",
    "rest", "any", "about", "whole", "percent", "later", "ahead", "task"})  # fmt: skip
_THERE_IS = frozenset({"co", "con", "bi", "gap", "he", "ai", "phai", "chi", "gi"})
_BEHIND = frozenset({"if", "computed"})


@dataclass(slots=True)
class AmissSigns:
    """`denied`: something is not so; `troubled`: something is in the way; `is_well`: nothing is amiss; `is_mended`: it
    was, and is no longer; `has_words`: there is more than how something stands."""

    denied: bool = False
    troubled: bool = False
    has_words: bool = False
    is_well: bool = False
    is_mended: bool = False


def said_in(tokens: Sequence[Token], start: int, end: int) -> AmissSigns:
    said, at, no = AmissSigns(), start, -1  # `no`: where what follows is denied; -1: nowhere
    by_denying = AmissSigns()  # what is so by that alone: `không có hồ sơ nào trễ` is neither
    while at < end:
        said.has_words |= is_word(tokens, at)
        if innocent := innocent_at(tokens, at):
            at += innocent
            continue
        if found(PARTS, tokens, at) is not None:
            _keep(said, by_denying)
            no = -1
        if (fault := found(FAULTS, tokens, at)) and _is_none(tokens, at + fault[1]):
            said.is_well, said.has_words, at = True, True, at + fault[1] + 1
            continue
        is_amiss = said.denied or said.troubled or by_denying.denied or by_denying.troubled
        if is_amiss and found(MENDED, tokens, at) is not None:
            said.denied = said.troubled = by_denying.denied = by_denying.troubled = False
            no, said.is_mended = -1, True
        elif no >= 0 and (fault := found(FAULTS, tokens, at)) and (fault[0] or _is_right_behind(tokens, no, at)):
            no, said.is_well, said.has_words = -1, True, True
            by_denying = AmissSigns()
            at += fault[1]
            continue
        kinds, trouble = kinds_at(tokens, at), trouble_at(tokens, at, start)
        if kinds & DENIES and not (said.is_well and tokens[at].key == "dau"):  # `nỏ trễ cái mô`
            no = at if no < 0 else no
            by_denying.denied = True
            by_denying.troubled |= bool(trouble)
        elif trouble or kinds & _BEHIND:
            said.troubled = True
        at += 1
    _keep(said, by_denying)
    return said


def _keep(said: AmissSigns, by_denying: AmissSigns) -> None:
    said.denied |= by_denying.denied
    said.troubled |= by_denying.troubled


def _is_none(tokens: Sequence[Token], at: int) -> bool:
    """Say whether there are none: `quá hạn: 0`, `trễ hạn 0 hồ sơ`."""
    at += at < len(tokens) and tokens[at].key == ":"
    is_rate = at + 1 < len(tokens) and tokens[at + 1].key in (",", ".") and tokens[at + 1].is_close
    return at < len(tokens) and tokens[at].key in ("0", "00") and not is_rate


def _is_right_behind(tokens: Sequence[Token], no: int, at: int) -> bool:
    return all(token.key in _THERE_IS for token in tokens[no + 1 : at])


def is_word(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].kind == "number":
        return not is_percent(tokens, at)
    if tokens[at].kind != "word" or kinds_at(tokens, at) & _STANDS:
        return False
    before = [token.key for token in tokens[max(0, at - 3) : at]]
    return "%" not in before or (found(OF_PLAN, tokens, at) is None and found(OF_PLAN, tokens, at - 1) is None)

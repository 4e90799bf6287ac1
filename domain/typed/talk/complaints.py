"""A complaint behind how a task stands: `2.8 xong rồi mà sao còn nhắc hoài`. It asks nothing of the report and takes
nothing back."""

from collections.abc import Sequence

from domain.text import word_keys
from domain.typed.words.clause_starts import is_percent
from domain.typed.words.phrases import TokenLine, kinds_at
from domain.typed.words.tokens import Token

_WHY_MARKED = word_keys("răng")  # without its mark it is mostly `rằng`
_STILL = frozenset({"con", "van", "cu", "hoai", "mai", "suot"})
_OF = frozenset({"nhac", "giuc", "doi", "goi", "hoi", "don", "ghi", "hien", "bao", "thay", "keu", "het", "tre", "phat"})
_AGAIN = frozenset({"hoai", "mai", "chi", "gi", "nua", "suot"})
_URGES = frozenset({"nhac", "giuc", "goi", "doi"})
_TURNS = frozenset({"ma", "the", "vay", "nhung", "roi", ","})
_NEAR = 6  # tokens
_FEW = 3
_ENDS = frozenset({".", ";", "\n"})


def without_complaint(tokens: TokenLine) -> TokenLine:
    """Return the tokens without the complaint. Its place is kept beside what is denied, so that its words are told as
    not kept."""
    found = _complaint_in(tokens)
    if found is None:
        return tokens
    start, end = found
    left = TokenLine([*tokens[:start], *tokens[end:]])
    left.denied = (*tokens.denied, (tokens[start].start, tokens[end - 1].end))
    return left


def _complaint_in(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Return from which token to before which one the complaint goes; None where there is none, or nothing is said
    before it."""
    said = next((at for at in range(len(tokens)) if _stands(tokens, at)), None)
    if said is None:
        return None
    at = next((at for at in range(said + 1, len(tokens)) if _begins(tokens, at)), None)
    if at is None:
        return None
    end = next((one for one in range(at, len(tokens)) if tokens[one].key in _ENDS), len(tokens))
    while at - 1 > said and tokens[at - 1].key in _TURNS - {"roi"}:
        at -= 1
    return at, end


def _stands(tokens: Sequence[Token], at: int) -> bool:
    return "done" in kinds_at(tokens, at) or is_percent(tokens, at)


def _begins(tokens: Sequence[Token], at: int) -> bool:
    keys = [token.key for token in tokens[at : at + _NEAR]]
    if keys[0] == "sao" or (keys[0], tokens[at].marked) == _WHY_MARKED:
        return not _OF.isdisjoint(keys[1:])
    if keys[0] in _URGES:
        return keys[1:2] != [] and keys[1] in _AGAIN and _is_all(tokens, at + 2)
    return keys[0] in _STILL and keys[1:2] != [] and keys[1] in _URGES and _is_all(tokens, at + 2)


def _is_all(tokens: Sequence[Token], at: int) -> bool:
    """Say whether nothing else is said: `nhắc hoài vậy trời`, and not `gọi hoài thôn 3 không nghe máy`."""
    rest = [token for token in tokens[at : at + _NEAR] if token.kind == "word"]
    ends = next((one for one in range(at, len(tokens)) if tokens[one].key in _ENDS | {",", "?"}), len(tokens))
    return len(rest) <= _FEW or ends - at <= _FEW

"""What is written between words without being one: emoji and stickers, laughter, letters held down, hyphens inside
words, and points of codes typed apart.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from domain.text import word_keys
from domain.typed.words.phrases import WORDS, kinds_at
from domain.typed.words.tokens import Token, key_at

_TICKS = frozenset("✅☑✔✓👍👌🆗👎❌✗✘")
"""They may say how a task stands, where nothing else does."""
_GOOD = _TICKS - frozenset("👎❌✗✘")
_ARROWS = frozenset("→➡⇒➜~")
_SYMBOLS = frozenset({"So", "Sk", "Mn", "Me", "Cs", "Co", "Cn"})
_KEPT = frozenset("°²³`^´¨©®") | _TICKS
_LAUGHS = re.compile(
    r"(?:h[aeiu]){2,8}h?|a?(?:hi){2,8}|h[iu]c+|hix+|k{3,9}|(?:ka){2,6}|u?hu(?:hu)+|lol|hjhj|hjx|haizz*"
)
_LONGEST_LAUGH = 20
_LONGEST_HELD = 40
_SMILES = frozenset({":)", ":(", ":d", ":p", "=)", "^^", ":v", ";)", "<3", ":3", "=d", ":'("})
_FIRST_OF_SMILES = frozenset(one[0] for one in _SMILES)
_HELD = 3  # times the same letter, which no word has
_ENDS = frozenset(",;.:!?()\n-–")
_JOINED = frozenset({"ongoing", "inprogress"})
_BEFORE_DAYS = frozenset({
    "ngay", "hom", "tu", "den", "toi", "thang", "mung", "mong", "khoang", "gan", "hon", "tren", "duoi", "con", "moi",
})  # fmt: skip
_BEHIND_SPANS = frozenset({
    "ngay", "tuan", "thang", "gio", "ty", "trieu", "nguoi", "ho", "lop", "phan", "h",
})  # fmt: skip


def without_signs(tokens: Sequence[Token], text: str, codes: Collection[str]) -> list[Token]:
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if length := _arrow(tokens, at, found):
            found.append(replace(token, key="-"))
            at += length
        elif is_emoji(token):
            at = _past_emoji(tokens, at, found)
        elif _is_laugh(token) or (length := _smile(tokens, at)):
            at += 1 if _is_laugh(token) else length
        elif _is_hyphen(tokens, at):
            at += 1
        elif length := _code_apart(tokens, at, codes):
            key = f"{token.key}.{tokens[at + 2].key}"
            found.append(replace(token, key=key, end=tokens[at + length - 1].end))
            at += length
        else:
            found.append(_not_held(token, text))
            at += 1
    return [token for at, token in enumerate(found) if token.key not in _GOOD or not _is_said(found, at)]


def _is_said(tokens: Sequence[Token], at: int) -> bool:
    """Say whether what the tick says stands beside it in words: `✅ xong`, `xong 👍`."""
    return any(tokens[one].kind == "word" for one in (at - 1, at + 1) if 0 <= one < len(tokens))


@lru_cache(maxsize=1024)
def _is_symbol(sign: str) -> bool:
    return all(unicodedata.category(c) in _SYMBOLS for c in sign) and sign not in _KEPT


def is_emoji(token: Token) -> bool:
    return token.kind == "sign" and not token.key.isascii() and _is_symbol(token.key)


def _past_emoji(tokens: Sequence[Token], at: int, found: list[Token]) -> int:
    """Return the place behind emoji. Between words they part clauses as a comma does; beside a sign, at an end and
    before a tick they say nothing."""
    start = at
    while at < len(tokens) and (is_emoji(tokens[at]) or tokens[at].key in _TICKS):
        at += 1
    ticks = [one for one in tokens[start:at] if one.key in _TICKS]
    if ticks:
        found.append(ticks[0])
        return at
    is_between = at < len(tokens) and tokens[at].key not in _ENDS and bool(found) and found[-1].key not in _ENDS
    if is_between:
        found.append(Token("sign", ",", "", tokens[start].start, tokens[at - 1].end))
    return at


def _arrow(tokens: Sequence[Token], at: int, found: Sequence[Token]) -> int:
    """Return how many tokens an arrow takes from the one to the other: `2.7 -> 2.9`; 0 for none."""
    is_pair = tokens[at].key in ("-", "=") and at + 1 < len(tokens) and tokens[at + 1].key == ">"
    length = 2 if is_pair else int(tokens[at].key in _ARROWS)
    is_between = bool(length) and bool(found) and found[-1].kind == "number" and at + length < len(tokens)
    if not is_between or tokens[at + length].kind != "number":
        return 0
    is_about = tokens[at].key == "~" and not tokens[at].is_close and tokens[at + length].is_close
    return 0 if is_about else length  # `2.7 ~30%`


def _is_laugh(token: Token) -> bool:
    if token.kind != "word" or token.marked or len(token.key) > _LONGEST_LAUGH or token.key in WORDS:
        return False
    return _LAUGHS.fullmatch(token.key) is not None


def _smile(tokens: Sequence[Token], at: int) -> int:
    if tokens[at].key == "/" and [one.key for one in tokens[at + 1 : at + 2]] == ["-"] and at + 2 < len(tokens):
        sticker = tokens[at + 1 : at + 3]
        return 3 if all(one.is_close for one in sticker) and sticker[1].kind == "word" else 0  # `/-strong`
    if tokens[at].key.casefold() not in _FIRST_OF_SMILES:
        return 0
    for length in (3, 2):
        typed = tokens[at : at + length]
        is_apart = len(typed) == length and all(one.is_close for one in typed[1:]) and not (at and typed[0].is_close)
        if is_apart and "".join(one.key for one in typed).casefold() in _SMILES:
            return length
    return 0


def _is_hyphen(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the hyphen is inside one word of English: `on-going`, `in-progress`."""
    if tokens[at].key != "-" or not 0 < at < len(tokens) - 1:
        return False
    return tokens[at].is_close and tokens[at + 1].is_close and tokens[at - 1].key + tokens[at + 1].key in _JOINED


def _code_apart(tokens: Sequence[Token], at: int, codes: Collection[str]) -> int:
    """Return how many tokens a code typed apart takes, `2. 7 xong`, `2-7: xong`, where 2.7 is a task and nothing says
    that it is a day or a span; 0 for none."""
    if tokens[at].kind != "number" or at + 3 > len(tokens):
        return 0
    middle, last = tokens[at + 1], tokens[at + 2]
    if last.kind != "number" or f"{tokens[at].key}.{last.key}" not in codes or {tokens[at].key, last.key} & {*codes}:
        return 0
    if middle.key == "." and (not middle.is_close or not last.is_close):
        is_code = at == 0 or tokens[at - 1].kind != "number"
    elif middle.key in ("-", "–", "_") and middle.is_close and last.is_close:
        is_code = at == 0 or (tokens[at - 1].key not in _BEFORE_DAYS and not tokens[at].is_close)
    else:
        return 0
    after = key_at(tokens, at + 3)
    if not is_code or after in _BEHIND_SPANS or after in ("%", "/", "-"):
        return 0
    stands = kinds_at(tokens, at + 3) & {"done", "doing", "now", "not_yet", "no", "was", "soon", "label", "hedge"}
    return 3 if stands or after in (":", "=") else 0


def _not_held(token: Token, text: str) -> Token:
    """Return the word without its last letter held down: `xongggg`, `nhaaaa`, `rồiiii`."""
    if token.kind != "word" or token.key in WORDS or len(token.key) > _LONGEST_HELD:
        return token
    short = token.key.rstrip(token.key[-1]) + token.key[-1]
    if len(token.key) - len(short) < _HELD - 1:
        return token
    typed = text[token.start : token.end]
    short = typed[: len(short)] if len(typed) == len(token.key) else short
    key, marked = word_keys(short)
    return replace(token, key=key, marked=marked) if key in WORDS else token

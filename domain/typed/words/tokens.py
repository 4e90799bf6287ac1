"""A typed line as words, numbers and signs, each with the key under which it is looked up and its place in the text.

Nothing is lost: what was typed is cut out of the text itself, by place.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from domain.moments.pieces import WIDE
from domain.text import fold, word_keys

_TOKEN = re.compile(
    r"""
      (?P<number> (?: (?<![^\s(]) [.,] (?= [0-9]+ (?! [.,]? [0-9] ) ) )? [0-9]+ (?: [.,] [0-9]+ )* )
    | (?P<mixed> [^\W\d_]{1,8} (?: [1-9] [^\W\d_]{0,8} ){1,4} (?! [.,]? [0-9] ) )
    | (?P<word> [^\W\d_] [^\W\d_\u0300-\u036f]* [\u0300-\u036f]* )
    | (?P<break> \n )
    | (?P<sign> \S )
    """,
    re.VERBOSE,
)
_FIGURES = re.compile(r"[0-9OoIl]++(?:[.,][0-9OoIl]++)*+(?![^\W_])")
_LETTER_FOR_FIGURE = re.compile(r"[0-9](?:[Oo]|[.,]O|[Il]+[0-9])|[Oo][.,][0-9]|\Al[0-9]")
_SHORTEST_LEFTOVER = 3  # letters
_LONGEST_WORD = 40  # characters; what is longer is no word of any vocabulary

Kind = Literal["word", "number", "sign", "break"]


@dataclass(frozen=True, slots=True)
class Token:
    """`key`: folded. `marked`: the word with its marks in a fixed order, "" where none were typed.

    `is_leftover`: the key was worked out from the keystrokes of an input method (`hoanf`, `thu7c5`).
    """

    kind: Kind
    key: str
    marked: str
    start: int
    end: int
    is_leftover: bool = False
    is_close: bool = False  # no space before it
    is_blurred: bool = False  # a number with a letter for a figure
    is_written_out: bool = False  # its marks were not typed: `nhé` for `nhe`


def key_at(tokens: Sequence[Token], at: int) -> str:
    """Return the key of the token at that place; "" behind the last."""
    return tokens[at].key if at < len(tokens) else ""


def tokens_of(text: str, vocabulary: Collection[str]) -> list[Token]:
    """Return the tokens of `text` as it is kept (NFC); `vocabulary` holds the folded words that have a meaning."""
    plain = text.translate(WIDE)
    found: list[Token] = []
    at = 0
    while match := _TOKEN.search(plain, at):
        name, piece = str(match.lastgroup), match.group()
        start, end = match.span()
        is_close = bool(found) and found[-1].end == start
        if blurred := _blurred_at(plain, start):
            at = start + len(blurred)
            found.append(Token("word", blurred.lower(), "", start, at, is_close=is_close, is_blurred=True))
            continue
        if name == "number" and "," in piece and all("." in one for one in piece.split(",")):
            piece = piece.split(",")[0]  # `2.7,2.8`: no number is written like that
            end = start + len(piece)
        if name == "mixed":
            key = _without_digits(piece)
            if len(key) < _SHORTEST_LEFTOVER or key not in vocabulary:  # `nv2`, `tr2`: a word, and a number after it
                end = start + len(re.match(r"[^\W\d_]+", piece).group())  # type: ignore[union-attr]
                piece, name = plain[start:end], "word"
            else:
                found.append(Token("word", key, "", start, end, is_leftover=True, is_close=is_close))
                at = end
                continue
        found.append(_token(name, piece, start, end, vocabulary, is_close))
        at = end
    return found


def _blurred_at(text: str, at: int) -> str:
    """Return the number that begins there with a letter where a figure would be, `12O`, `1.OOO`, `O,5`, `1l2`; "" for
    none. Read up to the letter it would be another number than the one that was typed."""
    typed = _FIGURES.match(text, at)
    return typed[0] if typed is not None and _LETTER_FOR_FIGURE.search(typed[0]) else ""


def _token(name: str, piece: str, start: int, end: int, vocabulary: Collection[str], is_close: bool) -> Token:
    if name != "word" or len(piece) > _LONGEST_WORD:
        kind: Kind = "number" if name == "number" else "break" if name == "break" else "sign"
        return Token("word" if name == "word" else kind, piece, "", start, end, is_close=is_close)
    key, marked = word_keys(piece)
    if key not in vocabulary and not marked and (meant := keystrokes(piece)) in vocabulary:
        return Token("word", meant, "", start, end, is_leftover=True, is_close=is_close)
    return Token("word", key, marked, start, end, is_close=is_close)


_SHAPES = (("dd", "d"), ("aa", "a"), ("ee", "e"), ("oo", "o"), ("aw", "a"), ("ow", "o"), ("uw", "u"))
_VOWELS, _TONE_KEYS = frozenset("aeiouy"), frozenset("sfrxj")


@lru_cache(maxsize=4096)
def keystrokes(word: str) -> str:
    """Return what the keys of Telex were meant for: `hoanf` hoàn, `ddang` đang, `thuwcj` thực; folded."""
    lowered = word.casefold()
    if not lowered.isascii():
        return lowered
    bare = _without_tone_key(lowered)
    for keys, letter in _SHAPES:
        bare = bare.replace(keys, letter)
    return bare.replace("w", "u") if bare != lowered or "w" in bare else lowered


def _without_tone_key(word: str) -> str:
    """Return the word without its tone key: the last key or the last but one, where a vowel is somewhere before it."""
    for at in (len(word) - 2, len(word) - 1):
        if at > 0 and word[at] in _TONE_KEYS and not _VOWELS.isdisjoint(word[:at]):
            return word[:at] + word[at + 1 :]
    return word


def _without_digits(piece: str) -> str:
    """Return the letters between the keys of VNI: `hoan2`, `d9ang`."""
    return fold("".join(c for c in piece if not c.isdigit()))

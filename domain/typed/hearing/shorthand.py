"""Words that were shortened or are said otherwise made those that are in the dictionary: `xog`, `đag`, `hok`, `mần`,
`hổng`, `nỏ`, `chừ`. Where one may be several words, what stands beside it decides, or it stays as it is.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from domain.typed.hearing.spellings import ENTRIES, FIRST, LONGEST, MeantWords
from domain.typed.hearing.word_places import PLACES
from domain.typed.words.tokens import Token

_NO_MEANING: MeantWords = ()
_JOINS = frozenset("/-&.")


def written_out(tokens: Sequence[Token], kept: Collection[str], text: str) -> list[Token]:
    """Return the line with such words as what they stand for; `kept`: words that are codes or names of fields here."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        meant, length = _meant_at(tokens, at, found, kept, text)
        found += _in_their_place(tokens[at : at + length], meant) if meant else tokens[at : at + 1]
        at += length if meant else 1
    return found


def _meant_at(
    tokens: Sequence[Token], at: int, before: Sequence[Token], kept: Collection[str], text: str
) -> tuple[MeantWords, int]:
    token = tokens[at]
    if token.key not in FIRST or token.key in kept or _is_a_name(tokens, at, text):
        return _NO_MEANING, 1
    for length in range(min(LONGEST, len(tokens) - at), 0, -1):
        typed = tokens[at : at + length]
        for marks, needs_marks, meant, where in ENTRIES.get(tuple(one.key for one in typed), ()):
            fits = all(
                one.marked == mark or not (one.marked or needs_marks) for one, mark in zip(typed, marks, strict=True)
            )
            if fits and not _is_joined(tokens, at, length) and (not where or PLACES[where](tokens, at, before)):
                return meant, length
    return _NO_MEANING, 1


def _in_their_place(typed: Sequence[Token], meant: MeantWords) -> list[Token]:
    """Return the words that are meant; all of what was typed is the first word's, so that nothing of it is cut
    apart."""
    first, end, is_plain = typed[0], typed[-1].end, not any(token.marked for token in typed)
    words = [replace(first, kind="word", key=meant[0][0], marked=meant[0][1], end=end, is_written_out=is_plain)]
    more = meant[1:]
    return words + [Token("word", key, marked, end, end, is_written_out=is_plain) for key, marked in more]


def _is_joined(tokens: Sequence[Token], at: int, length: int) -> bool:
    """Say whether this is a piece of something written together: `12/KH-UBND`, `T.1`, `KH&CN`."""
    after = at + length
    if tokens[at].is_close and at > 0 and (tokens[at - 1].key in _JOINS and at > 1 and tokens[at - 1].is_close):
        return True
    if after >= len(tokens) or not tokens[after].is_close:
        return False
    if len(tokens[at].key) == 1 and tokens[after].kind == "number":
        return True
    is_joint = tokens[after].key in _JOINS and after + 1 < len(tokens)
    return is_joint and tokens[after + 1].is_close and tokens[after + 1].kind in ("word", "number")


def _is_a_name(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Say whether a capital inside a sentence makes it a name: `chị Ni`, `bác Tui`."""
    typed = text[tokens[at].start : tokens[at].end]
    if not typed[:1].isupper() or at == 0 or tokens[at - 1].kind != "word":
        return False
    return (len(typed) == 1 and typed not in "KCE") or not typed.isupper()

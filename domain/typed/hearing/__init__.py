"""What was typed as it was meant, before anything is read: every word keeps its place in the text of the person, only
the key under which it is looked up changes.

`signs` takes out what is no word, `shorthand` writes out what was shortened and what is said otherwise in the south or
in the middle of the country (`spellings` is its data), `slips` puts right what slipped, `numerals` makes figures of
numbers in words (`said_numbers`), `short_codes` codes of what is short for one, `counts` takes out how many tasks
are named, and `pauses` sets a comma where a voice has none. In `taken_back`, `swapped` puts the task that was meant
where another was named, `denied` leaves out what others said and is denied (with `unsaid`), `corrections` what was
taken back at once (`numbers_again` behind the name of a field), and `amended` what is put right further on. `manners`
takes out what is only polite. Each goes once through the line.
"""

from collections.abc import Collection
from functools import lru_cache

from domain.moments.pieces import WIDE
from domain.text import fold
from domain.typed.hearing.counts import without_counts
from domain.typed.hearing.manners import without_manners
from domain.typed.hearing.numerals import in_digits
from domain.typed.hearing.pauses import before_tasks, before_the_contrary, with_pauses
from domain.typed.hearing.short_codes import with_points
from domain.typed.hearing.shorthand import written_out
from domain.typed.hearing.signs import without_signs
from domain.typed.hearing.slips import put_right
from domain.typed.hearing.taken_back.amended import with_amendments
from domain.typed.hearing.taken_back.corrections import without_slips
from domain.typed.hearing.taken_back.denied import without_denied
from domain.typed.hearing.taken_back.numbers_again import with_numbers_meant
from domain.typed.hearing.taken_back.swapped import with_tasks_meant
from domain.typed.words.phrases import WORDS, TokenLine
from domain.typed.words.tokens import tokens_of

_NONE: frozenset[str] = frozenset()


def heard(
    text: str, vocabulary: Collection[str] = WORDS, codes: Collection[str] = (), kept: Collection[str] = _NONE
) -> TokenLine:
    """Return the tokens of `text` (NFC). `vocabulary`: words that have a meaning; `codes`: of the tasks; `kept`: words
    that name something here, and stay as they are. The line is cached for all who ask: never change its tokens."""
    return _heard(text, _as_set(vocabulary), tuple(codes), frozenset(kept))


def _as_set(words: Collection[str]) -> frozenset[str]:
    return words if isinstance(words, frozenset) else frozenset(words)


@lru_cache(maxsize=8)
def _heard(text: str, vocabulary: frozenset[str], codes: tuple[str, ...], kept: frozenset[str]) -> TokenLine:
    names = _names(codes) | kept
    tokens = without_signs(tokens_of(text, vocabulary), text, codes)
    tokens = put_right(written_out(before_the_contrary(tokens, names), names, text), text)
    with_codes = with_points(in_digits(tokens, codes), codes)
    said = without_counts(with_pauses(before_tasks(with_codes, names)), _names(codes))
    own, denied = without_denied(TokenLine(with_tasks_meant(said, _names(codes))), _names(codes))
    stands = without_slips(with_amendments(TokenLine(own), _names(codes)), names)
    stands = with_numbers_meant(TokenLine(stands), kept - _names(codes)) if kept else stands
    line = TokenLine(without_manners(stands, text, names, corrects=len(stands) != len(said)))
    line.denied = tuple(denied)
    return line


@lru_cache(maxsize=64)
def _names(codes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, codes))


def in_figures(text: str, codes: Collection[str] = ()) -> str:
    """Return the text (NFC) with numbers in words as digits: `mùng năm tháng mười hai` as `mùng 5 tháng 12`."""
    pieces, end = list[str](), 0
    for token in in_digits(written_out(tokens_of(text, WORDS), _NONE, text), codes):
        if token.kind == "number" and token.key != text[token.start : token.end].translate(WIDE):
            pieces += [text[end : token.start], token.key]
            end = token.end
    return "".join([*pieces, text[end:]])

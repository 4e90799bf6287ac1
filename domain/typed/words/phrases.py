"""Phrases of the vocabulary where they stand in a line: the longest that fits, whatever marks were left out."""

from collections.abc import Iterable, Sequence
from itertools import chain

from domain.moments.pieces import Phrases
from domain.text import word_keys
from domain.typed.words.tokens import Token
from domain.typed.words.vocabulary import PHRASES, Meaning

_PHRASES = Phrases(PHRASES)
_LONGEST_PHRASE = 1 + max(text.count(" ") for texts in PHRASES.values() for text in texts)
WORDS = frozenset(word_keys(word)[0] for word in set(" ".join(chain.from_iterable(PHRASES.values())).split()))


class TokenLine(list[Token]):
    """The tokens of a line, none of which changes any more: what a phrase means is looked up once for each.
    `is_marked`: it was not typed without any marks."""

    def __init__(self, tokens: Iterable[Token]) -> None:
        super().__init__(tokens)
        self.is_marked = any(token.marked and not token.is_written_out for token in self)
        self.denied: tuple[tuple[int, int], ...] = ()  # places in the text of what is left out, and told so
        self.known: dict[int, tuple[list[Meaning], int, frozenset[str]]] = {}
        self.denying: dict[tuple[int, int], bool] = {}  # by first token and end: whether the words deny something
        self.moments: dict[int, bool] = {}  # by token: whether a day or a span of time begins there


def meanings_at(tokens: Sequence[Token], at: int) -> tuple[list[Meaning], int]:
    """Return what the longest phrase that begins here may mean, the likeliest first, and how many tokens it takes."""
    meanings, length, _ = _known(tokens, at)
    return meanings, length


def kinds_at(tokens: Sequence[Token], at: int) -> frozenset[str]:
    """Return of what kinds the longest phrase that begins here may be."""
    return _known(tokens, at)[2]


def _known(tokens: Sequence[Token], at: int) -> tuple[list[Meaning], int, frozenset[str]]:
    if not isinstance(tokens, TokenLine):
        return _looked_up(tokens, at)
    found = tokens.known.get(at)
    if found is None:
        found = tokens.known[at] = _looked_up(tokens, at)
    return found


_NOTHING_KNOWN: tuple[list[Meaning], int, frozenset[str]] = ([], 0, frozenset())


def _looked_up(tokens: Sequence[Token], at: int) -> tuple[list[Meaning], int, frozenset[str]]:
    if not 0 <= at < len(tokens) or tokens[at].kind != "word" or not _PHRASES.begins(tokens[at]):
        return _NOTHING_KNOWN
    end = at + 1
    while end < len(tokens) and tokens[end].kind == "word" and end - at < _LONGEST_PHRASE:
        end += 1
    found, length = _PHRASES.all_at(tokens, at, end - at)
    return found, length, frozenset(meaning.kind for meaning in found)

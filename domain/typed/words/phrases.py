"""Phrases of the vocabulary where they stand in a line: the longest that fits, whatever marks were left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from domain.text import word_keys
from domain.typed.words.tokens import Token
from domain.typed.words.vocabulary import PHRASES, Meaning


@dataclass(slots=True)
class _Node:
    after: dict[str, "_Node"] = field(default_factory=dict)
    ends: list[tuple[tuple[str, ...], Meaning]] = field(default_factory=list)  # the marked words, and what they mean


def _tree(phrases: Mapping[Meaning, Iterable[str]]) -> _Node:
    root = _Node()
    for meaning, texts in phrases.items():
        for text in texts:
            node, marked = root, []
            for word in text.split():
                key, shaped = word_keys(word)
                marked.append(shaped)
                node = node.after.setdefault(key, _Node())
            node.ends.append((tuple(marked), meaning))
    return root


_ROOT = _tree(PHRASES)
_LONGEST_PHRASE = max(len(text.split()) for texts in PHRASES.values() for text in texts)
WORDS = frozenset(word_keys(word)[0] for texts in PHRASES.values() for text in texts for word in text.split())


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
    """What the longest phrase that begins here may mean, the likeliest first, and how many tokens it takes."""
    meanings, length, _ = _known(tokens, at)
    return meanings, length


def kinds_at(tokens: Sequence[Token], at: int) -> frozenset[str]:
    """Of what kinds the longest phrase that begins here may be."""
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
    if not 0 <= at < len(tokens) or tokens[at].kind != "word" or tokens[at].key not in _ROOT.after:
        return _NOTHING_KNOWN
    node, found, length = _ROOT, list[Meaning](), 0
    for step, token in enumerate(tokens[at : at + _LONGEST_PHRASE], 1):
        following = node.after.get(token.key) if token.kind == "word" else None
        if following is None:
            break
        node = following
        if node.ends and (fitting := [one for marked, one in node.ends if _fits(marked, tokens, at)]):
            found, length = fitting, step
    return found, length, frozenset(meaning.kind for meaning in found)


def _fits(marked: tuple[str, ...], tokens: Sequence[Token], at: int) -> bool:
    """Marks that were typed are those of the phrase; a word typed with none may be any."""
    for shaped in marked:
        if tokens[at].marked and tokens[at].marked != shaped:
            return False
        at += 1
    return True

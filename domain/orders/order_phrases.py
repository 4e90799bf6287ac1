"""Phrases as data: `(đến/tới/) hạn` is three ways of saying it, `nộp * chưa` leaves room for words between, and behind
`nhắc * chưa $` nothing is said in that part of the text but politely. `!dí` is only what was typed with its marks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from domain.finding.spelling import SpelledWord
from domain.orders.order_tokens import OrderToken, word_of

_WIDEST = 5  # words that may stand in a gap
_OPEN, _CLOSE, _GAP, _LAST, _AS_TYPED = "(", ")", "*", "$", "!"
_POLITE_WORDS = "? a anh bot chi co day do em ha hen khong minh nha nhe nhi nua oi roi ta the toi vay"
POLITE = frozenset(_POLITE_WORDS.split())


@dataclass(frozen=True, slots=True)
class _Choice:
    ways: tuple["_Steps", ...]


@dataclass(frozen=True, slots=True)
class _Room:
    """For words that do not matter."""


@dataclass(frozen=True, slots=True)
class _End:
    """Of what is said."""


@dataclass(frozen=True, slots=True)
class _Exact:
    """A word that without its marks would be another, more usual one."""

    word: SpelledWord


_Step = SpelledWord | _Choice | _Room | _End | _Exact
_Steps = tuple[_Step, ...]
_Phrase = tuple[str, _Steps, Sequence[frozenset[str]]]
"""A concept, a way of saying it, and sets of words of each of which one has to stand in the text."""


@dataclass(frozen=True, slots=True)
class FoundConcept:
    """A concept in a text, by the places of the words that say it."""

    concept: str
    places: frozenset[int]


class Concepts:
    """Finds them; each phrase is sought where one of its first words stands."""

    def __init__(self, concepts: Mapping[str, str]) -> None:
        self._concepts = concepts

    @cached_property
    def _by_first(self) -> Mapping[str, Sequence["_Phrase"]]:
        """Hold phrases by the letters of each word with which they may begin."""
        found: dict[str, list[_Phrase]] = {}
        for concept, ways in self._concepts.items():
            for steps in _ways(ways, "|"):
                needed = _needed(steps)
                for first in dict.fromkeys(_firsts(steps)):
                    found.setdefault(first, []).append((concept, steps, needed))
        return found

    def find(self, tokens: Sequence[OrderToken], masked: frozenset[int]) -> list[FoundConcept]:
        """Return all of them; `masked` are words of names."""
        found: dict[tuple[str, frozenset[int]], FoundConcept] = {}
        there = frozenset(token.key for token in tokens)
        for at, token in enumerate(tokens):
            for concept, steps, needed in self._by_first.get(token.key, ()) if at not in masked else ():
                if any(there.isdisjoint(some) for some in needed):
                    continue
                places = next(_said(steps, 0, tokens, at, masked, at), None)
                if places:
                    one = FoundConcept(concept, frozenset(places))
                    found.setdefault((concept, one.places), one)
        return list(found.values())


def _said(
    steps: _Steps, step: int, tokens: Sequence[OrderToken], at: int, masked: frozenset[int], begin: int
) -> Iterator[tuple[int, ...]]:
    """Yield the places of the words from `at` on that are these steps, the first way that fits first."""
    if step == len(steps):
        yield ()
        return
    now = steps[step]
    if isinstance(now, _Room):
        for place in range(at, min(len(tokens), at + _WIDEST + 1)):
            if tokens[place].clause != tokens[at - 1].clause:
                return
            yield from _said(steps, step + 1, tokens, place, masked, begin)
    elif isinstance(now, _End):
        if _is_over(tokens, at):
            yield from _said(steps, step + 1, tokens, at, masked, begin)
    elif isinstance(now, _Choice):
        for way in now.ways:
            yield from _said((*way, *steps[step + 1 :]), 0, tokens, at, masked, begin)
    elif at < len(tokens) and at not in masked and _is(tokens[at], now) and _is_joined(tokens, at, begin):
        for rest in _said(steps, step + 1, tokens, at + 1, masked, begin):
            yield (at, *rest)


def _is_joined(tokens: Sequence[OrderToken], at: int, begin: int) -> bool:
    """Say whether no comma stands between: behind one is another phrase, `chưa có ai, mời vào giúp`."""
    return at == begin or tokens[at].clause == tokens[at - 1].clause


def _is(token: OrderToken, wanted: SpelledWord | _Exact) -> bool:
    if isinstance(wanted, _Exact):
        return token.word == wanted.word
    return token.word == wanted if token.is_marked else token.word.may_be(wanted)


def _is_over(tokens: Sequence[OrderToken], at: int) -> bool:
    """Say whether only politeness follows in this part of the text."""
    last = tokens[at - 1].clause
    return all(token.key in POLITE for token in tokens[at:] if token.clause == last)


def _firsts(steps: _Steps) -> Iterator[str]:
    """Yield the letters of every word with which these may begin."""
    for place, step in enumerate(steps):
        if isinstance(step, SpelledWord | _Exact):
            yield (step.word if isinstance(step, _Exact) else step).letters
            return
        if isinstance(step, _Choice):
            for way in step.ways:
                yield from _firsts(way or steps[place + 1 :])
            return


def _needed(steps: _Steps) -> list[frozenset[str]]:
    """Return sets of words of each of which one has to stand there: a quick look."""
    found = [frozenset(_firsts((step,))) for step in steps if isinstance(step, SpelledWord | _Exact)]
    found += [
        frozenset(word for way in step.ways for word in _firsts(way))
        for step in steps
        if isinstance(step, _Choice) and all(step.ways)
    ]
    return found[1:] if steps and isinstance(steps[0], SpelledWord | _Exact) else found


def _ways(text: str, sign: str) -> Iterator[_Steps]:
    for way in _apart(text, sign):
        if steps := _steps(way):
            yield steps


def _apart(text: str, sign: str) -> Iterator[str]:
    """Part the text at each of these signs that stands in no parentheses."""
    depth, way = 0, ""
    for letter in text:
        depth += (letter == _OPEN) - (letter == _CLOSE)
        if letter == sign and depth == 0:
            yield way
            way = ""
        else:
            way += letter
    yield way


def _steps(way: str) -> _Steps:
    steps: list[_Step] = []
    at = 0
    while at < len(way):
        if way[at] == _OPEN:
            end = _end(way, at)
            steps.append(_Choice(tuple(_steps(one) for one in _apart(way[at + 1 : end], "/"))))
            at = end + 1
        elif way[at] == _GAP:
            steps.append(_Room())
            at += 1
        elif way[at] == _LAST:
            steps.append(_End())
            at += 1
        elif way[at] == " ":
            at += 1
        else:
            end = next((place for place in range(at, len(way)) if way[place] in " (*$"), len(way))
            exact = way[at] == _AS_TYPED
            word = word_of(way[at + exact : end])
            steps.append(_Exact(word) if exact else word)
            at = end
    return tuple(steps)


def _end(way: str, at: int) -> int:
    depth = 0
    for place in range(at, len(way)):
        depth += (way[place] == _OPEN) - (way[place] == _CLOSE)
        if depth == 0:
            return place
    raise ValueError(way)

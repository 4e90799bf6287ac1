"""Sentences before they are worded: the name of each and what is filled in. Whoever asks words them in a language.

What is filled in is data, which is the same in every language, or again a sentence.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """`name`: in the catalogues. `values`: what is filled in, by the names of the gaps."""

    name: str
    values: "tuple[tuple[str, Filling], ...]" = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Several, one behind the other, with `between` between them."""

    parts: "tuple[Filling, ...]"
    between: "Filling" = ", "


@dataclass(frozen=True, slots=True)
class BigNumber:
    """A number that is shown in groups of three digits, and with the sign before decimals, as the language does it."""

    number: int | float


Filling = str | int | Sentence | Listing | BigNumber


class SentenceError(ValueError):
    """Something that is wrong, said by a sentence."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def sentence(name: str, /, **values: Filling) -> Sentence:
    return Sentence(name, tuple(values.items()))


def listing(parts: Iterable[Filling], between: Filling = ", ") -> Listing:
    return Listing(tuple(parts), between)


OR = Sentence("or")
"""Between the last two of a choice."""
EMPTY = ""
"""Where nothing is to be said in a gap."""


def names_in(said: Filling) -> Iterator[str]:
    """Yield the names of a sentence and of all sentences within it."""
    if isinstance(said, Sentence):
        yield said.name
        for _, value in said.values:
            yield from names_in(value)
    elif isinstance(said, Listing):
        for part in (*said.parts, said.between):
            yield from names_in(part)

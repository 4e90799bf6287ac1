"""The learned weights, and what they make of a text: how likely each of a few meanings is."""

import itertools
import json
import math
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from domain.typed.weighing.runs import SIZE

FILE = "weights.bin"


@dataclass(frozen=True, slots=True)
class Weights:
    """Of one question: a row of `SIZE` signed bytes for each meaning, what they are to be multiplied by, and what is
    added whatever the text."""

    meanings: Sequence[str]
    rows: Sequence[memoryview]
    scale: float
    added: Sequence[float]

    def shares(self, found: Collection[int]) -> Mapping[str, float]:
        """Return how likely each meaning is, in all 1."""
        weight = self.scale / math.sqrt(len(found) or 1)
        sums = [
            more + weight * sum(map(row.__getitem__, found)) for row, more in zip(self.rows, self.added, strict=True)
        ]
        powers = [math.exp(one - max(sums)) for one in sums]
        return {name: one / sum(powers) for name, one in zip(self.meanings, powers, strict=True)}


@cache
def weights() -> Mapping[str, Weights]:
    """Return the weights by question: `answer` (is it one?) and `standing` (how does the task stand?). Some 230 kB,
    read when first needed."""
    return unpacked((files(__package__) / FILE).read_bytes())


def unpacked(content: bytes) -> Mapping[str, Weights]:
    head, _, packed = content.partition(b"\n")
    rows, found, at = memoryview(zlib.decompress(packed)).cast("b"), dict[str, Weights](), 0
    for name, one in json.loads(head).items():
        ends = [at + SIZE * number for number in range(len(one["meanings"]) + 1)]
        own = [rows[start:end] for start, end in itertools.pairwise(ends)]
        found[name] = Weights(one["meanings"], own, one["scale"], one["added"])
        at = ends[-1]
    return found

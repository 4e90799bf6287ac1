"""Learns weights from lessons: softmax regression, with steps that shrink where much was learned already (Duchi et al.,
*Adaptive Subgradient Methods*, 2011)."""

import json
import math
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from domain.typed.weighing.runs import SIZE
from tests.learning.lessons import Lesson

ROUNDS, STEP, ADDED_STEP, SHRINK, SMALL = 12, 0.3, 0.05, 1e-5, 1e-3


@dataclass
class Learned:
    meanings: Sequence[str]
    rows: list[list[float]] = field(default_factory=list)
    added: list[float] = field(default_factory=list)

    def shares(self, found: Sequence[int]) -> list[float]:
        weight = 1 / math.sqrt(len(found) or 1)
        sums = [
            more + weight * sum(map(row.__getitem__, found)) for row, more in zip(self.rows, self.added, strict=True)
        ]
        powers = [math.exp(one - max(sums)) for one in sums]
        return [one / sum(powers) for one in powers]


def learned(lessons: Sequence[Lesson]) -> Learned:
    meanings = sorted({meaning for _, meaning in lessons})
    made = Learned(meanings, [[0.0] * SIZE for _ in meanings], [0.0] * len(meanings))
    much = [[1e-8] * SIZE for _ in meanings]
    random, order = Random(1), list(lessons)
    for _ in range(ROUNDS):
        random.shuffle(order)
        for found, meaning in order:
            shares, weight = made.shares(found), 1 / math.sqrt(len(found) or 1)
            for number, name in enumerate(meanings):
                error = shares[number] - (name == meaning)
                if abs(error) < SMALL:
                    continue
                made.added[number] -= ADDED_STEP * error
                row, own = made.rows[number], much[number]
                for run in found:
                    slope = error * weight + SHRINK * row[run]
                    own[run] += slope * slope
                    row[run] -= STEP * slope / math.sqrt(own[run])
    return made


def packed(all_of_them: Mapping[str, Learned]) -> bytes:
    """As `domain.typed.weighing.weights.unpacked` takes it."""
    head, rows = {}, bytearray()
    for name, one in all_of_them.items():
        scale = max(abs(weight) for row in one.rows for weight in row) / 127
        head[name] = {"meanings": list(one.meanings), "scale": scale, "added": one.added}
        for row in one.rows:
            rows += bytes(round(weight / scale) & 255 for weight in row)
    return json.dumps(head).encode() + b"\n" + zlib.compress(bytes(rows), 9)

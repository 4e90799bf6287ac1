"""Trouble on the way to Telegram: broken gateways, floods, slowness, connections cut before and after the work."""

import random

from tests.botapi import Faults
from tests.botapi.faults import When

ENDLESSLY = 10_000_000
SENDING = ("sendMessage", "editMessageText", "answerCallbackQuery")


def brew(faults: Faults, seed: int) -> None:
    """Each call of these methods fails in one of these ways with this probability, drawn from the seed."""
    draw = random.Random(seed)
    for method in SENDING:
        faults.fail(method, ENDLESSLY, when=now_and_then(draw, 0.06))
        faults.drop(method, ENDLESSLY, when=now_and_then(draw, 0.04))
        faults.drop(method, ENDLESSLY, after=True, when=now_and_then(draw, 0.03))
        faults.delay(method, 0.3, ENDLESSLY, when=now_and_then(draw, 0.1))
        faults.flood(method, 1, ENDLESSLY, when=storm(draw))
    faults.fail("getUpdates", ENDLESSLY, when=now_and_then(draw, 0.1))
    faults.drop("getUpdates", ENDLESSLY, when=now_and_then(draw, 0.05))
    faults.drop("getUpdates", ENDLESSLY, after=True, when=now_and_then(draw, 0.05))
    faults.flood("getUpdates", 1, ENDLESSLY, when=now_and_then(draw, 0.01))


def now_and_then(draw: random.Random, probability: float) -> When:
    return lambda params: draw.random() < probability


def storm(draw: random.Random, begins: float = 0.005, most: int = 6) -> When:
    """Seldom, but then several calls in a row are told to wait."""
    left = 0

    def rages(params: object) -> bool:
        nonlocal left
        left = left - 1 if left else draw.randint(2, most) if draw.random() < begins else 0
        return left > 0

    return rages

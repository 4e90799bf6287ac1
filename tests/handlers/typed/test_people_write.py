"""People write as they do, on Telegram with buttons and on Zalo by numbers, from typing to the receipt."""

import pytest

from bot.channels.zalo.render import texts_of
from storage.db.database import Database
from tests.each import each
from tests.journeys.zalo.zalo_people import read
from tests.walk import HANDED_IN, NOW, WALKS, Step, Walk, chat_of, furnish, handed_in
from tests.world import World

LONGEST = 700  # characters of an answer: what a phone shows at once, and half as much again


@pytest.mark.parametrize("channel", ["telegram", "zalo"])
def test_from_typing_to_the_receipt(sqlite_database: Database, channel: str) -> None:
    world = World(sqlite_database, now=NOW)
    furnish(world, channel)
    _all_walk(world=world)
    assert handed_in(world) == HANDED_IN


@each("walk", WALKS)
def _all_walk(world: World, walk: Walk) -> None:
    for step in walk.steps:
        _takes(world, chat_of(walk), step)
        seen = world.said(chat_of(walk))
        for fragment in step.shows:
            assert fragment in seen, f"after {step.does!r}: {seen}"
        assert len(seen) < LONGEST, f"too long for a phone: {seen}"


def _takes(world: World, chat: str, step: Step) -> None:
    if not step.chooses:
        world.says(chat, step.does)
    elif world.last(chat).key(step.does) and not world.last(chat).card.hint:
        world.presses(chat, step.does)
    else:
        number = read(texts_of(world.last(chat).card)[-1]).number(step.does)
        assert number, f"no number for {step.does!r}: {texts_of(world.last(chat).card)}"
        world.says(chat, number)

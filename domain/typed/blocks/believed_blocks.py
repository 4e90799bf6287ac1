"""Whether what was read of blocks is believed instead of what the rules made of the line."""

from collections.abc import Sequence
from dataclasses import replace

from domain.typed.blocks.cutting import Blocks
from domain.typed.values.doubts import SAID_LONGEST, TEXTS, where_it_goes
from domain.typed.values.result import Doubt, Reading, Update

_STANDS = ("status", "percent")


def is_needed(reading: Reading, blocks: Blocks) -> bool:
    """Say whether the rules have a doubt, or say nothing of a task that may be named."""
    return bool(reading.doubts) or not blocks.said.keys() <= {update.task for update in reading.updates}


def chosen(rules: Reading, other: Reading, blocks: Blocks, text: str) -> Reading:
    """Return the reading that is believed. `other`: what was read of the blocks."""
    if _is_believed(rules, other, blocks, text):
        return _with_contradictions(rules, _marked(other, blocks, text), blocks, text)
    return _with_lost(rules, other, blocks, text)


def _is_believed(rules: Reading, other: Reading, blocks: Blocks, text: str) -> bool:
    """Say whether more tasks stand somehow, or as many with fewer doubts, and no task that is named is without an
    answer."""
    if blocks.is_tangled or other.is_nil or rules.is_nil or (rules.extension is None) != (other.extension is None):
        return False
    mixed = [one for one in rules.updates if _swallows(one, blocks, text)]
    before, now = _tasks(rules.updates) - _tasks(mixed), _tasks(other.updates)
    asked = {doubt.task for doubt in other.doubts if doubt.why in _OF_WORDS}
    is_whole = blocks.said.keys() <= now | asked and before <= now
    if not is_whole or len(asked) != len(other.doubts):
        return False
    if mixed or (now and not rules.updates and all(doubt.why == "unclear" for doubt in rules.doubts)):
        return True
    if len(other.doubts) > len(rules.doubts):
        return False
    return len(now) > len(before) or len(other.doubts) < len(rules.doubts)


_OF_WORDS = frozenset({"text", "partly", "unclear_standing", "number"})
"""Doubts about words of one block, which leave the others as they are."""


def _tasks(updates: Sequence[Update]) -> set[str]:
    return {update.task for update in updates}


def _marked(reading: Reading, blocks: Blocks, text: str) -> Reading:
    """Return the reading in which it is a proposal how a task stands that is named by words which tell little."""
    updates = tuple(
        replace(
            one,
            proposed=(
                *one.proposed,
                *((name, blocks.words(text, one.task)) for name in _STANDS if name in one.answers),
            ),
        )
        if one.task in blocks.weak
        else one
        for one in reading.updates
    )
    return replace(reading, updates=updates)


def _with_contradictions(rules: Reading, reading: Reading, blocks: Blocks, text: str) -> Reading:
    """Return the reading with a doubt, so that the person says which it is, where the rules say something else of a
    task by words of its own block."""
    doubts = list[Doubt]()
    for update in reading.updates:
        for one in rules.updates:
            if one.task == update.task and _differ(one, update) and not _swallows(one, blocks, text):
                offers = tuple(
                    {name: found.answers[name] for name in _STANDS if name in found.answers} for found in (update, one)
                )
                doubts.append(Doubt("contradiction", blocks.words(text, one.task)[:SAID_LONGEST], one.task, offers))
    asked = {doubt.task for doubt in doubts}
    updates = tuple(
        replace(one, answers={name: value for name, value in one.answers.items() if name not in _STANDS})
        if one.task in asked
        else one
        for one in reading.updates
    )
    kept = tuple(one for one in updates if one.answers)
    return replace(reading, updates=kept, doubts=(*reading.doubts, *doubts)) if doubts else reading


def _differ(one: Update, other: Update) -> bool:
    return any(
        one.answers.get(name) is not None
        and other.answers.get(name) is not None
        and one.answers[name] != other.answers[name]
        for name in _STANDS
    )


def _swallows(update: Update, blocks: Blocks, text: str) -> bool:
    """Say whether words of another task's block were kept with this one."""
    kept = [str(update.answers[name]) for name in TEXTS if update.answers.get(name)]
    others = [code for code in blocks.said if code != update.task]
    heads = [text[start:end][:_HEAD] for code in others for start, end in blocks.said[code]]
    return any(head.strip() and head.strip() in words for head in heads for words in kept)


_HEAD = 12  # characters with which a block begins


def _with_lost(rules: Reading, other: Reading, blocks: Blocks, text: str) -> Reading:
    """Return what the rules read, but so that nothing that names a task is lost without a word, and none of its words
    are kept with another's."""
    if not rules.updates or any(doubt.task is None for doubt in rules.doubts):
        return rules
    kept = [one for one in rules.updates if one.task not in blocks.said or not _swallows(one, blocks, text)]
    known = _tasks(kept) | {doubt.task for doubt in rules.doubts}
    doubts = list[Doubt]()
    for code in blocks.said:
        if code not in known:
            said = blocks.words(text, code)[:SAID_LONGEST]
            offers = tuple(one.answers for one in other.updates if one.task == code) or where_it_goes(said)
            doubts.append(Doubt("text", said, code, offers))
    return replace(rules, updates=tuple(kept), doubts=(*rules.doubts, *doubts)) if doubts else rules

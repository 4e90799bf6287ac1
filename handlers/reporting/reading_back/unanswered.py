"""What was read back in a chat and is not answered: nothing of it is lost when the next line is typed.

The chat keeps it by report, as it stands on the newest card: {"obligation_id": …, "unit_id": …, "k": what
had been answered of its tasks, and what the buttons carry}.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from domain.forms import form
from domain.messaging.messages import Text
from handlers.conversation import read_backs
from handlers.conversation.talk import Talk
from handlers.display import answers
from handlers.drafting.subject import Subject, standing
from handlers.reporting.reading_back.pending import (
    MOST_DOUBTS,
    Json,
    ReadBack,
    apart_from_gone,
    as_of_today,
    pending_of,
    put_with,
)
from storage.messages import buttons
from storage.reporting import duties
from storage.tables import Address

MOST_REPORTS = 5
_WRITES = ("line.put", "line.settle", "line.task", "line.place", "line.move")
"""Buttons of a read-back by which what it says goes, at last, into the draft."""
_REPLACED = "line.replaced"


def keep(talk: Talk, subject: Subject, held: ReadBack) -> None:
    """Keep the read-back in the place of what was kept of the report before. Where no task is known there is nothing to
    come back to."""
    others = [one for one in _all(talk.address) if not _is_of(one, subject.args)]
    now = standing(talk, subject)
    known = {str(t): dict(now[t].answers) for t in held.tasks if t in now}
    newest = [{**subject.args, **held.args, "k": known}] if held.tasks else []
    _put(talk.address, [*others, *newest][-MOST_REPORTS:])


def answered(talk: Talk, obligation_id: int, unit_id: int, held: ReadBack) -> None:
    """Forget what one card held: it was decided about, on this card or on an older one."""
    place = {"obligation_id": obligation_id, "unit_id": unit_id}
    _put(talk.address, [_without(one, held) if _is_of(one, place) else one for one in _all(talk.address)])


def withdraw(talk: Talk, message: str) -> None:
    """Withdraw what the message was read as before: it was edited, or is about another report."""
    _put(talk.address, [_without_message(one, message) for one in _all(talk.address)])
    _turn_off(talk, lambda card: any(said_by == message for said_by in _messages(card)))


def drop(talk: Talk, obligation_id: int, unit_id: int, held: ReadBack) -> None:
    """Drop what one card held, from whichever card that says it as well."""
    answered(talk, obligation_id, unit_id, held)
    place = {"obligation_id": obligation_id, "unit_id": unit_id}
    _turn_off(talk, lambda card: _is_of(card, place) and _without(card, held) != card)


def take_out(talk: Talk, obligation_id: int, unit_id: int, tasks: Collection[int]) -> None:
    """Take out what waits about these tasks, as it is wrong, from whichever card that says it."""
    place = {"obligation_id": obligation_id, "unit_id": unit_id}
    _put(talk.address, [_without_tasks(one, tasks) if _is_of(one, place) else one for one in _all(talk.address)])
    _turn_off(talk, lambda card: _is_of(card, place) and _without_tasks(card, tasks) != card)


def turn_off(talk: Talk, obligation_id: int, unit_id: int, tasks: Collection[int]) -> None:
    """Turn off the cards by which what was read back of these tasks would be kept: it was called wrong, and waits."""
    place = {"obligation_id": obligation_id, "unit_id": unit_id}
    _turn_off(talk, lambda card: _is_of(card, place) and _without_tasks(card, tasks) != card)


def forget(talk: Talk) -> bool:
    """Drop all that is kept; return whether there was any."""
    had = _all(talk.address)
    for one in had:
        drop(talk, one["obligation_id"], one["unit_id"], pending_of(one))
    _put(talk.address, [])
    return bool(had)


def has(talk: Talk, obligation_id: int, unit_id: int) -> bool:
    return any(_is_of(one, {"obligation_id": obligation_id, "unit_id": unit_id}) for one in _all(talk.address))


def places(talk: Talk) -> list[tuple[int, int]]:
    """Return the reports of which something is kept, with the unit; the newest first."""
    return [(one["obligation_id"], one["unit_id"]) for one in reversed(_all(talk.address))]


def of(talk: Talk, subject: Subject) -> ReadBack:
    """Return what is unanswered of the report, as far as nothing else was said about it since."""
    kept = next((one for one in _all(talk.address) if _is_of(one, subject.args)), None)
    if kept is None:
        return ReadBack()
    held = as_of_today(subject, pending_of(kept))
    since = _said_since(talk, subject, kept["k"])
    updates = [
        {**one, "m": one.get("m") or held.message, "a": _left_of(one["a"], since.get(one["t"], set()))}
        for one in held.updates
        if subject.task(one["t"]) is not None
    ]
    doubts = [
        {**one, "m": one.get("m") or held.message}
        for one in held.doubts
        if one["t"] is None or (subject.task(one["t"]) is not None and not since.get(one["t"]))
    ]
    left = replace(held, updates=[one for one in updates if one["a"]], doubts=doubts)
    return left if left.tasks else ReadBack()


def joined(talk: Talk, subject: Subject, held: ReadBack) -> tuple[ReadBack, list[Text]]:
    """Return the read-back with what is unanswered of the same report, and what is to be said of that: the newer words
    win."""
    earlier = of(talk, subject)
    if not held:
        return earlier, []
    updates, said = list(earlier.updates), []
    for new in held.updates:
        before = next((one for one in updates if one["t"] == new["t"]), None)
        updates = put_with(updates, new)
        if before is not None:
            after = next(one for one in updates if one["t"] == new["t"])
            said += _replaced(talk, subject, before, after)
            _turn_off_what_differs(talk, subject, before, after)
    carried = earlier.tasks - held.tasks
    doubts = [*held.doubts, *(one for one in earlier.doubts if one["t"] is None or one["t"] in carried)]
    doubts = [one for place, one in enumerate(doubts) if not any(_is_same(one, other) for other in doubts[:place])]
    if codes := [task.code for task in subject.tasks if task.id in carried]:
        said.insert(0, talk.words("line.carried", codes=", ".join(codes)))
    left = held.left + len(doubts[MOST_DOUBTS:])
    extension = held.extension or earlier.extension
    return replace(held, updates=updates, doubts=doubts[:MOST_DOUBTS], extension=extension, left=left), said


def take_out_gone(talk: Talk, subject: Subject) -> list[Text]:
    """Take out what is unanswered of tasks that the report asks for no more, and say so."""
    kept = next((one for one in _all(talk.address) if _is_of(one, subject.args)), None)
    gone = apart_from_gone(subject, pending_of(kept))[1] if kept is not None else ReadBack()
    if gone.tasks:
        _put(talk.address, [_without_tasks(one, gone.tasks) if one is kept else one for one in _all(talk.address)])
    return about_gone(talk, subject, gone)


def about_gone(talk: Talk, subject: Subject, gone: ReadBack) -> list[Text]:
    """Say which tasks the report asks for no more since they were read back, and what was said of them."""
    if not gone.tasks:
        return []
    plan = duties.plan_tasks(talk.session, subject.duty.plan_id)
    codes = ", ".join(task.code for task in plan if task.id in gone.tasks)
    said = [answers.in_full(talk.words, one["a"], ()) for one in gone.updates] + [one["s"] for one in gone.doubts]
    return [talk.words("line.gone_tasks", codes=codes, said="; ".join(said))]


def _replaced(talk: Talk, subject: Subject, before: Json, after: Json) -> list[Text]:
    lost = _with_standing({code for code, value in before["a"].items() if after["a"].get(code) != value})
    task = subject.task(after["t"])
    if not lost or task is None:
        return []
    then, now = (
        answers.in_full(
            talk.words, {code: value for code, value in one["a"].items() if code in lost}, subject.form(task.id).own
        )
        for one in (before, after)
    )
    return [talk.words("line.overtaken", code=task.code, before=then, now=now)]


def _turn_off_what_differs(talk: Talk, subject: Subject, before: Json, after: Json) -> None:
    """Turn off the cards that would put back what newer words on a task took the place of."""
    lost = {code: value for code, value in before["a"].items() if after["a"].get(code) != value}

    def says_it(card: Json) -> bool:
        said = [one["a"] for one in card["x"] if one["t"] == after["t"]] if _is_of(card, subject.args) else []
        return any(one.get(code) == value for one in said for code, value in lost.items())

    if lost:
        _turn_off(talk, says_it)


def _turn_off(talk: Talk, is_meant: Callable[[Json], bool]) -> None:
    buttons.turn_off(talk.session, talk.address, _WRITES, lambda card: is_meant(dict(card)), _REPLACED)


def _messages(card: Json) -> set[str]:
    """Return the messages by which it was said what a card holds."""
    return {one.get("m") or card["m"] for one in (*card["x"], *card["q"])}


def _with_standing(fields: set[str]) -> set[str]:
    return fields | form.PROGRESS if fields & form.PROGRESS else fields


def _said_since(talk: Talk, subject: Subject, known: Mapping[str, Json]) -> dict[int, set[str]]:
    """Return, by task, the fields that were answered anew; what a whole report was filled with is nobody's word on one
    task."""
    return {
        t: {code for code, value in said.answers.items() if known.get(str(t), {}).get(code) != value}
        for t, said in standing(talk, subject).items()
        if not said.as_before
    }


def _left_of(said: Mapping[str, Any], newer: set[str]) -> Json:
    return {code: value for code, value in said.items() if code not in _with_standing(newer)}


def _without(kept: Json, held: ReadBack) -> Json:
    return {
        **kept,
        "x": [one for one in kept["x"] if not any(_is_same(one, other) for other in held.updates)],
        "q": [one for one in kept["q"] if not any(_is_same(one, other) for other in held.doubts)],
        "e": "" if kept["e"] == held.extension else kept["e"],
    }


def _without_message(kept: Json, message: str) -> Json:
    def others(parts: Iterable[Json]) -> list[Json]:
        return [one for one in parts if (one.get("m") or kept["m"]) != message]

    extension = "" if kept["m"] == message else kept["e"]
    return {**kept, "x": others(kept["x"]), "q": others(kept["q"]), "e": extension}


def _without_tasks(kept: Json, tasks: Collection[int]) -> Json:
    parts = {part: [one for one in kept[part] if one["t"] not in tasks] for part in ("x", "q")}
    return {**kept, **parts}


def _is_same(one: Json, other: Json) -> bool:
    return all(one.get(part) == other.get(part) for part in ("t", "a", "w", "s"))


def _is_of(kept: Json, place: Mapping[str, Any]) -> bool:
    return all(kept[part] == place[part] for part in ("obligation_id", "unit_id"))


def _all(address: Address) -> list[Json]:
    return [one for one in address.unanswered or [] if "action" not in one]


def _put(address: Address, kept: Iterable[Json]) -> None:
    reports = [one for one in kept if pending_of(one).tasks]
    address.unanswered = [*reports, *read_backs.of(address)] or None

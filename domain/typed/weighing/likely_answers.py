"""Where the rules are in doubt: what is very likely an answer is proposed or asked about, and not passed over."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.forms.form import Status
from domain.text import nfc
from domain.typed.meaning.only_task import only_code
from domain.typed.values.doubts import TEXTS, where_it_goes
from domain.typed.values.result import Answers, Doubt, Reading, Update
from domain.typed.weighing.runs import LONGEST, runs
from domain.typed.weighing.trying import OfOne, named_by_any_word, without_its_code
from domain.typed.weighing.weighed_ways import is_so, reached_in, way_of
from domain.typed.weighing.weights import weights

SURE, LIKELY = 0.9, 0.6
"""Shares from which on it is believed: of 6,000 sentences that are no reports none is taken for a sure answer. Where
one is only likely, nothing is taken from it but that a task is not done yet."""
_NOT_DONE = frozenset({str(Status.IN_PROGRESS), str(Status.NOT_STARTED)})
_NOTHING = frozenset({"unclear", "question"})
_STANDING = frozenset({"status", "percent"})


def settled(
    reading: Reading,
    text: str,
    codes: Sequence[str],
    titles: Mapping[str, str] | None = None,
    again: OfOne | None = None,
) -> Reading:
    """Return `reading` of a line about the tasks `codes` with its doubts settled where the weights are sure. What was
    read for certain stays as it is; what is put down here is a proposal, shown as one. `again` reads a line as being
    about one task."""
    is_open = not reading.is_nil and reading.extension is None and len(text) <= LONGEST
    if not is_open or not (_is_of_nothing(reading) or reading.doubts):
        return reading
    share = weights()["answer"].shares(runs(nfc(text)))["answer"]
    if share < LIKELY:
        return reading
    found = None if _is_of_nothing(reading) else _placed(reading, text)
    if again is not None and (found is None or found.doubts or not _stands(found)):
        found = _tried(reading, text, codes, titles or {}, again) or found
    if share >= SURE:
        return _asked(text, codes) if found is None else found
    return reading if found is None or found.doubts or not _is_careful(found, reading) else found


def _stands(reading: Reading) -> bool:
    return any("status" in one.answers for one in reading.updates)


def _is_careful(found: Reading, before: Reading) -> bool:
    """Say whether it puts down nothing but that tasks are not done yet."""
    was = {one.task: one.answers for one in before.updates}
    new = [one for one in found.updates if was.get(one.task) != one.answers]
    return all(one.answers.get("status") in _NOT_DONE for one in new)


def _is_of_nothing(reading: Reading) -> bool:
    return not reading.updates and all(doubt.why in _NOTHING and doubt.task is None for doubt in reading.doubts)


def _asked(text: str, codes: Sequence[str]) -> Reading:
    """Ask of which task it is, or where the words go."""
    said = text.strip()
    if code := codes[0] if len(codes) == 1 else only_code(text, codes):
        return Reading(doubts=(Doubt("text", said, code, where_it_goes(said)),))
    return Reading(doubts=(Doubt("which_task", said, None, (*where_it_goes(said)[:1],), tuple(codes)),))


def _tried(
    reading: Reading, text: str, codes: Sequence[str], titles: Mapping[str, str], again: OfOne
) -> Reading | None:
    """Return the line read as being about the one task that may be meant, where the rules and the weights then agree on
    how that stands; None otherwise."""
    of = {doubt.task for doubt in reading.doubts} - {None}
    if reading.updates or len(of) > 1:
        return None
    if not all(doubt.why in (_OF_WORDS if of else _OF_ANY) for doubt in reading.doubts):
        return None
    code = of.pop() if of else named_by_any_word(text, codes, titles)
    if code is None:
        return None
    found = _placed(again(without_its_code(text, code), code), text)
    if found.doubts or found.extension is not None or found.is_nil or len(found.updates) != 1:
        return None
    said, one = text.strip(), found.updates[0]
    if not is_so(text, one.answers):
        return None
    answers = one.answers | (reached_in(text) if one.answers["status"] == Status.IN_PROGRESS else {}) | one.answers
    shown = dict.fromkeys(answers, said) | dict(one.proposed)
    return replace(
        found, updates=(replace(one, answers=answers, proposed=tuple(shown.items())),), named=reading.named or (code,)
    )


_OF_ANY = frozenset({"unclear", "which_task"})
_OF_WORDS = frozenset({"text", "partly"})


def _placed(reading: Reading, text: str) -> Reading:
    """Settle each doubt by the offer that has its standing; all of them, or none. What is said of one task alone may
    stand in the whole line."""
    updates = list(reading.updates)
    tasks = {one.task for one in reading.updates} | {doubt.task for doubt in reading.doubts}
    whole = text if len(tasks) == 1 else ""
    for doubt in reading.doubts:
        if doubt.task is None or (meant := way_of(doubt, whole)) is None:
            return reading
        before = next((one for one in updates if one.task == doubt.task), Update(doubt.task, {}))
        if _differs(before.answers, meant):
            return reading
        answers = {**before.answers, **{code: _both(before.answers, code, value) for code, value in meant.items()}}
        shown = dict(before.proposed) | dict.fromkeys(meant, doubt.said)
        now = replace(before, answers=answers, proposed=tuple(shown.items()))
        updates = [one for one in updates if one.task != doubt.task] + [now]
    return replace(reading, updates=tuple(updates), doubts=())


def _differs(before: Answers, meant: Answers) -> bool:
    """Say whether how the task stands was said otherwise, or more exactly."""
    if any(before[code] != meant[code] for code in _STANDING & before.keys() & meant.keys()):
        return True
    return "percent" in meant and before.get("status", Status.IN_PROGRESS) != Status.IN_PROGRESS


def _both(before: Answers, code: str, value: object) -> object:
    return f"{before[code]}; {value}" if code in TEXTS and before.get(code) else value

"""What the second reader proposes, put beside what was read for certain; and whether it is of any use to ask it."""

from collections.abc import Sequence
from dataclasses import replace

from domain.forms import form
from domain.forms.form import Status
from domain.typed.second.proposing import Proposal
from domain.typed.second.quoted_words import words_of
from domain.typed.values.result import Answers, Doubt, Reading, Update

MARK = "second"
"""The remark of what it proposed."""

_OPEN = frozenset({"text", "partly", "unclear", "which_task", "unclear_standing", "how_far"})
"""Doubts about words that were not understood. Any other is for the person alone: a contradiction, an impossible day,
a promise."""
_FEW = 3  # words of a doubt that may be about nothing


def may_help(reading: Reading) -> bool:
    """Say whether the second reader may help; not with nil and more time: these are never taken from it."""
    return not reading.is_nil and any(doubt.why in _OPEN for doubt in reading.doubts)


def joined(reading: Reading, proposals: Sequence[Proposal]) -> Reading:
    """Return the reading with proposals added. What was certain stands. A doubt is settled where a proposal speaks of
    its words; all others are asked as they were."""
    updates, doubts = list(reading.updates), list(reading.doubts)
    for one in proposals:
        settled = [doubt for doubt in doubts if _settles(one, doubt)]
        firm = any(doubt.task == one.task and doubt.why not in _OPEN for doubt in doubts)
        answers = _new(one.answers, [update.answers for update in updates if update.task == one.task])
        if firm or not settled or not answers:
            continue
        updates.append(Update(one.task, answers, MARK))
        doubts = [doubt for doubt in doubts if doubt not in settled]
    return replace(reading, updates=tuple(updates), doubts=tuple(doubts))


def _settles(one: Proposal, doubt: Doubt) -> bool:
    """Say whether most words of the doubt are in the proposal."""
    if doubt.why not in _OPEN or doubt.task not in (None, one.task):
        return False
    said, known = words_of(doubt.said), {word for quote in (*one.evidence, one.task) for word in words_of(quote)}
    left = [word for word in said if word not in known]
    return len(left) < len(said) and len(left) <= max(_FEW, len(said) // 2)


def _new(proposed: Answers, certain: Sequence[Answers]) -> Answers:
    """Return what is proposed without what was read for certain, or goes against it."""
    known = {code: value for answers in certain for code, value in answers.items()}
    stands = known.get("status", proposed.get("status"))
    new = {code: value for code, value in proposed.items() if code not in known}
    if stands != Status.IN_PROGRESS or "figures" in known:
        new.pop("percent", None)
    return {field.code: new[field.code] for field in form.FIELDS if field.code in new}

"""Where the rules are in doubt: what is very likely an answer is proposed or asked about, and not passed over."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.form import Status
from domain.text import nfc
from domain.typed.doubting import where_it_goes
from domain.typed.meant import Answers, Doubt, Reading, Update
from domain.typed.naming.only_task import only_code
from domain.typed.weighing.runs import LONGEST, runs, without_codes
from domain.typed.weighing.weights import weights

SURE, SURE_OF_STANDING = 0.9, 0.7
"""Shares from which on it is believed: of 6,000 sentences that are no reports none is taken for an answer so."""
_SETTLES = frozenset({"partly", "text", "unclear_standing"})
"""Doubts about words that the rules could not place. Any other is for the person alone."""
_NOTHING = frozenset({"unclear", "question"})
_STANDINGS: Mapping[str, str] = {
    "done": str(Status.DONE), "doing": str(Status.IN_PROGRESS), "not_started": str(Status.NOT_STARTED),
}  # fmt: skip
_FEWEST = 3  # words that may be a result without a standing
_TEXTS = ("result", "obstacle", "recommendation")


def settled(reading: Reading, text: str, codes: Sequence[str]) -> Reading:
    """`reading` of a line about the tasks `codes`, its doubts settled where the weights are sure. What was read for
    certain stays as it is; what is put down here is a proposal, shown as one."""
    is_open = not reading.is_nil and reading.extension is None and len(text) <= LONGEST
    if not is_open or not (_is_of_nothing(reading) or _may_be_settled(reading)):
        return reading
    if weights()["answer"].shares(runs(nfc(text)))["answer"] < SURE:
        return reading
    return _asked(text, codes) if _is_of_nothing(reading) else _placed(reading)


def _is_of_nothing(reading: Reading) -> bool:
    return not reading.updates and all(doubt.why in _NOTHING and doubt.task is None for doubt in reading.doubts)


def _may_be_settled(reading: Reading) -> bool:
    return bool(reading.doubts) and all(doubt.why in _SETTLES and doubt.task for doubt in reading.doubts)


def _asked(text: str, codes: Sequence[str]) -> Reading:
    """Of which task, or where the words go."""
    said = text.strip()
    if code := codes[0] if len(codes) == 1 else only_code(text, codes):
        return Reading(doubts=(Doubt("text", said, code, where_it_goes(said)),))
    return Reading(doubts=(Doubt("which_task", said, None, (*where_it_goes(said)[:1],), tuple(codes)),))


def _placed(reading: Reading) -> Reading:
    """Each doubt by the offer that has its standing; all of them, or none."""
    updates = list(reading.updates)
    for doubt in reading.doubts:
        if doubt.task is None or (meant := _meant(doubt)) is None:
            return reading
        before = next((one for one in updates if one.task == doubt.task), Update(doubt.task, {}))
        if {"status", "percent"} & before.answers.keys() & meant.keys():
            return reading
        answers = {**before.answers, **{code: _both(before.answers, code, value) for code, value in meant.items()}}
        shown = dict(before.proposed) | dict.fromkeys(meant, doubt.said)
        now = replace(before, answers=answers, proposed=tuple(shown.items()))
        updates = [one for one in updates if one.task != doubt.task] + [now]
    return replace(reading, updates=tuple(updates), doubts=())


def _both(before: Answers, code: str, value: object) -> object:
    return f"{before[code]}; {value}" if code in _TEXTS and before.get(code) else value


def _meant(doubt: Doubt) -> Answers | None:
    shares = weights()["standing"].shares(runs(without_codes(nfc(doubt.said))))
    likeliest = max(shares, key=lambda one: shares[one])
    if shares[likeliest] < SURE_OF_STANDING:
        return None
    wanted = _STANDINGS.get(likeliest)
    if wanted is None and len(doubt.said.split()) < _FEWEST:
        return None  # `2.7 abc`
    fitting = [offer for offer in doubt.offers if offer.get("status") == wanted]
    if wanted is not None and not fitting:
        fitting = [{**offer, "status": wanted} for offer in doubt.offers if "status" not in offer][:1]
    return max(fitting, key=lambda offer: any(code in offer for code in _TEXTS), default=None)

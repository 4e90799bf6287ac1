"""What is said of a task beside what is there already: in the place of it, or as it was in the period before."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.forms import form
from domain.forms.form import Status
from domain.messaging.messages import Text
from handlers.conversation.talk import Talk
from handlers.display import answers
from handlers.drafting.subject import Subject

Answers = Mapping[str, Any]
_ANY_STANDING = [{"status": str(one)} for one in (Status.IN_PROGRESS, Status.DONE, Status.NOT_STARTED)]


def as_before(subject: Subject, task: int | None) -> tuple[str, list[dict[str, Any]]]:
    """Return why a task, or the whole report, is asked about, and the ways in which it may be meant. Where nothing was
    said before that is told, and how it stands now is asked."""
    if task is None:
        return ("as_before" if subject.before_answers else "no_before"), []
    before = subject.before_answers.get(task)
    if before is None:
        return "no_before", [*_ANY_STANDING]
    return "as_before", [form.as_before(before, subject.answers(task))]


def beside_what_is_said(
    subject: Subject, updates: Sequence[dict[str, Any]], doubts: Sequence[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return updates and doubts where a line says `như kỳ trước`: what it says itself stands, and only the rest is
    offered as it was (`1.1 như kỳ trước, tthc 110`). Where it says so of the whole report, as in `như kỳ trước, riêng
    1.1 tthc 110`, all is read back as one."""
    said = {update["t"]: update for update in updates}
    is_of_some = any(doubt["w"] == "as_before" and doubt["t"] is None and doubt["n"] for doubt in doubts)
    kept: list[dict[str, Any]] = []
    for doubt in doubts:
        if doubt["w"] != "as_before" or not (said or is_of_some):
            kept.append(doubt)
        elif doubt["t"] is None:
            said = _all_as_before(subject, said, frozenset(doubt["n"]))
        else:
            offers = [_beside(said.get(doubt["t"]), one) for one in doubt["a"]]
            kept += [{**doubt, "a": [one for one in offers if one]}] if any(offers) else []
    return list(said.values()), kept


def _all_as_before(
    subject: Subject, said: dict[int, dict[str, Any]], excepted: frozenset[int]
) -> dict[int, dict[str, Any]]:
    """Return what is said, by task, and as it was before what is not said of the tasks without an answer and of those
    that are named; but not of those that are excepted and of which nothing else is said."""
    found: dict[int, dict[str, Any]] = {}
    unanswered = {task.id for task in subject.unanswered}
    for task in subject.tasks:
        own, before = said.get(task.id), subject.before_answers.get(task.id)
        rest: Answers = {}
        if own is not None and form.PROGRESS & own["a"].keys():
            before = None  # how it stands is not as it was, nor what it brought
        if task.id in excepted and own is None:
            before = None
        if before is not None and (own is not None or task.id in unanswered):
            rest = _beside(own, form.as_before(before, subject.answers(task.id)))
        if own is not None:
            found[task.id] = {**own, "a": {**rest, **own["a"]}}
        elif rest:
            found[task.id] = {"t": task.id, "a": rest, "r": ""}
    return found


def _beside(update: dict[str, Any] | None, before: Answers) -> dict[str, Any]:
    settled = _settled(update["a"]) if update else set()
    return {code: old for code, old in before.items() if code not in settled}


def _settled(said: Answers) -> set[str]:
    """Return the fields of which something is said: how a task stands and how far it is are one."""
    return {*said, *(form.PROGRESS if form.PROGRESS & said.keys() else ())}


def replaced(talk: Talk, code: str, kept: Answers, after: Answers, said: Answers) -> list[Text]:
    """Tell what is replaced by `99/100` after `72,5%`, or the other way round: how far a task is is said in one way."""
    old, new = form.share_of(kept.get("figures", ())), form.share_of(after.get("figures", ()))
    before: Answers
    if "figures" in said and "percent" not in said and form.contradict(new, form.progress(kept)):
        before, now = {field: kept[field] for field in ("status", "percent") if field in kept}, {"percent": new}
    elif old is not None and new is None and "figures" not in said:
        before, now = {"figures": kept["figures"]}, dict(said)
    else:
        return []
    then, since = (answers.in_full(talk.words, form.merge({}, one)) for one in (before, now))
    return [talk.words("line.replaced", code=code, before=then, now=since)]

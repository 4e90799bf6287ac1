"""What is said of a task beside what is there already: in the place of it, or as it was in the period before."""

from collections.abc import Mapping
from typing import Any

from domain import form
from domain.form import Status
from domain.messages import Text
from handlers.reporting import answers
from handlers.reporting.subject import Subject
from handlers.talk import Talk

Answers = Mapping[str, Any]
_ANY_STANDING = [{"status": str(one)} for one in (Status.IN_PROGRESS, Status.DONE, Status.NOT_STARTED)]


def as_before(subject: Subject, task: int | None) -> tuple[str, list[dict[str, Any]]]:
    """Of a task, or of the whole report: why it is asked about, and the ways in which it may be meant. Where nothing
    was said before that is told, and how it stands now is asked."""
    if task is None:
        return ("as_before" if subject.before_answers else "no_before"), []
    before = subject.before_answers.get(task)
    if before is None:
        return "no_before", [*_ANY_STANDING]
    return "as_before", [form.as_before(before, subject.answers(task))]


def replaced(talk: Talk, code: str, kept: Answers, after: Answers, said: Answers) -> list[Text]:
    """`99/100` after `72,5%`, or the other way round: how far it is is said in one way."""
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

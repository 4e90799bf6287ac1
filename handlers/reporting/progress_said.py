"""How far a task is, said in one way: what a newer word takes the place of is told."""

from collections.abc import Mapping
from typing import Any

from domain import form
from domain.messages import Text
from handlers.reporting import answers
from handlers.talk import Talk

Answers = Mapping[str, Any]


def replaced(talk: Talk, code: str, kept: Answers, after: Answers, said: Answers) -> list[Text]:
    """`99/100` after `72,5%`, or the other way round."""
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

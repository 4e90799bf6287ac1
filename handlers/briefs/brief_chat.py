"""`/tinhhinh`: how the plans stand, on one page."""

from collections.abc import Collection
from zoneinfo import ZoneInfo

from domain.finding import meant
from handlers.briefs import actions, brief_text
from handlers.briefs.plan_brief import PlanBrief, gather
from handlers.conversation.talk import Choice, Rows, Talk
from handlers.words import Words
from storage.plans import plans


def command(talk: Talk, rest: str = "") -> None:
    """Show the page of every plan that this person may read, or of those that are named."""
    briefs = gather(talk.session, _named(talk, actions.readable_plans(talk), rest), talk.now)
    assert talk.organisation is not None
    zone = ZoneInfo(talk.organisation.timezone)
    body = brief_text.chat_text(talk.words, briefs, talk.now, zone)
    talk.say(body, rows_of(talk.words, briefs, follows=bool(talk.person.plan_ids)))


def _named(talk: Talk, plan_ids: frozenset[int], typed: str) -> Collection[int]:
    """Return the plans that are named; all of them where none is."""
    if not typed.strip():
        return plan_ids
    found = _of_name(talk, plan_ids, typed)
    if not found:
        there = plans.of(talk.session, plan_ids)
        talk.stop("brief.which_plan", typed=typed[:60], plans="; ".join(f"{one.title} ({one.code})" for one in there))
    return found


def understands(talk: Talk, typed: str) -> bool:
    """Say whether these words name a plan that this person may read."""
    return bool(_of_name(talk, talk.person.readable_ids, typed))


def _of_name(talk: Talk, plan_ids: Collection[int], typed: str) -> Collection[int]:
    there = plans.of(talk.session, plan_ids)
    return meant.choose([(plan.id, meant.Called(plan.code, plan.title)) for plan in there], typed)


def rows_of(words: Words, briefs: list[PlanBrief], *, follows: bool) -> Rows:
    """Return the buttons under the page; `follows`: the reader coordinates a plan, and may open the lists."""
    word = words.plain
    worth = [brief.plan_id for brief in briefs if brief.is_worth_telling]
    if not worth:
        return []
    rows = [[Choice(word("button.word"), "brief.word", {"plan_ids": worth})]]
    if follows:
        lists = [Choice(word("button.overdue"), "overdue")] if any(brief.late for brief in briefs) else []
        still = sum(len(brief.obstacles) for brief in briefs)
        lists += [Choice(word("button.obstacles", n=still), "obstacles")] if still else []
        rows += [lists] if lists else []
    return rows


def word(talk: Talk, plan_ids: list[int]) -> None:
    """Have it written as Word (`Xuất Word`)."""
    actions.ask_for_document(talk, plan_ids, talk.address.id)
    talk.note(talk.words("brief.making"))

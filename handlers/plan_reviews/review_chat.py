"""`/soket`: which plan, from which period to which; the summary, files, and freezing."""

from collections.abc import Callable, Collection, Iterator
from zoneinfo import ZoneInfo

from sqlalchemy import select

from domain.finding import meant
from domain.finding.meant import Called
from domain.messaging.messages import Text
from domain.plan_reviews.review_spans import ReviewSpan
from domain.plan_reviews.typed_spans import read_span, speaks_of_periods
from handlers.conversation.dialogs import go_or_leave
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.display import frozen_before
from handlers.plan_reviews import actions, review_summary
from handlers.plan_reviews.gathered_review import gather
from handlers.plan_reviews.review_buttons import args_of, file_choices, rows_of
from handlers.words import dates
from storage.plan_reviews import frozen_reviews, reviewed_plan
from storage.tables import Organisation, Plan

Named = Callable[[Collection[tuple[Plan, Called]], str], list[Plan]]
MOST_AT_ONCE = 500  # reports: the summary of more is made beside the handling of messages
YEARS_BACK = 15  # in which periods are known by their names; longer ago by their keys
_MOST_WORDS = 30
_LONGEST = 60  # characters of what was typed that are said again


def command(talk: Talk, rest: str = "") -> None:
    """Show the review of a plan, or ask which: `/soket`, `/soket KHCN`, `/soket KHCN 2026-Q1 2026-Q3`."""
    plans = _followed(talk)
    words = rest.split()[:_MOST_WORDS]
    found, behind = _meant(talk, plans, words)
    if not found:
        talk.stop("plan_review.no_such", _choices(talk, plans, ReviewSpan()), typed=rest[:_LONGEST])
    span = _span(talk, found[0], behind)
    if len(found) > 1:
        talk.say(talk.words("plan_review.which"), _choices(talk, found, span))
    else:
        show(talk, found[0].id, span.key)


def understands(talk: Talk, typed: str, *, by_name: bool = False) -> bool:
    """Say whether these words name a plan that this person follows, a span, or both; `by_name`: a plan at least."""
    words = typed.split()[:_MOST_WORDS]
    found, behind = _meant(talk, _followed(talk), words)
    return bool(found) and _read(talk, found[0], behind) is not None and (not by_name or len(behind) < len(words))


def _followed(talk: Talk) -> list[Plan]:
    if not talk.person.plan_ids:
        talk.stop("follow.no_plan")
    query = select(Plan).where(Plan.id.in_(talk.person.plan_ids)).order_by(Plan.code, Plan.id)
    return list(talk.session.scalars(query))


def _meant(talk: Talk, plans: list[Plan], words: list[str]) -> tuple[list[Plan], list[str]]:
    """Return the plans that may be meant, and the words about periods. What can be read as periods from its first word
    on names no plan, unless one is called just that: `quý 1` is no plan about a `Quỹ`. None, where
    it begins with neither."""
    ways = [*_named(plans, words, meant.whole), (plans, words), *_named(plans, words, meant.choose)]
    readable = next((way for way in ways if way[0] and _read(talk, way[0][0], way[1]) is not None), None)
    if readable is not None:
        return readable
    named = next((way for way in ways if way[0] and len(way[1]) < len(words)), None)
    return named or ((plans, words) if len(plans) == 1 and speaks_of_periods(words[0]) else ([], words))


def _named(plans: list[Plan], words: list[str], ways_to_mean: Named) -> Iterator[tuple[list[Plan], list[str]]]:
    """Give the plans that the first words name, as many words as may be, with the words behind them."""
    called = [(plan, Called(plan.code, plan.title)) for plan in plans]
    for length in range(len(words), 0, -1):
        yield ways_to_mean(called, " ".join(words[:length])), words[length:]


def _read(talk: Talk, plan: Plan, words: list[str]) -> ReviewSpan | None:
    today = talk.now.astimezone(_zone(talk, plan.organisation_id)).date()
    return read_span(words, today, today.year - YEARS_BACK)


def _span(talk: Talk, plan: Plan, words: list[str]) -> ReviewSpan:
    """Return from which period to which; stop where that cannot be read, or is the wrong way round."""
    span = _read(talk, plan, words)
    if span is None:
        talk.stop("plan_review.no_span", typed=" ".join(words)[:_LONGEST], plan=plan.code)
    if span.is_backwards:
        first, last = (dates.period(talk.words, key or "") for key in (span.first, span.last))
        talk.stop("plan_review.backwards", first=first, last=last)
    return span


def _choices(talk: Talk, plans: list[Plan], span: ReviewSpan) -> list[list[Choice]]:
    choices = [
        Choice(f"{number}. {plan.title}", "plan_review", {"plan_id": plan.id, "span": span.key})
        for number, plan in enumerate(plans, 1)
    ]
    return in_rows(choices, 1)


def show(talk: Talk, plan_id: int, span: str, frozen: bool = False) -> None:
    """Show the summary; of many reports it is made beside the handling of messages, so that nobody waits for it."""
    wanted = ReviewSpan.of(span)
    found = actions.to_review(talk, plan_id, wanted)
    if reviewed_plan.how_many_reports(talk.session, plan_id) > MOST_AT_ONCE:
        export(talk, plan_id, span, "text", frozen)
        return
    gathered = gather(talk.session, found.plan_id, wanted, talk.now, frozen=frozen)
    assert gathered is not None
    talk.say(review_summary.summary(talk.words, gathered), rows_of(talk.words, gathered))


def export(talk: Talk, plan_id: int, span: str, kind: str, frozen: bool = False) -> None:
    """Have a file made (`Xuất Excel`)."""
    found = actions.ask_for_file(talk, plan_id, ReviewSpan.of(span), kind, talk.address.id, frozen=frozen)
    talk.note(talk.words(f"plan_review.making.{kind}", title=_title(talk, found)))


def confirm_freezing(talk: Talk, plan_id: int, span: str) -> None:
    found = actions.to_review(talk, plan_id, ReviewSpan.of(span))
    before = frozen_reviews.latest_frozen(talk.session, plan_id, ReviewSpan.of(span))
    args = {"plan_id": plan_id, "span": span, "seen": frozen_before.seen_of(before)}
    go = Choice(talk.words.plain("button.freeze"), "plan_review.freeze_do", args)
    body = talk.words("plan_review.freeze", title=_title(talk, found))
    said = frozen_before.told(talk.words, body, before, _zone(talk, found.organisation_id))
    talk.say(said, go_or_leave(talk.words, go))


def freeze(talk: Talk, plan_id: int, span: str, seen: int | None = None) -> None:
    """Freeze the review: it was confirmed. `seen`: the last freezing that was known then; where somebody froze it
    since, that is told first."""
    wanted = ReviewSpan.of(span)
    if frozen_before.is_news(frozen_reviews.latest_frozen(talk.session, plan_id, wanted), seen):
        confirm_freezing(talk, plan_id, span)
        return
    found = actions.freeze(talk, plan_id, wanted)
    at = dates.clocked(talk.words, talk.now, _zone(talk, found.organisation_id))
    body: Text = talk.words("plan_review.frozen", title=_title(talk, found), at=at)
    talk.show(body, [file_choices(talk.words, {**args_of(plan_id, wanted), "frozen": True})])


def _zone(talk: Talk, organisation_id: int) -> ZoneInfo:
    return ZoneInfo(talk.session.get_one(Organisation, organisation_id).timezone)


def _title(talk: Talk, found: actions.PlanToReview) -> str:
    return review_summary.title(talk.words, found.title, found.span, is_final=found.is_final)

"""What stands of a part elsewhere, and may be used again: of a report's period that of the period before; of a review
that of another span of the plan, since each span has its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.collation.narratives import NarrativePart
from domain.plan_reviews.review_spans import ReviewSpan
from handlers.conversation.talk import Talk
from handlers.narratives.actions import NarrativePlace
from handlers.plan_reviews.review_summary import span_said
from handlers.words import dates
from storage.collating import about
from storage.collating import kept_narratives as narratives
from storage.collating.kept_narratives import WrittenPart
from storage.plan_reviews import assessments, reviewed_plan


@dataclass(frozen=True, slots=True)
class WrittenBefore:
    """`of`: the period, or the span, as it is said. `told`, `button`: the words by which it is offered."""

    of: str
    written: WrittenPart
    told: str = "narrative.before"
    button: str = "button.narrative_reuse"


def before(talk: Talk, place: NarrativePlace, part: NarrativePart) -> WrittenBefore | None:
    """Return what counts of the part there; None where nothing does."""
    if place.requirement_id is None:
        return of_other_spans(talk, place).get(part)
    key = about.previous_period(talk.session, place.requirement_id, place.period_key)
    written = narratives.latest(talk.session, place.requirement_id, key).get(part) if key else None
    return None if key is None or written is None else WrittenBefore(dates.period(talk.words, key), written)


def of_other_spans(talk: Talk, place: NarrativePlace) -> Mapping[str, WrittenBefore]:
    """Return by the part what was written for other spans of a review: of a span with the same periods, as `..` and
    `2026-Q1..2026-Q4` may have, before any other, and what was written last before what was earlier."""
    found = assessments.of_other_spans(talk.session, place.plan_id, place.period_key)
    if not found:
        return {}
    every = reviewed_plan.periods(talk.session, place.plan_id, talk.now)
    here = ReviewSpan.of(place.period_key).within(every)
    found.sort(key=lambda one: (ReviewSpan.of(one[0]).within(every) == here, one[1].at, one[1].id))
    return {
        one.part: WrittenBefore(
            span_said(talk.words, ReviewSpan.of(key)), one, "narrative.elsewhere", "button.narrative_reuse_elsewhere"
        )
        for key, one in found
    }

"""What helps whoever writes a part: figures that follow from the reports, or what the units said."""

from collections.abc import Callable, Mapping, Sequence

from domain.collation.narratives import NarrativePart
from domain.plan_reviews.review_spans import ReviewSpan
from domain.reports.obstacles import ObstacleKind
from handlers.collating import gathering
from handlers.collating.collation_chat import MOST_AT_ONCE
from handlers.collating.gathering import Gathered
from handlers.collating.word import chapters
from handlers.conversation.talk import Talk
from handlers.narratives.actions import NarrativePlace
from handlers.plan_reviews import gathered_review
from handlers.plan_reviews.word import review_chapters
from handlers.plan_reviews.word.review_words import Paper
from handlers.words import Words
from storage.people import actors
from storage.plan_reviews import reviewed_plan

MOST = 5  # things that units said; the document has more
MOST_REPORTS = 500  # of a review: the figures of more take too long here

_OF_COLLATION: Mapping[NarrativePart, Callable[[Words, Gathered], Sequence[str]]] = {
    NarrativePart.ASSESSMENT: chapters.figures,
    NarrativePart.CAUSES: lambda words, gathered: _said(words, gathered, "obstacles"),
    NarrativePart.NEXT_TASKS: chapters.to_go_on_with,
    NarrativePart.PROPOSALS: lambda words, gathered: _said(words, gathered, "recommendations"),
}
_OF_REVIEW: Mapping[NarrativePart, Callable[[Paper], Sequence[str]]] = {
    NarrativePart.ASSESSMENT: review_chapters.figures,
    NarrativePart.CAUSES: lambda paper: review_chapters.open_texts(paper, ObstacleKind.OBSTACLE)[:MOST],
    NarrativePart.LESSONS: lambda paper: (),
    NarrativePart.NEXT_TASKS: review_chapters.to_go_on_with,
    NarrativePart.PROPOSALS: lambda paper: review_chapters.open_texts(paper, ObstacleKind.RECOMMENDATION)[:MOST],
}


def offered(talk: Talk, place: NarrativePlace, part: NarrativePart) -> Sequence[str]:
    """Return what helps to write the part; of many units only how many reported, as the rest takes too long here."""
    words = talk.words
    if place.is_review:
        return _of_review(talk, place, part)
    assert place.requirement_id is not None
    if place.expected > MOST_AT_ONCE:
        return [words.plain("narrative.counts", submitted=place.submitted, expected=place.expected)]
    gathered = gathering.gather(talk.session, place.requirement_id, place.period_key, talk.now)
    assert gathered is not None
    return _OF_COLLATION[part](words, gathered)


def _of_review(talk: Talk, place: NarrativePlace, part: NarrativePart) -> Sequence[str]:
    """Return figures of a review, and what was written of its periods."""
    span = ReviewSpan.of(place.period_key)
    if len(reviewed_plan.periods(talk.session, place.plan_id, talk.now)) * _units(talk, place) > MOST_REPORTS:
        return []
    gathered = gathered_review.gather(talk.session, place.plan_id, span, talk.now)
    if gathered is None:
        return []
    paper = Paper(talk.words, gathered)
    return [*_OF_REVIEW[part](paper), *review_chapters.quotes(paper, part)]


def _units(talk: Talk, place: NarrativePlace) -> int:
    return len(actors.units_followed(talk.session, [place.plan_id]))


def _said(words: Words, gathered: Gathered, kind: str) -> Sequence[str]:
    return [one.text for one in chapters.remarks(words, gathered, kind)[:MOST]]

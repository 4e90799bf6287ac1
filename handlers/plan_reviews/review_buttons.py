"""The buttons under the review of a plan."""

from collections.abc import Mapping
from typing import Any

from domain.plan_reviews.review_spans import ReviewSpan
from handlers.conversation.talk import Choice
from handlers.plan_reviews.gathered_review import GatheredReview
from handlers.plan_reviews.review_files import BUTTONS, WRITERS
from handlers.words import Words


def args_of(plan_id: int, span: ReviewSpan) -> dict[str, Any]:
    return {"plan_id": plan_id, "span": span.key}


def file_choices(words: Words, args: Mapping[str, Any]) -> list[Choice]:
    """Return a button for each kind of file that there is."""
    return [
        Choice(words.plain(name), "plan_review.export", {**args, "kind": kind})
        for kind, name in BUTTONS.items()
        if kind in WRITERS
    ]


def rows_of(words: Words, gathered: GatheredReview) -> list[list[Choice]]:
    """Return the buttons for files and freezing, and between what counts now and what was frozen."""
    args = args_of(gathered.subject.plan_id, gathered.span)
    row = [narratives_choice(words, gathered), Choice(words.plain("button.freeze"), "plan_review.freeze", args)]
    if gathered.freezing is not None:
        other = "button.unfrozen" if gathered.is_frozen else "button.frozen"
        row.append(Choice(words.plain(other), "plan_review", {**args, "frozen": not gathered.is_frozen}))
    return [file_choices(words, {**args, "frozen": gathered.is_frozen}), row]


def narratives_choice(words: Words, gathered: GatheredReview) -> Choice:
    """Return the button that leads to what people write for the document."""
    args = {"requirement_id": None, "period_key": gathered.span.key, "plan_id": gathered.subject.plan_id}
    return Choice(words.plain("button.narratives"), "narratives", args)

"""What the document of a review leaves to be written by hand, by name."""

from domain.collation.narratives import NarrativePart
from domain.reports.obstacles import ObstacleKind
from handlers.plan_reviews.gathered_review import GatheredReview
from handlers.words import Words


def left_blank(words: Words, gathered: GatheredReview) -> list[str]:
    """Return the parts that nobody has written where the document has a dotted line for them, and what the setup does
    not say: recipients, who signs, and where."""
    subject = gathered.subject
    left = [words.plain(f"narrative.part.{part}") for part in unwritten(gathered)]
    given = (
        ("recipients", subject.recipients),
        ("signer", subject.signer.get("name")),
        ("place", subject.place),
    )
    left += [words.plain(f"document.blank.{name}") for name, said in given if not said]
    return [name[:1].lower() + name[1:] for name in left]


def unwritten(gathered: GatheredReview) -> list[NarrativePart]:
    """Return the parts for which the document has a dotted line, as nobody has written them."""
    units_propose = any(
        one.entry.obstacle.kind == ObstacleKind.RECOMMENDATION and one.then.is_open for one in gathered.obstacles
    )
    dotted = [part for part in NarrativePart if not (part is NarrativePart.PROPOSALS and units_propose)]
    return [part for part in dotted if not gathered.narratives.get(part, "").strip()]

"""What a document of a collation leaves to be written by hand, by name."""

from domain.collation.narratives import NarrativePart
from handlers.collating import summary
from handlers.collating.gathering import Gathered
from handlers.words import Words


def left_blank(words: Words, gathered: Gathered) -> list[str]:
    """Return the parts that nobody has written where the document has a dotted line for them, and what the setup does
    not say: who signs, and where."""
    word, about = words.plain, gathered.about
    left = [word(f"narrative.part.{part}") for part in unwritten(gathered)]
    if not about.signer.get("name"):
        left.append(word("document.blank.signer"))
    if not about.place:
        left.append(word("document.blank.place"))
    return [one[:1].lower() + one[1:] for one in left]


def unwritten(gathered: Gathered) -> list[NarrativePart]:
    """Return the parts for which the document has a dotted line, as nobody has written them."""
    needed = [NarrativePart.ASSESSMENT, NarrativePart.NEXT_TASKS]
    if any(lines for _, lines in summary.by_task(gathered, "obstacles")):
        needed.insert(1, NarrativePart.CAUSES)
    return [part for part in needed if not gathered.narratives.get(part, "").strip()]

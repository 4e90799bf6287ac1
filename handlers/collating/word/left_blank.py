"""What a document of a collation leaves to be written by hand, by name."""

from domain.collation.narratives import NarrativePart
from handlers.collating import summary
from handlers.collating.gathering import Gathered
from handlers.words import Words
from storage.collating.about import CollationSubject


def left_blank(words: Words, gathered: Gathered) -> list[str]:
    """Return the parts that nobody has written where the document has a dotted line for them, and what the setup does
    not say: who signs, and where."""
    left = [words.plain(f"narrative.part.{part}") for part in unwritten(gathered)]
    if not gathered.about.recipients:
        left.append(words.plain("document.blank.recipients"))
    return [*map(_within, left), *not_set_up(words, gathered.about)]


def not_set_up(words: Words, about: CollationSubject) -> list[str]:
    """Return what the setup does not say, and a document of the plan leaves dotted."""
    wanted = (("signer", about.signer.get("name")), ("place", about.place))
    return [_within(words.plain(f"document.blank.{name}")) for name, given in wanted if not given]


def _within(name: str) -> str:
    """Write a name as it stands within a sentence."""
    return name[:1].lower() + name[1:]


def unwritten(gathered: Gathered) -> list[NarrativePart]:
    """Return the parts for which the document has a dotted line, as nobody has written them."""
    needed = [NarrativePart.ASSESSMENT, NarrativePart.NEXT_TASKS]
    if any(lines for _, lines in summary.by_task(gathered, "obstacles")):
        needed.insert(1, NarrativePart.CAUSES)
    return [part for part in needed if not gathered.narratives.get(part, "").strip()]

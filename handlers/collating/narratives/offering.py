"""What helps whoever writes a part: figures that follow from the reports, or what the units said."""

from collections.abc import Callable, Mapping, Sequence

from domain.collation.narratives import NarrativePart
from handlers.collating.gathering import Gathered
from handlers.collating.word import chapters
from handlers.words import Words

MOST = 5  # things that units said; the document has more

_OFFERED: Mapping[NarrativePart, Callable[[Words, Gathered], Sequence[str]]] = {
    NarrativePart.ASSESSMENT: chapters.figures,
    NarrativePart.CAUSES: lambda words, gathered: _said(words, gathered, "obstacles"),
    NarrativePart.NEXT_TASKS: chapters.to_go_on_with,
    NarrativePart.PROPOSALS: lambda words, gathered: _said(words, gathered, "recommendations"),
}


def offered(words: Words, gathered: Gathered, part: NarrativePart) -> Sequence[str]:
    return _OFFERED[part](words, gathered)


def _said(words: Words, gathered: Gathered, kind: str) -> Sequence[str]:
    return [one.text for one in chapters.remarks(words, gathered, kind)[:MOST]]

"""The body of a document: chapters with headings, paragraphs and items, and what people wrote for them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from domain.collation.told_once import pieces

TITLE = 200  # characters of a task's title
BLANK = 29  # dots to write on: as long as a line in both styles
ChapterPartKind = Literal["heading", "paragraph", "lead", "item", "blank"]


@dataclass(frozen=True, slots=True)
class ChapterPart:
    """A heading within a chapter, a paragraph, one that leads to the items below it, an item of a list, or a line that
    somebody is still to write."""

    kind: ChapterPartKind
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """`title`: with its number."""

    title: str
    parts: Sequence[ChapterPart]

    def fields(self) -> dict[str, Any]:
        """Return it as a template names it."""
        return {"title": self.title, "parts": [{"kind": part.kind, "text": part.text} for part in self.parts]}


def paragraphs(text: str) -> Iterator[ChapterPart]:
    """Yield what a person wrote, a paragraph each."""
    yield from (ChapterPart("paragraph", line.strip()) for line in text.splitlines() if line.strip())


def written(texts: Mapping[str, str], part: str, offered: Callable[[], Sequence[str]]) -> Iterator[ChapterPart]:
    """Yield what a person wrote of that part; else what is offered, and a line to be written on."""
    if text := texts.get(part, "").strip():
        yield from paragraphs(text)
        return
    yield from (ChapterPart("paragraph", line) for line in offered())
    yield ChapterPart("blank", "…" * BLANK)


def shortly(title: str) -> str:
    """Return a task's title as far as it names the task; an annex has it whole."""
    said = title.rstrip(" .")
    return said if len(said) <= TITLE else f"{pieces(said, TITLE)[0]} …"

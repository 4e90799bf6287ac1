"""What a person writes for the document of a collation: its parts, and how long each may be."""

from enum import StrEnum


class NarrativePart(StrEnum):
    """In the order in which they stand in the document."""

    ASSESSMENT = "assessment"
    CAUSES = "causes"
    NEXT_TASKS = "next_tasks"
    PROPOSALS = "proposals"


TEXT_LIMIT = 4_000  # characters


def one_after_the_other(first: str, second: str) -> str:
    """Return both texts as one, each with its own paragraphs."""
    return f"{first}\n{second}"

"""What a person writes for the document of a collation or of a plan's review: its parts, and how long each may be."""

from enum import StrEnum


class NarrativePart(StrEnum):
    """In the order in which they stand in the document."""

    ASSESSMENT = "assessment"
    CAUSES = "causes"
    LESSONS = "lessons"
    NEXT_TASKS = "next_tasks"
    PROPOSALS = "proposals"


OF_A_REVIEW = tuple(NarrativePart)
OF_A_COLLATION = tuple(part for part in NarrativePart if part is not NarrativePart.LESSONS)
"""What is learned is written of many periods, not of one."""

TEXT_LIMIT = 4_000  # characters


def one_after_the_other(first: str, second: str) -> str:
    """Return both texts as one, each with its own paragraphs."""
    return f"{first}\n{second}"

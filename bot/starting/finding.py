"""What was found right or wrong, by `dondoc check` or at the start, and how it is said."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    GOOD = "✓"
    WRONG = "✗"
    NOTE = "•"


@dataclass(frozen=True, slots=True)
class Finding:
    mark: Mark
    subject: str
    said: str
    mend: str = ""

    def lines(self) -> list[str]:
        first = f"{self.mark} {self.subject}: {self.said}"
        return [first, f"    → {self.mend}"] if self.mend else [first]


Findings = Iterator[Finding]

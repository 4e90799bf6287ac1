"""A line on its way to being cut into statements."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.typed.beginnings import STRONG
from domain.typed.labels import Labels
from domain.typed.references import Codes
from domain.typed.statement import Part, Statement
from domain.typed.tokens import Token


@dataclass(slots=True)
class Cut:
    """`part`: the one that grows. `last`: where what was taken last begins."""

    tokens: Sequence[Token]
    codes: Codes
    labels: Labels
    found: list[Statement] = field(default_factory=lambda: [Statement(0)])
    part: Part | None = None
    last: int = -1

    @property
    def now(self) -> Statement:
        return self.found[-1]

    @property
    def is_in_text(self) -> bool:
        return self.part is not None and (self.part.kind in ("text", "extension") or self.part.takes_all)

    def speaks_of_tasks(self, at: int, edge: str) -> bool:
        """Whether a code that is named here belongs to the text that grows: behind a label with a colon, or right
        behind one without. A text that began with a code goes on to speak of tasks until the next line or `;`."""
        part = self.part
        if part is None or part.kind != "text" or not self.now.tasks or edge in STRONG:
            return False
        start = part.start + (self.tokens[part.start].key == ":" if part.start < at else 0)
        is_behind_label = not self.now.lead_end or self.tokens[start - 1].key == ":"  # and not `vướng 2.7 2.8 xong`
        is_first = (at <= start and is_behind_label) or (not edge and part.is_clear)
        return is_first or (at > start and self.codes.at(self.tokens, start)[0] is not None)

    def begin_statement(self, statement: Statement) -> None:
        self.found.append(statement)
        self.part = None

    def begin_part(self, part: Part) -> None:
        self.now.parts.append(part)
        self.part = part

    def grow(self, at: int, size: int) -> None:
        """By these tokens, the part that is there or a new one."""
        if self.part is None:
            self.begin_part(Part("plain", at, at))
        assert self.part is not None
        self.part.end = at + size

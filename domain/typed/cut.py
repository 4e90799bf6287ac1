"""A line on its way to being cut into statements."""

from collections.abc import Sequence
from dataclasses import dataclass, field

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

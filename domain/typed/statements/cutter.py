"""A line on its way to being cut into statements."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.typed.statements.field_labels import Labels
from domain.typed.statements.task_codes import Codes
from domain.typed.values.statement import Statement, StatementPart
from domain.typed.words.clause_starts import STRONG, stands_at
from domain.typed.words.tokens import Token

_MARKS = frozenset("+-*•–")
_MARKS_OF_AN_ITEM = 4  # tokens between a label and the first item: `:`, line breaks, the mark


@dataclass(slots=True)
class Cut:
    """`part`: the one that grows. `last`: where what was taken last begins."""

    tokens: Sequence[Token]
    codes: Codes
    labels: Labels
    found: list[Statement] = field(default_factory=lambda: [Statement(0)])
    part: StatementPart | None = None
    last: int = -1
    section: str = ""  # the field of which `III. KHÓ KHĂN` speaks
    mark: str = ""  # of the list, which came last
    waited_for: int = -1  # where a task that is only waited for ends

    @property
    def now(self) -> Statement:
        return self.found[-1]

    @property
    def is_in_text(self) -> bool:
        return self.part is not None and (self.part.kind in ("text", "extension") or self.part.takes_all)

    def speaks_of_tasks(self, at: int, edge: str) -> bool:
        """Say whether a code that is named here belongs to the text that grows: behind a label with a colon, or right
        behind one without. A text in which codes were named goes on to speak of tasks until the next line or `;`."""
        part = self.part
        if part is None or part.kind != "text" or not self.now.tasks:
            return False
        if edge in STRONG:
            return self._lists(part, at)
        start = part.start + (self.tokens[part.start].key == ":" if part.start < at else 0)
        is_behind_label = not self.now.lead_end or self.tokens[start - 1].key == ":"  # and not `vướng 2.7 2.8 xong`
        is_first = (at <= start and is_behind_label) or (not edge and part.is_clear)
        return is_first or part.speaks_of_tasks

    def _lists(self, part: StatementPart, at: int) -> bool:
        """Say whether a list stands under a label, `Vướng mắc:` and under it `+ 2.8 chưa xong`, of a task that is no
        line of such a list itself."""
        if self.tokens[at].key in _MARKS:
            return False
        is_item = at > 0 and self.tokens[at - 1].key in _MARKS
        was_item = self.now.start > 0 and self.tokens[self.now.start - 1].key in _MARKS
        if part.is_list or (is_item and not was_item and part.is_clear and self._is_empty(part, at)):
            part.is_list = is_item
            return is_item
        return False

    def _is_empty(self, part: StatementPart, at: int) -> bool:
        return at - part.start <= _MARKS_OF_AN_ITEM and not any(
            token.kind in ("word", "number") for token in self.tokens[part.start : at]
        )

    def begin_statement(self, statement: Statement) -> None:
        statement.section = self.section
        self.found.append(statement)
        self.part = None

    def begin_part(self, part: StatementPart) -> None:
        self.now.parts.append(part)
        self.part = part

    def grow(self, at: int, size: int) -> None:
        """Grow the part that is there, or a new one, by these tokens."""
        if self.part is None and self.now.section and not self.now.parts and not stands_at(self.tokens, at):
            self.begin_part(StatementPart("text", at, at, (self.now.section,), label=at, is_clear=True))
        elif self.part is None:
            self.begin_part(StatementPart("plain", at, at))
        assert self.part is not None
        self.part.end = at + size

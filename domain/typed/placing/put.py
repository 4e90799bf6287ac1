"""Words put into the fields of a report: what stands behind a label, and what is only proposed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.forms.form import TEXT_LIMIT
from domain.typed.placing.fields_of_words import FieldPiece
from domain.typed.values.result import Answers, Doubt
from domain.typed.words.source_text import SpokenText

_SAID_LONGEST = 200  # characters of a doubt that are shown
_WITHOUT = "result"  # where words go that cannot go where nothing is said to be


@dataclass(slots=True)
class StatementResult:
    """What one statement tells: `proposed` are fields with the words that the reading put there by itself."""

    answers: Answers = field(default_factory=dict)
    remark: str = ""
    doubts: list[Doubt] = field(default_factory=list)
    proposed: list[tuple[str, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def propose(self, place: str, words: str) -> None:
        if place in self.answers and self.answers[place] is None:  # `không vướng mắc, chưa quyết toán`
            place = _WITHOUT
        before = self.answers.get(place)
        both = f"{before}; {words}" if before else words
        if len(both) > TEXT_LIMIT:
            self.doubts.append(Doubt("too_long", words[:_SAID_LONGEST]))
        elif (place, words) not in self.proposed:
            self.answers[place] = both
            self.proposed.append((place, words))

    def propose_all(self, pieces: Sequence[FieldPiece], spoken: SpokenText) -> None:
        for piece in pieces:
            if words := spoken.words(piece.start, piece.end):
                self.propose(piece.place, words)

"""What a statement says for the requirement's own fields."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from domain.text import fold
from domain.typed.statements.field_labels import Labels
from domain.typed.values.doubts import SAID_LONGEST
from domain.typed.values.field_values import document_in, read_value
from domain.typed.values.result import Answers, Doubt
from domain.typed.values.statement import Statement, StatementPart
from domain.typed.words.source_text import SpokenText
from domain.typed.words.tokens import key_at

_SAYS_DOCUMENT = re.compile(
    r"(?:da |chua |se |du kien |vua |moi |don vi |em |[\W])*(?:ban hanh|ky|phe duyet|trinh|co|ke hoach|cong van|"
    r"quyet dinh|van ban|bao cao|huong dan|thong bao|chuong trinh|to trinh|so)\b"
)
_NUMBERS = frozenset({"dimension", "limits", "digits", "letter"})  # why what is surely a number is none for the field


class OwnAnswers:
    """Takes what is certain into the answers, and what is not into the doubts."""

    def __init__(self, spoken: SpokenText, today: date, codes: Sequence[str], labels: Labels) -> None:
        self.spoken, self.today, self.codes, self.labels = spoken, today, codes, labels
        self.fields = {field.code: field for field in labels.own}

    def of(self, answers: Answers) -> Answers:
        return {code: value for code, value in answers.items() if code in self.fields}

    def takes(self, part: StatementPart, tasks: Sequence[str], answers: Answers, doubts: list[Doubt]) -> bool:
        """Take the part if it is about one of these fields, and say whether it was taken."""
        if part.kind == "own":
            field = self.fields[part.fields[0]]
            is_elsewhere = bool(tasks) and not any(field in self.labels.of(task) for task in tasks)
            return self._take(part, answers, [] if is_elsewhere else doubts)  # `elsewhere` says so
        return part.kind == "plain" and self._take_document(part, tasks, answers, doubts)

    def joined(self, parts: Sequence[StatementPart]) -> list[StatementPart]:
        """Return the parts, where what goes on behind a sign belongs to the number of a field: `giảm 12 hộ, còn 138`,
        `18% (900 triệu)`."""
        found = list[StatementPart]()
        for part in parts:
            if found and part.kind == "plain" and self._belongs(found[-1], part):
                found[-1] = replace(found[-1], end=part.end)
            else:
                found.append(part)
        return found

    def _belongs(self, own: StatementPart, part: StatementPart) -> bool:
        tokens = self.spoken.tokens
        if own.kind != "own" or not own.start < own.end < part.end or part.start - own.end > 1:
            return False
        is_led = key_at(tokens, own.end) == "(" or tokens[part.start].kind == "word" or tokens[own.end - 1].key == "%"
        says_number = any(token.kind == "number" for token in tokens[part.start : part.end])
        field = self.fields[own.fields[0]]
        if field.kind != "number" or not says_number or not is_led:
            return False
        both = read_value(self.spoken.typed(own.start, part.end), field, self.today)
        if both.is_certain or not both.values:
            return both.is_certain
        return read_value(self.spoken.typed(own.start, own.end), field, self.today).why == "dimension"  # `10% (138 hộ)`

    def _take(self, part: StatementPart, answers: Answers, doubts: list[Doubt]) -> bool:
        """Take a value for a field, and say whether it was taken. Without a colon, words that are no value of the field
        may be anything."""
        field = self.fields[part.fields[0]]
        found = read_value(self.spoken.typed(part.start, part.end), field, self.today)
        words = self.spoken.words(part.label, max(part.end, part.start))[:SAID_LONGEST]
        if found.is_certain and field.code in answers and answers[field.code] != found.values[0]:
            offers = tuple({field.code: value} for value in (answers.pop(field.code), found.values[0]))
            doubts.append(Doubt("contradiction", words, None, tuple(one for one in offers if None not in one.values())))
        elif found.is_certain and (part.is_clear or field.kind != "text"):
            answers[field.code] = found.values[0]
        elif not part.is_clear and not (field.kind == "number" and (found.values or found.why in _NUMBERS)):
            return False
        else:
            offers = tuple({field.code: value} for value in found.values)
            doubts.append(Doubt(f"own_{found.why}", words, None, offers))
        return True

    def _take_document(self, part: StatementPart, tasks: Sequence[str], answers: Answers, doubts: list[Doubt]) -> bool:
        """Take a document, `đã ban hành kế hoạch số 12/KH-UBND ngày 5/3`, where the task is asked for one, and say
        whether it was taken."""
        asked = [field for task in tasks for field in self.labels.of(task) if field.kind == "document"]
        words = self.spoken.words(part.start, part.end)
        if not asked or not _SAYS_DOCUMENT.match(fold(words)):
            return False
        found = document_in(words, self.today)
        if found is None:
            return False
        codes = list(dict.fromkeys(field.code for field in asked))
        if found.is_certain and len(codes) == 1:
            answers[codes[0]] = found.values[0]
        else:
            offers = tuple({code: value} for code in codes for value in found.values)
            doubts.append(
                Doubt("own_which" if found.is_certain else "own_document", words[:SAID_LONGEST], None, offers)
            )
        return True

    def implied(self, statement: Statement, answers: Answers, doubts: Sequence[Doubt]) -> list[str]:
        """Return the one task that is asked for the own fields, where nothing but these is spoken of; no task where
        several are."""
        own = [part.fields[0] for part in statement.parts if part.kind == "own"]
        said = answers.keys() | {doubt.why for doubt in doubts if not doubt.why.startswith("own_")}
        if not own or statement.unknown or said - set(own):
            return []
        found = self.labels.tasks_of(self.codes, own)
        return found if len(found) == 1 else []

    def asked(self, task: str, answers: Answers) -> Answers:
        """Return the answers without the fields that are not asked with this task."""
        if not self.labels.own:
            return answers
        asked = {field.code for field in self.labels.of(task)}
        return {code: said for code, said in answers.items() if code not in self.fields or code in asked}

    def elsewhere(self, tasks: Sequence[str], statement: Statement) -> list[Doubt]:
        """Return what was said for fields that are not asked with these tasks, as doubts."""
        return [
            Doubt("own_elsewhere", self.spoken.words(part.label, max(part.end, part.start))[:SAID_LONGEST], task)
            for part in statement.parts
            for task in (tasks if part.kind == "own" else ())
            if part.fields[0] not in {field.code for field in self.labels.of(task)}
        ]

    def near(self, answers: Answers) -> tuple[str, ...]:
        """Return the tasks that all of the fields that were spoken of are asked with."""
        own = answers.keys() & self.fields.keys()
        return tuple(self.labels.tasks_of(self.codes, own)) if own else ()

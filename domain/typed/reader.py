"""Statements made into what is certain and what has to be asked back."""

import re
from collections.abc import Sequence
from datetime import date

from domain import form
from domain.form import TEXT_LIMIT, Status
from domain.text import fold
from domain.typed.agreeing import IN_PROGRESS, combined
from domain.typed.clause import Clause
from domain.typed.clauses import read_clause
from domain.typed.labels import Labels
from domain.typed.meant import Answers, Doubt, Update
from domain.typed.nothing import says_none
from domain.typed.respectively import told_apart
from domain.typed.statement import Part, Statement
from domain.typed.tokens import Token
from domain.typed.values import document_in, read_value
from domain.typed.vocabulary import meanings_at

_AROUND = " \n,;.:–—-/|"
_SAID_LONGEST = 200  # characters of a doubt that are shown
_MANY_CLAUSES = 6
LONGEST_TEXT = 400  # characters that may be about a task without a label; what is longer is a page
_TEXTS = ("result", "obstacle", "recommendation")


class Reader:
    """Makes statements into updates and doubts."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        today: date,
        open_task: str | None,
        codes: Sequence[str],
        labels: Labels,
    ) -> None:
        self.text, self.tokens, self.today, self.open_task = text, tokens, today, open_task
        self.codes, self.labels = codes, labels
        self._fields = {field.code: field for field in labels.own}
        self.updates: list[Update] = []
        self.doubts: list[Doubt] = []
        self.extension: str | None = None
        self.clauses = self.puzzling = 0  # how many there are outside of texts, and in how many words are left over
        self.foreign = 0  # of them in statements that are a page of something else

    def read(self, statement: Statement) -> None:
        each = told_apart(statement, self.tokens)
        if each is None:
            self._read(statement)
        elif each:
            for one in each:
                self._read(one)
        else:
            whole = self._words(statement.start, max(part.end for part in statement.parts))
            self.doubts.append(Doubt("respectively", whole[:_SAID_LONGEST]))

    def _read(self, statement: Statement) -> None:
        tasks = statement.tasks or ([self.open_task] if self.open_task and not statement.unknown else [])
        whole = self._words(statement.start, max((part.end for part in statement.parts), default=statement.start + 1))
        clauses, puzzling = self.clauses, self.puzzling
        answers, remark, doubts = self._said(statement, tasks)
        if _is_foreign(self.clauses - clauses, self.puzzling - puzzling):
            if not tasks or len(whole) > LONGEST_TEXT:
                self.foreign += self.clauses - clauses
            answers, remark = {}, ""
            doubts = [Doubt("text", whole[:_SAID_LONGEST], None, tuple({field: whole} for field in _TEXTS))]
        tasks = tasks or self._implied(statement, answers, doubts)
        if self.labels.own:
            self._say_elsewhere(tasks, statement)
        if statement.unknown:
            self.doubts.append(Doubt("unknown_task", statement.unknown, offers=_offers(answers), near=statement.near))
        if tasks:
            new = [Update(task, found, remark) for task in tasks if (found := self._asked(task, answers))]
            self.updates += [update for update in new if update not in self.updates]
            self.doubts += [Doubt(doubt.why, doubt.said, task, doubt.offers) for doubt in doubts for task in tasks]
            if not answers and not doubts and not self._asks_more_time(statement):
                self.doubts += [Doubt("empty", whole, task) for task in tasks]
        elif not statement.unknown:
            self._about_no_task(whole, answers, doubts)

    def _about_no_task(self, whole: str, answers: Answers, doubts: list[Doubt]) -> None:
        """Something certain that names no task is asked back; anything else is not understood."""
        if any(doubt.why == "question" for doubt in doubts):
            self.doubts.append(Doubt("question", whole))
        elif not answers and [doubt.why for doubt in doubts] == ["as_before"]:
            self.doubts += doubts
        elif answers and not any(doubt.why in ("text", "partly") for doubt in doubts):
            own = answers.keys() & self._fields.keys()
            near = tuple(self.labels.tasks_of(self.codes, own)) if own else ()
            self.doubts.append(Doubt("which_task", whole, offers=(answers,), near=near))
        elif any(doubt.why not in ("text", "partly", "number") for doubt in doubts):
            first = next(doubt for doubt in doubts if doubt.why not in ("text", "partly", "number"))
            self.doubts.append(Doubt("which_task", whole, offers=first.offers))
        elif answers or doubts:
            self.doubts.append(Doubt("unclear", whole))

    def _implied(self, statement: Statement, answers: Answers, doubts: Sequence[Doubt]) -> list[str]:
        """Where nothing but own fields is spoken of, and just one task is asked them: that one."""
        own = [part.fields[0] for part in statement.parts if part.kind == "own"]
        said = answers.keys() | {doubt.why for doubt in doubts if not doubt.why.startswith("own_")}
        if not own or statement.unknown or said - set(own):
            return []
        found = self.labels.tasks_of(self.codes, own)
        return found if len(found) == 1 else []

    def _asked(self, task: str, answers: Answers) -> Answers:
        """Without the fields that are not asked with this task."""
        if not self.labels.own:
            return answers
        asked = {field.code for field in self.labels.of(task)}
        return {code: said for code, said in answers.items() if code not in self._fields or code in asked}

    def _say_elsewhere(self, tasks: Sequence[str], statement: Statement) -> None:
        for part in statement.parts:
            for task in tasks if part.kind == "own" else ():
                if part.fields[0] not in {field.code for field in self.labels.of(task)}:
                    said = self._words(part.label, max(part.end, part.start))[:_SAID_LONGEST]
                    self.doubts.append(Doubt("own_elsewhere", said, task))

    def _takes(self, part: Part, tasks: Sequence[str], answers: Answers, doubts: list[Doubt]) -> bool:
        """Whether the part is about one of the requirement's own fields."""
        if part.kind == "own":
            return self._take_own(part, answers, doubts)
        return part.kind == "plain" and self._take_document(part, tasks, answers, doubts)

    def _take_own(self, part: Part, answers: Answers, doubts: list[Doubt]) -> bool:
        """Whether it was taken; without a colon, words that are no value of the field may be anything."""
        field = self._fields[part.fields[0]]
        start = self.tokens[part.start].start if part.start < part.end else len(self.text)
        typed = self.text[start : self.tokens[part.end - 1].end] if part.start < part.end else ""
        found = read_value(typed, field, self.today)
        words = self._words(part.label, max(part.end, part.start))[:_SAID_LONGEST]
        if found.is_certain and field.code in answers and answers[field.code] != found.values[0]:
            offers = tuple({field.code: value} for value in (answers.pop(field.code), found.values[0]))
            doubts.append(Doubt("contradiction", words, None, tuple(one for one in offers if None not in one.values())))
        elif found.is_certain and (part.is_clear or field.kind != "text"):
            answers[field.code] = found.values[0]
        elif not part.is_clear and not (found.values and field.kind == "number"):
            return False
        else:
            offers = tuple({field.code: value} for value in found.values)
            doubts.append(Doubt(f"own_{found.why}", words, None, offers))
        return True

    def _take_document(self, part: Part, tasks: Sequence[str], answers: Answers, doubts: list[Doubt]) -> bool:
        """`đã ban hành kế hoạch số 12/KH-UBND ngày 5/3`, where the task is asked for a document."""
        asked = [field for task in tasks for field in self.labels.of(task) if field.kind == "document"]
        words = self._words(part.start, part.end)
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
                Doubt("own_which" if found.is_certain else "own_document", words[:_SAID_LONGEST], None, offers)
            )
        return True

    @staticmethod
    def _asks_more_time(statement: Statement) -> bool:
        return any(part.kind == "extension" for part in statement.parts)

    def _said(self, statement: Statement, tasks: Sequence[str]) -> tuple[Answers, str, list[Doubt]]:
        """What is certain, how it differs from what was typed, and what is not certain."""
        answers: Answers = {}
        doubts: list[Doubt] = []
        clauses: list[tuple[Clause, Part]] = []
        for part in statement.parts:
            if part.kind == "extension" and not self._is_asked(part):
                self.extension = self.extension or self._words(part.start, part.end)
            elif part.kind != "plain" and not part.is_clear and self._is_asked(part):
                doubts.append(Doubt("question", self._words(max(part.label, 0) or part.start, part.end)))
            elif part.kind == "plain" and len(statement.parts) > 1 and self._is_only_asking(part):
                continue
            elif part.kind == "none":
                answers |= dict.fromkeys(part.fields)
            elif part.kind == "text":
                self._take_text(part, answers, doubts, is_only=sum(one.kind == "text" for one in statement.parts) == 1)
            elif self._takes(part, tasks, answers, doubts):
                continue
            elif part.kind == "own" and part.label < part.end:
                plain = Part("plain", part.label, part.end)
                clauses.append((read_clause(self.tokens[part.label : part.end], self.text, self.today), plain))
            elif part.end > part.start:
                clauses.append((read_clause(self.tokens[part.start : part.end], self.text, self.today), part))
        standing, remark, more = self._standing(clauses)
        own = {code: value for code, value in answers.items() if code in self._fields}
        return _merged(answers, standing) | own, remark, doubts + more

    def _take_text(self, part: Part, answers: Answers, doubts: list[Doubt], *, is_only: bool) -> None:
        field, said = part.fields[0], self._words(part.start, part.end, keeps=".")
        if not said:  # of `khó khăn, vướng mắc: …` the first has no words of its own
            doubts += [Doubt("empty", self._words(part.label, max(part.end, part.start)))] if is_only else []
        elif says_none(said):
            answers[field] = None
        elif field == "obstacle" and self._is_resolved(part):
            words = self._words(part.label, part.end)[:_SAID_LONGEST]
            doubts.append(Doubt("text", words, None, ({"result": words}, {"obstacle": words})))
        elif len(said) > TEXT_LIMIT:
            doubts.append(Doubt("too_long", said[:_SAID_LONGEST]))
        else:
            before = answers.get(field)
            answers[field] = f"{before}; {said}"[:TEXT_LIMIT] if before else said

    def _is_asked(self, part: Part) -> bool:
        """`không vướng mắc?`"""
        return any(token.key == "?" for token in self.tokens[part.end - 1 : part.end + 1])

    def _is_only_asking(self, part: Part) -> bool:
        """The question mark behind a part that was asked."""
        return part.end == part.start + 1 and self.tokens[part.start].key == "?"

    def _is_resolved(self, part: Part) -> bool:
        """`vướng mắc đã giải quyết xong`: it is in the way no longer."""
        kinds = [meaning.kind for meaning in meanings_at(self.tokens, part.start + part.is_clear)[0]]
        return "resolved" in kinds

    def _standing(self, clauses: Sequence[tuple[Clause, Part]]) -> tuple[Answers, str, list[Doubt]]:
        """All clauses of a statement together."""
        sure = [clause for clause, _ in clauses if not clause.has_leftovers and not clause.is_question]
        doubts: list[Doubt] = []
        said: Answers = {}
        for clause, part in clauses:
            words = self._words(part.start, part.end)[:_SAID_LONGEST]
            self.clauses += 1
            self.puzzling += clause.has_leftovers
            if clause.is_question:
                doubts.append(Doubt("question", words))
                continue
            if clause.has_leftovers:
                doubts += [_left_over(clause, words)] if words else []
            else:
                doubts += [Doubt(why, words, None, offers) for why, offers in clause.doubts]
            if not clause.has_leftovers and clause.figures:
                before = said.get("figures", [])
                said["figures"] = [*before, *(one for one in clause.figures if one not in before)]
        words = "; ".join(self._words(part.start, part.end) for _, part in clauses)[:_SAID_LONGEST]
        standing, remark, more = combined(sure, words)
        if more:
            doubts = [doubt for doubt in doubts if doubt.why not in _ABOUT_DAYS]
        if any(doubt.why in _ABOUT_DAYS for doubt in doubts):  # then the standing beside it is not certain either
            doubts = [_with_standing(doubt, standing) for doubt in doubts]
            return said, "", [*doubts, *more]
        return standing | said, remark, [*doubts, *more]

    def _words(self, start: int, end: int, keeps: str = "") -> str:
        """What these tokens were typed as, without the signs around them but for those that it `keeps` at its end."""
        if start >= end:
            return ""
        words = self.text[self.tokens[start].start : self.tokens[end - 1].end].lstrip(_AROUND)
        return words.rstrip("".join(sign for sign in _AROUND if sign not in keeps))


_SAYS_DOCUMENT = re.compile(
    r"(?:da |chua |se |du kien |vua |moi |don vi |em |[\W])*(?:ban hanh|ky|phe duyet|trinh|co|ke hoach|cong van|"
    r"quyet dinh|van ban|bao cao|huong dan|thong bao|chuong trinh|to trinh|so)\b"
)
_ABOUT_DAYS = frozenset({"no_such_day", "to_come", "part_or_day", "day"})


def _with_standing(doubt: Doubt, standing: Answers) -> Doubt:
    """The ways in which a doubtful day may be meant, each with the status that was typed beside it."""
    if doubt.why not in _ABOUT_DAYS:
        return doubt
    done = standing.get("status") == Status.DONE
    days = tuple({**standing, **offer} for offer in doubt.offers if "done_on" not in offer or done)
    parts = tuple({**standing, **offer} for offer in doubt.offers if "figures" in offer)
    alone = (dict(IN_PROGRESS),) if doubt.why == "to_come" else ()
    offers = list({str(offer): offer for offer in (*days, *parts, *_offers(standing), *alone)}.values())
    return Doubt(doubt.why, doubt.said, doubt.task, tuple(offers))


def _left_over(clause: Clause, words: str) -> Doubt:
    """Words that are no standing, figure or day: perhaps a result, perhaps something in the way."""
    texts = tuple({field: words} for field in _TEXTS)
    if not clause.says_something:
        return Doubt("text", words, None, texts)
    standing, _, doubts = combined([clause], words)
    figures = {"figures": clause.figures} if clause.figures else {}
    both = standing | figures
    if not both or any(doubt.why != "how_far" for doubt in doubts):
        return Doubt("partly", words, None, texts)
    return Doubt("partly", words, None, (both, *({**both, **text} for text in texts[:2]), *texts[:2]))


def _offers(answers: Answers) -> tuple[Answers, ...]:
    return (answers,) if answers else ()


def _merged(answers: Answers, said: Answers) -> Answers:
    """In the form's order, and only what the form takes."""
    everything = {**answers, **said}
    return {field.code: everything[field.code] for field in form.FIELDS if field.code in everything}


def _is_foreign(clauses: int, puzzling: int) -> bool:
    """Of many clauses most say nothing that is understood: a text, or a page of something else (an article)."""
    return clauses >= _MANY_CLAUSES and puzzling * 3 >= clauses * 2


def without_contradictions(updates: Sequence[Update], doubts: Sequence[Doubt]) -> tuple[list[Update], list[Doubt]]:
    """`2.7 xong; 2.7 40%` says two things about how one task stands: neither is certain."""
    standings: dict[str, list[Answers]] = {}
    for update in updates:
        if "status" in update.answers:
            said = {code: value for code, value in update.answers.items() if code in ("status", "percent")}
            seen = standings.setdefault(update.task, [])
            if said not in seen:
                seen.append(said)
    twice = {task: said for task, said in standings.items() if len(said) > 1}
    kept = [update for update in updates if update.task not in twice]
    more = [Doubt("contradiction", task, task, tuple(said)) for task, said in twice.items()]
    return kept, [*doubts, *more]

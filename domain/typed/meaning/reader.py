"""Statements made into what is certain and what has to be asked back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from domain.forms.form import TEXT_LIMIT
from domain.typed.holding.held_standing import may_hold
from domain.typed.holding.late import with_what_is_late
from domain.typed.meaning.asked_parts import asks_about, is_asked, is_only_asking
from domain.typed.meaning.clause_reader import read_clause
from domain.typed.meaning.field_answers import OwnAnswers
from domain.typed.meaning.standing import Read, stand
from domain.typed.meaning.task_page import LONGEST_TEXT, is_foreign
from domain.typed.naming.titles import Titles
from domain.typed.placing import already
from domain.typed.placing.labelled_texts import propose_text, take_text
from domain.typed.placing.put import StatementResult
from domain.typed.placing.putting_off import is_taken_back, puts_off_the_task
from domain.typed.statements.field_labels import Labels
from domain.typed.statements.leads import DENIES
from domain.typed.statements.respectively import as_the_one_before, told_apart
from domain.typed.talk.task_questions import asks_leave_until
from domain.typed.values.clause import Clause
from domain.typed.values.combine import WAYS
from domain.typed.values.doubts import SAID_LONGEST, in_order, long_text, offers_of
from domain.typed.values.result import Answers, Doubt, Update
from domain.typed.values.statement import Statement, StatementPart
from domain.typed.words.clause_starts import STRONG
from domain.typed.words.phrases import TokenLine, kinds_at, meanings_at
from domain.typed.words.source_text import SpokenText
from domain.typed.words.tokens import Token

_FIRST_CLAUSES = 3  # by which it is seen how a task stands, where there are too many
_TOO_MANY_CLAUSES = 60  # nobody says as much of one task: they are not even looked at
_OF_NO_TASK = frozenset({"text", "partly", "number", "spared"})
"""What may be said of anything: where no task is named nothing is made of it."""
_BESIDE, _DOTS = 4, 3  # tokens; signs between a clause and its question mark
_LONGEST_CLAUSE = 150  # tokens without a sign between them that may say how one task stands


def _corrects(tokens: Sequence[Token], at: int) -> bool:
    is_named = at + 1 < len(tokens) and tokens[at + 1].key == ":"  # `2.3 chưa xong - sửa: 2.3 đã xong`
    return any(one.kind == "corrects" and (one.value != "before" or is_named) for one in meanings_at(tokens, at)[0])


class StatementReader:
    """Makes statements into updates and doubts."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        today: date,
        open_task: str | None,
        codes: Sequence[str],
        labels: Labels,
        titles: Titles | None = None,
    ) -> None:
        self.tokens, self.today, self.open_task = tokens, today, open_task
        self.titles, self.words = titles, frozenset[str]()  # of the title of the task that is spoken of
        self.spoken = SpokenText(text, tokens)
        self.own = OwnAnswers(self.spoken, today, codes, labels)
        self.updates: list[Update] = []
        self.doubts: list[Doubt] = []
        self.extension: str | None = None
        self.clauses = self.puzzling = 0  # how many there are outside of texts, and in how many words are left over
        self.left_out: list[str] = []
        self.is_correction = any(_corrects(tokens, at) for at in range(len(tokens)))
        self.before = Answers()  # of the statement before, where nothing of it is in doubt
        self.led, self.lead = list[int](), (0, 0)  # doubts of the statement before, where words led to its code
        self.foreign = 0  # of them in statements that are a page of something else

    def read(self, statement: Statement) -> None:
        each = told_apart(statement, self.tokens)
        end = max((part.end for part in statement.parts), default=0)
        if statement.is_aside:
            self.doubts.append(Doubt("unclear", self.spoken.words(statement.start, end)[:SAID_LONGEST]))
        elif each is None:
            self._read(statement)
        elif each:
            for one in each:
                self._read(one)
        else:
            self.doubts.append(Doubt("respectively", self.spoken.words(statement.start, end)[:SAID_LONGEST]))

    def _read(self, statement: Statement) -> None:
        tasks: Sequence[str] = statement.tasks or ([self.open_task] if self.open_task and not statement.unknown else [])
        self.words = self.titles.words_of(tasks[0]) if self.titles and len(tasks) == 1 else frozenset()
        end = max((part.end for part in statement.parts), default=statement.start + 1)
        whole = self.spoken.words(statement.start, end)
        clauses, puzzling = self.clauses, self.puzzling
        if sum(part.kind == "plain" for part in statement.parts) > _TOO_MANY_CLAUSES:
            self.clauses, self.puzzling = clauses + len(statement.parts), puzzling + len(statement.parts)
            told = StatementResult(self._first_said(statement))
        elif tasks and (likewise := as_the_one_before(statement, self.tokens, self.before)):
            told = StatementResult(likewise)
        else:
            told = self._told(statement, tasks)
        is_kept = bool(tasks) and "status" in told.answers and len(whole) <= TEXT_LIMIT
        if not is_kept and is_foreign(self.clauses - clauses, self.puzzling - puzzling):
            if not tasks or (len(whole) > LONGEST_TEXT and "status" not in told.answers):
                self.foreign += self.clauses - clauses
            words = self.spoken.words(statement.parts[0].start, end)
            labelled, more = self._labelled(statement) if len(words) > TEXT_LIMIT else ({}, [])
            doubt = long_text(words, whole, told.answers)
            if len(words) > TEXT_LIMIT and doubt.offers:  # what is too long goes nowhere; how the task stands is clear
                labelled, doubt = {**doubt.offers[0], **labelled}, replace(doubt, offers=())
            told = StatementResult(labelled, doubts=[doubt, *more])
        answers, doubts = told.answers, told.doubts
        self.before = {} if doubts else answers
        tasks = tasks or self.own.implied(statement, answers, doubts)
        excepted = statement.excepted
        if (statement.is_all or statement.is_rest) and not answers and [doubt.why for doubt in doubts] == ["as_before"]:
            excepted, tasks = tuple(code for code in self.own.codes if code not in tasks), ()  # `còn lại như kỳ trước`
        elsewhere = self.own.elsewhere(tasks, statement)
        self.doubts += elsewhere
        if statement.unknown:
            why = "which_task" if statement.is_alike else "unknown_task"
            self.doubts.append(Doubt(why, statement.unknown, None, offers_of(answers), statement.near))
        self._or_as_behind(statement, answers)
        led = len(tasks) * len(doubts) if statement.lead_end else 0
        self.led = list(range(len(self.doubts), len(self.doubts) + led))
        self.lead = (statement.start, statement.lead_end)
        if tasks:
            proposed = tuple(told.proposed)
            new = [
                Update(task, found, told.remark, proposed) for task in tasks if (found := self.own.asked(task, answers))
            ]
            self.updates += [update for update in new if update not in self.updates]
            self.doubts += [Doubt(doubt.why, doubt.said, task, doubt.offers) for doubt in doubts for task in tasks]
            is_else = bool(elsewhere) or any(part.kind == "extension" for part in statement.parts)
            if not answers and not doubts and not is_else:
                is_so = already.is_said(self.tokens[statement.start : end])
                why, offers = ("already", (dict(already.DONE),)) if is_so else ("empty", ())
                self.doubts += [Doubt(why, whole, task, offers) for task in tasks]
        elif not statement.unknown:
            self._about_no_task(whole, answers, doubts, excepted)

    def _first_said(self, statement: Statement) -> Answers:
        """Return how the task stands by the first clauses, where there are too many to look at."""
        first = list[Read]()
        for part in statement.parts[:_FIRST_CLAUSES]:
            if part.kind != "plain" or (clause := self._clause(part))[0].has_leftovers:
                break
            first.append(clause)
        return stand(first, self.spoken, is_planned=False, is_text=False).answers

    def _labelled(self, statement: Statement) -> tuple[Answers, list[Doubt]]:
        """Return what stands behind a label, as answers, and as doubts where the rest is more than a field takes."""
        answers, doubts = Answers(), list[Doubt]()
        for part in statement.parts:
            if part.kind == "text" and not is_asked(part, self.tokens):
                take_text(part, answers, doubts, self.spoken, is_only=False)
        return answers, doubts

    def _or_as_behind(self, statement: Statement, answers: Answers) -> None:
        """Offer for the words before the first code how the next one stands: in `em báo cáo chị Hoa 2.7, 2.8 xong` they
        are perhaps said to somebody, and that is said of both."""
        between = self.tokens[self.lead[1] : statement.start]
        if "status" not in answers or any(token.key in STRONG or token.key == "." for token in between):
            return
        kinds = {kind for at in range(*self.lead) for kind in kinds_at(self.tokens, at)}
        for at in self.led:
            doubt = self.doubts[at]
            if doubt.why in ("text", "partly") and not kinds & DENIES:
                rest = tuple(one for one in doubt.offers if one != answers)
                offers = (answers, *rest) if "filler" in kinds else (*rest, answers)
                self.doubts[at] = Doubt(doubt.why, doubt.said, doubt.task, offers)

    def _about_no_task(self, whole: str, answers: Answers, doubts: list[Doubt], excepted: tuple[str, ...] = ()) -> None:
        """Ask back about something certain that names no task; anything else is not understood."""
        if any(doubt.why == "question" for doubt in doubts):
            self.doubts.append(Doubt("question", whole))
        elif not answers and [doubt.why for doubt in doubts] == ["as_before"]:
            self.doubts += [replace(doubt, near=excepted) for doubt in doubts]
        elif answers and not any(doubt.why in ("text", "partly") for doubt in doubts):
            self.doubts.append(Doubt("which_task", whole, None, (answers,), self.own.near(answers)))
        elif clear := [doubt for doubt in doubts if doubt.why not in _OF_NO_TASK]:
            self.doubts.append(Doubt("which_task", whole, offers=clear[0].offers))
        elif answers or doubts:
            self.doubts.append(Doubt("unclear", whole))

    def _told(self, statement: Statement, tasks: Sequence[str]) -> StatementResult:
        """Return what is certain or proposed, how it differs from what was typed, and what is not certain."""
        if statement.is_said_before and statement.parts and asks_about(statement, self.tokens):
            words = self.spoken.words(statement.start, statement.parts[-1].end)
            return StatementResult(doubts=[Doubt("question", words)])
        told, clauses, leads, counts = StatementResult(), list[Read](), list[StatementPart](), False
        for part in self.own.joined(with_what_is_late(self._with_lead(statement), self.tokens)):
            if part.kind == "extension" and is_taken_back(self.tokens, part.start):
                told.asked.append(self.spoken.words(part.start, part.end))
            elif part.kind == "extension" and (
                not is_asked(part, self.tokens) or asks_leave_until(self.tokens[part.start : part.end])
            ):
                words = self.spoken.words(part.start, part.end)
                if tasks and puts_off_the_task(self.tokens, part.start, part.end, self.today):
                    told.propose("recommendation", words)
                else:
                    self.extension = self.extension or words
            elif part.kind != "plain" and not part.is_clear and is_asked(part, self.tokens):
                begins = max(part.label, 0) or part.start
                if clauses and clauses[-1][1].end == begins:  # `có cần gia hạn không?`
                    begins = clauses.pop()[1].start
                told.asked.append(self.spoken.words(begins, part.end))
            elif part.kind == "plain" and len(statement.parts) > 1 and is_only_asking(part, self.tokens):
                if clauses and clauses[-1][1].end >= part.start - _DOTS:
                    clauses[-1][0].is_question = True  # `xong...?`
            elif part.kind == "none":
                told.answers |= dict.fromkeys(part.fields)
            elif part.kind == "text" and part.is_proposed:
                leads.append(part)
            elif part.kind == "text":
                is_only = sum(one.kind == "text" for one in statement.parts) == 1
                take_text(part, told.answers, told.doubts, self.spoken, is_only=is_only)
            elif self.own.takes(part, tasks, told.answers, told.doubts):
                continue
            elif part.kind == "own" and part.label < part.end:
                clauses.append(self._clause(StatementPart("plain", part.label, part.end)))
                counts = True
            elif part.end > part.start:
                clauses.append(self._clause(part))
        for clause, _ in clauses if counts else ():
            clause.bold = None  # what is counted of a field is not how the task stands
        self.clauses += len(clauses) + len(leads)
        self.puzzling += len(leads)
        self.puzzling += sum(clause.has_leftovers for clause, _ in clauses)
        if statement.doubted is not None:
            clauses.insert(0, (Clause(standing="unsure", words=["guess"]), StatementPart("plain", *statement.doubted)))
        if statement.is_left:
            words = self.spoken.words(statement.start, statement.lead_end)
            told.doubts.append(Doubt("unclear_standing", words, None, WAYS["left_over"]))
        stood = stand(
            clauses,
            self.spoken,
            is_planned=statement.is_planned,
            lead_end=statement.lead_end,
            is_text=bool(told.answers or leads),
            is_correction=self.is_correction,
            beside=[part for part in statement.parts if may_hold(part)],
            own=self.words,
        )
        told.answers, told.remark = told.answers | stood.answers, stood.remark
        told.doubts, told.asked = [*told.doubts, *stood.doubts], [*told.asked, *stood.asked]
        for part in leads:
            propose_text(part, told, self.spoken, is_of_a_task=bool(tasks))
        if statement.is_planned:  # what is to be done is no result
            self.left_out += [self.spoken.words(one.start, one.end) for one in stood.pieces]
        elif tasks:
            told.propose_all(stood.pieces, self.spoken)
        else:
            told.doubts += [Doubt("text", self.spoken.words(one.start, one.end)) for one in stood.pieces]
        told.answers = in_order(told.answers) | self.own.of(told.answers)
        if told.answers and tasks:
            self.left_out += told.asked
        else:
            told.doubts += [Doubt("question", words) for words in told.asked]
        return told

    def _with_lead(self, statement: Statement) -> Sequence[StatementPart]:
        """Return the parts of a statement like `miễn 2.7 xong`: where the words before the code are not understood,
        what stands behind it is one with them."""
        end, parts = statement.lead_end, statement.parts
        at = next((at for at, part in enumerate(parts) if part.kind == "plain" and part.end < end), None)
        if at is None or not self._clause(parts[at])[0].has_leftovers:
            return parts
        behind = [part for part in parts[at + 1 :] if part.start >= end]
        if behind and behind[0].kind == "plain" and behind[0].start - end <= 1:
            end, behind = behind[0].end, behind[1:]
        return [*parts[:at], StatementPart("plain", parts[at].start, end), *behind]

    def _clause(self, part: StatementPart) -> tuple[Clause, StatementPart]:
        if part.end - part.start > _LONGEST_CLAUSE:
            return Clause(has_leftovers=True), part
        tokens = self.tokens[part.start : part.end]
        if part.unit >= part.end:
            tokens = [*tokens, self.tokens[part.unit]]
        clause = read_clause(TokenLine(tokens), self.spoken.text, self.today, self.words)
        clause.is_rate |= bool(clause.percents) and self._is_beside(part)
        return clause, part

    def _is_beside(self, part: StatementPart) -> bool:
        """Say whether this is a per cent alone between brackets, right behind a number with its word: `480tr (96%)`."""
        before = self.tokens[max(0, part.start - _BESIDE) : part.start]
        is_alone = part.end - part.start <= _BESIDE and before and before[-1].key == "("
        return bool(is_alone) and any(token.kind == "number" for token in before)

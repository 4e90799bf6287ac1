"""What a typed line says about tasks: `2.7 40%; 3.1 xong, vướng: thiếu mặt bằng`.

The line is cut into words (`tokens`), these into statements about tasks (`statements`), and each clause is read by
itself (`clauses`) with the words as data (`vocabulary`). What is not wholly certain is given back as a doubt with the
ways in which it may have been meant: nothing is guessed, and nothing is recorded before it was read back and confirmed.
All of it takes time linear in the length of the line.
"""

import re
from collections.abc import Collection, Sequence
from datetime import date

from domain import form
from domain.form import TEXT_LIMIT, Status
from domain.text import fold
from domain.typed.clauses import Clause, read_clause
from domain.typed.meant import Answers, Doubt, Reading, Update
from domain.typed.statements import Codes, Part, Statement, named_at, statements
from domain.typed.tokens import Token, tokens_of
from domain.typed.vocabulary import WORDS, meanings_at

__all__ = ["Answers", "Doubt", "Reading", "Update", "is_courtesy", "names_a_task", "read_line", "says_none"]

_THANKS = frozenset(
    {"ok", "oke", "okay", "da", "vang", "da vang", "cam on", "thanks", "thank you", "👍", "🙏", "da ok"}
)
_NONE = re.compile(r"(?:khong|ko|k|chua)(?: co)?(?: gi| vuong mac| kho khan| kien nghi| de xuat)?(?: a)?|none|no")
_AROUND = " \n,;.:–—-"
_SAID_LONGEST = 200  # characters of a doubt that are shown
_TEXTS = ("result", "obstacle", "recommendation")


def says_none(text: str) -> bool:
    """`không`, `không có gì ạ`: the answer to a question about obstacles or recommendations that there are none."""
    return _NONE.fullmatch(fold(text).strip(" .!,")) is not None


def is_courtesy(text: str) -> bool:
    """`dạ`, `vâng ạ`, `ok`, 👍: said out of politeness, and recorded nowhere."""
    words = fold(text).strip(" .!,").removesuffix(" a").strip()
    return words in _THANKS


def names_a_task(text: str, codes: Sequence[str]) -> bool:
    """Whether the line begins with a task's code, and so is about tasks."""
    named = named_at(tokens_of(text, WORDS), 0, Codes(codes, codes))
    return named is not None and bool(named.tasks)


def read_line(
    text: str,
    codes: Sequence[str],
    *,
    today: date,
    open_task: str | None = None,
    unanswered: Collection[str] | None = None,
) -> Reading:
    """Read a typed line (NFC) about the tasks `codes`.

    `open_task` is meant where a statement names none; `unanswered` (None: all) are the tasks that
    `các nhiệm vụ còn lại` speaks of, but for those that the line names itself.
    """
    tokens = tokens_of(text, WORDS)
    open_codes = [code for code in codes if unanswered is None or code in unanswered]
    found = statements(tokens, Codes(codes, open_codes))
    if is_nil := _is_nil(tokens, found):
        return Reading(is_nil=is_nil)
    reader = _Reader(text, tokens, today, open_task)
    for statement in found:
        reader.read(statement)
    corrected = any(token.is_leftover for token in tokens)
    updates, doubts = _without_contradictions(reader.updates, reader.doubts)
    return Reading(tuple(updates), tuple(doubts), reader.extension, is_corrected=corrected)


def _is_nil(tokens: Sequence[Token], found: Sequence[Statement]) -> bool:
    """`dạ kps ạ`: nothing but that there is nothing to report, and no task is named."""
    if any(statement.tasks or statement.unknown for statement in found):
        return False
    at, is_said = 0, False
    while at < len(tokens):
        meanings, length = meanings_at(tokens, at)
        kinds = {meaning.kind for meaning in meanings}
        if not kinds & {"nil", "filler", "any"} and tokens[at].kind not in ("sign", "break"):
            return False
        is_said |= "nil" in kinds
        at += max(1, length)
    return is_said


class _Reader:
    """Makes statements into updates and doubts."""

    def __init__(self, text: str, tokens: Sequence[Token], today: date, open_task: str | None) -> None:
        self.text, self.tokens, self.today, self.open_task = text, tokens, today, open_task
        self.updates: list[Update] = []
        self.doubts: list[Doubt] = []
        self.extension: str | None = None

    def read(self, statement: Statement) -> None:
        tasks = statement.tasks or ([self.open_task] if self.open_task and not statement.unknown else [])
        whole = self._words(statement.start, max((part.end for part in statement.parts), default=statement.start + 1))
        answers, remark, doubts = self._said(statement)
        if statement.unknown:
            self.doubts.append(Doubt("unknown_task", statement.unknown, offers=_offers(answers), near=statement.near))
        if tasks:
            new = [Update(task, answers, remark) for task in tasks if answers]
            self.updates += [update for update in new if update not in self.updates]
            self.doubts += [Doubt(doubt.why, doubt.said, task, doubt.offers) for doubt in doubts for task in tasks]
            if not answers and not doubts and not self._asks_more_time(statement):
                self.doubts += [Doubt("empty", whole, task) for task in tasks]
        elif not statement.unknown:
            self._about_no_task(whole, answers, doubts)

    def _about_no_task(self, whole: str, answers: Answers, doubts: list[Doubt]) -> None:
        """Something certain that names no task is asked back; anything else is not understood."""
        if answers and not any(doubt.why in ("text", "partly") for doubt in doubts):
            self.doubts.append(Doubt("which_task", whole, offers=(answers,)))
        elif any(doubt.why not in ("text", "partly", "number") for doubt in doubts):
            first = next(doubt for doubt in doubts if doubt.why not in ("text", "partly", "number"))
            self.doubts.append(Doubt("which_task", whole, offers=first.offers))
        elif answers or doubts:
            self.doubts.append(Doubt("unclear", whole))

    @staticmethod
    def _asks_more_time(statement: Statement) -> bool:
        return any(part.kind == "extension" for part in statement.parts)

    def _said(self, statement: Statement) -> tuple[Answers, str, list[Doubt]]:
        """What is certain, how it differs from what was typed, and what is not certain."""
        answers: Answers = {}
        doubts: list[Doubt] = []
        clauses: list[tuple[Clause, Part]] = []
        for part in statement.parts:
            if part.kind == "extension":
                self.extension = self.extension or self._words(part.start, part.end)
            elif part.kind == "none":
                answers |= dict.fromkeys(part.fields)
            elif part.kind == "text":
                self._take_text(part, answers, doubts, is_only=sum(one.kind == "text" for one in statement.parts) == 1)
            elif part.end > part.start:
                clauses.append((read_clause(self.tokens[part.start : part.end], self.text, self.today), part))
        standing, remark, more = self._standing(clauses)
        return _merged(answers, standing), remark, doubts + more

    def _take_text(self, part: Part, answers: Answers, doubts: list[Doubt], *, is_only: bool) -> None:
        field, said = part.fields[0], self._words(part.start, part.end, keeps=".")
        if not said:  # of `khó khăn, vướng mắc: …` the first has no words of its own
            doubts += [Doubt("empty", self._words(part.label, max(part.end, part.start)))] if is_only else []
        elif says_none(said):
            answers[field] = None
        elif len(said) > TEXT_LIMIT:
            doubts.append(Doubt("too_long", said[:_SAID_LONGEST]))
        else:
            before = answers.get(field)
            answers[field] = f"{before}; {said}"[:TEXT_LIMIT] if before else said

    def _standing(self, clauses: Sequence[tuple[Clause, Part]]) -> tuple[Answers, str, list[Doubt]]:
        """All clauses of a statement together."""
        sure = [clause for clause, _ in clauses if not clause.has_leftovers and not clause.is_question]
        doubts: list[Doubt] = []
        said: Answers = {}
        for clause, part in clauses:
            words = self._words(part.start, part.end)[:_SAID_LONGEST]
            if clause.is_question:
                doubts.append(Doubt("question", words))
                continue
            if clause.has_leftovers:
                doubts.append(_left_over(clause, words))
            else:
                doubts += [Doubt(why, words, None, offers) for why, offers in clause.doubts]
            if not clause.has_leftovers and clause.figures:
                said["figures"] = [*said.get("figures", ()), *clause.figures]
        words = "; ".join(self._words(part.start, part.end) for _, part in clauses)[:_SAID_LONGEST]
        standing, remark, more = _combined(sure, words)
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


_ABOUT_DAYS = frozenset({"no_such_day", "to_come", "part_or_day", "day"})


def _with_standing(doubt: Doubt, standing: Answers) -> Doubt:
    """The ways in which a doubtful day may be meant, each with the status that was typed beside it."""
    if doubt.why not in _ABOUT_DAYS:
        return doubt
    done = standing.get("status") == Status.DONE
    days = tuple({**standing, **offer} for offer in doubt.offers if "done_on" not in offer or done)
    parts = tuple({**standing, **offer} for offer in doubt.offers if "figures" in offer)
    alone = (dict(_IN_PROGRESS),) if doubt.why == "to_come" else ()
    offers = list({str(offer): offer for offer in (*days, *parts, *_offers(standing), *alone)}.values())
    return Doubt(doubt.why, doubt.said, doubt.task, tuple(offers))


def _left_over(clause: Clause, words: str) -> Doubt:
    """Words that are no standing, figure or day: perhaps a result, perhaps something in the way."""
    texts = tuple({field: words} for field in _TEXTS)
    if not clause.says_something:
        return Doubt("text", words, None, texts)
    standing, _, doubts = _combined([clause], words)
    figures = {"figures": clause.figures} if clause.figures else {}
    both = standing | figures
    if not both or doubts:
        return Doubt("partly", words, None, texts)
    return Doubt("partly", words, None, (*({**both, **text} for text in texts[:2]), *texts[:2]))


def _combined(clauses: Sequence[Clause], words: str) -> tuple[Answers, str, list[Doubt]]:
    """Status, per cent and day of a statement; a doubt where they do not go together."""
    standings = list(dict.fromkeys(clause.standing for clause in clauses if clause.standing))
    percents = list(dict.fromkeys(percent for clause in clauses for percent in clause.percents))
    days = list(dict.fromkeys(clause.done_on for clause in clauses if clause.done_on))
    follows_done = any(clause.percent_follows_done for clause in clauses)
    offers = tuple(_offer(standing) for standing in standings if standing in _STATUSES) + tuple(
        {"percent": percent} for percent in percents
    )
    if len(standings) > 1 or len(percents) > 1 or len(days) > 1:
        return {}, "", [Doubt("contradiction", words, None, offers)]
    standing = standings[0] if standings else None
    percent = percents[0] if percents else None
    answers, remark, why = _agreed(standing, percent, follows_done)
    if why:
        return {}, "", [Doubt(why, words, None, _WAYS.get(why, offers))]
    if days and answers.get("status") == Status.DONE:
        answers["done_on"] = days[0].isoformat()
    elif days:
        done_then = {"status": str(Status.DONE), "done_on": days[0].isoformat()}
        return answers, remark, [Doubt("day", words, None, (done_then,))]
    return answers, remark, []


_STATUSES = frozenset(map(str, Status))
_IN_PROGRESS: Answers = {"status": str(Status.IN_PROGRESS)}
_DONE: Answers = {"status": str(Status.DONE)}
_NOT_STARTED: Answers = {"status": str(Status.NOT_STARTED)}
_WAYS: dict[str, tuple[Answers, ...]] = {
    "almost": (_IN_PROGRESS, _DONE),
    "started": (_IN_PROGRESS, _DONE),
    "promised": (_IN_PROGRESS, _NOT_STARTED),
    "will_not": (_NOT_STARTED, _IN_PROGRESS),
    "unclear_standing": (_NOT_STARTED, _IN_PROGRESS, _DONE),
}


def _offer(standing: str) -> Answers:
    return {"status": standing}


def _agreed(standing: str | None, percent: float | None, follows_done: bool) -> tuple[Answers, str, str]:
    """Answers, remark, and why there is a doubt instead."""
    if standing is None:
        return ({} if percent is None else _with_percent(percent)), "", ""
    if percent is None:
        if standing == "not_done":
            return dict(_IN_PROGRESS), "not_done", ""
        if standing in _STATUSES:
            return {"status": standing}, "", ""
        return {}, "", "unclear_standing" if standing == "unclear" else standing
    if standing == Status.DONE:
        if percent == 100:
            return dict(_DONE), "", ""
        return (_with_percent(percent), "done_below", "") if follows_done else ({}, "", "contradiction")
    if standing == Status.NOT_STARTED:
        return (dict(_NOT_STARTED), "", "") if percent == 0 else ({}, "", "contradiction")
    if standing == "not_done":
        clear = percent < 100 and not follows_done
        return (_with_percent(percent), "", "") if clear else ({}, "", "contradiction")
    if standing in (Status.IN_PROGRESS, "started"):
        return (_with_percent(percent), "", "") if percent < 100 else ({}, "", "contradiction")
    return {}, "", "unclear_standing" if standing == "unclear" else standing


def _with_percent(percent: float) -> Answers:
    if percent == 100:
        return dict(_DONE)
    return {"status": str(Status.IN_PROGRESS), "percent": percent}


def _offers(answers: Answers) -> tuple[Answers, ...]:
    return (answers,) if answers else ()


def _merged(answers: Answers, said: Answers) -> Answers:
    """In the form's order, and only what the form takes."""
    everything = {**answers, **said}
    return {field.code: everything[field.code] for field in form.FIELDS if field.code in everything}


def _without_contradictions(updates: Sequence[Update], doubts: Sequence[Doubt]) -> tuple[list[Update], list[Doubt]]:
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

"""How a task stands by all clauses of a statement, and what of their words belongs elsewhere in the report."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from domain.forms.form import Status
from domain.typed.holding.done_day import day_of
from domain.typed.holding.held_standing import held
from domain.typed.holding.present import of_now
from domain.typed.holding.still_open import as_it_is_open
from domain.typed.placing.fields_of_words import FieldPiece, piece_of, speaks_of_the_report, tells_of
from domain.typed.placing.parts_of_a_whole import before_what_is_left, only_the_total
from domain.typed.placing.vague import is_not_all, is_out_of_date, is_told_not_to, settled
from domain.typed.values.clause import Clause
from domain.typed.values.combine import NOT_DONE, WAYS, combined
from domain.typed.values.doubts import (
    ABOUT_DAYS,
    SAID_LONGEST,
    left_over,
    two_shares,
    where_it_goes,
    which_way,
    with_standing,
)
from domain.typed.values.result import Answers, Doubt
from domain.typed.values.statement import StatementPart
from domain.typed.words.markers import IN_FULL, RATES, found
from domain.typed.words.phrases import kinds_at
from domain.typed.words.source_text import SpokenText
from domain.typed.words.tokens import key_at
from domain.typed.words.trouble import is_only_waiting, is_stopped_for

Read = tuple[Clause, StatementPart]


@dataclass(slots=True)
class Stood:
    """`pieces`: the words that are left over, each with its place; `asked`: what was asked beside what is said."""

    answers: Answers
    remark: str
    doubts: list[Doubt]
    pieces: list[FieldPiece] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


def stand(
    clauses: Sequence[Read],
    spoken: SpokenText,
    *,
    is_planned: bool,
    lead_end: int = 0,
    is_text: bool,
    is_correction: bool = False,
    beside: Sequence[StatementPart] = (),
    own: Collection[str] = (),
) -> Stood:
    """Return how the task stands by all clauses. `lead_end`: before it words are said before a code. `is_text`:
    something is said beside that is no standing. `is_correction`: the line puts right what was said before, so that the
    last words stand. `beside`: texts that may hold how it stands; `own`: words of the task's title."""
    clauses, aside = of_now(clauses, spoken)
    is_planned |= any(clause.is_condition for clause, _ in clauses)
    is_unsure = any(clause.standing in NOT_DONE for clause, _ in clauses if not clause.has_leftovers)
    sure, weak, doubts, said = list[Clause](), list[Clause](), list[Doubt](), Answers()
    asked, open_, vague = list[str](), list[Read](), list[StatementPart]()
    for clause, part in clauses:
        whole = spoken.words(part.start, part.end)
        clause.denies |= is_planned or is_unsure
        if clause.is_question:
            asked.append(whole[:SAID_LONGEST])
        elif _is_done_on_no_day(clause, part, spoken):
            sure.append(Clause(str(Status.DONE)))
            doubts.append(Doubt(_IMPOSSIBLE, whole[:SAID_LONGEST]))
        elif clause.has_leftovers:
            open_ += [(clause, part)] if whole else []
            is_of_it = clause.sure is not None and part.end > lead_end
            if is_of_it and clause.sure and not (clause.denies and clause.sure.standing in _FINAL):
                (weak if clause.sure.is_led else sure).append(clause.sure)
        else:
            is_alone = not any(one.percents or one.standing for one, _ in clauses if one is not clause)
            if is_alone and (clear := settled(clause, spoken.tokens[part.start : part.end])) is not None:
                clause = clear
                vague.append(part)
            sure.append(clause)
            has_other = clause.figures or any(one.percents or one.standing for one, _ in clauses if one is not clause)
            counts = has_other and bool(clause.standing or clause.figures) and "done" not in clause.words
            clause.done_on = None if counts else clause.done_on
            about = [one for one in clause.doubts if not counts or one[0] not in ABOUT_DAYS]
            doubts += [Doubt(why, whole[:SAID_LONGEST], None, offers) for why, offers in about]
            if clause.figures:
                said["figures"] = list({str(one): one for one in [*said.get("figures", []), *clause.figures]}.values())
    if spent := only_the_total(said.get("figures", ())):
        said["figures"] = [spent]
        aside += [_result_of(one, spoken) for one in clauses if one[0].figures and spent not in one[0].figures]
    words = "; ".join(spoken.words(part.start, part.end) for _, part in clauses)[:SAID_LONGEST]
    if not any(clause.standing or clause.percents for clause in sure):
        sure += weak  # `các DN đang lập hồ sơ`
    if not is_planned and not any(clause.standing or clause.percents for clause in sure):
        sure += _bold(clauses, words, spoken, is_beside=is_text)
    is_held = not is_planned and all(doubt.why in _OF_FIGURES for doubt in doubts)
    is_held &= all(clause.standing in _GOING and not clause.percents for clause in sure)
    if is_held and (one := _held(clauses, beside, spoken, own)) is not None:
        is_more = bool(one.percents) or all(clause.standing in _VAGUE for clause in sure)
        sure = [*(clause for clause in sure if clause.standing is None), one] if is_more else sure
    sure, other = _of_the_task(as_it_is_open(sure, clauses, spoken.tokens), clauses, spoken)
    aside += other
    standing, remark, more = combined(sure, words)
    if standing == _JUST_DONE and (day := day_of(clauses, spoken.tokens, own)) is not None:
        standing = {**standing, "done_on": day.isoformat()}
    if is_correction and any(doubt.why == "contradiction" for doubt in more):
        standing, remark, more = combined([one for one in sure if one.standing or one.percents][-1:], words)
    if is_planned and standing.get("status") == Status.DONE:
        standing, remark, more = {}, "", [Doubt("promised", words, None, WAYS["promised"])]  # `xong, nếu có vốn`
    if more:
        doubts = [doubt for doubt in doubts if doubt.why not in ABOUT_DAYS]
    if "percent" in standing:  # `60%, còn 40%`
        reached = {"percent": standing["percent"]}
        doubts = [doubt for doubt in doubts if doubt.why != "left" or reached not in doubt.offers]
    if both := two_shares(standing, said.get("figures", ()), words):
        standing, said, remark, more = {}, {}, "", [*more, both]
    elif any(doubt.why in ABOUT_DAYS for doubt in doubts):  # then the standing beside it is not certain either
        doubts = [with_standing(doubt, standing) for doubt in doubts]
        standing, remark = {}, ""
    stood = Stood(standing | said, remark, [*doubts, *more], asked=asked)
    has_standing = bool(stood.answers or stood.doubts)
    if asked and not has_standing and not is_text:  # all of it is the question
        stood.asked = [spoken.words(clauses[0][1].start, clauses[-1][1].end)[:SAID_LONGEST]]
        return stood
    _place(stood, open_, spoken, lead_end, is_beside=has_standing or is_text, own=own)
    aside += [FieldPiece("result", part.start, part.end) for part in vague if stood.answers]
    if stood.pieces and not has_standing:
        aside += [FieldPiece("result", part.start, part.end) for part in _in_time(clauses, spoken)]
    stood.pieces += [piece for piece in aside if not piece.is_empty]
    if has_standing:
        stood.pieces += [
            piece_of(spoken.tokens, part.start, part.end)
            for clause, part in clauses
            if clause.standing == "promised" and not clause.has_leftovers and stood.answers.get("status")
        ]
    return stood


_IMPOSSIBLE, _FROM, _SHORT = "no_such_day", "tu", 7  # tokens
_JUST_DONE = {"status": str(Status.DONE)}
_VAGUE = (None, "started")
_GOING = (*_VAGUE, str(Status.IN_PROGRESS))
_OF_FIGURES = frozenset({"figure"})


def _is_done_on_no_day(clause: Clause, part: StatementPart, spoken: SpokenText) -> bool:
    """Return whether no more is said than that it was done, and from a day that no calendar has: `xong từ 30/2`."""
    is_from = any(token.key == _FROM for token in spoken.tokens[part.start : part.end])
    is_short = is_from and part.end - part.start <= _SHORT
    is_only_done = {"done"} <= set(clause.words) <= {"done", "was"}
    return is_short and is_only_done and [why for why, _ in clause.doubts] == [_IMPOSSIBLE]


def _held(
    clauses: Sequence[Read], beside: Sequence[StatementPart], spoken: SpokenText, own: Collection[str]
) -> Clause | None:
    parts = [part for clause, part in clauses if not clause.is_question and not clause.is_withdrawn]
    spans = [[(part.start, part.end) for part in several] for several in (parts, beside)]
    return held(spoken.tokens, spans[0], own, texts=spans[1])


def _result_of(read: Read, spoken: SpokenText) -> FieldPiece:
    return replace(piece_of(spoken.tokens, read[1].start, read[1].end), place="result", start=read[1].start)


def _of_the_task(
    sure: Sequence[Clause], clauses: Sequence[Read], spoken: SpokenText
) -> tuple[list[Clause], list[FieldPiece]]:
    """Return the clauses without what is said beside how the task stands, and that, which belongs to the result: `480tr
    (96%)` beside `hoàn thành`, and `thanh toán đợt 1 xong` beside `thi công 35%`."""
    is_done = any(one.standing == Status.DONE and not one.percents and not one.is_led for one in sure)
    put = max((part.start for clause, part in clauses if clause.is_put and clause.standing == Status.DONE), default=0)
    earlier = [clause for clause, part in clauses if part.start < put]  # `đúng hạn 98,7%, ghi hoàn thành nhé`
    before = [one for clause in earlier for one in (clause, clause.sure)]
    is_so_far = any(one.percents and max(one.percents) < _ALL and not one.is_rate for one in sure)
    aside = [
        one
        for one in sure
        if (is_done and (one.is_rate or any(one is other for other in before)) and one.percents)
        or (is_so_far and one.is_led and _only_done(one))
    ]
    parts = [part for clause, part in clauses if any(clause is one for one in aside)]
    pieces = [replace(piece_of(spoken.tokens, part.start, part.end), place="result") for part in parts]
    kept = [one for one in sure if not any(one is other for other in aside)]
    return kept, [replace(one, start=part.start) for one, part in zip(pieces, parts, strict=True)]


_ALL = 100
_ONLY = "moi"


def _only_done(clause: Clause) -> bool:
    return clause.standing == Status.DONE and not clause.percents


def _bold(read: Sequence[Read], words: str, spoken: SpokenText, *, is_beside: bool) -> list[Clause]:
    """Return what is only proposed, where all of it goes together; nothing is done where something is still to come. A
    figure that is all that is said (`15/20 xã`) says no more than itself."""
    is_beside |= any(clause.has_leftovers for clause, _ in read)
    if not is_beside and not any(
        token.key == _ONLY for _, part in read for token in spoken.tokens[part.start : part.end]
    ):
        return []
    clauses = [clause for clause, _ in read]
    bold = [clause.bold for clause in clauses if clause.bold is not None]
    if not any(found(IN_FULL, spoken.tokens, at) for _, part in read for at in range(part.start, part.end)):
        bold = [one for one in bold if not one.is_part]
    places = [at for _, part in read for at in range(part.start, part.end)]
    kinds = {kind for at in places if not is_told_not_to(spoken.tokens, at) for kind in kinds_at(spoken.tokens, at)}
    if (_TO_COME | {"left", "not_yet"}) & kinds:
        bold = [one for one in bold if one.standing != Status.DONE]
    going = [one for one in bold if one.standing == Status.IN_PROGRESS or one.percents] or bold
    return going if going and not combined(going, words)[2] else []


def _place(
    stood: Stood,
    clauses: Sequence[Read],
    spoken: SpokenText,
    lead_end: int,
    *,
    is_beside: bool,
    own: Collection[str],
) -> None:
    """Make pieces of what is left over, or ask about it where it may change how the task stands."""
    is_told = False
    for clause, part in clauses:
        if middle := before_what_is_left(spoken.tokens, part.start, part.end):  # `làm được bảy nhà còn năm nhà chưa`
            first = piece_of(spoken.tokens, part.start, middle)
            is_told |= stood.answers.get("status") == Status.IN_PROGRESS
            if is_told and not first.is_empty:
                _add(stood.pieces, first, spoken)
                part = StatementPart("plain", middle, part.end)
        whole = spoken.words(part.start, part.end)
        piece = piece_of(spoken.tokens, part.start, part.end)
        stands = bool(stood.answers.get("status"))
        if part.end <= lead_end and part.start < lead_end:
            stood.doubts.append(left_over(clause, whole))
        elif (stands or "percent" in stood.answers) and is_out_of_date(spoken.tokens, part.start, part.end):
            stood.doubts.append(Doubt("unsure", whole[:SAID_LONGEST], None, WAYS["unsure"]))
            stood.answers = {}
        elif stood.answers.get("status") == Status.DONE and (
            piece.is_contrary or is_not_all(spoken.tokens[part.start : part.end], own)
        ):  # `xong nhưng chưa nộp`
            place = piece.place if piece.is_contrary else "obstacle"
            stood.doubts.append(which_way(stood.answers, spoken.words(piece.start, piece.end), place))
            stood.answers = {}
        elif speaks_of_the_report(spoken.tokens, part.start, part.end):
            stood.asked += [whole] if is_beside else []
            stood.doubts += [] if is_beside else [left_over(clause, whole)]
        elif not is_beside and is_only_waiting(spoken.tokens, part.start, part.end):  # `pending`
            ways = where_it_goes(whole, ("obstacle", "result"))
            stood.doubts.append(Doubt("text", whole[:SAID_LONGEST], None, ways))
        elif not stands and _hides(clause, spoken, part):
            stood.doubts.append(left_over(clause, whole))
        elif (
            is_beside or is_told or piece.is_told or piece.is_new or tells_of(own, spoken.tokens, part.start, part.end)
        ):
            is_told = True
            if not piece.is_empty:
                _add(stood.pieces, piece, spoken)
        elif where_it_goes(whole):
            stood.doubts.append(left_over(clause, whole))


def _hides(clause: Clause, spoken: SpokenText, part: StatementPart) -> bool:
    """Say whether how the task stands may be said in these words."""
    is_stopped = clause.is_spared and not is_stopped_for(spoken.tokens, part.start, part.end)
    return is_stopped or bool(_HIDES & set(clause.words))


def _in_time(clauses: Sequence[Read], spoken: SpokenText) -> list[StatementPart]:
    """Return parts like `còn lại đúng hạn` beside what is late: they say nothing of the task, and are a result."""
    quiet = [part for clause, part in clauses if not clause.says_something and not clause.has_leftovers]
    return [part for part in quiet if any(found(RATES, spoken.tokens, at) for at in range(part.start, part.end))]


_TO_COME = frozenset({"ahead", "later", "if", "guess", "soon"})
_FINAL = frozenset({str(Status.DONE), "not_done"})
_HIDES = frozenset({"done", "nil"})  # how it stands may be said in them


def _add(pieces: list[FieldPiece], piece: FieldPiece, spoken: SpokenText) -> None:
    """Add the piece, to the one before where it goes on: after a comma, or to the same place."""
    last = pieces[-1] if pieces else None
    between = [token.key for token in spoken.tokens[last.end : piece.start]] if last else []
    goes_on = last is not None and (between == [","] and not piece.is_told and not piece.is_new)
    is_same = last is not None and last.place == piece.place and len(between) <= 1
    if last is not None and last.end <= piece.start and (goes_on or is_same):
        closes = between == ["("] and key_at(spoken.tokens, piece.end) == ")"
        pieces[-1] = replace(last, end=piece.end + closes)
    else:
        pieces.append(piece)

"""One clause of a typed line: how the task stands, per cents, figures, days; and whether anything is left over."""

from collections.abc import Collection, Sequence
from datetime import date

from domain.forms.form import Status
from domain.forms.statuses import TYPED
from domain.typed.holding.latest import is_of_now, time_of
from domain.typed.meaning.bare_numbers import share_said
from domain.typed.meaning.left_over_words import asks, is_plain_sign, of_the_plan, says_nothing, settle
from domain.typed.meaning.nil import reports_nothing
from domain.typed.meaning.put_off import is_said_beside
from domain.typed.placing.bold import proposed
from domain.typed.placing.counted import CountedStanding, asks_in_words, counted, is_of_rate, is_rate, is_reached
from domain.typed.placing.parts_of_a_whole import share_of
from domain.typed.statements.remaining import left_at
from domain.typed.talk.idle import reports_then
from domain.typed.values.clause import Clause
from domain.typed.values.combine import is_below_all, standing_of
from domain.typed.values.dates import day_at, lunar_length, month_at, month_of_year
from domain.typed.values.days_said import is_evening, take_day
from domain.typed.values.quantities import figure_at
from domain.typed.words.markers import TURNS, found
from domain.typed.words.numbers import percents
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token
from domain.typed.words.vocabulary import Meaning

_STANDING = frozenset(
    {"done", "doing", "now", "not_yet", "no", "soon", "later", "was", "hedge", "nil", "guess", "if", "ahead", "state"}
)
_CHOICES = frozenset({"done", "doing", "now", "not_yet", "no", "nil"})
_SPARED = Meaning("spared", "alone")  # which says how the task stands: `2.7 tạm hoãn`
DENIES = frozenset({"spared", "waits", "wishes", "not_needed", "wonders"})  # before what is said to be done
_OVER = frozenset({"het", "thoi", "khoi", "bo"})  # before a status: it is one no longer
_COMPLETE = frozenset({"complete", "completed", "done", "finished"})
_SO = frozenset({"ok", "oke", "okie", "okay", "roi"})  # `2.7 ok chưa` is asked
_CANNOT = frozenset({"duoc", "gi"})  # `không làm được gì`: it is not begun
_KEPT = Meaning("filler", "kept")
_NEVER_DONE = frozenset({"spared", "guess", "if", "ahead", "later"})  # wherever they stand
_LATE, _AGO = frozenset({"cuoi", "giua"}), frozenset({"truoc", "ngoai", "qua", "last"})
_ENDS_IT = frozenset({"roi", "luon", "tron", "sach", "rao", "nha", "nhe", "a", "truoc"})
_NOT_SO = frozenset({"not_yet", "no", "nil", "later", "soon"})  # before a figure: it is none that was reached
_CHANGES = frozenset({"tang", "giam", "hon", "kem", "hoach", "tieu", "giao"})  # `kế hoạch 80%`: no per cent reached


def read_clause(tokens: Sequence[Token], text: str, today: date, own: Collection[str] = ()) -> Clause:
    """Return what the clause says; its tokens hold no label and no task any more. `own`: words of the task's title."""
    clause = _ClauseReader(tokens, text, today).read()
    clause.share = share_of(tokens)
    clause.time = time_of(tokens, today) if clause.percents else None
    if clause.share == "some" and clause.standing == "unclear":  # `mới được gần nửa`
        clause.standing = str(Status.IN_PROGRESS)
    clause.is_rate = bool(clause.percents or clause.figures) and is_of_rate(tokens)
    if clause.has_leftovers or clause.share:
        clause.bold = proposed(clause, tokens, own)
    return clause


class _ClauseReader:
    """Goes through the tokens of one clause once."""

    def __init__(self, tokens: Sequence[Token], text: str, today: date) -> None:
        self.tokens, self.text, self.today = tokens, text, today
        self.clause = Clause()
        self.words = self.clause.words
        self.unknown: list[Token] = []  # words without a meaning, which may name the figure that follows
        self.is_hanging = self.wishes = self.asks = self.wonders = self.denies = self.denies_all = False
        self.says_done = any("done" in kinds_at(tokens, at) for at in range(len(tokens)))
        self.is_left = False  # `còn 30% nữa là xong`: how it will stand, when what is left is done
        self.said, self.corrects, self.is_kept = CountedStanding(), False, False

    def read(self) -> Clause:
        clause, at = self.clause, 0
        if kind := reports_nothing(self.tokens, of_a_task=True):
            clause.standing = str(Status.NOTHING) if kind == "nil" else "nil_task"
            return clause
        while at < len(self.tokens):
            figures = len(clause.percents)
            at += self._figure(at) or self._word(at)
            if len(clause.percents) > figures and at < len(self.tokens):
                at += of_the_plan(self.tokens, at)
        if self.corrects:  # `hôm qua em gõ nhầm`
            clause.done_on = None
            clause.doubts = [doubt for doubt in clause.doubts if doubt[0] not in ("day", "part_or_day", "to_come")]
        if self.words.count("no") > 1 and "done" not in self.words:  # `không phải không làm`
            self.words[:] = [kind for kind in self.words if kind not in ("no", "doing")]
        if {"no", "doing"} <= set(self.words) and {token.key for token in self.tokens} >= _CANNOT:
            self.words[:] = ["not_yet" if kind == "no" else kind for kind in self.words]
        clause.is_question |= asks_in_words(self.tokens) or self.asks or (self.wonders and "done" in self.words)
        if self.is_left and {"done", "ahead"} & set(self.words):
            self.words.clear()
        if self.denies_all and set(self.words) <= {"no", "was"}:
            self.words.clear()  # `chưa xong 2.7 đâu`
        if any(why == "as_before" for why, _ in clause.doubts) and is_said_beside(self.unknown):
            self.unknown = []  # `cứ ghi y như quý trước cho anh`
        if len(clause.figures) > 1:  # `3 tỷ trên kế hoạch 5 tỷ`, `12 căn x 60tr = 720tr`: which one was reached?
            clause.figures, self.unknown = [], list(self.tokens)
        clause.standing = standing_of(self.words)
        if clause.standing == "promised":  # how it will be on that day
            clause.doubts = [doubt for doubt in clause.doubts if doubt[0] not in ("to_come", "day")]
        if clause.standing == Status.DONE and any(map(is_below_all, clause.figures)):
            clause.standing, clause.is_below = str(Status.IN_PROGRESS), True
        clause.denies |= bool(_NEVER_DONE & set(self.words))
        clause.is_led |= "nil" in self.words and bool(self.unknown)  # `không phát sinh chi phí`
        if self.corrects and len(self.unknown) == 1 and not clause.says_something:  # `là 60 chứ không phải 80%`
            clause.percents += (
                [float(one) for one in percents(self.unknown[0].key)] if self.unknown[0].kind == "number" else []
            )
            self.unknown = [] if clause.percents else self.unknown
        if len(self.unknown) == 1 and (share := self._share(self.unknown[0])) is not None:
            clause.percents.append(share)
            self.unknown = []
        settle(clause, self.unknown, self.tokens)
        if clause.has_leftovers:
            counted(clause, self.said, self.tokens, self.unknown[0])
        if self.is_kept and not clause.says_something and not self.unknown:
            clause.doubts.append(("as_before", ()))  # `các mục khác giữ nguyên`
        return clause

    def _share(self, left: Token) -> float | None:
        """Return the number that is left over, where it can only be a per cent: `in progress 60`; None otherwise."""
        says_other = self.clause.percents or self.clause.figures or self.clause.doubts or self.clause.done_on
        is_going = set(self.words) <= {"doing", "now", "was"}
        return share_said(self.tokens, left) if left.kind == "number" and is_going and not says_other else None

    def _figure(self, at: int) -> int:
        """Read a figure or a day that begins here; return how many tokens it takes, 0 for none."""
        clause, tokens = self.clause, self.tokens
        figures, percents = len(clause.figures), len(clause.percents)
        if left := left_at(tokens, at):
            clause.doubts.append(("left", left[0]))
            self.is_left, self.asks = True, False
            return left[1]
        if self.says_done and (lunar := lunar_length(tokens, at, self.today)):
            clause.doubts.append(("lunar_day", ()))
            return lunar
        taken = self._month(at) if month_of_year(tokens, at) else 0
        taken = taken or figure_at(clause, tokens, at, self.unknown, self.text) or self._day(at) or self._month(at)
        if not taken:
            return 0
        if len(clause.percents) > percents and is_reached(tokens, at, taken, is_led=bool(self.unknown)):
            self.said.percents.append(clause.percents[-1])
        has_percent = len(clause.percents) > percents
        if has_percent and (is_rate(tokens, at) or (self.unknown and self.unknown[-1].key in _CHANGES)):
            clause.percents.pop()  # `năng suất tăng 15%`
            self._leave(at, taken)
        elif len(clause.percents) > percents and self.words and self.words[-1] in ("not_yet", "no"):
            clause.percents.pop()  # `chưa đạt 40%`: less than that, and nobody knows how much
            clause.doubts.append(("below", ({"status": str(Status.IN_PROGRESS)},)))
            self.words.pop()
        elif len(clause.figures) > figures and (self.wishes or self.is_hanging or _NOT_SO & set(self.words)):
            clause.figures.pop()
            self.unknown.extend(tokens[at : at + taken])
            self.words.clear()
            self.is_hanging = True
        self.asks = False
        return taken

    def _day(self, at: int) -> int:
        day = day_at(self.tokens, at, self.today)
        if day is None:
            return 0
        is_before = "done" not in self.words and not day.is_bare and day.day is not None
        if is_before and (day.day > self.today or is_evening(self.tokens, at)):  # type: ignore[operator]
            self.words.append("ahead")  # `ngày mai xong`, `chiều nay xong`
        else:
            self.said.day = at
            take_day(self.clause, day, self.tokens, at, self.today)
        return day.length

    def _month(self, at: int) -> int:
        """Read a month, `xong tháng 10`, `trong quý III xong`: of what is done no day; one that is still to come is a
        promise. Return how many tokens it takes, 0 for none."""
        month = month_at(self.tokens, at, self.today)
        if month is not None and is_of_now(self.tokens, at, month[0], self.today):
            return month[1]  # `tháng này đạt 63%`
        if month is None or not self.says_done:
            return 0
        if month[0] > (self.today.year, self.today.month):
            self.words.append("ahead")
        else:
            self.clause.may_be_to_come |= month[0] == (self.today.year, self.today.month)
            self._vague_day()
        return month[1]

    def _word(self, at: int) -> int:
        clause, tokens = self.clause, self.tokens
        meanings, length = meanings_at(tokens, at)
        if not meanings:
            clause.is_question |= tokens[at].key == "?" or self._is_choice(at)
            if tokens[at].kind != "sign" or not is_plain_sign(tokens[at].key):
                self._leave(at, 1)
            return 1
        meaning = meanings[0]
        is_said = bool(self.words) and not clause.percents and self.tokens[at - 1].kind != "number"  # and not `5 ha`
        if meaning.kind == "done" and self._is_behind_percent(at):
            return length  # `80% complete`
        if is_said and asks(meanings, tokens[at]):
            self.asks = True
        elif meaning.kind in _STANDING or meaning in (_SPARED, Meaning("resolved", "done")):
            self._stand(meaning, at, length)
        elif meaning.kind in ("computed", "as_before"):
            clause.doubts.append((meaning.kind, ()))
        elif meaning.kind == "vague_day":
            is_gone = bool(_AGO & {one.key for one in tokens[at : at + length]})
            clause.may_be_to_come |= tokens[at].key in _LATE and not is_gone
            self._vague_day()
        elif meaning.kind == "corrects" and meaning.value != "before":
            self.corrects = True
            said = bool(self.words or clause.percents or self.unknown)
            clause.is_withdrawn |= meaning.value == "wrong" and said
        elif meaning.kind == "about" and "done" in kinds_at(tokens, at + length):
            self.words.append("hedge")  # `ước xong`
        elif not self.unknown and not self.words and (turn := found(TURNS, tokens, at)):
            return turn[1]
        elif _KEPT in meanings:
            self.is_kept = True
        elif not says_nothing(meanings, tokens[at]):
            self.is_hanging |= meaning.kind == "waits"
            self.wishes |= meaning.kind in ("extension_by", "wishes")
            self.wonders |= meaning.kind == "wonders"
            self.denies |= meaning.kind in DENIES
            self._leave(at, length)
        return length

    def _is_behind_percent(self, at: int) -> bool:
        """Say whether the word means so much of it, as in English: `80% complete`."""
        is_short = at > 0 and self.tokens[at - 1].key == "%" and not self.words
        return is_short and self.tokens[at].key in _COMPLETE and bool(self.clause.percents)

    def _is_choice(self, at: int) -> bool:
        """Say whether this is one of several to choose from: `chưa thực hiện/đang thực hiện/hoàn thành`."""
        return self.tokens[at].key == "/" and bool(self.words) and bool(kinds_at(self.tokens, at + 1) & _CHOICES)

    def _vague_day(self) -> None:
        """Note that the day is not known: `xong tuần trước`; `cuối tháng xong`, said before it, may be a promise."""
        if "done" in self.words or not self.says_done:
            self.clause.doubts.append(("day", ()))
        else:
            self.words.append("ahead")

    def _stand(self, meaning: Meaning, at: int, length: int) -> None:
        """Read a word of standing; after `chờ` it is said of what is waited for."""
        kind = "done" if meaning.kind == "resolved" or self._does_all(meaning, at + length) else meaning.kind
        kind = meaning.value if kind == "state" else kind
        if meaning == Meaning("guess", "marked") and not self.tokens[at].marked:
            self._leave(at, length)
            return
        self.denies_all |= meaning.value == "at all"
        is_asking = kind in ("not_yet", "no") and not meaning.value
        is_behind = bool({"done", "doing", "nil"} & set(self.words)) or (at > 0 and self.tokens[at - 1].key in _SO)
        self.asks = is_asking and is_behind
        is_named = at > 0 and self.tokens[at - 1].key == ":"  # `Quỹ phát triển: xong`
        self.clause.is_led |= kind in ("done", "not_yet", "no") and bool(self.unknown) and not is_named
        self.clause.denies |= kind == "done" and self.denies
        self.clause.is_condition |= kind == "if"
        self.clause.is_put |= meaning.value == "put"
        if self.is_hanging:
            self.unknown.extend(self.tokens[at : at + length])
        else:
            is_then = kind == "done" and reports_then(self.tokens, at + length)
            self.clause.is_condition |= is_then
            self.words += [kind, *_WITH.get(meaning, ("ahead",) * is_then)]
            if kind in TYPED and any(token.key in _OVER for token in self.tokens[:at]):
                self.words.append("no")  # `hết tạm dừng`
            self.said.kinds.append((self.tokens[at].start, kind))
        self.clause.percent_follows_done = False

    def _does_all(self, meaning: Meaning, after: int) -> bool:
        """Say whether all of it was done: `làm hết rồi`, `thực hiện hết`."""
        if meaning.kind != "doing" or "whole" not in kinds_at(self.tokens, after):
            return False
        end = after + meanings_at(self.tokens, after)[1]
        return end - after > 1 or end >= len(self.tokens) or self.tokens[end].key in _ENDS_IT

    def _leave(self, at: int, length: int) -> None:
        self.unknown.extend(self.tokens[at : at + length])
        self.asks = False


_WITH = {Meaning("nil", "yet"): ("not_yet",), Meaning("not_yet", "done"): ("done",)}  # `mô mà xong`

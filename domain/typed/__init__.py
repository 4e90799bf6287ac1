"""What a typed line says about tasks: `2.7 40%; 3.1 xong, vướng: thiếu mặt bằng`.

What was copied is laid out as lines (`copied`), and the words are put as they were meant (`hearing`). They are cut into
statements about tasks (`statements`, `naming`; `blocks` is a second opinion of that), and each clause is read by itself
(`meaning`) with the words as data (`words`). `values` and `holding` say how a task stands by all of them, and `placing`
where the rest belongs. What is no report (`talk`) is left out
or asked about. What is not wholly certain is given back as a doubt with the ways in which it may have been meant:
nothing is guessed, and nothing is recorded before it was read back and confirmed. All of it takes time linear in the
length of the line.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from domain.forms.fields import Field
from domain.typed.blocks.believed_blocks import chosen, is_needed
from domain.typed.blocks.cutting import Blocks, in_blocks
from domain.typed.copied.report import Copied, as_report
from domain.typed.copied.tables import with_bars
from domain.typed.copied.whose import Whose
from domain.typed.hearing import heard, in_figures
from domain.typed.holding.halves import half_done
from domain.typed.holding.likewise import as_others
from domain.typed.meaning.bare_numbers import as_percents
from domain.typed.meaning.long_pages import is_a_page, sentences_with_codes
from domain.typed.meaning.nil import reports_nothing
from domain.typed.meaning.only_task import is_unsure, only_code, only_titled
from domain.typed.meaning.reader import StatementReader
from domain.typed.meaning.task_page import LONGEST_TEXT, read_page
from domain.typed.naming.titles import Titles, titles_of
from domain.typed.placing import already
from domain.typed.statements.field_labels import Labels
from domain.typed.statements.splitter import statements
from domain.typed.statements.task_references import Codes, named_at
from domain.typed.talk import without_talk
from domain.typed.talk.asides import without_questions
from domain.typed.talk.complaints import without_complaint
from domain.typed.talk.which import forgotten, of_which_task
from domain.typed.values.combine import WAYS
from domain.typed.values.doubts import (
    SAID_LONGEST,
    is_of_none,
    without_contradictions,
    without_headings,
    without_taken_back,
)
from domain.typed.values.result import Answers, Doubt, Reading, Update
from domain.typed.values.statement import Statement
from domain.typed.words.clause_starts import label_of
from domain.typed.words.courtesies import leaves_empty, says_none
from domain.typed.words.phrases import TokenLine, meanings_at
from domain.typed.words.politeness import is_courtesy
from domain.typed.words.tokens import Token
from domain.typed.words.vocabulary import Meaning

_BEGINNING = 40  # tokens in which a task is named, if it is
_LISTED = 2  # tasks that are said to stand somehow: a report, however long the words are that it begins with

__all__ = [
    "LONGEST_TEXT",
    "Answers",
    "Doubt",
    "Reading",
    "Update",
    "Whose",
    "begins_with_a_title",
    "is_courtesy",
    "label_of",
    "leaves_empty",
    "names_a_task",
    "read_line",
    "read_page",
    "says_none",
    "with_bars",
]


def names_a_task(text: str, codes: Sequence[str], titles: Mapping[str, str] | None = None) -> bool:
    """Say whether the line begins with a task's code, one of these titles (by code), or with how one stands (`xong
    2.7`), and so is about tasks."""
    tokens, known = _named_in(text, codes, titles or {})
    named = named_at(tokens, 0, known)
    if named is not None and (named.tasks or named.is_alike):
        return True
    first = next(iter(statements(tokens[:_BEGINNING], known, Labels())), None)
    return first is not None and first.is_said_before and (bool(first.tasks) or first.is_alike)


def begins_with_a_title(text: str, codes: Sequence[str], titles: Mapping[str, str]) -> bool:
    """Say whether nearly all of one of these titles stands there, so that whatever follows is said of that task."""
    _, known = _named_in(text, codes, titles)
    return 0 in known.titled and known.titled[0].is_sure


def _named_in(text: str, codes: Sequence[str], titles: Mapping[str, str]) -> tuple[TokenLine, Codes]:
    names = titles_of(tuple(titles.items()))
    tokens, known = _heard(text, codes, names, Labels()), Codes(codes, codes, one_is_open=True)
    known.see(text, tokens, names)
    return tokens, known


def read_line(
    text: str,
    codes: Sequence[str],
    *,
    today: date,
    open_task: str | None = None,
    unanswered: Collection[str] | None = None,
    own: Sequence[Field] = (),
    titles: Mapping[str, str] | None = None,
    whose: Whose | None = None,
) -> Reading:
    """Read a typed line (NFC) about the tasks `codes`; `titles` by code, where they may be named by these too.

    `open_task` is meant where a statement names none; `unanswered` (None: all) are the tasks that
    `các nhiệm vụ còn lại` speaks of, but for those that the line names itself. `own` are the requirement's own fields.
    `whose`: by whom and for when it is read; what says that it is another's is asked about, and nothing of it kept.
    """
    asked = _AskedTasks(codes, today, codes if unanswered is None else unanswered, own, titles or {})
    reading = asked.read_of_all(text, open_task)
    is_about = bool(reading.updates) or reading.is_nil or any(doubt.task for doubt in reading.doubts)
    other = whose.another(text) if whose is not None and is_about else None
    return reading if other is None else Reading(doubts=(other,))


class _AskedTasks:
    """Of which tasks lines are read, and by which words these and their fields are named."""

    def __init__(
        self,
        codes: Sequence[str],
        today: date,
        unanswered: Collection[str],
        own: Sequence[Field],
        titles: Mapping[str, str],
    ) -> None:
        self.codes, self.today = codes, today
        self.open_codes = [code for code in codes if code in unanswered]
        self.labels, self.names = Labels(own), titles_of(tuple(titles.items()))

    def read_of_all(self, text: str, open_task: str | None) -> Reading:
        copied = as_report(text, self.codes, self.names)
        if not copied.is_report:
            return Reading(doubts=(Doubt("unclear", text.strip()),))
        reading = self._read(copied, open_task)
        blocks = self._blocks(copied.text) if open_task is None else None
        if blocks is not None and is_needed(reading, blocks):
            reading = chosen(reading, self._read(copied, None, blocks=blocks), blocks, copied.text)
        if open_task is not None or not _is_of_nothing(reading):
            return reading if len(self.codes) == 1 else as_others(reading, self._heard, self._one_named)
        if (code := only_code(in_figures(text, self.codes), self.codes)) is not None:
            again = self._read(copied, code)
            if not again.doubts and any("status" in update.answers for update in again.updates):
                return again  # `tôi hứa 15/12 xong 2.2, giờ mới 64%`
            if any(doubt.why == "partly" for doubt in again.doubts) and is_unsure(self._heard(text)):
                return Reading(doubts=(Doubt("unsure", text.strip()[:SAID_LONGEST], code, WAYS["unsure"]),))
        elif self.names.codes and blocks is None and (code := only_titled(self._heard(text), self.names)) is not None:
            again = self._read(copied, code, only=code)
            if _says_how_far(again) or _asks_which(again):
                return replace(again, named=(code,))
        return reading

    def _heard(self, text: str) -> TokenLine:
        return _heard(text, self.codes, self.names, self.labels)

    def _one_named(self, tokens: Sequence[Token]) -> str | None:
        code, length = Codes(self.codes, self.codes).at(tokens, 0)
        return code if code is not None and length == len(tokens) else self.names.of_any(tokens)

    def _blocks(self, text: str) -> Blocks | None:
        tokens, known = self._heard(text), Codes(self.codes, self.codes)
        if any(token.key == "?" for token in tokens):
            return None
        coded = {at: one for at, one in known.typed_in(tokens).items() if "." in one[0] and known.names(tokens, at)}
        return in_blocks(text, tokens, coded, self.names)

    def _read(self, copied: Copied, open_task: str | None, only: str = "", blocks: Blocks | None = None) -> Reading:
        """Read a text. `only`: the task that is named by any words of its title; `blocks`: in which it is read."""
        text, codes, names = copied.text, self.codes, self.names
        unclear = Reading(doubts=(Doubt("unclear", text.strip()),))
        known = Codes(codes, self.open_codes, one_is_open=open_task is not None)
        if blocks is None:
            tokens = without_questions(without_complaint(self._heard(text)), names.words, codes)
            known.see(text, tokens, names, only, self.labels)
        else:
            tokens = blocks.tokens
            known.see(text, tokens, names, only, self.labels, blocks.mentions)
        if is_a_page(tokens, known):
            return self._read_sentences(copied, open_task, only, sentences_with_codes(text, tokens, known)) or unclear
        found = statements(tokens, known, self.labels)
        if open_task is None and _is_nil(tokens, found, len(codes)):
            return Reading(is_nil=True)
        reader = StatementReader(text, tokens, self.today, open_task, codes, self.labels, names)
        for statement in found:
            reader.read(statement)
        if reader.foreign * 2 > reader.clauses and len(_standing(reader.updates)) < _LISTED:
            of_tasks = sentences_with_codes(text, tokens, known) if len(text) > LONGEST_TEXT else ("", "")
            return self._read_sentences(copied, open_task, only, of_tasks) or unclear
        if any(statement.is_open for statement in found):  # nobody knows of which tasks the rest is said
            return Reading(doubts=(Doubt("exception", text.strip()),))
        reading = replace(_put_together(reader, tokens, copied, known.by_title), named=_named(known, found))
        of_title = names.words_of(codes[0]) if len(codes) == 1 else frozenset[str]()
        if len(codes) == 1 and (open_task is not None or reading.updates):
            reading = half_done(reading, tokens, text, of_title, codes[0])
        elif (titled := _only_one_titled(reading, known)) is not None:  # `rau với hoa xong rồi, chè cà phê chưa làm`
            reading = half_done(reading, tokens, text, names.words_of(titled), titled)
        reading = without_talk(reading, tokens, text, one_is_open=open_task is not None, own=of_title)
        if (open_task is None or only) and (which := forgotten(tokens, text, codes, reading)) is not None:
            return Reading(doubts=(which,))
        if open_task is None and not only and _is_of_nothing(reading) and not _asks_which(reading):
            which = of_which_task(tokens, text, codes)
            return reading if which is None else Reading(doubts=(which,))
        return reading

    def _read_sentences(
        self, copied: Copied, open_task: str | None, only: str, of_tasks: tuple[str, str]
    ) -> Reading | None:
        """Read the sentences of a long text that begin with a task's code, and tell the rest as not read; None where
        none says how a task stands."""
        about, other = of_tasks
        is_of_one = "\n" not in about and copied.text.lstrip().startswith(about)  # a page about the task it begins with
        if not about or is_of_one or len(about) > len(copied.text) - len(other):
            return None
        reading = self._read(replace(copied, text=about), open_task, only)
        is_read = bool(_standing(reading.updates))
        return replace(reading, left_out=(f"{other}…", *reading.left_out)) if is_read else None


def _put_together(reader: StatementReader, tokens: TokenLine, copied: Copied, titled: Collection[str]) -> Reading:
    """Return all that was read, and what of the text is told as not kept."""
    updates, doubts = without_contradictions(
        reader.updates,
        without_headings(reader.updates, reader.doubts),
        is_correction=reader.is_correction,
        titled=titled,
    )
    doubts = list({str(doubt): doubt for doubt in [*doubts, *copied.doubts]}.values())
    doubts = [doubt for doubt in doubts if not updates or not is_of_none(doubt)]
    updates, doubts = already.beside_others(*as_percents(*without_taken_back(updates, doubts)))
    stands = _standing(updates)
    late = [doubt.said for doubt in doubts if doubt.why == "computed" and doubt.task in stands]
    left_out = [*reader.left_out, *_left_out(updates, doubts), *late]
    if updates or doubts:
        left_out += [*copied.left_out, *(copied.text[start:end] for start, end in tokens.denied)]
    return Reading(
        tuple(updates),
        tuple(doubt for doubt in doubts if doubt.said not in left_out),
        reader.extension,
        is_corrected=any(token.is_leftover for token in tokens),
        left_out=tuple(dict.fromkeys(left_out)),
    )


def _only_one_titled(reading: Reading, known: Codes) -> str | None:
    """Return the only task of which anything is said, where it is named by words of its title; None otherwise."""
    said = {update.task for update in reading.updates} | {doubt.task for doubt in reading.doubts if doubt.task}
    return next(iter(said)) if len(said) == 1 and said <= set(known.by_title) else None


def _is_of_nothing(reading: Reading) -> bool:
    is_known = reading.updates or reading.extension is not None or reading.is_nil
    return not is_known and all(doubt.task is None and doubt.why in _OF_NOTHING for doubt in reading.doubts)


_OF_NOTHING = frozenset({"unclear", "which_task", "question"})
_SAYS_LITTLE = frozenset({"text", "unclear", "question", "unclear_standing", "empty"})


def _says_how_far(reading: Reading) -> bool:
    """Say whether it is said how far a task is: `hộ tịch quét xong từ 15/11`."""
    doubts = [doubt for doubt in reading.doubts if doubt.task is not None]
    says = any("status" in update.answers or _is_share(update.answers) for update in reading.updates)
    return says or any(doubt.why not in _SAYS_LITTLE for doubt in doubts)


def _is_share(answers: Answers) -> bool:
    """Say whether a part of a whole is said: `scan được 3200/4000 sổ`."""
    return any(figure["of"] is not None for figure in answers.get("figures", ()))


def _heard(text: str, codes: Sequence[str], names: Titles, labels: Labels) -> TokenLine:
    return heard(text, _either(labels.words, names.words), codes, labels.kept | names.abbreviations)


@lru_cache(maxsize=8)
def _either(some: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """Return the words of both, one and the same set each time."""
    return some | others


def _asks_which(reading: Reading) -> bool:
    return any(doubt.why == "which_task" for doubt in reading.doubts)


def _left_out(updates: Sequence[Update], doubts: Sequence[Doubt]) -> list[str]:
    """Return what belongs nowhere, and is told beside what is understood, not asked about: words about no task,
    questions, and what was said of several tasks (a request that is quoted) of which one is answered by itself."""
    if not updates:
        return []
    answered = _standing(updates)
    quoted = {doubt.said for doubt in doubts if doubt.why in ("text", "empty") and doubt.task in answered}
    several = {said for said in quoted if sum(doubt.said == said for doubt in doubts) > 1}
    nowhere = [doubt.said for doubt in doubts if doubt.why == "unclear" and doubt.task is None]
    return [*nowhere, *(doubt.said for doubt in doubts if doubt.why == "question" or doubt.said in several)]


def _standing(updates: Sequence[Update]) -> set[str]:
    return {update.task for update in updates if "status" in update.answers}


def _named(known: Codes, found: Sequence[Statement]) -> tuple[str, ...]:
    """Return the tasks that are named by title, or by place (`cái thứ hai`)."""
    placed = {task for one in found if one.said and not one.is_all and not one.is_rest for task in one.tasks}
    return tuple(code for code in known.codes if code in known.by_title | placed)


def _is_nil(tokens: Sequence[Token], found: Sequence[Statement], tasks: int) -> bool:
    """Say whether nothing is said but that there is nothing to report, and no task is named, or all of them: `dạ kps
    ạ`."""
    if any((statement.tasks and not statement.is_all) or statement.unknown for statement in found):
        return False
    at, is_said = 0, False
    if reports_nothing(tokens, tasks=tasks):
        return True
    if any(statement.tasks for statement in found):
        return False
    while at < len(tokens):
        meanings, length = meanings_at(tokens, at)
        kinds = {meaning.kind for meaning in meanings}
        if not kinds & {"nil", "filler", "any"} and tokens[at].kind not in ("sign", "break"):
            return False
        if tokens[at].key == "?" or Meaning("nil", "yet") in meanings:
            return False
        is_said |= "nil" in kinds
        at += max(1, length)
    return is_said

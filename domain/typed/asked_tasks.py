"""Lines read of the tasks that are asked of somebody: once, and again where one task alone may be meant."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from domain.forms.fields import Field
from domain.forms.form import STANDING
from domain.typed.blocks.believed_blocks import chosen, is_needed
from domain.typed.blocks.cutting import Blocks, in_blocks
from domain.typed.copied.report import Copied, as_report
from domain.typed.hearing import heard, in_figures
from domain.typed.holding.halves import half_done
from domain.typed.holding.likewise import as_others
from domain.typed.meaning.long_pages import is_a_page, sentences_with_codes
from domain.typed.meaning.only_task import is_unsure, only_code, only_titled
from domain.typed.meaning.reader import StatementReader
from domain.typed.meaning.task_page import LONGEST_TEXT
from domain.typed.naming.titles import Titles, titles_of
from domain.typed.statements.field_labels import Labels
from domain.typed.statements.splitter import statements
from domain.typed.statements.task_codes import Codes
from domain.typed.talk import without_talk
from domain.typed.talk.asides import without_questions
from domain.typed.talk.complaints import without_complaint
from domain.typed.talk.which import forgotten, of_which_task
from domain.typed.values.combine import WAYS
from domain.typed.values.doubts import (
    SAID_LONGEST,
)
from domain.typed.values.result import Doubt, Reading
from domain.typed.values.statement import Statement
from domain.typed.whole_reading import (
    asks_which,
    is_nil,
    is_of_nothing,
    only_one_titled,
    put_together,
    says_how_far,
    standing,
)
from domain.typed.words.phrases import TokenLine
from domain.typed.words.tokens import Token

_LISTED = 2  # tasks that are said to stand somehow: a report, however long the words are that it begins with


class AskedTasks:
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
        if open_task is not None or not is_of_nothing(reading):
            return reading if len(self.codes) == 1 else as_others(reading, self._heard, self._one_named)
        if (code := only_code(in_figures(text, self.codes), self.codes)) is not None:
            again = self._read(copied, code)
            if not again.doubts and any("status" in update.answers for update in again.updates):
                return again  # `tôi hứa 15/12 xong 2.2, giờ mới 64%`
            if any(doubt.why == "partly" for doubt in again.doubts) and is_unsure(self._heard(text)):
                return Reading(doubts=(Doubt("unsure", text.strip()[:SAID_LONGEST], code, WAYS["unsure"]),))
        elif self.names.codes and blocks is None and (code := only_titled(self._heard(text), self.names)) is not None:
            again = self._read(copied, code, only=code)
            if says_how_far(again) or asks_which(again):
                return replace(again, named=(code,))
        elif blocks is None and (code := self._of_only_field(text)) is not None:
            again = self._read(copied, code)
            asks = any(doubt.why == "contradiction" for doubt in again.doubts)
            if not any(STANDING & one.answers.keys() for one in again.updates) and (again.updates or asks):
                return again  # `số hồ sơ: 1250 (tăng 12% so cùng kỳ)`
        return reading

    def _of_only_field(self, text: str) -> str | None:
        """Return the only task that is asked the number with whose name the line begins; None otherwise."""
        tokens = self._heard(text)
        begins = int(len(tokens) > 1 and tokens[0].key in self.labels.named_by)  # `số` of `số hồ sơ`
        field = next((one for at in (0, begins) if tokens and (one := self.labels.at(tokens, at)[0]) is not None), None)
        if field is None or field.kind != "number" or tokens[-1].key == "?":
            return None
        asked = [code for code in self.codes if field in self.labels.of(code)]
        return asked[0] if len(asked) == 1 else None

    def _heard(self, text: str) -> TokenLine:
        return heard_line(text, self.codes, self.names, self.labels)

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
        if open_task is None and is_nil(tokens, found, len(codes)):
            return Reading(is_nil=True)
        reader = StatementReader(text, tokens, self.today, open_task, codes, self.labels, names)
        for statement in found:
            reader.read(statement)
        if reader.foreign * 2 > reader.clauses and len(standing(reader.updates)) < _LISTED:
            of_tasks = sentences_with_codes(text, tokens, known) if len(text) > LONGEST_TEXT else ("", "")
            return self._read_sentences(copied, open_task, only, of_tasks) or unclear
        if any(statement.is_open for statement in found):  # nobody knows of which tasks the rest is said
            return Reading(doubts=(Doubt("exception", text.strip()),))
        reading = replace(put_together(reader, tokens, copied, known.by_title), named=_named(known, found))
        of_title = names.words_of(codes[0]) if len(codes) == 1 else frozenset[str]()
        if len(codes) == 1 and (open_task is not None or reading.updates):
            reading = half_done(reading, tokens, text, of_title, codes[0])
        elif (titled := only_one_titled(reading, known)) is not None:  # `rau với hoa xong rồi, chè cà phê chưa làm`
            reading = half_done(reading, tokens, text, names.words_of(titled), titled)
        reading = without_talk(reading, tokens, text, one_is_open=open_task is not None, own=of_title)
        if (open_task is None or only) and (which := forgotten(tokens, text, codes, reading)) is not None:
            return Reading(doubts=(which,))
        if open_task is None and not only and is_of_nothing(reading) and not asks_which(reading):
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
        is_read = bool(standing(reading.updates))
        return replace(reading, left_out=(f"{other}…", *reading.left_out)) if is_read else None


def heard_line(text: str, codes: Sequence[str], names: Titles, labels: Labels) -> TokenLine:
    return heard(text, _either(labels.words, names.words), codes, labels.kept | names.abbreviations)


@lru_cache(maxsize=8)
def _either(some: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """Return the words of both, one and the same set each time."""
    return some | others


def _named(known: Codes, found: Sequence[Statement]) -> tuple[str, ...]:
    """Return the tasks that are named by title, or by place (`cái thứ hai`)."""
    placed = {task for one in found if one.said and not one.is_all and not one.is_rest for task in one.tasks}
    return tuple(code for code in known.codes if code in known.by_title | placed)

"""How a typed line is understood where no question is open: what it says of one report, or that it is about none.

The chat reads by the same functions (`line_reading.of_report`, `order_in`); `dondoc understand` shows what they give.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from domain import typed
from domain.forms import form
from domain.forms.fields import Field
from domain.messaging.secret_marks import is_marked_secret
from domain.orders.reports_first import order_in, without_command
from domain.reports.extensions import BadWish, Terms
from domain.reports.wishes import read_wish
from domain.text import nfc
from domain.typed import Answers, Doubt, Reading, Whose
from domain.typed.second import Question
from domain.typed.talk import asks_how
from handlers.conversation import commands
from handlers.conversation.second_reader import Titled, read_again
from handlers.drafting import line_reading

Kind = Literal["read", "ask", "nil", "extension", "none"]

_NOT_ASKED = frozenset({"question", "unclear"})
"""Where nothing else was read these are told and nothing is asked back."""


@dataclass(frozen=True, slots=True)
class ReportContext:
    """The report that a line may be about: its tasks in their order, its own fields, what more time is measured
    against."""

    tasks: Sequence[Titled]
    terms: Terms
    own: Sequence[Field] = ()
    ask: Callable[[Question], str] | None = None  # the second reader, where there is one
    whose: Whose | None = None

    @property
    def today(self) -> date:
        return self.terms.today


@dataclass(frozen=True, slots=True)
class Understood:
    """`answers` by the code of the task, `doubts` what is asked back; `until`: the day that more time is asked to."""

    kind: Kind
    answers: dict[str, Answers] = field(default_factory=dict)
    doubts: Sequence[Doubt] = ()
    until: date | None = None


_COMMANDS = {"nil": "khongphatsinh", "extend": "giahan"}
NOTHING = Understood("none")


def understood(typed_text: str, asked: ReportContext) -> Understood:
    text = nfc(typed.with_bars(typed_text)).strip()
    if not text or is_marked_secret(text):
        return NOTHING
    if text.startswith("/"):
        command, rest = commands.split(text)
        return _of_command(command.name, rest, asked) if command is not None else NOTHING
    if (command := commands.named(text)) is not None:
        return _of_command(command.name, "", asked)
    if typed.is_courtesy(text):
        return NOTHING
    if (order := _order(text, asked)) is not None:
        if asks_how(text):
            return NOTHING
        return _of_command(_COMMANDS.get(order, order), without_command(text), asked)
    reading = line_reading.of_report(text, asked.tasks, today=asked.today, own=asked.own, whose=asked.whose)
    if reading.is_nil and asks_how(text):
        return NOTHING
    return _of_reading(read_again(asked.ask, text, asked.tasks, reading), asked)


def _order(text: str, asked: ReportContext) -> str | None:
    """Return what is asked for in own words, of which nothing is read about tasks; None where nothing is."""
    tasks = asked.tasks
    found = order_in(
        text,
        asked.today,
        [task.code for task in tasks],
        lambda: line_reading.beside_orders(text, tasks, today=asked.today, own=asked.own),
    )
    return None if found is None else found.order


def _of_command(name: str, rest: str, asked: ReportContext) -> Understood:
    if name == "khongphatsinh":
        return Understood("nil")
    return _more_time(rest, asked) if name == "giahan" else NOTHING


def _of_reading(reading: Reading, asked: ReportContext) -> Understood:
    if reading.is_nil:
        return Understood("nil")
    answers: dict[str, Answers] = {}
    for update in reading.updates:
        answers[update.task] = form.merge(answers.get(update.task, {}), update.answers) | _beside(update.answers)
    doubts = list(reading.doubts)
    if not answers and all(doubt.why in _NOT_ASKED for doubt in doubts):
        doubts = []
    more = _more_time(reading.extension, asked) if reading.extension is not None else NOTHING
    doubts += more.doubts
    kind: Kind = "ask" if doubts else more.kind if more.kind != "none" else "read" if answers else "none"
    return Understood(kind, answers, doubts, more.until)


def _beside(answers: Answers) -> Answers:
    """Return the requirement's own fields, and those of which nothing was said to be there."""
    return {code: value for code, value in answers.items() if value is None or code not in form.BY_CODE}


def _more_time(said: str, asked: ReportContext) -> Understood:
    """Read until when more time is asked, whether or not it can be granted; where no day was named, it is asked
    next."""
    try:
        wish = read_wish(said, asked.terms)
    except BadWish as bad:
        if bad.why in _SAID_CLEARLY:
            return Understood("extension", until=bad.day)
        return Understood("ask", doubts=[Doubt(f"until.{bad.why}", bad.said or said)])
    return Understood("extension", until=wish.named or wish.day)


_SAID_CLEARLY = frozenset({"unclear", "past", "not_later", "too_far"})

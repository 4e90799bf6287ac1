"""`/baocao` and `/khongphatsinh`, with or without words behind them."""

from domain.text import fold
from handlers import owed
from handlers.reporting import card, understanding, which_report
from handlers.reporting.subject import title_alone
from handlers.talk import Talk
from storage.duties import Duty


def report(talk: Talk, rest: str = "") -> None:
    """`/baocao`, `/baocao 2.7 40%`, `/baocao quý IV`: a line about tasks, or the report that is named."""
    if not rest or understanding.tasks_line(talk, rest):
        if not rest:
            owed.report(talk)
        return
    named = [(duty, unit) for duty, unit in which_report.candidates(talk, anywhere=True) if _is_named(talk, duty, rest)]
    if len(named) == 1:
        card.start(talk, named[0][0].id, named[0][1])
        return
    talk.note(talk.words("line.not_read", said=rest[:80]))
    owed.report(talk)


def nothing(talk: Talk, rest: str = "") -> None:
    """`/khongphatsinh`: of a whole report; with a code behind it of that task alone."""
    if not rest or not understanding.tasks_line(talk, f"không phát sinh {rest}"):
        owed.nothing(talk)


def _is_named(talk: Talk, duty: Duty, said: str) -> bool:
    return f" {_words(said)} " in f" {_words(title_alone(talk, duty))} " or fold(said) == fold(duty.requirement_code)


def _words(text: str) -> str:
    """`quý IV` stands in `Báo cáo quý IV/2026`."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())

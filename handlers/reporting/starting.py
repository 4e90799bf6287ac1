"""`/baocao` and `/khongphatsinh`, with or without words behind them."""

from domain.finding import meant, periods
from domain.finding.meant import Called
from handlers.conversation.talk import Talk
from handlers.drafting import which_report
from handlers.drafting.subject import title_alone
from handlers.reporting.cards import card, owed
from handlers.reporting.typed_lines import about_tasks
from storage.reporting.duties import Duty


def report(talk: Talk, rest: str = "") -> None:
    """`/baocao`, `/baocao 2.7 40%`, `/baocao quý IV`: a line about tasks, or the report that is named."""
    if not rest or about_tasks.tasks_line(talk, rest):
        if not rest:
            owed.report(talk)
        return
    named = _named(talk, rest)
    if len(named) == 1:
        card.start(talk, named[0][0].id, named[0][1])
        return
    if not named:
        talk.note(talk.words("line.not_read", said=rest[:80]))
    owed.report(talk)


def nothing(talk: Talk, rest: str = "") -> None:
    """`/khongphatsinh`: of a whole report; with a code behind it of that task alone."""
    if not rest or not about_tasks.tasks_line(talk, f"không phát sinh {rest}"):
        owed.nothing(talk)


def _named(talk: Talk, said: str) -> list[tuple[Duty, int]]:
    """Those that are owed and may be meant, by code, title or period."""
    owing = which_report.candidates(talk, anywhere=True)
    called = [(one, Called(one[0].requirement_code, title_alone(talk, one[0]))) for one in owing]
    return meant.choose(called, said) or [one for one in owing if periods.is_called(one[0].period_key, said)]

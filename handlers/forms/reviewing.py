"""The whole report read back before it is handed in; and that there is nothing to report."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.forms.plausibility import oddities, own_oddities
from domain.messaging.messages import plain
from handlers.conversation.talk import Interaction
from handlers.display import answers
from handlers.drafting.report_titles import title_alone
from handlers.drafting.subject import Subject
from handlers.reporting import actions
from handlers.reporting.cards.below import below
from handlers.words import dates
from storage.reporting.duties import TaskLine


@dataclass(frozen=True, slots=True)
class ReadTask:
    code: str
    title: str
    said: str
    odd: Sequence[str]


@dataclass(frozen=True, slots=True)
class PageReview:
    """`stamp`: of what was read; `nil`: that there is nothing to report."""

    title: str
    unit: str
    due: str
    tasks: Sequence[ReadTask]
    contributions: Sequence[str]
    stamp: str
    language: str
    nil: Sequence[str] = ()
    remark: str = ""


def review(acting: Interaction, subject: Subject, *, nil: bool = False, changed: bool = False) -> PageReview:
    words, duty = acting.words, subject.duty
    return PageReview(
        title=title_alone(acting, duty),
        unit=subject.unit.name,
        due=dates.moment(words, duty.due_at, duty.zone),
        tasks=[] if nil else [_read(acting, subject, task) for task in subject.tasks],
        contributions=[said for line in below(acting, subject) if (said := plain(line))],
        stamp=actions.stamp_of(subject),
        language=words.language,
        nil=_nothing(acting, subject) if nil else (),
        remark=words.plain("review.changed") if changed else "",
    )


def _nothing(acting: Interaction, subject: Subject) -> list[str]:
    lines = [acting.words.plain("form.nil")]
    if subject.said:
        lines.append(acting.words.plain("nil.draft", n=len(subject.said)))
    return lines


def _read(acting: Interaction, subject: Subject, task: TaskLine) -> ReadTask:
    words, of_task, said = acting.words, subject.form(task.id), subject.answers(task.id)
    before = subject.before_answers.get(task.id)
    odd = [words.plain(f"odd.{why}", code=task.code) for why in oddities(said, before)]
    odd += [
        words.plain(f"odd.own_{why}", code=task.code, name=one.name)
        for one, why in own_oddities(of_task.own, said, before or {})
    ]
    return ReadTask(task.code, task.title, answers.in_full(words, said, of_task.own), odd)

"""Returning a report: comments on the whole or on tasks, the day by which it is mended, and what the unit hears."""

from datetime import datetime
from typing import Any

from domain.messaging.messages import Text, lines_of
from domain.reports.extensions import on_day
from domain.reports.reviews import COMMENT_LIMIT, MENDING_DAYS, MOST_COMMENTS, Verdict, read_comment
from domain.reports.states import State, moved
from domain.text import nfc
from handlers.conversation.talk import Choice, Rows, Talk, in_rows
from handlers.display import full_report
from handlers.reviewing.found import Found, about, decide, tell_unit
from handlers.reviewing.reading import next_rows, to_decide_or_stop
from handlers.words import Words, dates
from storage.reporting import drafts, duties, reports
from storage.reporting.duties import TaskLine

Comments = list[dict[str, Any]]  # as in `Review.comments`

USUAL = ("numbers", "result", "obstacle")
MOST_TASK_BUTTONS = 40


def ask(talk: Talk, report_id: int, comments: Comments | None = None) -> None:
    """`Trả lại`: what is to be mended?"""
    found = to_decide_or_stop(talk, report_id)
    words, given = talk.words, comments or []
    tasks = _tasks(talk, found)
    lines = [words("return.ask", **about(words, found.duty), code=tasks[0].code if tasks else "2.7")]
    lines += full_report.comments(words, talk.session, found.duty, given)
    choices = [
        Choice(task.code, "review.return_task", {"report_id": report_id, "comments": given, "task_id": task.id})
        for task in tasks[:MOST_TASK_BUTTONS]
    ]
    usual = [
        Choice(
            words.plain(f"button.comment.{name}"),
            "review.comment",
            {
                "report_id": report_id,
                "comments": [*given, {"task": None, "text": words.plain(f"button.comment.{name}")}],
            },
        )
        for name in USUAL
    ]
    focus = {"ask": "return", "report_id": report_id, "comments": given}
    talk.say(lines_of(lines), [*in_rows(choices, 4), *in_rows(usual, 1)], focus=focus)


def ask_task(talk: Talk, report_id: int, comments: Comments, task_id: int) -> None:
    """A comment on one task."""
    found = to_decide_or_stop(talk, report_id)
    task = next((task for task in _tasks(talk, found) if task.id == task_id), None)
    if task is None:
        talk.stop("task.gone")
    body = talk.words("return.ask_task", code=task.code, title=task.title, limit=COMMENT_LIMIT)
    talk.say(body, focus={"ask": "return", "report_id": report_id, "comments": comments, "task_id": task_id})


def typed(talk: Talk, text: str) -> None:
    """An answer to the question `{"ask": "return", "report_id": …, "comments": […], "task_id": …}`."""
    focus = talk.address.focus or {}
    found = to_decide_or_stop(talk, focus["report_id"])
    tasks = {task.code: task for task in _tasks(talk, found)}
    comment = read_comment(nfc(text), tasks)
    on_task = tasks[comment.task].id if comment.task else focus.get("task_id")
    if not comment.text:
        if on_task is None:
            talk.stop("return.empty")
        ask_task(talk, focus["report_id"], focus["comments"], on_task)
        return
    if len(comment.text) > COMMENT_LIMIT:
        talk.stop("bad.text", limit=COMMENT_LIMIT)
    _read_back(talk, found, [*focus["comments"], {"task": on_task, "text": comment.text}])


def comment(talk: Talk, report_id: int, comments: Comments, days: int | None = None) -> None:
    """The comments so far, and by when."""
    _read_back(talk, to_decide_or_stop(talk, report_id), comments, days)


def _read_back(talk: Talk, found: Found, given: Comments, days: int | None = None) -> None:
    if len(given) > MOST_COMMENTS:
        talk.stop("return.too_many", most=MOST_COMMENTS)
    words, duty, r = talk.words, found.duty, found.report.id
    chosen = days or MENDING_DAYS[len(MENDING_DAYS) // 2]
    until = _until(talk, found, chosen)
    lines: list[Text] = [words("return.understood", **about(words, duty), until=dates.moment(words, until, duty.zone))]
    lines += full_report.comments(words, talk.session, duty, given)
    word, args = words.plain, {"report_id": r, "comments": given}
    other = [
        Choice(word("button.mend_within", n=n), "review.comment", {**args, "days": n})
        for n in MENDING_DAYS
        if n != chosen and _until(talk, found, n) != until
    ]
    rows = [
        [
            Choice(word("button.return"), "review.returned", {**args, "days": chosen}),
            Choice(word("button.add_comment"), "review.return", args),
        ],
        other,
        [Choice(word("button.leave"), "leave")],
    ]
    talk.show(lines_of([*lines, words("right?")]), rows)


def _until(talk: Talk, found: Found, working_days: int) -> datetime:
    """The due moment, or as many working days from today at its clock, whichever is later."""
    duty, due = found.duty, found.obligation.due_at
    today = talk.now.astimezone(duty.zone).date()
    return max(due, on_day(due, talk.context.calendar.shift(today, working_days), duty.zone))


def send(talk: Talk, report_id: int, comments: Comments, days: int) -> None:
    """Returned: expected again, with a draft of what was said, in which only what was commented on is missing."""
    found = to_decide_or_stop(talk, report_id)
    if not comments:
        talk.stop("return.empty")
    duty, obligation = found.duty, found.obligation
    obligation.state = moved(State(obligation.state), State.RETURNED)
    obligation.due_at = _until(talk, found, days)
    obligation.next_check_at = talk.now
    talk.session.flush()
    _redraft(talk, found)
    until = obligation.due_at
    decide(talk, found, Verdict.RETURNED, comments=comments, until=until)

    def said(words: Words) -> tuple[Text, Rows]:
        ends = dates.moment(words, until, duty.zone)
        lines = [
            words("reviewed.told.returned", **about(words, duty), until=ends),
            *full_report.comments(words, talk.session, duty, comments),
        ]
        mend = Choice(words.plain("button.report"), "report.start", {"obligation_id": duty.id, "unit_id": duty.unit_id})
        return lines_of(lines), [[mend]]

    told = tell_unit(talk, found, said)
    words = talk.words
    name = "return.done" if told else "return.unheard"
    body = words(name, **about(words, duty), until=dates.moment(words, until, duty.zone))
    talk.show(body, next_rows(talk))


def _redraft(talk: Talk, found: Found) -> None:
    """What was handed in is the draft again, unless the unit has begun one already."""
    duty, report = found.duty, found.report
    if drafts.read(talk.session, duty.id, duty.unit_id).draft is not None:
        return
    own = [line for line in reports.lines_now(talk.session, report, duty.own_fields) if line.unit_id == duty.unit_id]
    if own:
        drafts.begin_from(talk.session, duty.organisation_id, duty.id, duty.unit_id, own, talk.now)


def _tasks(talk: Talk, found: Found) -> list[TaskLine]:
    return list(duties.tasks_of(talk.session, found.duty.requirement_id))

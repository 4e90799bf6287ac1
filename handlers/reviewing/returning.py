"""Returning a report: comments on the whole or on tasks, the day by which it is mended, and what the unit hears."""

from typing import Any

from domain.messaging.messages import Text, lines_of
from domain.reports.reviews import COMMENT_LIMIT, MENDING_DAYS, MOST_COMMENTS, read_comment
from domain.text import nfc
from handlers.conversation.dialogs import within
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.display import full_report
from handlers.reviewing import actions
from handlers.reviewing.actions import SentReport, mending_until
from handlers.reviewing.one_report import explained, next_rows, to_decide_or_stop
from handlers.words import dates
from handlers.words.reports import about
from storage.reporting import duties
from storage.reporting.duties import TaskLine

Comments = list[dict[str, Any]]  # as in `Review.comments`

USUAL = ("numbers", "result", "obstacle")
MOST_TASK_BUTTONS = 40


def ask(talk: Talk, report_id: int, comments: Comments | None = None) -> None:
    """Ask what is to be mended (`Trả lại`)."""
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
    """Ask for a comment on one task."""
    found = to_decide_or_stop(talk, report_id)
    task = next((task for task in _tasks(talk, found) if task.id == task_id), None)
    if task is None:
        talk.stop("task.gone")
    body = talk.words("return.ask_task", code=task.code, title=task.title, limit=COMMENT_LIMIT)
    talk.say(body, focus={"ask": "return", "report_id": report_id, "comments": comments, "task_id": task_id})


def typed(talk: Talk, text: str) -> None:
    """Take an answer to the question `{"ask": "return", "report_id": …, "comments": […], "task_id": …}`."""
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
    said = within(talk, comment.text, COMMENT_LIMIT)
    _read_back(talk, found, [*focus["comments"], {"task": on_task, "text": said}])


def comment(talk: Talk, report_id: int, comments: Comments, days: int | None = None) -> None:
    """Read back the comments so far, and by when."""
    _read_back(talk, to_decide_or_stop(talk, report_id), comments, days)


def _read_back(talk: Talk, found: SentReport, given: Comments, days: int | None = None) -> None:
    if len(given) > MOST_COMMENTS:
        talk.stop("return.too_many", most=MOST_COMMENTS)
    words, duty, r = talk.words, found.duty, found.report.id
    chosen = days or MENDING_DAYS[len(MENDING_DAYS) // 2]
    until = mending_until(talk, found, chosen)
    lines: list[Text] = [words("return.understood", **about(words, duty), until=dates.moment(words, until, duty.zone))]
    lines += full_report.comments(words, talk.session, duty, given)
    word, args = words.plain, {"report_id": r, "comments": given}
    other = [
        Choice(word("button.mend_within", n=n), "review.comment", {**args, "days": n})
        for n in MENDING_DAYS
        if n != chosen and mending_until(talk, found, n) != until
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


def send(talk: Talk, report_id: int, comments: Comments, days: int) -> None:
    """Give the report back: it was confirmed."""
    with explained(talk):
        returned = actions.give_back(talk, report_id, comments, days)
    words, duty = talk.words, returned.duty
    name = "return.done" if returned.heard else "return.unheard"
    body = words(name, **about(words, duty), until=dates.moment(words, returned.until, duty.zone))
    talk.show(body, next_rows(talk))


def _tasks(talk: Talk, found: SentReport) -> list[TaskLine]:
    return list(duties.tasks_of(talk.session, found.duty.requirement_id))

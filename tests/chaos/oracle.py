"""Compares what people did and were shown with what is stored, once everything has settled."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from tests.chaos.books import Books
from tests.chaos.figures import Figures
from tests.chaos.people import Reporter, number_on
from tests.chaos.watched import WatchedServer

Key = tuple[str, str]  # chat, message id
Heard = dict[Key, str]

_INBOX = "SELECT external_id, done_at, error FROM inbox"
_SAID = "SELECT id, chat_id, external_id, state, payload, reason FROM outbox"
_REPORTS = """SELECT report.number, obligation.id, report.revision FROM report
    JOIN obligation ON obligation.id = report.obligation_id"""
_LINES = (
    "SELECT report.number, report_entry.answers FROM report_entry JOIN report ON report.id = report_entry.report_id"
)
_AUDITED = "SELECT detail FROM audit_event WHERE action = 'report.submitted'"
_LEDGER = "SELECT obligation_id, step, recipient, outcome, repeats, outbox_id, moment FROM reminder_entry"
_CALLED_BACK = """SELECT outbox.id FROM outbox JOIN reminder_entry ON reminder_entry.outbox_id = outbox.id
    WHERE outbox.state = 'dropped' AND outbox.reason = 'settled'
    AND EXISTS (SELECT 1 FROM report WHERE report.obligation_id = reminder_entry.obligation_id)"""
_HOLDERS = "SELECT chat_id, person_id FROM address WHERE person_id IS NOT NULL"


def judge(figures: Figures, server: WatchedServer, books: Books, people: Sequence[Reporter], excused: set[Key]) -> None:
    """Fills in what was found. `excused`: messages that may have come once more."""
    heard = server.messages
    figures.losses += [*_unanswered(people), *_updates(figures, server, books)]
    figures.losses += [*_messages(books, heard), *_reports(figures, books, people, heard), *_reminders(figures, books)]
    figures.excesses += [*_doubles(figures, books, heard, excused), *_resubmissions(books, people)]
    figures.messages = len(heard)
    figures.slowest_answer = max((reporter.slowest for reporter in people), default=0.0)
    figures.faults = sum(call.status != 200 for call in server.calls)


def _unanswered(people: Iterable[Reporter]) -> Iterator[str]:
    for reporter in people:
        yield from (f"no answer to {line}" for line in reporter.unanswered)


def _updates(figures: Figures, server: WatchedServer, books: Books) -> Iterator[str]:
    """Everything handed out is stored once (by constraint), dealt with, and without an error."""
    stored = {row[0]: row for row in books.rows(_INBOX)}
    handed_out = {str(id) for id in server.handed_out}
    figures.updates = len(handed_out)
    yield from (f"update {id} is not stored" for id in sorted(handed_out - stored.keys()))
    yield from (f"update {id} still waits on Telegram's side" for id in server.bot().updates.pending)
    for id, done_at, error in stored.values():
        if done_at is None or error is not None:
            yield f"update {id} was not dealt with: {error}"


def _messages(books: Books, heard: Heard) -> Iterator[str]:
    """Everything that was to be said stands in the chat, word for word."""
    withdrawn = _withdrawn(books)
    for id, chat, external, state, payload, reason in books.rows(_SAID):
        meant = loaded(payload)
        if id in withdrawn:
            continue
        if state != "sent":
            yield f"message {id} is {state}: {reason}"
        elif meant["op"] == "say" and heard.get((chat, external), "").split() != _words(meant):
            yield f"message {id} was not shown as it was meant: {heard.get((chat, external))!r}"


def _withdrawn(books: Books) -> set[int]:
    """Reminders that were called back before they left, as their report had come in. Nothing else may be."""
    return {row[0] for row in books.rows(_CALLED_BACK)}


def _words(meant: dict[str, Any]) -> list[str]:
    return "".join(span["text"] for span in meant["card"]["text"]).split()


def _reports(figures: Figures, books: Books, people: Sequence[Reporter], heard: Heard) -> Iterator[str]:
    """Every receipt has its report, every report its receipt, with the words that were shown."""
    stored = Counter(row[0] for row in books.rows(_REPORTS))
    shown = {number for text in heard.values() if (number := number_on(text))}
    audited = Counter(loaded(row[0])["number"] for row in books.rows(_AUDITED))
    figures.reports = stored.total()
    figures.send_presses = sum(reporter.sends for reporter in people)
    yield from (f"report {number} was receipted and is not stored" for number in sorted(shown - stored.keys()))
    yield from (f"report {number} has no receipt" for number in sorted(stored.keys() - shown))
    if audited != stored or any(count > 1 for count in stored.values()):
        yield f"reports and their audit differ: {(audited - stored) + (stored - audited)}"
    said: dict[str, str] = {}
    for number, answers in books.rows(_LINES):
        said[number] = said.get(number, "") + str(loaded(answers))
    for reporter in people:
        for number, words in reporter.receipts.items():
            if words not in said.get(number, ""):
                yield f"report {number} does not say {words!r}"


def _resubmissions(books: Books, people: Sequence[Reporter]) -> Iterator[str]:
    """One report for each time that somebody pressed Send on a draft of theirs, however often they pressed."""
    if len(books.rows(_REPORTS)) > sum(reporter.sends for reporter in people):
        yield "more reports than drafts that were sent"
    highest: Counter[int] = Counter()
    for _, obligation, revision in books.rows(_REPORTS):
        highest[obligation] = max(highest[obligation], revision)
    if highest.total() != len(books.rows(_REPORTS)):
        yield "the revisions of a report have gaps"


def _reminders(figures: Figures, books: Books) -> Iterator[str]:
    """What the ledger says was queued was sent to that person, and the ledger knows of every repetition.

    A line about missed ones is named after the last of them and stands for `repeats`. One for a moment that has not
    come was written by a clock that was ahead: those between it and the others have not come either.
    """
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"
    sent = {row[0]: row[1] for row in books.rows(_SAID) if row[3] == "sent"}
    withdrawn = _withdrawn(books)
    figures.withdrawn = len(withdrawn)
    chats = {str(person): chat for chat, person in books.rows(_HOLDERS)}
    steps: dict[int, set[int]] = {}
    for obligation, step, recipient, outcome, repeats, outbox, moment in books.rows(_LEDGER):
        repetition = int(step.rpartition("-")[2])
        if outcome == "queued":
            figures.reminders += 1
            if outbox not in withdrawn and sent.get(outbox) != chats[recipient]:
                yield f"the reminder {step} of {obligation} did not reach {recipient}"
        if str(moment) > now:
            continue
        steps.setdefault(obligation, set()).update(range(repetition - max(1, repeats) + 1, repetition + 1))
    for obligation, found in steps.items():
        if missing := set(range(1, max(found))) - found:
            yield f"the reminders {sorted(missing)} of {obligation} are not in the ledger"


def _doubles(figures: Figures, books: Books, heard: Heard, excused: set[Key]) -> Iterator[str]:
    """What was shown and is not the message that its row names has been shown once too often."""
    doubled = heard.keys() - books.recorded()
    figures.doubled = len(doubled)
    figures.doubled_reminders = sum(heard[key].startswith("⏰") for key in doubled)
    yield from (f"message {key} came twice without need: {heard[key]!r}" for key in sorted(doubled - excused))


def loaded(value: Any) -> Any:
    """JSON as the driver gives it: decoded on PostgreSQL, a text on SQLite."""
    return json.loads(value) if isinstance(value, str) else value

"""Which function answers which button, one line each, and each command (named in `handlers/words/command_table.py`)."""

from collections.abc import Callable, Mapping
from pkgutil import resolve_name
from typing import Any

from handlers import coordinating_routes
from handlers.attaching import placing, recaptioned
from handlers.contact import absence, mailbox, preferred_channel
from handlers.conversation.commands import InGroups
from handlers.conversation.talk import Talk
from handlers.copies import copy_chat
from handlers.extending import asking
from handlers.helping import assistance
from handlers.incoming import still_waiting
from handlers.nudging import announcing
from handlers.obstacles import answering, forwarding, ledger, raising
from handlers.orders import understanding as orders
from handlers.reminding import snoozing
from handlers.reporting import history, own_questions, task
from handlers.reporting.cards import card, nil, owed, review, task_screen
from handlers.reporting.typed_lines import emptying, settling, typed_line
from handlers.reviewing import one_report, reopening
from handlers.setup import upload
from handlers.succession import old_drafts
from handlers.words import command_table

COMMANDS: Mapping[str, Callable[[Talk, str], None]] = {
    command.name: resolve_name(f"handlers.{command.run}") for command in command_table.COMMANDS
}


def _do_what_waits(talk: Talk, action: str, args: dict[str, Any]) -> None:
    still_waiting.do(talk, action, args, ACTIONS[action])


_LINES: Mapping[str, Callable[..., None] | InGroups] = {
    "duties": owed.show,
    "duties.report": owed.report,
    "duties.nil": owed.nothing,
    "order": orders.carry_out,
    "history": history.show,
    "help": assistance.help,
    "language": assistance.set_language,
    "report.start": card.start,
    "report.card": card.back,
    "report.amend": card.amend,
    "report.contributed": card.contributed,
    "report.as_before": review.as_before,
    "report.review": review.show,
    "report.send": review.send,
    "task": task_screen.show,
    "task.put": task.put,
    "task.empty": emptying.empty_one,
    "tasks.empty": emptying.empty,
    "task.ask": task.ask,
    "task.text": task.put_text,
    "task.as_before": task.as_before,
    "own.ask": own_questions.ask,
    "own.put": own_questions.put,
    "own.skip": own_questions.skip,
    "setup.apply": upload.apply,
    "setup.drop": upload.drop,
    "task.files": placing.show,
    "file.for": placing.for_report,
    "file.task": placing.for_task,
    "file.drop": placing.drop,
    "file.remove": placing.remove,
    "file.move": recaptioned.move,
    "line.put": settling.put,
    "line.settle": settling.settle,
    "line.task": settling.task,
    "line.drop": settling.drop,
    "line.place": settling.place,
    "line.replaced": settling.replaced,
    "line.move": settling.move,
    "line.for": typed_line.line_for,
    "nil": nil.confirm,
    "nil.send": nil.send,
    "extend": asking.start,
    "extend.which": asking.command,
    "extend.until": asking.until,
    "extend.why": asking.why,
    "extend.send": asking.send,
    "extend.replaced": asking.replaced,
    "extend.leave": asking.leave,
    "snooze": snoozing.offer,
    "snooze.at": snoozing.at,
    "history.read": history.read,
    "announce.read": announcing.read,
    "away.with": absence.read_back,
    "away.keep": absence.keep,
    "away.end": absence.end,
    "obstacles": ledger.command,
    "obstacle": ledger.one,
    "obstacle.raise": raising.ask,
    "obstacle.for": raising.read_back,
    "obstacle.send": raising.send,
    "obstacle.answer": answering.ask,
    "obstacle.answered": answering.answer,
    "obstacle.forward": forwarding.ask,
    "obstacle.forwarded": forwarding.to_unit,
    "obstacle.passed": forwarding.to_person,
    "obstacle.close": answering.ask_close,
    "obstacle.closed": answering.close,
    "obstacle.reopen": answering.reopen,
    "old_draft": old_drafts.show,
    "old_draft.take": old_drafts.take,
    "report.compare": one_report.compare,
    "report.copy": copy_chat.document,
    "unlock.ask": reopening.ask,
    "unlock.why": reopening.why,
    "unlock.send": reopening.send,
    "leave": assistance.leave,
    "waits.do": _do_what_waits,
    "waits.drop": still_waiting.drop,
    "waits.done": still_waiting.done,
    "waits.cancelled": still_waiting.cancelled,
    "waits.replaced": still_waiting.replaced,
    "channel.prefer": preferred_channel.prefer,
    "email.remove": mailbox.remove,
    **coordinating_routes.ACTIONS,
}

ACTIONS: Mapping[str, Callable[..., None]] = {
    name: line.run if isinstance(line, InGroups) else line for name, line in _LINES.items()
}
PRESSED_IN_GROUPS = frozenset(name for name, line in _LINES.items() if isinstance(line, InGroups))

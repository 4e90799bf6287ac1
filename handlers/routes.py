"""Which function answers which command and which button. One line each; nothing else is decided here."""

from collections.abc import Callable, Mapping

from handlers import (
    announcing,
    away,
    coordinating_routes,
    general,
    history,
    joining,
    mailing,
    owed,
    preferring,
    setting_up,
    snoozing,
)
from handlers.attaching import placing
from handlers.calendar import showing
from handlers.extending import asking
from handlers.obstacles import answering, forwarding, ledger, raising
from handlers.reporting import card, nil, own_questions, review, starting, task, understanding
from handlers.reporting.reading_back import settling
from handlers.reviewing import reading, reopening
from handlers.succession import old_drafts
from handlers.talk import Talk

COMMANDS: Mapping[str, Callable[[Talk, str], None]] = {
    "start": joining.start,
    "nhiemvu": owed.show,
    "baocao": starting.report,
    "khongphatsinh": starting.nothing,
    "giahan": asking.command,
    "vangmat": away.command,
    "vuongmac": ledger.command,
    "lichsu": history.show,
    "lich": showing.command,
    "huy": general.cancel,
    "web": general.weblink,
    "kenh": preferring.command,
    "email": mailing.command,
    "language": general.language,
    "trogiup": general.help,
    **coordinating_routes.COMMANDS,
}

IN_WORDS = {**COMMANDS, **coordinating_routes.IN_WORDS}
"""Those asked for in words, without a slash: what sends something is read back first."""

ACTIONS: Mapping[str, Callable[..., None]] = {
    "duties": owed.show,
    "duties.report": owed.report,
    "duties.nil": owed.nothing,
    "help": general.help,
    "language": general.set_language,
    "report.start": card.start,
    "report.card": card.back,
    "report.amend": card.amend,
    "report.contributed": card.contributed,
    "report.as_before": review.as_before,
    "report.review": review.show,
    "report.send": review.send,
    "task": task.show,
    "task.put": task.put,
    "task.ask": task.ask,
    "task.text": task.put_text,
    "task.as_before": task.as_before,
    "own.ask": own_questions.ask,
    "own.put": own_questions.put,
    "own.skip": own_questions.skip,
    "setup.apply": setting_up.apply,
    "setup.drop": setting_up.drop,
    "task.files": placing.show,
    "file.for": placing.for_report,
    "file.task": placing.for_task,
    "file.drop": placing.drop,
    "file.remove": placing.remove,
    "line.put": settling.put,
    "line.settle": settling.settle,
    "line.task": settling.task,
    "line.drop": settling.drop,
    "line.place": settling.place,
    "line.move": settling.move,
    "line.for": understanding.line_for,
    "nil": nil.confirm,
    "nil.send": nil.send,
    "extend": asking.start,
    "extend.which": asking.command,
    "extend.until": asking.until,
    "extend.why": asking.why,
    "extend.send": asking.send,
    "extend.leave": asking.leave,
    "snooze": snoozing.offer,
    "snooze.at": snoozing.at,
    "history.read": history.read,
    "announce.read": announcing.read,
    "away.with": away.read_back,
    "away.keep": away.keep,
    "away.end": away.end,
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
    "report.compare": reading.compare,
    "unlock.ask": reopening.ask,
    "unlock.why": reopening.why,
    "unlock.send": reopening.send,
    "leave": general.leave,
    "channel.prefer": preferring.prefer,
    "email.remove": mailing.remove,
    **coordinating_routes.ACTIONS,
}

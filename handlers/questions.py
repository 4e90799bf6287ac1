"""Which function takes what is typed in answer to a question that is open in a chat."""

from collections.abc import Callable, Mapping

from handlers import announcing, away, excusing, mailing
from handlers.attaching import placing
from handlers.extending import asking, deciding, general
from handlers.following import lists, unit
from handlers.inviting import giving
from handlers.nudging import choosing
from handlers.obstacles import answering, forwarding, raising
from handlers.reviewing import reopening, returning
from handlers.talk import Talk

ANSWERS: Mapping[str, Callable[[Talk, str], None]] = {
    "invite": giving.typed_unit,
    "file": placing.typed,
    "extend": asking.typed_day,
    "extend.why": asking.typed_reason,
    "extension.other": deciding.typed_day,
    "extension.refuse": deciding.typed_remark,
    "general": general.typed_day,
    "return": returning.typed,
    "away": away.typed,
    "email": mailing.command,
    "announce": announcing.typed,
    "unit": unit.typed,
    "filter": lists.typed_filter,
    "nudge": choosing.typed_words,
    "nudge.pick": choosing.typed_names,
    "excuse": excusing.typed,
    "raise": raising.typed,
    "answer": answering.typed,
    "forward": forwarding.typed,
    "unlock": reopening.typed,
}

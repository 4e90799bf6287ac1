"""Which function takes what is typed in answer to a question that is open in a chat."""

from collections.abc import Callable, Mapping

from handlers.attaching import placing
from handlers.contact import absence, mailbox
from handlers.conversation.talk import Talk
from handlers.excusing import chat as excusing
from handlers.extending import asking, deciding, general
from handlers.following import lists, unit
from handlers.inviting import giving
from handlers.narratives import narrative_chat as narratives
from handlers.nudging import announcing, before_urging, choosing
from handlers.obstacles import answering, forwarding, raising
from handlers.puzzled import puzzled
from handlers.reporting.typed_lines.about_tasks import tasks_line
from handlers.reviewing import reopening, returning


def _task_of_file(talk: Talk, text: str) -> None:
    if not placing.typed(talk, text) and not tasks_line(talk, text):
        puzzled(talk)


def _units_to_urge(talk: Talk, text: str) -> None:
    choosing.typed_names(talk, text, tasks_line)


def _mailbox(talk: Talk, text: str) -> None:
    """Take an address, or what is meant for one; what is clearly about tasks is that, and the question stays open."""
    talk.aside = not mailbox.is_attempt(text)
    if not (talk.aside and tasks_line(talk, text)):
        mailbox.command(talk, text)


def _deputy(talk: Talk, text: str) -> None:
    """Take a colleague's name, or other days; what is clearly about tasks is that, and the question stays open."""
    if absence.typed_deputy(talk, text) or absence.typed_anew(talk, text):
        return
    talk.aside = True
    if not tasks_line(talk, text):
        absence.no_such(talk, text)


OF_A_FORM = frozenset(
    {
        "invite",
        "extend",
        "extension.other",
        "general",
        "away",
        "away.who",
        "email",
        "unit",
        "filter",
        "nudge.pick",
        "forward",
    }
)
"""Questions that are answered by a day, a name or an address: a matter of urgency is none, and is raised beside it."""

ANSWERS: Mapping[str, Callable[[Talk, str], None]] = {
    "invite": giving.typed_unit,
    "file": _task_of_file,
    "extend": asking.typed_day,
    "extend.why": asking.typed_reason,
    "extension.other": deciding.typed_day,
    "extension.refuse": deciding.typed_remark,
    "general": general.typed_day,
    "return": returning.typed,
    "away": absence.typed,
    "away.who": _deputy,
    "email": _mailbox,
    "announce": announcing.typed,
    "unit": unit.typed,
    "filter": lists.typed_filter,
    "nudge": before_urging.typed_words,
    "nudge.pick": _units_to_urge,
    "excuse": excusing.typed,
    "raise": raising.typed,
    "answer": answering.typed,
    "forward": forwarding.typed,
    "unlock": reopening.typed,
    "narrative": narratives.typed,
}

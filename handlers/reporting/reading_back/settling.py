"""What the buttons of a read-back do."""

from collections.abc import Sequence
from dataclasses import replace

from domain import form
from handlers.extending import asking
from handlers.reporting import card
from handlers.reporting.reading_back.correcting import is_correction, reopened, subject_of
from handlers.reporting.reading_back.pending import NEEDS_TASK, Json, Pending, put_with
from handlers.reporting.reading_back.showing import show
from handlers.reporting.subject import Subject, saying
from handlers.reporting.units_meant import as_of_today
from handlers.talk import Talk
from storage import typed_messages


def settle(
    talk: Talk, o: int, u: int, x: list[Json], q: list[Json], e: str, m: str | None, a: int, i: Json | None = None
) -> None:
    """The first doubt: meant as its offer `a`, or (-1) left out."""
    subject = subject_of(talk, o, u)
    if not _is_as_shown(talk, subject, Pending(x, q, e, m, units=i or {})):
        return
    held = Pending(x, q[1:], e, m)
    if a >= 0 and q:
        doubt = q[0]
        if doubt["t"] is None or subject.task(doubt["t"]) is None:
            talk.stop("task.gone")
        offer = doubt["a"][a]
        own = {code: offer[code] for code in offer if code in subject.form(doubt["t"]).by_code}
        update = {"t": doubt["t"], "a": {**form.merge({}, offer), **own}, "r": ""}
        held = replace(held, updates=put_with(held.updates, update))
    _go_on(talk, subject, held)


def task(
    talk: Talk, o: int, u: int, x: list[Json], q: list[Json], e: str, m: str | None, t: int, i: Json | None = None
) -> None:
    """Which task the first doubt is about."""
    subject = subject_of(talk, o, u)
    if not _is_as_shown(talk, subject, Pending(x, q, e, m, units=i or {})):
        return
    if subject.task(t) is None or not q:
        talk.stop("task.gone")
    doubt, held = {**q[0], "t": t}, Pending(x, q[1:], e, m)
    if len(doubt["a"]) == 1:
        held = replace(held, updates=put_with(held.updates, {"t": t, "a": doubt["a"][0], "r": ""}))
    else:
        held = replace(held, doubts=[{**doubt, "w": "text" if doubt["a"] else "empty"}, *held.doubts])
    _go_on(talk, subject, held)


def _go_on(talk: Talk, subject: Subject, held: Pending) -> None:
    if held.updates or held.doubts or held.extension:
        show(talk, subject, held)
    elif is_correction(talk, subject):
        talk.show(talk.words("extension.left_alone"))
    else:
        card.show(talk, subject)


def put(
    talk: Talk,
    o: int,
    u: int,
    x: list[Json],
    q: Sequence[Json] = (),
    e: str = "",
    m: str | None = None,
    i: Json | None = None,
) -> None:
    """`Đúng, ghi vào nháp`; what is still to be settled, or asked for, comes after it."""
    subject = subject_of(talk, o, u)
    if not _is_as_shown(talk, subject, Pending(x, q, e, m, units=i or {})):
        return
    if is_correction(talk, subject):
        subject = reopened(talk, subject)
    for update in x:
        if subject.task(update["t"]) is None:
            talk.stop("task.gone")
        subject = saying(talk, subject, update["t"], update["a"])
    if m is not None:
        typed_messages.remember(talk.session, talk.address, m, o, u, [update["t"] for update in x], talk.now)
    if q:
        show(talk, subject, Pending((), q, e, m))
    elif e:
        asking.start(talk, o, e)
    else:
        card.show(talk, subject)


def _is_as_shown(talk: Talk, subject: Subject, held: Pending) -> bool:
    """False where a number would now stand for something else than was read: then all is read back anew."""
    updates, doubts = as_of_today(subject, held.updates, held.doubts, held.units)
    if updates == list(held.updates) and doubts == list(held.doubts):
        return True
    left = [one for one in updates if one["a"]]
    talk_of = [one for one in doubts if one["a"] or one["w"] in NEEDS_TASK]
    show(talk, subject, replace(held, updates=left, doubts=talk_of), [talk.words("line.units_changed")])
    return False

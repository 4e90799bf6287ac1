"""What was understood of a typed line, read back: what is certain to be kept, what is not to be settled first.

Everything pending travels in the buttons, so that a card left alone records nothing and an old one means what it meant.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from domain import form, own_fields
from domain.messages import Text, lines_of
from domain.plausibility import oddities, own_oddities
from domain.reports import EXPECTED, may_write
from domain.typed import Doubt, Reading
from handlers.extending import asking
from handlers.reporting import answers, card, own_values, progress_said
from handlers.reporting.subject import Subject, load, load_open, open_or_stop, refuse_closed, saying, title_of
from handlers.reporting.units_meant import as_of_today, units_of
from handlers.talk import Acting, Choice, Rows, Talk, in_rows
from storage import drafts, reports, typed_messages

MOST_TASKS = 24  # buttons to choose a task from
MOST_AMENDS = 6  # tasks that get a button of their own to be changed
MOST_DOUBTS = 5  # are asked back of one line
SAID = 80  # characters of it that are shown
_NEEDS_TASK = frozenset({"which_task", "unknown_task"})

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pending:
    """`updates` are {"t": task id, "a": answers, "r": remark}; `doubts` {"w": why, "s": said, "t": task id or None,
    "a": answers that are offered, "n": ids of tasks that may be meant}; `message`: which one says it all."""

    updates: Sequence[Json] = ()
    doubts: Sequence[Json] = ()
    extension: str = ""
    message: str | None = None
    left: int = 0  # doubts that are too many to be asked back
    units: Json = field(default_factory=dict)  # of the fields with numbers, when it was read back

    @property
    def args(self) -> Json:
        units = {"i": self.units} if self.units else {}
        return {"x": list(self.updates), "q": list(self.doubts), "e": self.extension, "m": self.message, **units}


def pending(subject: Subject, reading: Reading, message: str | None) -> Pending:
    ids = {task.code: task.id for task in subject.tasks}
    updates = [{"t": ids[one.task], "a": one.answers, "r": one.remark} for one in reading.updates]
    doubts = [_doubt(doubt, ids, subject) for doubt in reading.doubts[:MOST_DOUBTS]]
    return Pending(updates, doubts, reading.extension or "", message, len(reading.doubts) - len(doubts))


def _doubt(doubt: Doubt, ids: dict[str, int], subject: Subject) -> Json:
    why, offers = doubt.why, list(doubt.offers)
    if why == "as_before":
        why, offers = progress_said.as_before(subject, ids[doubt.task] if doubt.task else None)
    return {
        "w": why,
        "s": doubt.said[:SAID],
        "t": ids[doubt.task] if doubt.task else None,
        "a": offers,
        "n": [ids[code] for code in doubt.near],
    }


def subject_of(acting: Acting, o: int, u: int) -> Subject:
    """The report, where what is said still goes into it; also one that was handed in and may be corrected."""
    subject = load(acting, o, u)
    if is_correction(acting, subject):
        return subject
    return open_or_stop(acting, subject)


def is_correction(acting: Acting, subject: Subject) -> bool:
    """Whether saying something begins a new revision."""
    duty = subject.duty
    writable = duty.state not in EXPECTED and may_write(duty.state, duty.unlocked_until, acting.now)
    return writable and subject.leads and subject.draft is None


def show(
    talk: Talk,
    subject: Subject,
    held: Pending,
    remarks: Sequence[Text] = (),
    *,
    fresh: bool = False,
    beside: Rows = (),
) -> None:
    """`Tôi hiểu là …`, and what is to be settled; nothing is kept before it is confirmed. `beside`: further ways on."""
    lines: list[Text] = list(remarks)
    held = replace(held, units=units_of(subject, {one["t"] for one in (*held.updates, *held.doubts)}))
    if held.updates:
        said, title = summary(talk, subject, held), title_of(talk, subject.duty)
        lines.append(talk.words("line.understood", said=said, title=title))
        lines += _odd(talk, subject, held)
        if len({update["t"] for update in held.updates}) > MOST_AMENDS:
            lines.append(talk.words("line.amend_typed", code=_code(subject, held.updates[0]["t"])))
    if held.extension:
        lines.append(talk.words("line.extension", said=held.extension[: 2 * SAID]))
    if is_correction(talk, subject) and held.updates:
        lines.append(talk.words("line.correction"))
    lines += [_question(talk, subject, doubt) for doubt in held.doubts]
    if held.left:
        lines.append(talk.words("line.left", n=held.left))
    if not held.doubts:
        lines.append(talk.words("right?"))
    rows = [*_ways(talk, subject, held), *_closing(talk, subject, held), *beside]
    focus = {"ask": "card", **subject.args, **({"held": held.args} if held.doubts else {})}
    (talk.say if fresh else talk.show)(lines_of(lines), rows, focus=focus)


def summary(talk: Talk, subject: Subject, held: Pending) -> str:
    """`2.7 đang thực hiện 40 %; 3.1 hoàn thành`"""
    return "; ".join(_said(talk, subject, update) for update in held.updates)


def _said(talk: Talk, subject: Subject, update: Json) -> str:
    said = answers.in_full(talk.words, update["a"], subject.form(update["t"]).own)
    if update["r"]:
        said = talk.words.plain(f"line.remark.{update['r']}", said=said)
    return f"{_code(subject, update['t'])} {said}"


def _code(subject: Subject, task_id: int | None) -> str:
    task = subject.task(task_id) if task_id is not None else None
    return task.code if task else ""


def _odd(talk: Talk, subject: Subject, held: Pending) -> list[Text]:
    """What looks odd, a line for each kind with the tasks of which it is said."""
    codes: dict[str, list[str]] = {}
    said: list[Text] = []
    for update in held.updates:
        of_task = subject.form(update["t"])
        after = form.merge(subject.answers(update["t"]), update["a"], of_task)
        before = subject.before_answers.get(update["t"])
        found = oddities(after, before)
        kept = subject.answers(update["t"])
        said += progress_said.replaced(talk, _code(subject, update["t"]), kept, after, update["a"])
        said += [
            talk.words(f"odd.own_{why}", code=_code(subject, update["t"]), name=field.name)
            for field, why in own_oddities(of_task.own, after, before or {})
            if field.code in update["a"]
        ]
        unasked = [field.name for field in of_task.own if update["a"].get(field.code) and field.code not in after]
        if unasked:  # how the task stands takes the question away
            said.append(talk.words("line.not_asked", code=_code(subject, update["t"]), names=", ".join(unasked)))
        for name in [*found, *(["done_below"] if update["r"] == "done_below" else [])]:
            codes.setdefault(name, []).append(_code(subject, update["t"]))
    return [*(talk.words(f"odd.{name}", code=", ".join(tasks)) for name, tasks in codes.items()), *said]


def _question(talk: Talk, subject: Subject, doubt: Json) -> Text:
    code = _code(subject, doubt["t"])
    some = subject.tasks[0].code if subject.tasks else ""
    return talk.words(f"doubt.{doubt['w']}", said=doubt["s"], code=f"{code}: " if code else "", some=some)


def _ways(talk: Talk, subject: Subject, held: Pending) -> Rows:
    """Of the first thing that is not certain."""
    if not held.doubts:
        return []
    doubt = held.doubts[0]
    args = {**subject.args, **held.args}
    if doubt["w"] == "as_before" and doubt["t"] is None:
        rows: Rows = [[Choice(talk.words.plain("button.as_before"), "report.as_before", subject.args)]]
    elif doubt["w"] == "no_before" and doubt["t"] is None:  # what there is in its place
        rows = [[Choice(talk.words.plain("button.open_card"), "report.card", subject.args)]]
        rows += [[Choice(talk.words.plain("button.nil"), "nil", subject.args)]] if subject.leads else []
    elif doubt["w"] in _NEEDS_TASK and doubt["t"] is None:
        meant = [task for task in subject.tasks if task.id in doubt["n"]] or [*subject.unanswered, *subject.tasks]
        few = list({task.id: task for task in meant}.values())[:MOST_TASKS]
        rows = in_rows([Choice(task.code, "line.task", {**args, "t": task.id}) for task in few], 4)
    else:
        offers = [
            Choice(_label(talk, subject, doubt, offer), "line.settle", {**args, "a": n})
            for n, offer in enumerate(doubt["a"])
        ]
        rows = in_rows(offers, 1 if any(len(one.label) > 16 for one in offers) else 2)
        if doubt["t"] is not None and not offers:
            amend = talk.words.plain("button.amend_task", code=_code(subject, doubt["t"]))
            rows = [[Choice(amend, "task", {**subject.args, "t": doubt["t"]})]]
    if len(held.doubts) > 1 or held.updates or held.extension:
        rows = [*rows, [Choice(talk.words.plain("button.skip_part"), "line.settle", {**args, "a": -1})]]
    return rows


def _label(talk: Talk, subject: Subject, doubt: Json, offer: Json) -> str:
    """`2.7 đang thực hiện`, `Ghi là kết quả`; both where it is both."""
    word = talk.words.plain
    texts = [code for code in form.TEXT_FIELDS if offer.get(code)]
    rest = {code: value for code, value in offer.items() if code not in texts}
    if not rest:
        return word(f"button.note_as_{texts[0]}") if texts else word("button.right")
    own = own_fields.asked_with(subject.duty.own_fields, _code(subject, doubt["t"])) if doubt["t"] else ()
    if rest.keys() <= {field.code for field in own}:  # of what was typed, whatever the rest says
        return "; ".join(own_values.said(talk.words, own, rest))
    standing = answers.in_full(talk.words, form.merge({}, rest), own)
    if texts:
        standing = word(f"button.with_{texts[0]}", said=standing)
    return f"{_code(subject, doubt['t'])} {standing}".strip()


def _closing(talk: Talk, subject: Subject, held: Pending) -> Rows:
    word, rows = talk.words.plain, list[Sequence[Choice]]()
    if held.updates:
        rows.append([Choice(word("button.right"), "line.put", {**subject.args, **held.args})])
        tasks = list(dict.fromkeys(update["t"] for update in held.updates))
        if not is_correction(talk, subject) and len(tasks) <= MOST_AMENDS:
            rows += in_rows(
                [
                    Choice(word("button.amend_task", code=_code(subject, t)), "task", {**subject.args, "t": t})
                    for t in tasks
                ]
            )
    elif held.extension and not held.doubts:
        rows.append([Choice(word("button.extend_on"), "extend", {"o": subject.duty.id, "x": held.extension})])
    back = "leave" if is_correction(talk, subject) else "report.card"
    return [*rows, [Choice(word("button.drop"), back, {} if back == "leave" else subject.args)]]


def _is_as_shown(talk: Talk, subject: Subject, held: Pending) -> bool:
    """False where a number would now stand for something else than was read: then all is read back anew."""
    updates, doubts = as_of_today(subject, held.updates, held.doubts, held.units)
    if updates == list(held.updates) and doubts == list(held.doubts):
        return True
    left = [one for one in updates if one["a"]]
    talk_of = [one for one in doubts if one["a"] or one["w"] in _NEEDS_TASK]
    show(talk, subject, replace(held, updates=left, doubts=talk_of), [talk.words("line.units_changed")])
    return False


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


def put_with(updates: Sequence[Json], new: Json) -> list[Json]:
    """One for each task: what is said last stands."""
    same = next((one for one in updates if one["t"] == new["t"]), None)
    if same is None:
        return [*updates, new]
    own = {code: said for one in (same, new) for code, said in one["a"].items() if code not in form.BY_CODE}
    both = {**new, "a": {**form.merge(same["a"], new["a"]), **own}}
    return [both if one is same else one for one in updates]


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


def reopened(acting: Acting, subject: Subject) -> Subject:
    """With a draft of what was handed in; it stays in force until the draft is handed in."""
    duty, u = subject.duty, subject.unit.id
    report = reports.latest(acting.session, duty.id)
    if report is None:
        refuse_closed(acting, subject)
    assert report is not None
    lines = [line for line in reports.lines_now(acting.session, report, duty.own_fields) if line.unit_id == u]
    drafts.begin_from(acting.session, duty.organisation_id, duty.id, u, lines, acting.now)
    return load_open(acting, duty.id, u)

"""The card that says what was understood, and asks what is not certain."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from domain.finding.shortening import shortened
from domain.forms import form, own_fields
from domain.forms.plausibility import oddities, own_oddities
from domain.messaging.messages import Text, lines_of
from domain.reports.states import may_write
from domain.text import fold
from handlers.conversation.talk import Choice, Rows, Talk, in_rows
from handlers.display import answers, field_values
from handlers.drafting import progress_said
from handlers.drafting.report_titles import title_of
from handlers.drafting.subject import Subject, is_correction, is_theirs, subject_of
from handlers.drafting.units_meant import units_of
from handlers.reporting.reading_back import moving, unanswered
from handlers.reporting.reading_back.pending import NEEDS_TASK, SAID, Json, ReadBack
from storage.reporting import duties

MOST_TASKS = 24  # buttons to choose a task from
MOST_TITLES, LABEL = 6, 48  # tasks that are shown with their titles; characters of one
MOST_AMENDS = 6  # tasks that get a button of their own to be changed


def show(
    talk: Talk,
    subject: Subject,
    held: ReadBack,
    remarks: Sequence[Text] = (),
    *,
    fresh: bool = False,
    beside: Rows = (),
) -> None:
    """Read back (`Tôi hiểu là …`) what was understood, and what is to be settled, with what of the report is
    unanswered; nothing is kept before it is confirmed. `beside`: further ways on."""
    lines: list[Text] = [*remarks, *unanswered.take_out_gone(talk, subject)]
    held, about_earlier = unanswered.joined(talk, subject, held)
    held = replace(held, units=units_of(subject, held.tasks))
    unanswered.keep(talk, subject, held)
    if held.updates:
        said, title = summary(talk, subject, held), title_of(talk, subject.duty)
        lines += [talk.words("line.understood", said=said, title=title), *about_earlier]
        lines += _odd(talk, subject, held)
        if len({update["t"] for update in held.updates}) > MOST_AMENDS:
            lines.append(talk.words("line.amend_typed", code=_code(subject, held.updates[0]["t"])))
    if moving.pieces_of(held.updates):
        lines.append(talk.words("line.placed"))
    if held.left_out:
        lines.append(talk.words("line.left_out", said="”, “".join(held.left_out)))
    if held.extension:
        lines.append(talk.words("line.extension", said=held.extension[: 2 * SAID]))
    if is_correction(talk, subject) and held.updates:
        lines.append(talk.words("line.correction"))
    lines += [line for doubt in held.doubts for line in _question(talk, subject, doubt)]
    if held.left:
        lines.append(talk.words("line.left", n=held.left))
    if not held.doubts:
        lines.append(talk.words("right?"))
    rows = [*_ways(talk, subject, held), *_closing(talk, subject, held), *beside]
    focus = {"ask": "card", **subject.args, **({"held": held.args} if held.doubts else {})}
    (talk.say if fresh else talk.show)(lines_of(lines), rows, focus=focus)


def show_unanswered(talk: Talk, obligation_id: int, unit_id: int) -> bool:
    """Read back once more, before the report is read through or handed in; return False where nothing is unanswered."""
    if not unanswered.has(talk, obligation_id, unit_id):
        return False
    subject = subject_of(talk, obligation_id, unit_id)
    if not unanswered.of(talk, subject):
        for remark in unanswered.take_out_gone(talk, subject):
            talk.note(remark)
        return False
    show(talk, subject, ReadBack(), [talk.words("line.unanswered")])
    return True


def show_what_waits(talk: Talk) -> bool:
    """Show what was read back last and waits, for `cảm ơn` and for `đúng` on another card: who says so may think that
    it is kept. Return False where nothing waits, or something else is asked that words answer."""
    if (talk.address.focus or {}).get("ask", "card") != "card":
        return False
    for o, u in unanswered.places(talk):
        duty = duties.duty(talk.session, o)
        if duty is None or not (is_theirs(talk, duty, u) and may_write(duty.state, duty.unlocked_until, talk.now)):
            continue
        subject = subject_of(talk, o, u)
        if unanswered.of(talk, subject):
            show(talk, subject, ReadBack(), [talk.words("line.waits")], fresh=True)
            return True
    return False


def summary(talk: Talk, subject: Subject, held: ReadBack) -> str:
    """Return what was read in a line: `2.7 đang thực hiện 40 %; 3.1 (Ứng dụng KH&CN) hoàn thành`"""
    return "; ".join(_said(talk, subject, update, held.named) for update in held.updates)


def _said(talk: Talk, subject: Subject, update: Json, named: Collection[int]) -> str:
    own, proposed = subject.form(update["t"]).own, {f for f, _ in moving.proposed(update)}
    said = answers.in_full(talk.words, update["a"], own, proposed)
    if update["r"]:
        said = talk.words.plain(f"line.remark.{update['r']}", said=said)
    task = subject.task(update["t"])
    [title] = shortened([task.title], LABEL) if task is not None and task.id in named else [""]
    return f"{_code(subject, update['t'])}{f' ({title})' if title else ''} {said}"


def _code(subject: Subject, task_id: int | None) -> str:
    task = subject.task(task_id) if task_id is not None else None
    return task.code if task else ""


def _odd(talk: Talk, subject: Subject, held: ReadBack) -> list[Text]:
    """Return what looks odd, a line for each kind with the tasks of which it is said."""
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


def _question(talk: Talk, subject: Subject, doubt: Json) -> list[Text]:
    """Return the question of a doubt, with the titles of the few tasks that may be meant."""
    code = _code(subject, doubt["t"])
    some = subject.tasks[0].code if subject.tasks else ""
    between = _limits(talk, subject, doubt) if doubt["w"] == "own_limits" else {}
    name = "own_limits_of" if between else doubt["w"]
    asked = talk.words(f"doubt.{name}", said=doubt["s"], code=f"{code}: " if code else "", some=some, **between)
    near = [task for task in subject.tasks if task.id in doubt["n"]] if doubt["w"] == "which_task" else []
    titles = near if len(near) <= MOST_TITLES else []
    return [asked, *(talk.words("doubt.may_be", code=task.code, title=task.title) for task in titles)]


def _limits(talk: Talk, subject: Subject, doubt: Json) -> dict[str, str]:
    """Return the name of the number that was typed, and between what it must be; nothing where several may be meant."""
    said = set(fold(doubt["s"]).replace(":", " ").split())
    of_task = own_fields.asked_with(subject.duty.own_fields, _code(subject, doubt["t"])) if doubt["t"] else ()
    shared = [(len(said & set(fold(field.name).split())), field) for field in of_task if field.kind == "number"]
    most = max((count for count, _ in shared), default=0)
    meant = [field for count, field in shared if count == most]
    if not most or len(meant) != 1:
        return {}
    return {"name": meant[0].name, "range": field_values.limits(talk.words, meant[0])["range"]}


def _ways(talk: Talk, subject: Subject, held: ReadBack) -> Rows:
    """Return the buttons that settle the first thing that is not certain."""
    if not held.doubts:
        return []
    doubt = held.doubts[0]
    args = {**subject.args, **held.args}
    if doubt["w"] == "as_before" and doubt["t"] is None:
        rows: Rows = [[Choice(talk.words.plain("button.as_before"), "report.as_before", subject.args)]]
    elif doubt["w"] == "no_before" and doubt["t"] is None:  # what there is in its place
        rows = [[Choice(talk.words.plain("button.open_card"), "report.card", subject.args)]]
        rows += [[Choice(talk.words.plain("button.nil"), "nil", subject.args)]] if subject.leads else []
    elif doubt["w"] in NEEDS_TASK and doubt["t"] is None:
        meant = [task for task in subject.tasks if task.id in doubt["n"]] or [*subject.unanswered, *subject.tasks]
        few = list({task.id: task for task in meant}.values())[:MOST_TASKS]
        rows = in_rows([Choice(task.code, "line.task", {**args, "task_id": task.id}) for task in few], 4)
    else:
        offers = [
            Choice(_label(talk, subject, doubt, offer), "line.settle", {**args, "chosen": n})
            for n, offer in enumerate(doubt["a"])
        ]
        rows = in_rows(offers, 1 if any(len(one.label) > 16 for one in offers) else 2)
        if _amends(held) is not None:
            amend = talk.words.plain("button.amend_task", code=_code(subject, doubt["t"]))
            rows = [[Choice(amend, "task", {**subject.args, "task_id": doubt["t"]})]]
    if len(held.doubts) > 1 or held.updates or held.extension:
        rows = [*rows, [Choice(talk.words.plain("button.skip_part"), "line.settle", {**args, "chosen": -1})]]
    return rows


def _amends(held: ReadBack) -> int | None:
    """Return the task that the first doubt has a button to change, as there is nothing to choose; None for none."""
    doubt = held.doubts[0] if held.doubts else None
    return None if doubt is None or doubt["a"] else doubt["t"]


def _label(talk: Talk, subject: Subject, doubt: Json, offer: Json) -> str:
    """Return the label of an offer: `2.7 đang thực hiện`, `Ghi là kết quả`; both where it is both."""
    word = talk.words.plain
    texts = [code for code in form.TEXT_FIELDS if offer.get(code)]
    rest = {code: value for code, value in offer.items() if code not in texts}
    if not rest:
        return word(f"button.note_as_{texts[0]}") if texts else word("button.right")
    own = own_fields.asked_with(subject.duty.own_fields, _code(subject, doubt["t"])) if doubt["t"] else ()
    if rest.keys() <= {field.code for field in own}:  # of what was typed, whatever the rest says
        return "; ".join(field_values.said(talk.words, own, rest))
    standing = answers.in_full(talk.words, form.merge({}, rest), own)
    if texts:
        standing = word(f"button.with_{texts[0]}", said=standing)
    return f"{_code(subject, doubt['t'])} {standing}".strip()


def _closing(talk: Talk, subject: Subject, held: ReadBack) -> Rows:
    word, rows = talk.words.plain, list[Sequence[Choice]]()
    if held.updates:
        rows.append([Choice(word("button.right"), "line.put", {**subject.args, **held.args})])
        rows += moving.rows(talk, subject, held)
        tasks = [t for t in dict.fromkeys(update["t"] for update in held.updates) if t != _amends(held)]
        if not is_correction(talk, subject) and len(tasks) <= MOST_AMENDS:
            rows += in_rows(
                [
                    Choice(word("button.amend_task", code=_code(subject, t)), "task", {**subject.args, "task_id": t})
                    for t in tasks
                ]
            )
    elif held.extension and not held.doubts:
        rows.append(
            [Choice(word("button.extend_on"), "extend", {"obligation_id": subject.duty.id, "text": held.extension})]
        )
    return [*rows, [Choice(word("button.drop"), "line.drop", {**subject.args, **held.args})]]

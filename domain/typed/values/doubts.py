"""What is not certain, and the ways in which it may have been meant."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain.forms import form
from domain.forms.form import Status
from domain.text import fold
from domain.typed.values.clause import Clause
from domain.typed.values.combine import IN_PROGRESS, WAYS, combined, is_below_all
from domain.typed.values.result import Answers, Doubt, Update
from domain.typed.words.courtesies import says_none

TEXTS = ("result", "obstacle", "recommendation")
SAID_LONGEST = 200  # characters of a doubt that are shown
_YEARS, _LAST_MONTH = range(2000, 2100), 12
ABOUT_DAYS = frozenset({"no_such_day", "lunar_day", "to_come", "part_or_day", "day"})


def offers_of(answers: Answers) -> tuple[Answers, ...]:
    return (answers,) if answers else ()


_SAID_OF_SOMETHING = (Status.DONE, Status.NOTHING, Status.NOT_STARTED)  # `họp xong`, `tỉnh chưa giao vốn`


def where_it_goes(words: str, fields: Sequence[str] = TEXTS) -> tuple[Answers, ...]:
    """Offer all of the words for each field, however little of them is shown; return none where they are more than a
    field takes."""
    return tuple({field: words} for field in fields) if len(words) <= form.TEXT_LIMIT else ()


def long_text(words: str, said: str, answers: Answers) -> Doubt:
    """Return the doubt about a page on one task: all of it may go into one field; how the task stands by it is offered
    too."""
    standing = {code: value for code, value in answers.items() if code in form.STANDING}
    texts = where_it_goes(words)
    if not texts:
        return Doubt("too_long", said[:SAID_LONGEST], None, offers_of(standing))
    if not standing:
        return Doubt("text", said[:SAID_LONGEST], None, texts)
    both = tuple({**standing, **text} for text in texts[:2])
    return Doubt("partly", said[:SAID_LONGEST], None, (*both, standing, *texts[:2]))


def obstacle_over(words: str, said: str, *, is_resolved: bool) -> Doubt:
    """Return the doubt whether the task is done, or only what was in its way settled: `vướng mặt bằng, đã xong`.
    `said`: what is in the way; `is_resolved`: surely not the task."""
    if is_resolved:
        return Doubt("text", words, None, where_it_goes(words, ("result", "obstacle")))
    done = str(Status.DONE)
    ways: tuple[Answers, ...] = ({"status": done}, {"status": done, "result": words}, {"result": words})
    return Doubt("settled", words, None, (*ways, {"obstacle": said}))


def left_over(clause: Clause, words: str) -> Doubt:
    """Return the doubt about words that are no standing, figure or day: perhaps a result, perhaps something in the way.

    What is done is offered first only where it is said before them (`hoàn thành xuất sắc`): in `họp xong` the words say
    what is, and after `tạm hoãn`, `chờ`, `nếu` nothing is.
    """
    texts, said = where_it_goes(words), words[:SAID_LONGEST]
    if not clause.says_something:
        return Doubt("text" if texts else "too_long", said, None, texts)
    standing, _, doubts = combined([clause], words)
    if clause.is_part and standing.get("status") == Status.DONE:  # `hoàn thành bước 1`
        ways = tuple({**IN_PROGRESS, **text} for text in texts[:1])
        return Doubt("partly", said, None, (*ways, *texts[:2], dict(IN_PROGRESS), standing))
    if clause.denies and "done" in clause.words and not clause.percents:
        return Doubt("partly", said, None, (*texts, dict(IN_PROGRESS), {"status": str(Status.NOT_STARTED)}))
    figures = {"figures": clause.figures} if clause.figures else {}
    both = standing | figures
    if not both or any(doubt.why != "how_far" for doubt in doubts):
        return Doubt("partly", said, None, texts)
    with_texts = tuple({**both, **text} for text in texts[:2])
    if clause.is_led and standing.get("status") in _SAID_OF_SOMETHING:
        return Doubt("partly", said, None, (*texts[:2], *with_texts, both))
    return Doubt("partly", said, None, (both, *with_texts, *texts[:2]))


def which_way(standing: Answers, words: str, place: str) -> Doubt:
    """Return the doubt whether it is done, or not yet: `xong nhưng chưa nộp`. `place`: the field that the words belong
    to."""
    texts = where_it_goes(words, (place,))
    ways = ({**IN_PROGRESS, **text} for text in texts)
    return Doubt("partly", words[:SAID_LONGEST], None, (*ways, *({**standing, **text} for text in texts), standing))


def with_standing(doubt: Doubt, standing: Answers) -> Doubt:
    """Return the doubtful day with the ways in which it may be meant, each with the status that was typed beside it."""
    if doubt.why not in ABOUT_DAYS:
        return doubt
    done = standing.get("status") == Status.DONE
    if doubt.why == "part_or_day" and not standing:  # `3/4`: done on that day, or so far
        return replace(doubt, offers=tuple(map(_alone, doubt.offers)))
    days = tuple({**standing, **offer} for offer in doubt.offers if "done_on" not in offer or done)
    parts = tuple({**standing, **offer} for offer in doubt.offers if "figures" in offer)
    alone = (dict(IN_PROGRESS),) if doubt.why == "to_come" else ()  # first: it will be done
    offers = list({str(offer): offer for offer in (*alone, *days, *parts, *offers_of(standing))}.values())
    return Doubt(doubt.why, doubt.said, doubt.task, tuple(offers))


def _alone(offer: Answers) -> Answers:
    """Return what a day, or a part of a whole, says of how the task stands where nothing else does."""
    if "done_on" in offer:
        return {"status": str(Status.DONE), **offer}
    share = form.share_of(offer.get("figures", ()))
    return {"percent": share, **offer} if share is not None else offer


def two_shares(standing: Answers, figures: Sequence[Mapping[str, Any]], words: str) -> Doubt | None:
    """Return the doubt where how far it is is said in two ways: `72,5%, 99/100`. None where they agree."""
    share, percent = form.share_of(figures), standing.get("percent")
    if share is None or percent is None or not form.contradict(share, percent):
        return None
    return Doubt("contradiction", words, None, (standing, {"percent": share, "figures": list(figures)}))


def in_order(answers: Answers) -> Answers:
    """Return the answers in the form's order, and only what the form takes."""
    return {field.code: answers[field.code] for field in form.FIELDS if field.code in answers}


def without_headings(updates: Sequence[Update], doubts: Sequence[Doubt]) -> list[Doubt]:
    """Return the doubts without those about headings above what is said of the tasks, `Báo cáo tháng 11/2026`: its
    figures are none of theirs."""
    if not updates:
        return list(doubts)
    return [Doubt("unclear", doubt.said) if _is_heading(doubt) else doubt for doubt in doubts]


def is_of_none(doubt: Doubt) -> bool:
    """Say whether it is said below several tasks that none of them has any: `II. TỒN TẠI: Không`."""
    said = [offer[field] for offer in doubt.offers for field in offer.keys() & {"obstacle", "recommendation"}]
    return doubt.why == "which_task" and bool(said) and all(isinstance(one, str) and says_none(one) for one in said)


def _is_heading(doubt: Doubt) -> bool:
    figures = [figure for offer in doubt.offers for figure in offer.get("figures", ())]
    are_months = all(figure["of"] in _YEARS and figure["n"] <= _LAST_MONTH for figure in figures)
    is_bare = all(offer.keys() <= {"figures"} for offer in doubt.offers)
    return doubt.why == "which_task" and not doubt.near and bool(figures) and is_bare and are_months


_NOT_DONE = ("dang lam", "chua xong", "chua lam", "chua hoan thanh", "lam do")
"""Beside a task that was said to be done in another sentence: `1.1 với 1.2 xong. Quên, 1.2 còn vướng, đang làm`."""


def without_contradictions(
    updates: Sequence[Update], doubts: Sequence[Doubt], *, is_correction: bool = False, titled: Collection[str] = ()
) -> tuple[list[Update], list[Doubt]]:
    """Return updates and doubts where two things about how one task stands are a doubt: in `2.7 xong; 2.7 40%` neither
    is certain, but for a line that puts right what it said before (`2.9 xong… à nhầm, 2.9 mới 85%`); what else was said
    of the task is kept. `titled`: named by words of their titles, of which one part may be done: `chè với cà phê thì
    xong, còn rau với hoa chưa đâu vô đâu`."""
    standings: dict[str, list[Answers]] = {}
    for update in updates:
        if "status" in update.answers:
            seen = standings.setdefault(update.task, [])
            seen.append({code: value for code, value in update.answers.items() if code in form.STANDING})
    twice = {task: said for task, several in standings.items() if len(said := _apart(several)) > 1}
    if is_correction:
        last = {update.task: update for update in updates if "status" in update.answers}
        kept, more = _without_other_shares(
            [one for one in updates if one.task not in twice or "status" not in one.answers or one is last[one.task]]
        )
        return kept, [*doubts, *more]
    open_words = list[Update]()
    for update in updates:
        words = fold(update.answers.get("obstacle") or "")
        if "status" in update.answers:  # `chưa hoàn thành hồ sơ đất, đã xong`
            is_open = "obstacle" in dict(update.proposed) and words.startswith(_NOT_DONE)
        else:
            is_open = bool(words) and (update.task in titled or any(one in words for one in _NOT_DONE))
        if is_open and {"status": str(Status.DONE)} in standings.get(update.task, ()):
            twice[update.task] = [dict(IN_PROGRESS), {"status": str(Status.DONE)}]
            open_words += [update] if "obstacle" in dict(update.proposed) else []  # they are what is asked about
    left = [one for one in updates if one not in open_words]
    left = [replace(one, answers=_unstanding(one.answers), remark="") if one.task in twice else one for one in left]
    kept, more = _without_other_shares([one for one in left if one.answers])
    kept, others = _without_other_values(kept)
    more += others
    for task, several in twice.items():
        if task in titled:  # only a part of it may be done
            several = [dict(IN_PROGRESS), *(one for one in several if one != IN_PROGRESS)]
        more.append(Doubt("contradiction", task, task, tuple(several)))
    return kept, [*doubts, *more]


def _without_other_values(updates: Sequence[Update]) -> tuple[list[Update], list[Doubt]]:
    """Return updates and doubts where two numbers for an own field are a doubt: `3.1 diện tích 2 ha; 3.1 diện tích 3
    ha`."""
    said: dict[tuple[str, str], list[Any]] = {}
    for update in updates:
        for code, value in update.answers.items():
            seen = said.setdefault((update.task, code), [])
            if code not in form.BY_CODE and isinstance(value, int | float) and value not in seen:
                seen.append(value)
    twice = {field: values for field, values in said.items() if len(values) > 1}
    kept = [
        replace(one, answers={code: value for code, value in one.answers.items() if (one.task, code) not in twice})
        for one in updates
    ]
    doubts = [
        Doubt("contradiction", task, task, tuple({code: value} for value in values))
        for (task, code), values in twice.items()
    ]
    return [one for one in kept if one.answers], doubts


def _apart(standings: Sequence[Answers]) -> list[Answers]:
    """Return what was said, each once, without what says only a part of another: `xong; xong ngày 12/10`."""
    each = list({str(said): said for said in standings}.values())
    dated = [said for said in each if "done_on" in said]
    return [said for said in each if not any(said != other and said.items() <= other.items() for other in dated)]


def _without_other_shares(updates: Sequence[Update]) -> tuple[list[Update], list[Doubt]]:
    """Return updates and doubts where how far it is by what is counted elsewhere in the line is not how far it is said
    to be: `2.7 60%, 2.7 96/120`, `2.7 xong; 2.7 3/5 lớp`."""
    standing = {one.task: one for one in updates if "status" in one.answers}
    counted = {one.task: one for one in updates if "figures" in one.answers and "status" not in one.answers}
    doubts = dict[str, Doubt]()
    for task in (task for task in standing if task in counted):
        said, figures = standing[task].answers, counted[task].answers["figures"]
        how = {code: value for code, value in said.items() if code in ("status", "percent")}
        by_figures = form.share_of(figures)
        if form.contradict(by_figures, form.progress(said)):
            doubts[task] = Doubt("contradiction", task, task, (how, {"percent": by_figures}))
        elif by_figures is None and _is_otherwise(said, figures):
            doubts[task] = Doubt("contradiction", task, task, (dict(IN_PROGRESS), how))
    kept = [replace(one, answers=_unstanding(one.answers)) if one.task in doubts else one for one in updates]
    return [one for one in kept if one.answers], list(doubts.values())


def _is_otherwise(said: Answers, figures: Sequence[Mapping[str, Any]]) -> bool:
    below = [figure for figure in figures if is_below_all(figure)]
    is_begun = any(figure["n"] > 0 for figure in below)
    return bool(below) if said["status"] == Status.DONE else is_begun and said["status"] == Status.NOT_STARTED


def _unstanding(answers: Answers) -> Answers:
    return {code: value for code, value in answers.items() if code not in form.STANDING}


_TAKES_BACK = re.compile(
    r"(?:^|[,;.] ?)(?:(?:thoi|a|ah),? (?:em |toi )?(?:bo|xoa|go|rut|khoan)\b|rut lai (?:so|phan|cau|cai|muc|y)\b|"
    r"bo (?:so|phan|cau|cai|muc) [^,;.]{0,40}\b(?:di|nhe|nha|giup|a)\b|(?:khoan|dung|khoi) (?:ghi|tinh|tick)\b)"
)


def without_taken_back(updates: Sequence[Update], doubts: Sequence[Doubt]) -> tuple[list[Update], list[Doubt]]:
    """Return updates and doubts where what takes something back is no result, and nothing of the task is certain: `2.7
    60%, 3.1 xong, thôi bỏ 3.1`."""
    back = {
        one.task: words for one in updates for _, words in one.proposed if _TAKES_BACK.search(fold(words)) is not None
    }
    kept = [one for one in updates if one.task not in back]
    return kept, [*doubts, *(Doubt("unsure", said, task, WAYS["unsure"]) for task, said in back.items())]

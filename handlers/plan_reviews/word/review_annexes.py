"""The annexes of a plan's review, as rows of tables: tasks and indicators over the periods, how units kept their due
moments, documents, obstacles and for how long, and what each unit said last of each task."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from domain.forms.statuses import OF_STATUS, STATUSES
from domain.plan_reviews.punctuality import LateReport, UnitPunctuality
from domain.plan_reviews.task_standings import LatestResult, LatestWord, TaskStanding
from domain.reports.obstacles import read_urgency
from handlers.display import answers, field_values
from handlers.display.shown_numbers import number
from handlers.papers.annex_pages import Annex, numbered
from handlers.papers.paper_tables import Row
from handlers.plan_reviews.word import review_words as say
from handlers.plan_reviews.word.review_annex_layout import ANNEXES
from handlers.plan_reviews.word.review_words import FAMILY, Paper
from handlers.words import dates

MOST_LATE = 12  # periods in which a unit was late, that are named


def annexes(paper: Paper) -> dict[str, Annex]:
    """Return the annexes that have rows, by name, numbered in their order."""
    written = {
        "tasks": _tasks(paper),
        "indicators": _indicators(paper),
        "punctuality": _punctuality(paper),
        "documents": _documents(paper),
        "obstacles": _obstacles(paper),
        "results": _results(paper),
    }
    return numbered(paper.words, FAMILY, ANNEXES, written)


def _tasks(paper: Paper) -> Iterator[Row]:
    """Yield a head for each task, a row for the end of each period in which it was asked about, and how it is now."""
    review = paper.gathered.review
    for place, task in enumerate(paper.gathered.subject.tasks, 1):
        points, now = review.points_of(task.id), review.tasks[task.id].standing
        if not points:
            continue
        yield _standing("head", f"{place}. {task.title} ({task.code})")
        for at, (period, standing) in enumerate(points, 1):
            yield _stands(paper, "period", say.period(paper, period), standing, str(at))
        yield _stands(paper, "total", paper.plain("plan_review.word.by_now"), now)


def _standing(kind: str, period: str, **figures: str) -> Row:
    empty = dict.fromkeys(("number", "reported", "mean", *(one.column for one in STATUSES)), "")
    return {"kind": kind, "period": period, **empty, **figures}


def _stands(paper: Paper, kind: str, period: str, standing: TaskStanding, place: str = "") -> Row:
    words = paper.words
    counts = {OF_STATUS[status].column: str(n) for status, n in standing.by_status.items()}
    mean = "" if standing.mean is None else answers.percent(words, standing.mean)
    return _standing(kind, period, number=place, reported=str(standing.reported), mean=mean, **counts)


def _indicators(paper: Paper) -> Iterator[Row]:
    """Yield a head for each number that is asked, a row for each period with one, and what they come to together."""
    titles = {task.id: task.title for task in paper.gathered.subject.tasks}
    for one in paper.gathered.review.series:
        if not one.said:
            continue
        changed = paper.plain("plan_review.word.changed") if one.is_changed else ""
        yield _figures("head", f"{one.field.name} ({titles.get(one.task_id, '')}){changed}", one.field.unit)
        for place, point in enumerate(one.said, 1):
            yield _figures(
                "period",
                say.period(paper, point.period),
                one.field.unit,
                number=str(place),
                target=_bare(paper, point.target),
                value=_bare(paper, point.value),
                share=_share(paper, point.share),
                units=str(point.units),
            )
        yield _figures(
            "total",
            paper.plain(f"plan_review.word.over.{one.field.over_units}", n=len(one.said)),
            one.field.unit,
            target=_bare(paper, one.target),
            value=_bare(paper, one.total),
            share=_share(paper, one.share),
        )


def _figures(kind: str, name: str, measure: str, **figures: str) -> Row:
    empty = dict.fromkeys(("number", "target", "value", "share", "units"), "")
    return {"kind": kind, "name": name, "measure": measure, **empty, **figures}


def _bare(paper: Paper, value: float | None) -> str:
    return "" if value is None else number(paper.words, value)


def _share(paper: Paper, value: float | None) -> str:
    return "" if value is None else answers.percent(paper.words, value)


def _punctuality(paper: Paper) -> Iterator[Row]:
    by_id = {one.unit_id: one for one in paper.gathered.review.units}
    for place, unit_id in enumerate(say.in_order(paper, by_id), 1):
        one = by_id[unit_id]
        counts = one.counts
        yield {
            "number": str(place),
            "unit": _kept_by(paper, one),
            "expected": str(counts.expected),
            "on_time": str(counts.on_time),
            "late": str(counts.late),
            "awaited": str(counts.awaited),
            "extended": str(one.extended),
            "rate": answers.rate(paper.words, counts.on_time, counts.expected),
            "which": _which(paper, one),
        }


def _kept_by(paper: Paper, one: UnitPunctuality) -> str:
    """Name the unit of today, with what it was called before, or what came after it."""
    now = paper.gathered.units[one.unit_id]
    if now.after:
        return paper.plain("plan_review.word.now", unit=now.name, names=", ".join(now.after))
    former = [name for name in (*one.former_names, one.name) if name != now.name]
    return paper.plain("plan_review.word.formerly", unit=now.name, names=", ".join(former)) if former else now.name


def _which(paper: Paper, one: UnitPunctuality) -> str:
    """Name the periods in which it was late, with by how much, and what moved to a unit after it."""
    told = [_late(paper, late) for late in one.late[-MOST_LATE:]]
    if more := len(one.late) - len(told):
        told.insert(0, paper.plain("plan_review.word.more_late", n=more))
    if one.counts.moved:
        told.append(paper.plain("plan_review.word.moved_on", n=one.counts.moved))
    return "; ".join(told)


def _late(paper: Paper, late: LateReport) -> str:
    by = dates.late_by(paper.words, late.due_at, late.first_at or paper.moment, paper.gathered.zone) or ""
    name = "plan_review.word.late_by" if late.first_at is not None else "plan_review.word.overdue_by"
    return paper.plain(name, period=say.period(paper, late.period), by=by)


def _documents(paper: Paper) -> Iterator[Row]:
    titles = {task.id: task.title for task in paper.gathered.subject.tasks}
    place = 0
    for tally in paper.gathered.review.documents:
        for one in tally.documents:
            place += 1
            yield {
                "number": str(place),
                "unit": say.unit(paper, one.unit_id, one.unit),
                "document": field_values.document(paper.words, one.value),
                "task": titles.get(tally.task_id, ""),
                "period": say.period(paper, one.period),
                "report": one.number,
            }


def _obstacles(paper: Paper) -> Iterator[Row]:
    word = paper.words.plain
    for place, one in enumerate(paper.gathered.obstacles, 1):
        entry = one.entry
        answer = one.then.answer or ""
        state = word(f"obstacle.state.{one.then.state}", owner=entry.owner or "")
        yield {
            "number": str(place),
            "unit": say.unit(paper, entry.obstacle.unit_id, entry.unit),
            "task": entry.task or "",
            "kind": word(f"button.{entry.obstacle.kind}"),
            "text": read_urgency(one.then.text)[1],
            "since": f"{entry.obstacle.since.astimezone(ZoneInfo(entry.timezone)):%d/%m/%Y}",
            "days": str(one.days),
            "answer": f"{state}: {answer}" if answer else state,
            "report": entry.number or "",
        }


def _results(paper: Paper) -> Iterator[Row]:
    """Yield a head for each task, and how it stands by what each unit said last, with the result it told last."""
    for place, task in enumerate(paper.gathered.subject.tasks, 1):
        now = paper.gathered.review.tasks[task.id]
        words = {one.unit_id: one for one in now.words}
        texts = {one.unit_id: one for one in now.results}
        ids = say.in_order(paper, (*words, *texts))
        if not ids:
            continue
        yield _said("head", f"{place}. {task.title} ({task.code})")
        for unit_id in ids:
            yield _last_word(paper, unit_id, words.get(unit_id), texts.get(unit_id))


def _last_word(paper: Paper, unit_id: int, word: LatestWord | None, text: LatestResult | None) -> Row:
    """Return what a unit said last, and in which report; behind a text of an earlier report where that stands."""
    one = word or text
    assert one is not None
    said = "" if text is None else text.text
    if text is not None and text.number != one.number:
        period = say.period(paper, text.period)
        said = paper.plain("plan_review.word.said_earlier", text=said, period=period, report=text.number)
    standing = ""
    if word is not None:
        standing = paper.plain(f"status.{word.status}")
        if word.progress is not None and OF_STATUS[word.status].takes_percent:
            standing += f" {answers.percent(paper.words, word.progress)}"
    return _said(
        "unit",
        say.unit(paper, unit_id, one.unit),
        standing,
        say.period(paper, one.period),
        said,
        one.number,
    )


def _said(kind: str, unit: str, standing: str = "", period: str = "", text: str = "", report: str = "") -> Row:
    return {"kind": kind, "unit": unit, "standing": standing, "period": period, "text": text, "report": report}

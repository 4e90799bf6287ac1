"""The chapter of results: the plan's tasks by their groups, how each stands now and stood over the periods, its
indicators, and what units said last; no more of it than the body has room for."""

from collections.abc import Iterator

from domain.collation.told_once import SharedStatement, fitting, statements
from domain.forms.statuses import STATUSES
from domain.plan_reviews.indicator_series import IndicatorSeries
from domain.plan_reviews.reviewed_periods import TaskNow
from domain.plan_reviews.task_standings import LatestResult
from handlers.display import answers, field_values
from handlers.papers.body_parts import ChapterPart, shortly
from handlers.plan_reviews.word import review_words as say
from handlers.plan_reviews.word.review_words import Paper
from storage.reporting.duties import TaskLine

ROOM = 7_400  # characters of this chapter: with the others, the body is four to six pages
BESIDE = 60  # characters of room that a paragraph takes beside its text
BRIEF = 330  # of a task: with less room only counts are told, and what still has room
NAMES = 90  # characters of names in a sentence, or behind a statement
_MOST = 1_000  # characters for a task of few


def results(paper: Paper) -> Iterator[ChapterPart]:
    """Yield the plan's groups of tasks, a paragraph for each task."""
    subject, review = paper.gathered.subject, paper.gathered.review
    if not review.counts.submitted:
        yield ChapterPart("paragraph", paper.plain("document.nothing_in"))
        return
    yield ChapterPart("paragraph", paper.plain("plan_review.word.results_where"))
    by_group: dict[str | None, list[TaskLine]] = {}
    for task in subject.tasks:
        by_group.setdefault(task.group if subject.groups else None, []).append(task)
    beside = BESIDE * (len(subject.tasks) + len(by_group))
    room = min(_MOST, (ROOM - beside) // max(1, len(subject.tasks)))
    for number, (group, tasks) in enumerate(by_group.items(), 1):
        if subject.groups:
            title = subject.groups.get(group) or paper.plain("document.other_tasks")
            yield ChapterPart("heading", f"{number}. {title}")
        for task in tasks:
            yield ChapterPart("paragraph", _of_task(paper, task, room))


def _of_task(paper: Paper, task: TaskLine, room: int) -> str:
    """Return what is said of a task: first how many units stand how; then, as far as there is room, how it went over
    the periods, its indicators, and the units' own words."""
    found, words = paper.gathered.review.tasks[task.id], paper.words
    title = shortly(task.title)
    if not found.standing.reported and not found.results:
        return words.plain("document.task_silent", title=title)
    said = [words.plain("document.task", title=title, said=_counted(paper, found, is_brief=room < BRIEF))]
    for sentence in _beside(paper, task):
        if len(" ".join([*said, sentence])) <= room:
            said.append(sentence)
    told = statements(found.results, lambda one: one.text, lambda one: one.unit_id)
    left = room - len(" ".join(said)) - len(words.plain("document.outcomes", said=""))
    shown = fitting(told, left, lambda one: len(told_by(paper, one)) + 2)
    if shown:
        said.append(words.plain("document.outcomes", said="; ".join(told_by(paper, one) for one in shown)))
    if len(shown) < len(told) and room >= BRIEF:
        name = "document.outcomes_more" if shown else "document.outcomes_all"
        said.append(words.plain(name, n=len(told) - len(shown)))
    return " ".join(said)


def _counted(paper: Paper, found: TaskNow, *, is_brief: bool) -> str:
    """Return how many units stand how now, and how far they are."""
    words, standing = paper.words, found.standing
    name = "document.counted_brief" if is_brief else "document.counted"
    said = [
        words.plain(name, n=n, status=words.plain(f"status.{one.status}"))
        for one in STATUSES
        if (n := standing.by_status.get(one.status, 0))
    ]
    if standing.mean is not None:
        known = "collate.mean_known" if standing.is_partly_known and not is_brief else "collate.mean"
        said.append(words.plain(known, mean=answers.percent(words, standing.mean), n=standing.known))
    return ", ".join(said) or paper.plain("plan_review.word.no_standing")


def _beside(paper: Paper, task: TaskLine) -> Iterator[str]:
    if (course := paper.gathered.review.tasks[task.id].course) is not None:
        compared = course.compared
        told = [
            paper.plain(
                "plan_review.word.point", period=say.period(paper, one), mean=answers.percent(paper.words, mean)
            )
            for one, mean in ((course.first, compared.before), (course.last, compared.now))
        ]
        name = "plan_review.word.over_periods" + ("" if compared.are_all else "_of_both")
        yield paper.plain(name, points=", ".join(told), n=compared.units)
    for one in paper.gathered.review.series:
        if one.task_id == task.id and one.said:
            yield paper.plain("document.indicator", name=one.field.name, said=indicator(paper, one))


def indicator(paper: Paper, one: IndicatorSeries) -> str:
    """Return what a field came to over the periods, against what was to be reached."""
    words = paper.words
    assert one.total is not None
    value = field_values.number(words, one.field, one.total, with_target=False)
    said = words.plain(f"indicator.{one.field.over_units}", value=value)
    if one.share is not None and one.target is not None:
        target = field_values.number(words, one.field, one.target, with_target=False)
        said = words.plain("document.reached", said=said, target=target, share=answers.percent(words, one.share))
    said = paper.plain("plan_review.word.over", said=said, n=len(one.said))
    return said + (paper.plain("plan_review.word.changed") if one.is_changed else "")


def told_by(paper: Paper, one: SharedStatement[LatestResult]) -> str:
    """Return a statement with its units: `đã tập huấn 120 người (Phòng Y tế, Phường 1)`."""
    ids = say.in_order(paper, (remark.unit_id for remark in one.remarks))
    then = {remark.unit_id: remark.unit for remark in one.remarks}
    names = [say.called(paper, id) if then[id] == paper.gathered.units[id].name else then[id] for id in ids]
    text = " ".join(one.text.split()).rstrip(" .;,")
    return paper.plain("document.statement", text=text, units=say.listed(paper, names, NAMES))

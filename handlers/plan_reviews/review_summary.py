"""The review of a plan as a message, to be read on a phone: reports, who was late, each task, numbers, documents,
obstacles."""

from collections.abc import Sequence

from domain.forms.form import COUNTED
from domain.messaging.messages import Text, lines_of, text_of
from domain.plan_reviews.indicator_series import IndicatorSeries
from domain.plan_reviews.review_spans import ReviewedPeriod, ReviewSpan
from domain.plan_reviews.task_standings import TaskStanding
from handlers.display import answers, field_values, listing
from handlers.display.answers import rate
from handlers.plan_reviews.gathered_review import GatheredReview
from handlers.words import Words, dates
from storage.reporting.duties import TaskLine

MOST_NAMES, MOST_TASKS, MOST_LINES = 8, 20, 5  # the files have all
LONGEST = 120  # characters of a text


def title(words: Words, plan: str, span: ReviewSpan, *, is_final: bool) -> str:
    """Return `Sơ kết {plan}, từ quý I/2026 đến quý III/2026`, of the last review of a plan `Tổng kết {plan}, …`."""
    name = "plan_review.title.final" if is_final else "plan_review.title.so_far"
    return words.plain(name, plan=plan, span=span_said(words, span))


def title_of(words: Words, gathered: GatheredReview) -> str:
    return title(words, gathered.subject.plan, gathered.span, is_final=gathered.is_final)


def span_said(words: Words, span: ReviewSpan) -> str:
    first, last = (dates.period(words, key) if key else "" for key in (span.first, span.last))
    if first and first == last:
        return first
    name = {(True, True): "both", (True, False): "since", (False, True): "until", (False, False): "whole"}
    return words.plain(f"plan_review.span.{name[bool(first), bool(last)]}", first=first, last=last)


def period_said(words: Words, period: ReviewedPeriod) -> str:
    """Return the period's name; of what is asked once, the report's title."""
    return dates.period(words, period.period_key) or period.title


def summary(words: Words, gathered: GatheredReview) -> Text:
    lines: list[Text] = [
        words("plan_review.head", title=title_of(words, gathered)),
        *standing(words, gathered),
        *_reports(words, gathered),
        *_tasks(words, gathered),
        *_numbers(words, gathered),
        *_documents(words, gathered),
        *_obstacles(words, gathered),
    ]
    if gathered.assessments:
        lines.append(words("plan_review.assessments", n=len(gathered.assessments)))
    return lines_of(lines)


def standing(words: Words, gathered: GatheredReview) -> list[Text]:
    """Return over how many periods it goes, whether it is provisional, and how it was frozen."""
    found = gathered.review
    zone, freezing = gathered.zone, gathered.freezing
    periods = words.plain(
        "plan_review.periods", n=len(found.periods), reports=len({one.period.requirement_id for one in found.periods})
    )
    awaited = found.counts.awaited
    left = words.plain("plan_review.left", n=awaited) if awaited else words.plain("plan_review.nothing_left")
    if gathered.is_frozen and freezing is not None:
        at = dates.clocked(words, freezing.at, zone)
        told = {"who": freezing.person, "at": at, "n": freezing.changes}
        return [words("plan_review.is_frozen", **told, periods=periods, left=left)]
    lines = [words("plan_review.as_of", at=dates.clocked(words, gathered.now, zone), periods=periods, left=left)]
    if freezing is not None:
        at = dates.clocked(words, freezing.at, zone)
        lines.append(words("plan_review.was_frozen", who=freezing.person, at=at, n=freezing.changes))
    return lines


def _reports(words: Words, gathered: GatheredReview) -> list[Text]:
    found = gathered.review
    counts = found.counts
    lines = [
        words(
            "plan_review.reports",
            expected=counts.expected,
            submitted=counts.submitted,
            rate=rate(words, counts.submitted, counts.expected),
            on_time=counts.on_time,
            on_time_rate=rate(words, counts.on_time, counts.expected),
            late=counts.late,
            overdue=found.overdue,
        )
    ]
    if found.extended:
        originally = rate(words, counts.on_time_originally, counts.expected)
        lines.append(words("plan_review.extended", n=found.extended, rate=originally))
    beside = [
        words.plain(f"plan_review.not_expected.{name}", n=n)
        for name, n in (("excused", counts.excused), ("moved", counts.moved))
        if n
    ]
    if beside:
        lines.append(words("plan_review.not_expected", said=", ".join(beside)))
    always, late = found.always_on_time, found.ever_late
    if always:
        names = listing.joined(words, [one.name for one in always], MOST_NAMES)
        lines.append(words("plan_review.always", n=len(always), names=names))
    if late:
        said = [words.plain("plan_review.times", unit=one.name, n=one.times_late) for one in late]
        lines.append(words("plan_review.late", n=len(late), names=listing.joined(words, said, MOST_NAMES)))
    return lines


def _tasks(words: Words, gathered: GatheredReview) -> list[Text]:
    tasks = [task for task in gathered.subject.tasks if gathered.review.points_of(task.id)]
    lines = [words("plan_review.tasks")] if tasks else []
    for task in tasks[:MOST_TASKS]:
        lines.append(words("collate.task", code=task.code, title=task.title, said=_task(words, gathered, task)))
    if len(tasks) > MOST_TASKS:
        lines.append(words("plan_review.more_tasks", n=len(tasks) - MOST_TASKS))
    return lines


def _task(words: Words, gathered: GatheredReview, task: TaskLine) -> str:
    """Return how a task stands now, and how its mean went: `hoàn thành 2 · bình quân 90 % (quý I/2026 70 %, …)`."""
    said = standing_said(words, gathered.review.tasks[task.id].standing)
    course = gathered.review.tasks[task.id].course
    if course is not None:
        first, last = (
            f"{period_said(words, period)} {answers.percent(words, mean)}"
            for period, mean in ((course.first, course.compared.before), (course.last, course.compared.now))
        )
        name = "plan_review.course" if course.compared.are_all else "plan_review.course_of_both"
        said += words.plain(name, first=first, last=last, n=course.compared.units)
    return said


def standing_said(words: Words, one: TaskStanding) -> str:
    if not one.reported:
        return words.plain("collate.nothing_said")
    parts = [
        f"{words.plain(f'status.{status}')} {one.by_status[status]}" for status in COUNTED if one.by_status[status]
    ]
    if one.mean is not None:
        name = "collate.mean_known" if one.is_partly_known else "collate.mean"
        parts.append(words.plain(name, mean=answers.percent(words, one.mean), n=one.known))
    return " · ".join(parts)


def _numbers(words: Words, gathered: GatheredReview) -> list[Text]:
    found = [one for one in gathered.review.series if one.said]
    codes = gathered.subject.codes
    lines = [words("plan_review.numbers")] if found else []
    for one in found[: 2 * MOST_LINES]:
        said = _series(words, one)
        lines.append(words("collate.indicator", code=codes[one.task_id], name=one.field.name, said=said))
    if len(found) > 2 * MOST_LINES:
        lines.append(words("plan_review.more", n=len(found) - 2 * MOST_LINES))
    return lines


def _series(words: Words, one: IndicatorSeries) -> str:
    assert one.total is not None
    value = field_values.number(words, one.field, one.total, with_target=False)
    said = value
    if one.share is not None and one.target is not None:
        target = field_values.number(words, one.field, one.target, with_target=False)
        said += words.plain("indicator.share", target=target, share=answers.percent(words, one.share))
    said += words.plain(f"plan_review.taken.{one.field.over_units}", n=len(one.said))
    if one.is_changed:
        said += words.plain("plan_review.form_changed", first=period_said(words, one.points[0].period))
    return said


def _documents(words: Words, gathered: GatheredReview) -> list[Text]:
    tallies = gathered.review.documents
    lines = [words("plan_review.documents")] if tallies else []
    codes = gathered.subject.codes
    for one in tallies[:MOST_LINES]:
        said = words.plain("plan_review.issued", n=len(one.documents))
        if one.without:
            names = listing.joined(words, [gathered.units[id].name for id in one.without], MOST_NAMES)
            said += words.plain("plan_review.without", n=len(one.without), names=names)
        lines.append(words("collate.indicator", code=codes.get(one.task_id, "?"), name=one.name, said=said))
    if len(tallies) > MOST_LINES:
        lines.append(words("plan_review.more", n=len(tallies) - MOST_LINES))
    return lines


def _obstacles(words: Words, gathered: GatheredReview) -> list[Text]:
    found = gathered.obstacles
    if not found:
        return []
    still = sorted((one for one in found if one.then.is_open), key=lambda one: -one.days)
    answered = sum(one.then.answer is not None and not one.then.is_open for one in found)
    settled = len(found) - len(still)
    lines: list[Text] = [
        words("plan_review.obstacles", n=len(found), answered=answered, closed=settled - answered, open=len(still))
    ]
    for one in still[:MOST_LINES]:
        entry = one.entry
        text = one.then.text if len(one.then.text) <= LONGEST else f"{one.then.text[:LONGEST].rstrip()}…"
        code = f"{entry.task_code}: " if entry.task_code else ""
        lines.append(text_of("• ", words("plan_review.open", code=code, text=text, unit=entry.unit, n=one.days)))
    if len(still) > MOST_LINES:
        lines.append(words("plan_review.more", n=len(still) - MOST_LINES))
    return lines


def plain_lines(lines: Sequence[Text]) -> str:
    return " ".join("".join(span.text for span in line) for line in lines)

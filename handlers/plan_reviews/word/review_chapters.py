"""The body of a plan's review, chapter by chapter: direction, results, assessment, next tasks, recommendations."""

from collections import Counter
from collections.abc import Iterator, Sequence

from domain.collation.completion import Completion, least_far_first
from domain.collation.narratives import NarrativePart
from domain.collation.told_once import SharedStatement, fitting, pieces, statements_by
from domain.plan_reviews.issued_documents import DocumentTally
from domain.reports.obstacles import ObstacleKind, read_urgency
from handlers.display import answers, field_values
from handlers.papers.body_parts import Chapter, ChapterPart, shortly, written
from handlers.plan_reviews.word import review_words as say
from handlers.plan_reviews.word.review_results import results
from handlers.plan_reviews.word.review_words import Paper
from storage.plan_reviews.reviewed_obstacles import ReviewedObstacle
from storage.plan_reviews.reviewed_units import ReviewedUnit

NAMES = 260  # characters of names in a sentence
OBSTACLES = 1_100  # characters of each: obstacles, recommendations
QUOTE = 420  # characters of what was written of a period
MOST_QUOTED = 4  # periods, the last ones
DOCUMENTS = 4  # named of each kind
_FOCUS = 4  # tasks named as those to go on with


def chapters(paper: Paper) -> list[Chapter]:
    """Return the five chapters."""
    writing = (
        ("directing", _directing),
        ("results", results),
        ("assessment", _assessment),
        ("next", _next_tasks),
        ("proposals", _proposals),
    )
    return [Chapter(paper.plain(f"plan_review.word.chapter.{name}"), list(write(paper))) for name, write in writing]


def _directing(paper: Paper) -> Iterator[ChapterPart]:
    """Yield how the units reported over the periods, who always did on time and who did not, and what they issued."""
    review = paper.gathered.review
    yield ChapterPart("paragraph", _reported(paper))
    if always := review.always_on_time:
        names = say.named(paper, [one.unit_id for one in always], NAMES)
        yield ChapterPart("paragraph", paper.plain("plan_review.word.always_on_time", n=len(always), names=names))
    if late := review.ever_late:
        told = [
            paper.plain("plan_review.word.times_late", unit=say.called(paper, one.unit_id), n=one.times_late)
            for one in late
        ]
        yield ChapterPart(
            "paragraph", paper.plain("plan_review.word.late", n=len(late), names=say.listed(paper, told, NAMES))
        )
    if ended := [id for id, one in paper.gathered.units.items() if one.after]:
        told = [
            paper.plain("plan_review.word.now", unit=one.name, names=", ".join(one.after))
            for one in _units(paper, ended)
        ]
        yield ChapterPart(
            "paragraph", paper.plain("plan_review.word.reorganised", n=len(ended), names=say.listed(paper, told, NAMES))
        )
    for tally in review.documents if review.counts.submitted else ():
        yield ChapterPart("paragraph", _issued(paper, tally))


def _units(paper: Paper, ids: Sequence[int]) -> Iterator[ReviewedUnit]:
    return (paper.gathered.units[id] for id in say.in_order(paper, ids))


def _reported(paper: Paper) -> str:
    review = paper.gathered.review
    counts, words = review.counts, paper.words
    if not counts.expected:
        return paper.plain("plan_review.word.nobody_asked", span=say.span(paper))
    kinds = (("on_time", counts.on_time), ("late_ones", counts.late), ("nil", counts.nil))
    told = ", ".join(
        paper.plain(f"plan_review.word.told.{name}", n=n, rate=answers.rate(words, n, counts.expected))
        for name, n in kinds
        if n
    )
    said = [
        paper.plain(
            "plan_review.word.reported",
            span=say.span(paper),
            units=sum(one.counts.expected > 0 for one in review.units),
            periods=len(review.periods),
            expected=counts.expected,
            submitted=counts.submitted,
            rate=answers.rate(words, counts.submitted, counts.expected),
            told=words.plain("document.of_them", told=told) if told else "",
        )
    ]
    beside = (
        ("awaited_late" if review.overdue else "awaited", counts.awaited),
        ("extended", review.extended),
        ("excused", counts.excused),
        ("moved", counts.moved),
    )
    said += [paper.plain(f"plan_review.word.beside.{name}", n=n, overdue=review.overdue) for name, n in beside if n]
    return " ".join(said)


def _issued(paper: Paper, tally: DocumentTally) -> str:
    """Return how many units issued such a document, the first few by name, and who has none."""
    words = paper.words
    if not tally.documents:
        return paper.plain("plan_review.word.issued_none", name=tally.name, of=tally.asked)
    told = [
        words.plain(
            "document.of_unit",
            text=field_values.document(words, one.value),
            unit=say.unit(paper, one.unit_id, one.unit),
        )
        for one in tally.documents[:DOCUMENTS]
    ]
    said = "; ".join(told)
    if more := len(tally.documents) - len(told):
        said += words.plain("document.more_documents", n=more)
    line = paper.plain(
        "plan_review.word.issued", name=tally.name, units=tally.having, of=tally.asked, n=len(tally.documents)
    )
    lines = [f"{line}: {said}."]
    if tally.without:
        names = say.named(paper, tally.without, NAMES)
        lines.append(paper.plain("plan_review.word.not_issued", n=len(tally.without), names=names))
    return " ".join(lines)


def _assessment(paper: Paper) -> Iterator[ChapterPart]:
    yield ChapterPart("heading", paper.plain("plan_review.word.achieved"))
    yield from _narrative(paper, NarrativePart.ASSESSMENT, figures(paper))
    yield ChapterPart("heading", paper.plain("plan_review.word.obstacles"))
    raised = _raised(paper, ObstacleKind.OBSTACLE)
    yield ChapterPart("paragraph", _tally(paper, raised))
    yield from _listed(paper, raised)
    yield ChapterPart("heading", paper.plain("plan_review.word.causes"))
    yield from _narrative(paper, NarrativePart.CAUSES)
    yield ChapterPart("heading", paper.plain("plan_review.word.lessons"))
    yield from _narrative(paper, NarrativePart.LESSONS)


def _narrative(paper: Paper, part: NarrativePart, offered: Sequence[str] = ()) -> Iterator[ChapterPart]:
    """Yield what a person wrote for the review; else what is offered, and what was written of its periods."""
    yield from written(paper.gathered.narratives, part, lambda: [*offered, *quotes(paper, part)])


def quotes(paper: Paper, part: NarrativePart) -> list[str]:
    """Return what was written of the periods, with its period and who wrote it."""
    found = [one for one in paper.gathered.assessments if one.written.part == part][-MOST_QUOTED:]
    return [
        paper.plain(
            "plan_review.word.quote",
            period=say.period(paper, one.period),
            who=one.written.person,
            text=_short(one.written.text),
        )
        for one in found
    ]


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= QUOTE else f"{pieces(said, QUOTE)[0]} …"


def figures(paper: Paper) -> list[str]:
    """Return figures from which an assessment can be written."""
    review = paper.gathered.review
    if not review.counts.submitted:
        return [paper.plain("document.nothing_in")]
    found = Counter(one.completion for one in review.tasks.values())
    done, going_on = found[Completion.DONE], found[Completion.GOING_ON]
    counts, words = review.counts, paper.words
    kinds = (
        ("finished", done), ("none_finished", going_on and not done), ("begun", going_on),
        ("nothing", found[Completion.NOTHING]),
    )  # fmt: skip
    told = [paper.plain(f"plan_review.word.figures.{name}", n=n) for name, n in kinds if n]
    return [
        paper.plain(
            "plan_review.word.figures",
            rate=answers.rate(words, counts.submitted, counts.expected),
            on_time=answers.rate(words, counts.on_time, counts.expected),
            told=", ".join(told),
            tasks=len(review.tasks),
        )
    ]


def _raised(paper: Paper, kind: ObstacleKind) -> list[ReviewedObstacle]:
    """Return what was raised, what is still open first, then the longest open."""
    found = [one for one in paper.gathered.obstacles if one.entry.obstacle.kind == kind]
    return sorted(found, key=lambda one: (not one.then.is_open, -one.days))


def open_texts(paper: Paper, kind: ObstacleKind) -> list[str]:
    """Return what is still open of that kind, each once with its units."""
    return [part.text for part in _listed(paper, [one for one in _raised(paper, kind) if one.then.is_open])]


def _tally(paper: Paper, raised: Sequence[ReviewedObstacle]) -> str:
    if not raised:
        is_in = paper.gathered.review.counts.submitted
        return paper.plain("plan_review.word.no_obstacles" if is_in else "document.nothing_in")
    still = [one for one in raised if one.then.is_open]
    units = len({one.entry.obstacle.unit_id for one in raised})
    settled = len(raised) - len(still)
    name = "plan_review.word.raised" if settled else "plan_review.word.raised_none_settled"
    said = paper.plain(name, n=len(raised), units=units, settled=settled)
    if not still:
        return f"{said}."
    days = max(one.days for one in still)
    return said + paper.plain(f"plan_review.word.still_open{'' if days else '_today'}", n=len(still), days=days)


def _listed(paper: Paper, raised: Sequence[ReviewedObstacle]) -> Iterator[ChapterPart]:
    """Yield each once, as far as there is room."""
    told = statements_by(
        raised,
        lambda one: read_urgency(one.then.text)[1],
        lambda one: one.entry.obstacle.unit_id,
        lambda one: (one.then.is_open, one.then.answer),
    )

    def worded(one: SharedStatement[ReviewedObstacle]) -> str:
        ordered = sorted(one.remarks, key=lambda remark: paper.places[remark.entry.obstacle.unit_id])
        units = list(dict.fromkeys(_unit_of(paper, remark) for remark in ordered))
        text = " ".join(one.text.split()).rstrip(" .;,")
        said = paper.plain("document.statement", text=text, units=say.listed(paper, units, NAMES))
        then, days = one.remarks[0].then, max(remark.days for remark in one.remarks)
        if then.is_open:
            name = "open_today" if not days else "open_for" if len(one.remarks) == 1 else "open_longest"
            return paper.plain(f"plan_review.word.{name}", said=said, days=days)
        if then.answer:
            return paper.plain("plan_review.word.answered", said=said, answer=_short(then.answer.rstrip(" .")))
        return paper.plain("plan_review.word.closed", said=said)

    shown = fitting(told, OBSTACLES, lambda one: len(worded(one)))
    yield from (ChapterPart("item", f"{worded(one)}.") for one in shown)
    if more := len(told) - len(shown):
        yield ChapterPart("item", paper.plain("document.remarks_more", n=more))


def _unit_of(paper: Paper, one: ReviewedObstacle) -> str:
    return say.unit(paper, one.entry.obstacle.unit_id, one.entry.unit)


def _next_tasks(paper: Paper) -> Iterator[ChapterPart]:
    yield from _narrative(paper, NarrativePart.NEXT_TASKS, to_go_on_with(paper))


def to_go_on_with(paper: Paper) -> list[str]:
    """Return what follows from the figures: tasks that are least far, reports that are overdue, open obstacles."""
    review, words = paper.gathered.review, paper.words
    tasks = paper.gathered.subject.tasks if review.counts.submitted else ()
    slow = [task for task in tasks if review.tasks[task.id].completion is Completion.GOING_ON]
    slow.sort(key=lambda task: least_far_first(review.tasks[task.id].standing.mean))
    said = []
    if slow:
        names = "; ".join(f"“{shortly(task.title)}”" for task in slow[:_FOCUS])
        said.append(words.plain("document.go_on", n=len(slow), tasks=names))
    if owing := [one.unit_id for one in review.units if one.overdue]:
        said.append(words.plain("document.urge", n=len(owing), units=say.named(paper, owing, NAMES)))
    if still := [one for one in paper.gathered.obstacles if one.then.is_open]:
        said.append(paper.plain("plan_review.word.settle", n=len(still)))
    return said


def _proposals(paper: Paper) -> Iterator[ChapterPart]:
    own = paper.gathered.narratives.get(NarrativePart.PROPOSALS, "").strip()
    if own:
        yield from written(paper.gathered.narratives, NarrativePart.PROPOSALS, list)
    open_ones = [one for one in _raised(paper, ObstacleKind.RECOMMENDATION) if one.then.is_open]
    if open_ones:
        yield ChapterPart("lead", paper.plain("document.units_propose"))
        yield from _listed(paper, open_ones)
    if not own and not open_ones:
        yield from _narrative(paper, NarrativePart.PROPOSALS)


def closing(paper: Paper) -> str:
    """Return the sentence that ends the body."""
    subject = paper.gathered.subject
    return paper.plain("plan_review.word.closing", kind=paper.kind, plan=subject.plan, issuer=subject.issuer)

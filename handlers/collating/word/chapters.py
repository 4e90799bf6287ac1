"""The body of a collated report, chapter by chapter, as an office writes it: no internal number stands in it; what is
too long for it stands in the annexes."""

from collections.abc import Iterator

from domain.collation import Owed, TaskRemark
from domain.collation.completion import Completion, least_far_first
from domain.collation.indicators import Indicator
from domain.collation.told_once import SharedStatement, fitting, statements_by
from domain.messaging.messages import plain
from domain.reports.obstacles import read_urgency
from handlers.collating import summary
from handlers.collating.answered import answer_to
from handlers.collating.gathering import Gathered
from handlers.collating.word.results_chapter import of_report, results, told_by
from handlers.display import answers, field_values
from handlers.papers.body_parts import Chapter, ChapterPart, shortly, written
from handlers.papers.naming_units import in_order, named
from handlers.words import Words

NAMES = 260  # characters of names in a sentence
OBSTACLES = 1_100  # characters of each: obstacles, recommendations
DOCUMENTS = 4  # named of each kind
_FOCUS = 4  # tasks named as those to go on with


def chapters(words: Words, gathered: Gathered) -> list[Chapter]:
    """Return the five chapters of a collated report."""
    writing = (_directing, results, _assessment, _next_tasks, _proposals)
    names = ("directing", "results", "assessment", "next", "proposals")
    return [
        Chapter(words.plain(f"document.chapter.{name}"), list(write(words, gathered)))
        for name, write in zip(names, writing, strict=True)
    ]


def _directing(words: Words, gathered: Gathered) -> Iterator[ChapterPart]:
    """Yield how the units reported, and which programmes they issued."""
    word, counts = words.plain, gathered.collation.counts
    yield ChapterPart("paragraph", _reported(words, gathered))
    for which in summary.NAMED:
        if found := gathered.collation.of(which):
            yield ChapterPart(
                "paragraph", word(f"document.units_{which}", n=len(found), names=named(words, found, NAMES))
            )
    issued = [one for one in gathered.indicators if one.field.kind == "document"]
    if not issued:
        return
    lines = [line for one in issued for line in one.listed]
    units = {line.said.unit_id for line in lines}
    if not lines:
        if counts.submitted:
            yield ChapterPart("paragraph", word("document.issued_none", of=counts.submitted))
        return
    yield ChapterPart("paragraph", word("document.issued", units=len(units), of=counts.expected, n=len(lines)))
    for one in issued:
        yield from _documents(words, one)


def _reported(words: Words, gathered: Gathered) -> str:
    """Return how many units have reported, in time and late, with nothing to report, and in the period before."""
    counts = gathered.collation.counts
    if not counts.expected:
        return words.plain("document.reported_nobody")
    kinds = (("on_time", counts.on_time), ("late", counts.late), ("nil", counts.nil))
    told = ", ".join(words.plain(f"document.reported_{name}", n=n) for name, n in kinds if n)
    said = words.plain(
        "document.reported",
        submitted=counts.submitted,
        expected=counts.expected,
        rate=answers.rate(words, counts.submitted, counts.expected),
        told=words.plain("document.of_them", told=told) if told else "",
    )
    lines = [plain(line) for line in summary.rates(words, gathered, "document")[1:]]
    return " ".join([said, *(f"{line.rstrip('.')}." for line in lines)])


def _documents(words: Words, one: Indicator) -> Iterator[ChapterPart]:
    """Yield a sentence on a field that asks for documents: how many there are, and the first few by name."""
    told = [
        words.plain(
            "document.of_unit",
            text=field_values.value(words, one.field, one.value_of(line)),
            unit=line.said.unit,
        )
        for line in one.listed[:DOCUMENTS]
    ]
    if told:
        more = len(one.listed) - len(told)
        said = "; ".join(told) + (words.plain("document.more_documents", n=more) if more else "")
        yield ChapterPart("item", words.plain("document.field", name=one.field.name, said=said))


def _assessment(words: Words, gathered: Gathered) -> Iterator[ChapterPart]:
    """Yield the general assessment, which a person writes, with figures for it; then what is in the way."""
    word = words.plain
    yield ChapterPart("heading", word("document.assessment"))
    yield from written(gathered.narratives, "assessment", lambda: figures(words, gathered))
    yield ChapterPart("heading", word("document.obstacles"))
    found = remarks(words, gathered, "obstacles")
    nothing = "document.no_obstacles" if gathered.collation.counts.submitted else "document.nothing_in"
    yield from found or [ChapterPart("paragraph", word(nothing))]
    if gathered.carried:
        yield ChapterPart("paragraph", word("document.carried", n=len(gathered.carried)))
    if found or gathered.narratives.get("causes"):
        yield from written(gathered.narratives, "causes", lambda: [word("document.causes")])


def figures(words: Words, gathered: Gathered) -> list[str]:
    """Return figures from which an assessment can be written."""
    collation = gathered.collation
    finished = sum(collation.completion(id) is Completion.DONE for id in collation.tasks)
    counts = collation.counts
    if not counts.submitted:
        return [words.plain("document.nothing_in")]
    said = words.plain(
        "document.offered",
        rate=answers.rate(words, counts.submitted, counts.expected),
        on_time_rate=answers.rate(words, counts.on_time, counts.expected),
        finished=finished,
        tasks=len(gathered.about.tasks),
    )
    return [said]


def remarks(words: Words, gathered: Gathered, kind: str) -> list[ChapterPart]:
    """Return obstacles or recommendations, each once, as far as there is room."""
    field = kind.removesuffix("s")
    remarks = [line for _, lines in summary.by_task(gathered, kind) for line in lines]

    def answer(line: TaskRemark) -> str:
        return answer_to(words, gathered, line, field)

    told = statements_by(
        in_order(gathered.collation.owed, remarks),
        lambda line: read_urgency(str(line.said.answers[field]))[1],
        of_report,
        answer,
    )

    def worded(one: SharedStatement[TaskRemark]) -> str:
        return "; ".join(filter(None, (told_by(words, one), answer(one.remarks[0]))))

    shown = fitting(told, OBSTACLES, lambda one: len(worded(one)))
    parts = [ChapterPart("item", f"{worded(one)}.") for one in shown]
    if len(shown) < len(told):
        parts.append(ChapterPart("item", words.plain("document.remarks_more", n=len(told) - len(shown))))
    return parts


def _next_tasks(words: Words, gathered: Gathered) -> Iterator[ChapterPart]:
    """Yield what is to be done in the next period."""
    yield from written(gathered.narratives, "next_tasks", lambda: to_go_on_with(words, gathered))


def to_go_on_with(words: Words, gathered: Gathered) -> list[str]:
    """Return what follows from the figures: tasks that are least far, units that are still awaited, open obstacles."""
    word, collation = words.plain, gathered.collation
    tasks = gathered.about.tasks if collation.counts.submitted else ()
    slow = [task for task in tasks if collation.completion(task.id) is Completion.GOING_ON]
    slow.sort(key=lambda task: least_far_first(collation.tasks[task.id].mean))
    said = []
    if slow:
        names = "; ".join(f"“{shortly(task.title)}”" for task in slow[:_FOCUS])
        said.append(word("document.go_on", n=len(slow), tasks=names))
    awaited: list[Owed] = [*collation.of(summary.NAMED[0]), *collation.of(summary.NAMED[1])]
    if awaited:
        said.append(word("document.urge", n=len(awaited), units=named(words, awaited, NAMES)))
    open_ones = len(gathered.carried)
    if open_ones:
        said.append(word("document.settle", n=open_ones))
    return said


def _proposals(words: Words, gathered: Gathered) -> Iterator[ChapterPart]:
    """Yield what units recommend, and what a person adds to it."""
    found = remarks(words, gathered, "recommendations")
    own = gathered.narratives.get("proposals", "").strip()
    if own:
        yield from written(gathered.narratives, "proposals", list)
    if found:
        yield ChapterPart("lead", words.plain("document.units_propose"))
        yield from found
    if not own and not found:
        nothing = "document.no_proposals" if gathered.collation.counts.submitted else "document.nothing_in"
        yield ChapterPart("paragraph", words.plain(nothing))


def closing(words: Words, gathered: Gathered) -> str:
    """Return the sentence that ends the body."""
    title = summary.title(words, gathered)
    return words.plain(
        "document.closing", title=title[:1].lower() + title[1:], plan=gathered.about.plan, issuer=gathered.about.issuer
    )

"""The collation as a message: rates, who is missing, each task in a line, what is in the way."""

from collections.abc import Iterable, Sequence

from domain.collation import Comparison, Counts, Owed, Standing, TaskRemark
from domain.forms.form import COUNTED
from domain.messaging.messages import Text, lines_of, text_of
from handlers.collating import carried, indicators
from handlers.collating.answered import answer_to
from handlers.collating.gathering import Gathered
from handlers.display import answers, listing, standing_text
from handlers.display.answers import rate
from handlers.words import Words, dates
from storage.reporting.duties import TaskLine

MOST_NAMES = 15
MOST_REMARKS = 5  # of a kind; the files have all


def title(words: Words, gathered: Gathered) -> str:
    about = gathered.about
    return dates.report_title(words, about.title, about.period_key)


def summary(words: Words, gathered: Gathered) -> Text:
    lines: list[Text] = [words("collate.title", title=title(words, gathered), plan=gathered.about.plan)]
    lines += standing(words, gathered)
    lines += rates(words, gathered)
    lines += names(words, gathered, MOST_NAMES)
    lines.append(words("collate.by_task"))
    for task in gathered.about.tasks:
        lines.append(words("collate.task", code=task.code, title=task.title, said=task_line(words, gathered, task)))
    lines += indicators.summary_lines(words, gathered)
    for kind in ("obstacles", "recommendations"):
        lines += _remarks(words, gathered, kind)
    if found := carried.lines(words, gathered):
        lines.append(words("collate.carried", n=len(found)))
        lines += [text_of("• ", line) for line in found[:MOST_REMARKS]]
        if len(found) > MOST_REMARKS:
            lines.append(words("collate.more_remarks", n=len(found) - MOST_REMARKS))
    return lines_of(lines)


def standing(words: Words, gathered: Gathered) -> list[Text]:
    """Return how the collation stands: whether it is provisional, as it was frozen, and what came later."""
    zone, counts = gathered.about.zone, gathered.collation.counts
    at = dates.clocked(words, gathered.now, zone)
    lines = []
    freezing = gathered.freezing
    if freezing is not None:
        frozen_at = dates.clocked(words, freezing.at, zone)
        told = {"who": freezing.person, "at": frozen_at, "n": len(freezing.since)}
        if gathered.is_frozen:
            return [words("collate.is_frozen", **told, left=left(words, counts) or words.plain("left.nobody"))]
        lines.append(words("collate.was_frozen", **told))
    if gathered.is_provisional:
        lines.insert(0, words("collate.provisional", at=at, left=left(words, counts)))
    else:
        lines.insert(0, words("collate.complete", at=at))
    return lines


def left(words: Words, counts: Counts) -> str:
    """Return who still has to hand in, by the names under which they are counted: `còn 6 đơn vị chưa nộp, 1 đơn vị chờ
    bổ sung`; nothing where all have."""
    kinds = (("left.missing", counts.missing), ("left.returned", counts.returned))
    said = ", ".join(words.plain(name, n=n) for name, n in kinds if n)
    return words.plain("left", said=said) if said else ""


def rates(words: Words, gathered: Gathered, manner: str = "collate") -> list[Text]:
    """Return how many were expected and came in, on time against both due moments, and the period before; in the manner
    of a message or of a `letter`."""
    counts = gathered.collation.counts
    lines = [
        words(
            f"{manner}.rates",
            expected=counts.expected,
            submitted=counts.submitted,
            rate=rate(words, counts.submitted, counts.expected),
            on_time=counts.on_time,
            on_time_rate=rate(words, counts.on_time, counts.expected),
            late=counts.late,
            nil=counts.nil,
            returned=counts.returned,
            missing=counts.missing,
            excused=counts.excused,
            moved=words.plain(f"{manner}.rates_moved", n=counts.moved) if counts.moved else "",
        )
    ]
    if counts.on_time_originally != counts.on_time:
        originally = rate(words, counts.on_time_originally, counts.expected)
        lines.append(words("collate.originally", n=counts.on_time_originally, rate=originally))
    if gathered.before is not None and gathered.before_key is not None:
        before = gathered.before.counts
        lines.append(
            words(
                "collate.before",
                period=dates.period(words, gathered.before_key),
                rate=rate(words, before.submitted, before.expected),
                on_time_rate=rate(words, before.on_time, before.expected),
            )
        )
    return lines


NAMED = (Standing.MISSING, Standing.RETURNED, Standing.EXCUSED, Standing.MOVED)


def names(words: Words, gathered: Gathered, most: int | None = None) -> list[Text]:
    """Return who is missing, who was asked to mend, who is excused, whose report went to others: a line each where
    there is anybody."""
    lines = []
    for which in NAMED:
        found = gathered.collation.of(which)
        if found:
            lines.append(words(f"collate.{which}", n=len(found), names=listed(words, found, most)))
    return lines


def since_lines(words: Words, gathered: Gathered) -> list[Text]:
    """Return what came after the collation was frozen."""
    lines = []
    for one in gathered.freezing.since if gathered.freezing else ():
        if one.was == one.owed.standing:
            lines.append(words("since.revision", unit=one.owed.name, was=one.was_revision, now=one.revision))
        else:
            was, now = words.plain(f"standing.{one.was}"), standing_text.standing(words, one.owed)
            lines.append(words("since.line", unit=one.owed.name, was=was, now=now))
    return lines


def listed(words: Words, owed: Sequence[Owed], most: int | None = None) -> str:
    """Join names, no more than have room: `Phòng Nội vụ; Phòng Y tế; … và 3 đơn vị khác`"""
    return listing.joined(words, [standing_text.named(words, one) for one in owed], most)


def task_line(words: Words, gathered: Gathered, task: TaskLine) -> str:
    """Return how a task stands: `hoàn thành 10 · đang thực hiện 12 · chưa thực hiện 2 · bình quân 56,5 % (kỳ trước 43
    %)`"""
    result = gathered.collation.tasks[task.id]
    if not result.reported:
        return words.plain("collate.nothing_said")
    parts = [
        f"{words.plain(f'status.{status}')} {len(result.by_status[status])}"
        for status in COUNTED
        if result.by_status[status]
    ]
    if result.mean is not None:
        name = "collate.mean_known" if result.is_partly_known else "collate.mean"
        parts.append(words.plain(name, mean=answers.percent(words, result.mean), n=result.known))
    compared = gathered.collation.compared(task.id, gathered.before)
    if compared is not None:
        parts[-1] += before(words, compared)
    return " · ".join(parts)


def before(words: Words, compared: Comparison) -> str:
    """Return the mean of before, as ` (kỳ trước 43 %)`; where not all units reported in both periods, over how many it
    is compared."""
    now, then = (answers.percent(words, mean) for mean in (compared.now, compared.before))
    name = "collate.mean_before" if compared.are_all else "collate.mean_both"
    return words.plain(name, mean=then, now=now, n=compared.units)


def by_task(gathered: Gathered, kind: str) -> Iterable[tuple[TaskLine, list[TaskRemark]]]:
    """Return the tasks about which something of the kind was said: results, obstacles or recommendations."""
    for task in gathered.about.tasks:
        found: list[TaskRemark] = getattr(gathered.collation.tasks[task.id], kind)
        if found:
            yield task, found


def _remarks(words: Words, gathered: Gathered, kind: str) -> list[Text]:
    found = [(task, line) for task, lines in by_task(gathered, kind) for line in lines]
    if not found:
        return []
    field = kind.removesuffix("s")
    lines = [words(f"collate.{kind}", n=len(found))]
    for task, line in found[:MOST_REMARKS]:
        said = words("collate.remark", code=task.code, text=line.said.answers[field], source=source(words, line))
        answer = answer_to(words, gathered, line, field)
        lines.append(text_of(said, f" → {answer}") if answer else said)
    if len(found) > MOST_REMARKS:
        lines.append(words("collate.more_remarks", n=len(found) - MOST_REMARKS))
    return lines


def source(words: Words, line: TaskRemark) -> str:
    """Return unit, report number and, as its last part, revision: `Phòng Y tế, số KHCN-QUY/2026-Q4/PYT/1`"""
    assert line.owed.sent is not None
    return words.plain("collate.source", unit=line.said.unit, number=line.owed.sent.number)

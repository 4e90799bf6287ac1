"""The collated report as Word, from the built-in template of the organisation's style or from its own."""

from pathlib import Path
from typing import Any

from domain.collation import FIGURES, Comparison, TaskRemark, TaskResult
from domain.forms.form import Status
from domain.forms.statuses import STATUSES
from domain.messaging.messages import Text, plain
from handlers.collating import carried, indicators, summary
from handlers.collating.answered import answer_to
from handlers.collating.gathering import Gathered
from handlers.collating.word import annexes, chapters, layouts, template_check
from handlers.collating.word.annex_layout import ANNEXES
from handlers.display import answers
from handlers.papers import bases, documents, filling, page_layout
from handlers.papers.naming_units import ordered
from handlers.words import Words, dates
from storage.reporting.duties import TaskLine


def write(path: Path, words: Words, gathered: Gathered, own: Path | None = None) -> None:
    """Write the file; `own` is the organisation's template. Raise BadTemplate, and then writes nothing."""
    about, fields = gathered.about, content(words, gathered)
    measures = {field.unit for field in about.fields}
    described = (fields["title"], about.organisation, words.language, gathered.now)
    if own is None:
        source = layouts.template(about.document_style, words, about.issuer, documents.Described(*described))
        filling.write(path, source, fields, measures)
        return
    template_check.check(own)
    template = template_check.rendered(template_check.read(own), fields, measures)
    template_check.must_have(template, fields)
    documents.describe(template.docx, documents.Described(*described))
    template.save(str(path))


def content(words: Words, gathered: Gathered) -> dict[str, Any]:
    """Return everything that a template may name."""
    about, counts = gathered.about, gathered.collation.counts
    title = summary.title(words, gathered)
    period = dates.period(words, about.period_key)
    numbers = {name: getattr(counts, name) for name in FIGURES}
    found = annexes.annexes(words, gathered)
    return {
        "organisation": about.organisation,
        "organisation_in_capitals": about.organisation.upper(),
        "issuer": about.issuer,
        "issuer_in_capitals": about.issuer.upper(),
        "issuer_code": about.issuer_code,
        "place": about.place or page_layout.DOTS,
        "date": page_layout.official_date(words, gathered.now.astimezone(about.zone)),
        "title": title,
        "subject": words.plain("document.subject", title=title[:1].lower() + title[1:], plan=about.plan),
        "period": period,
        "plan": about.plan,
        "plan_number": about.plan_number or "",
        "plan_date": f"{about.plan_date:%d/%m/%Y}" if about.plan_date else "",
        "basis": "; ".join(bases.referred_to(words, one) for one in about.basis),
        "basis_lines": [words.plain("document.basis", basis=bases.whole(words, one)) for one in about.basis],
        "opening": _opening(words, gathered),
        "window_start": f"{about.window_start:%d/%m/%Y}",
        "window_end": f"{about.window_end:%d/%m/%Y}",
        "due": dates.moment(words, about.due_at, about.zone),
        "provisional": _provisional(words, gathered),
        **numbers,
        "standing": [plain(line) for line in _standing(words, gathered)],
        **{f"{which}_units": summary.listed(words, gathered.collation.of(which)) for which in _NAMED},
        "tasks": [_task(words, gathered, task) for task in about.tasks],
        "has_indicators": bool(gathered.indicators),
        "obstacles": _remarks(words, gathered, "obstacles"),
        "recommendations": _remarks(words, gathered, "recommendations"),
        "carried": [plain(line) for line in carried.lines(words, gathered)],
        "since": annexes.later(words, gathered),
        "recipients": page_layout.recipients(about.recipients),
        "chapters": [one.fields() for one in chapters.chapters(words, gathered)],
        "closing": chapters.closing(words, gathered),
        "signer": page_layout.signature(words, about.signer, about.document_style),
        "annexes": {one.name: found[one.name].fields() if one.name in found else None for one in ANNEXES},
    }


_NAMED = summary.NAMED


def _provisional(words: Words, gathered: Gathered) -> str:
    """Say that the collation is not complete; or, of what was frozen, when it was."""
    said = summary.left(words, gathered.collation.counts)
    zone, freezing = gathered.about.zone, gathered.freezing
    if gathered.is_frozen and freezing is not None:
        at = dates.clocked(words, freezing.at, zone)
        return words.plain("document.frozen", at=at, left=said or words.plain("left.nobody"))
    return words.plain("document.provisional", at=dates.clocked(words, gathered.now, zone), left=said) if said else ""


def _standing(words: Words, gathered: Gathered) -> list[Text]:
    return [*summary.rates(words, gathered, "document"), *summary.names(words, gathered)]


def _opening(words: Words, gathered: Gathered) -> str:
    """Return the sentence before the first chapter: what plan is carried out, who reports, of which days."""
    about = gathered.about
    return words.plain(
        "document.opening",
        plan=bases.plan_named(words, about),
        issuer=about.issuer,
        first=f"{about.window_start:%d/%m/%Y}",
        last=f"{about.window_end:%d/%m/%Y}",
        due=dates.moment(words, about.due_at, about.zone),
    )


_COLUMNS = {one.status: one.column for one in STATUSES}


def _task(words: Words, gathered: Gathered, task: TaskLine) -> dict[str, Any]:
    result = gathered.collation.tasks[task.id]
    compared = gathered.collation.compared(task.id, gathered.before)
    return {
        "code": task.code,
        "title": task.title,
        "group": gathered.about.groups.get(task.group) or "",
        "reported": result.reported,
        **{_COLUMNS[status]: len(result.by_status[status]) for status in Status},
        "mean": _mean(words, result),
        "before": "" if compared is None else _before(words, compared),
        "units": {
            _COLUMNS[s]: "; ".join(owed.name for owed in ordered([line.owed for line in result.by_status[s]]))
            for s in Status
        },
        "indicators": indicators.of_task(words, gathered, task),
        "results": [_line(words, gathered, line, "result") for line in result.results],
    }


def _mean(words: Words, result: TaskResult) -> str:
    """Return the mean, `40 %`; over how many units, where some have not said how far they are: `40 % (3 đơn vị)`."""
    if result.mean is None:
        return ""
    mean = answers.percent(words, result.mean)
    return words.plain("document.mean_known", mean=mean, n=result.known) if result.is_partly_known else mean


def _before(words: Words, compared: Comparison) -> str:
    """Return the mean of before, `43 %`; where not all units reported in both periods, over how many it is compared:
    `43 % → 55 % (20 đơn vị)`."""
    now, then = (answers.percent(words, mean) for mean in (compared.now, compared.before))
    return then if compared.are_all else words.plain("document.both", mean=then, now=now, n=compared.units)


def _remarks(words: Words, gathered: Gathered, kind: str) -> list[dict[str, Any]]:
    field = kind.removesuffix("s")
    return [
        {"code": task.code, "title": task.title, "lines": [_line(words, gathered, line, field) for line in lines]}
        for task, lines in summary.by_task(gathered, kind)
    ]


def _line(words: Words, gathered: Gathered, line: TaskRemark, field: str) -> dict[str, Any]:
    sent = line.owed.sent
    assert sent is not None
    return {
        "text": _text(words, line, field).rstrip(" ."),
        "unit": line.said.unit,
        "number": sent.number,
        "revision": sent.revision,
        "source": summary.source(words, line),
        "answer": "" if field == "result" else answer_to(words, gathered, line, field),
    }


def _text(words: Words, line: TaskRemark, field: str) -> str:
    given = line.said.answers
    return answers.outcome(words, given) if field == "result" else str(given[field])

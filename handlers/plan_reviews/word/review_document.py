"""The review of a plan as a Word file, in the organisation's style."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docx.document import Document

from handlers.papers import annex_pages, bases, filling, page_layout, report_pages
from handlers.papers.documents import Described
from handlers.papers.page_layout import Layout
from handlers.plan_reviews.gathered_review import GatheredReview
from handlers.plan_reviews.word import review_chapters as chapters
from handlers.plan_reviews.word import review_words as say
from handlers.plan_reviews.word.review_annex_layout import ANNEXES
from handlers.plan_reviews.word.review_annexes import annexes
from handlers.plan_reviews.word.review_words import FAMILY, Paper
from handlers.words import Words, dates


def write(path: Path, words: Words, gathered: GatheredReview) -> None:
    """Write the file."""
    paper, subject = Paper(words, gathered), gathered.subject
    described = Described(title(paper), subject.organisation, words.language, gathered.now)
    source = template(subject.document_style, words, subject.issuer, described)
    filling.write(path, source, content(paper), {one.field.unit for one in gathered.review.series})


def template(style: str, words: Words, issuer: str, described: Described | None = None) -> bytes:
    """Return the template of a style (`state` or `party`)."""

    def write_annexes(document: Document, layout: Layout) -> None:
        annex_pages.write(document, words, style, layout.body, FAMILY, ANNEXES)

    return report_pages.template(style, words, issuer, described, write_annexes)


def title(paper: Paper) -> str:
    """Return what the document is of: `Sơ kết thực hiện “…” từ quý I/2026 đến quý IV/2026`."""
    kind = paper.kind
    return paper.plain(
        "plan_review.word.subject",
        kind=kind[:1].upper() + kind[1:],
        plan=paper.gathered.subject.plan,
        span=say.span(paper),
    )


def content(paper: Paper) -> Mapping[str, Any]:
    """Return what the template names."""
    words, gathered = paper.words, paper.gathered
    subject = gathered.subject
    found = annexes(paper)
    return {
        "organisation_in_capitals": subject.organisation.upper(),
        "issuer_in_capitals": subject.issuer.upper(),
        "issuer_code": subject.issuer_code,
        "place": subject.place or page_layout.DOTS,
        "date": page_layout.official_date(words, gathered.now.astimezone(gathered.zone)),
        "subject": title(paper),
        "provisional": _provisional(paper),
        "basis_lines": [words.plain("document.basis", basis=bases.whole(words, one)) for one in subject.basis],
        "opening": _opening(paper),
        "chapters": [one.fields() for one in chapters.chapters(paper)],
        "closing": chapters.closing(paper),
        "signer": page_layout.signature(words, subject.signer, subject.document_style),
        "recipients": page_layout.recipients(subject.recipients),
        "annexes": {one.name: found[one.name].fields() if one.name in found else None for one in ANNEXES},
    }


def _provisional(paper: Paper) -> str:
    """Say that not all reports are in; of what was frozen, when it was."""
    gathered = paper.gathered
    at = dates.clocked(paper.words, paper.moment, gathered.zone)
    awaited = gathered.review.counts.awaited
    if gathered.is_frozen:
        return paper.plain("plan_review.word.frozen", at=at, n=awaited)
    return paper.plain("plan_review.word.provisional", at=at, n=awaited) if awaited else ""


def _opening(paper: Paper) -> str:
    """Return the sentence before the first chapter: what plan is carried out, who reviews it, over which days: those
    that are over where it goes on until now."""
    gathered = paper.gathered
    last = max(one.end for one in gathered.periods)
    if gathered.span.last is None and not gathered.is_final:
        last = min(last, paper.moment.astimezone(gathered.zone).date())
    return paper.plain(
        "plan_review.word.opening",
        plan=bases.plan_named(paper.words, gathered.subject),
        issuer=gathered.subject.issuer,
        kind=paper.kind,
        first=f"{min(one.start for one in gathered.periods):%d/%m/%Y}",
        last=f"{last:%d/%m/%Y}",
        n=len(gathered.review.periods),
    )

"""The receipt of a report that was handed in."""

from collections import Counter
from collections.abc import Sequence

from domain.forms.form import COUNTED
from domain.messaging.messages import Text, lines_of
from handlers.conversation.talk import Interaction
from handlers.display import full_report
from handlers.drafting.report_titles import title_alone
from handlers.drafting.subject import Subject
from handlers.words import dates
from storage.deciding import obstacles
from storage.reporting import reports
from storage.reporting.reports import ReportLine
from storage.tables import Report


def receipt(acting: Interaction, subject: Subject, report: Report, lines: Sequence[ReportLine]) -> Text:
    words, duty = acting.words, subject.duty
    title = title_alone(acting, duty)
    name = "receipt.title" if report.revision == 1 else "receipt.again"
    units = {duty.unit_id, *(line.unit_id for line in lines)}
    sent_for = [words("receipt.for", names=full_report.sender(words, acting.session, report))]
    return lines_of(
        [
            words(name, title=title[:1].lower() + title[1:], unit=duty.unit_name, revision=report.revision),
            words(
                "receipt.number",
                number=report.number,
                at=dates.clocked(words, report.submitted_at, duty.zone),
                timing=_timing(acting, subject, report),
            ),
            words("nil.line") if report.nil else _counts(acting, subject, lines),
            *(sent_for if report.for_person_id else ()),
            *(
                words("receipt.answered", code=one.task_code or "", text=one.obstacle.text, answer=one.obstacle.answer)
                for one in obstacles.answered_in(acting.session, report.id, units)
            ),
        ]
    )


def _timing(acting: Interaction, subject: Subject, report: Report) -> str:
    """Say whether the report was on time or late; what counts is when it came in first."""
    duty = subject.duty
    first = reports.first(acting.session, duty.id) or report
    timing = dates.late_by(acting.words, first.due_at, first.submitted_at, duty.zone) or acting.words.plain("on_time")
    if report.revision == 1:
        return timing
    return acting.words.plain("receipt.first", timing=timing)


def _counts(acting: Interaction, subject: Subject, lines: Sequence[ReportLine]) -> Text:
    own = [line.answers for line in lines if line.unit_id == subject.unit.id]
    by_status = Counter(answer.get("status") for answer in own)
    parts = [f"{by_status[s]} {acting.words.plain(f'status.{s}')}" for s in COUNTED if by_status[s]]
    n = sum("obstacle" in answer for answer in own)
    more = acting.words.plain("receipt.obstacles", n=n) if n else ""
    return acting.words("receipt.counts", n=len(own), parts=", ".join(parts), more=more)

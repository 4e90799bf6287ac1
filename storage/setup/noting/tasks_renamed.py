"""Tasks that a file calls otherwise while something is written under their codes: a code that means another task now
would take the words of the old one."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Select, func, select

from domain.finding import spelling
from domain.messaging.sentences import EMPTY, Sentence, sentence
from storage.setup.apply.apply_context import Loading
from storage.setup.values.quoting import cut
from storage.tables import DraftEntry, Plan, Report, ReportEntry, Task


def told(loading: Loading) -> Iterator[Sentence]:
    entries = {plan.code: plan.tasks or [] for plan in loading.file.plans or []}
    rows = loading.session.execute(
        select(Plan.code, Task.id, Task.code, Task.title)
        .join(Plan, Plan.id == Task.plan_id)
        .where(Task.organisation_id == loading.organisation_id, Plan.code.in_(entries))
        .order_by(Task.id)
    ).all()
    there = {(plan, code): (id, title) for plan, id, code, title in rows}
    bearers = {(plan, spelling.key(title)): code for (plan, code), (_, title) in there.items()}
    renamed = [
        (plan, entry.code, there[plan, entry.code], entry.title)
        for plan, tasks in entries.items()
        for entry in tasks
        if (plan, entry.code) in there and not spelling.same(there[plan, entry.code][1], entry.title)
    ]
    if not renamed:
        return
    ids = [id for _, _, (id, _), _ in renamed]
    drafts = _counted(loading, select(DraftEntry.task_id, func.count()).where(DraftEntry.task_id.in_(ids)))
    reports = _counted(
        loading,
        select(ReportEntry.task_id, func.count(Report.obligation_id.distinct()))
        .join(Report, Report.id == ReportEntry.report_id)
        .where(ReportEntry.task_id.in_(ids)),
    )
    for plan, code, (id, was), title in renamed:
        written = drafts.get(id, 0), reports.get(id, 0)
        if any(written):
            bearer = bearers.get((plan, spelling.key(title)))
            swapped = sentence("setup.renamed.swapped", other=bearer) if bearer else EMPTY
            yield sentence(
                "setup.renamed", code=code, was=cut(was), drafts=written[0], reports=written[1], swapped=swapped
            )


def _counted(loading: Loading, query: Select[int, int]) -> Mapping[int, int]:
    rows = loading.session.execute(query.group_by(query.selected_columns[0]))
    return {id: count for id, count in rows}  # noqa: C416

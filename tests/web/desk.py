"""The office behind a report's page: Lan, whose chat has no buttons, and the link to her unit's report."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from handlers.conversation.signed_links import FormLinks
from storage.tables import Attachment, AuditEvent, Draft, DraftEntry, Obligation, Outbox, Report, Requirement, Task
from tests.office import local
from tests.web.sheet import Reader
from tests.web.site import SECRET, Site, Visitor

FIELDS: list[dict[str, Any]] = [
    {"code": "tthc", "name": "TTHC đã rà soát", "kind": "number", "unit": "thủ tục", "target": 120, "over_units": "sum",
     "required": True, "tasks": ["2.7"], "max": 500},
    {"code": "muc_do", "name": "Mức độ sẵn sàng", "kind": "choice", "tasks": ["2.7"],
     "choices": [{"code": "cao", "name": "Cao"}, {"code": "thap", "name": "Thấp"}]},
    {"code": "ke_hoach", "name": "Kế hoạch triển khai", "kind": "document", "tasks": ["2.7"],
     "only_when": {"field": "status", "is": ["in_progress", "done"]}},
    {"code": "ngay_th", "name": "Ngày tập huấn", "kind": "date", "tasks": ["2.7"],
     "only_when": {"field": "muc_do", "is": ["cao"]}},
    {"code": "ghi_chu", "name": "Ghi chú thêm", "kind": "text", "limit": 50, "tasks": ["2.7"]},
]  # fmt: skip


class Desk:
    """The office with Lan, whose chat has no buttons, and the link to her unit's report."""

    def __init__(self, site: Site, visitor: Visitor) -> None:
        self.site, self.visitor = site, visitor
        site.moment = local("2026-12-15 09:00")
        self.lan = site.office.person("PKT", "focal_point", "Lan", "lan-zalo", channel="zalo")
        self.hai = site.office.person("PKT", "deputy", "Hải", "hai-zalo", channel="zalo")
        self.duty = site.office.obligation_id("PKT")
        self.unit = site.office.unit_id("PKT")
        self.tasks = {task.code: task.id for task in site.office.all(Task)}

    def link(self, person: int | None = None, unit: int | None = None, **earlier: int) -> str:
        links = FormLinks(self.site.public_url, SECRET)
        moment = self.site.now() - timedelta(**earlier)
        return links.link(self.duty, unit or self.unit, person or self.lan, moment).removeprefix(self.site.public_url)

    def reader(self, person: int | None = None, **more: Any) -> Reader:
        return Reader(self.visitor, self.link(person, **more))

    def name(self, task: str, code: str) -> str:
        return f"{self.tasks[task]}:{code}"

    def all_done(self) -> dict[str, str]:
        return {self.name(task, "status"): "done" for task in self.tasks}

    def kept(self, task: str) -> dict[str, Any]:
        entries = [entry for entry in self.site.office.all(DraftEntry) if entry.task_id == self.tasks[task]]
        return dict(entries[0].answers) if entries else {}

    def asks(self, fields: list[dict[str, Any]]) -> None:
        with self.site.database.transaction() as session:
            session.execute(update(Requirement).values(fields=fields))

    def sets(self, table: Any, **values: Any) -> None:
        with self.site.database.transaction() as session:
            session.execute(update(table).values(**values))

    def tables(self) -> list[list[Any]]:
        """All that a look could have changed."""
        return [
            [tuple(vars(row)[column.key] for column in row.__table__.columns) for row in self.site.office.all(table)]
            for table in (Draft, DraftEntry, Report, Obligation, AuditEvent, Outbox, Attachment)
        ]

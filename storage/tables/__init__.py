"""The tables, by what they are about. Importing this package registers all of them."""

from storage.tables.base import Base, Moment
from storage.tables.ledger import AuditEvent, ReminderEntry, Snooze
from storage.tables.organisation import Organisation, Unit, UnitClass, UnitMembership
from storage.tables.people import Absence, Address, GroupWatch, Invitation, Person, Position, WebSession
from storage.tables.plan import (
    Plan,
    PlanCoordinator,
    ReminderPolicy,
    Requirement,
    RequirementTask,
    RequirementUnit,
    Task,
    TaskGroup,
)
from storage.tables.processes import PASSING, Lease, Process, RateBudget
from storage.tables.reporting import (
    Draft,
    DraftEntry,
    Excuse,
    Extension,
    FrozenCollation,
    Obligation,
    Obstacle,
    ObstacleEvent,
    Report,
    ReportEntry,
    Review,
)
from storage.tables.transport import ButtonKey, Export, Inbox, Outbox, Setting, WebMessage

__all__ = [
    "PASSING",
    "Absence",
    "Address",
    "AuditEvent",
    "Base",
    "ButtonKey",
    "Draft",
    "DraftEntry",
    "Excuse",
    "Export",
    "Extension",
    "FrozenCollation",
    "GroupWatch",
    "Inbox",
    "Invitation",
    "Lease",
    "Moment",
    "Obligation",
    "Obstacle",
    "ObstacleEvent",
    "Organisation",
    "Outbox",
    "Person",
    "Plan",
    "PlanCoordinator",
    "Position",
    "Process",
    "RateBudget",
    "ReminderEntry",
    "ReminderPolicy",
    "Report",
    "ReportEntry",
    "Requirement",
    "RequirementTask",
    "RequirementUnit",
    "Review",
    "Setting",
    "Snooze",
    "Task",
    "TaskGroup",
    "Unit",
    "UnitClass",
    "UnitMembership",
    "WebMessage",
    "WebSession",
]

"""What became of every row, and whether whoever wrote may have caused that."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from storage.tables import Base
from tests.fuzz.rights import Person, Rights

Row = Mapping[str, Any]
Tables = Mapping[str, Mapping[Any, Row]]  # table -> key -> row

CARRIES_ONLY = frozenset({"inbox", "outbox", "button_key", "web_message", "process", "lease", "rate_budget"})
"""Messages on their way: what they show to whom is looked at when it is shown."""
WATCHED = tuple(table.name for table in Base.metadata.sorted_tables if table.name not in CARRIES_ONLY)


@dataclass(frozen=True, slots=True)
class Change:
    """A row before and after; None where it was not, or is not any more."""

    table: str
    before: Row | None
    after: Row | None

    @property
    def row(self) -> Row:
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def columns(self) -> frozenset[str]:
        """Those that are not as they were."""
        before, after = self.before or {}, self.after or {}
        return frozenset(name for name in {*before, *after} if before.get(name) != after.get(name))


@dataclass(frozen=True, slots=True)
class Senders:
    """Whose messages were dealt with, and from which chats they came (people's in groups too)."""

    people: Collection[Person]
    chats: frozenset[str]
    rights: Rights
    before: Tables  # as they stood before

    @property
    def ids(self) -> frozenset[int]:
        return frozenset(person.id for person in self.people)


def tables(connection: Connection) -> Tables:
    found: dict[str, dict[Any, Row]] = {}
    for name in WATCHED:
        rows = connection.execute(text(f'SELECT * FROM "{name}"')).mappings()
        found[name] = {row.get("id", row.get("name")): dict(row) for row in rows}
    return found


def changes(before: Tables, after: Tables) -> Iterator[Change]:
    for table, rows in after.items():
        old = before[table]
        for key in {*old, *rows}:
            if old.get(key) != rows.get(key):
                yield Change(table, old.get(key), rows.get(key))


def not_allowed(change: Change, senders: Senders, known: Tables) -> str | None:
    """What is wrong with it, in words; None where it may be. `known` are the rows as they are now."""
    rule = RULES.get(change.table)
    if rule is None:
        return f"{change.table} was changed: {change.columns}"
    return None if rule(change, senders, known) else f"{change.table}: {change.before} became {change.after}"


def _address(change: Change, senders: Senders, known: Tables) -> bool:
    """A chat changes by what is written in it; another's only by a card with buttons that is sent there."""
    if change.after is None:
        return False
    if change.row["channel"] == "email":
        return _mailbox(change, senders, known)
    if not {change.row["chat_id"], (change.before or {}).get("chat_id")} & senders.chats:
        return change.columns <= {"choices", "choices_at", "focus"} and _is_written_to(change.row["chat_id"], senders)
    owned = change.columns & {"person_id", "organisation_id"}
    if owned == {"organisation_id"} and change.row["is_group"]:
        return any(watch["address_id"] == change.row["id"] for watch in known["group_watch"].values())
    return not owned or _has_joined(change.after["person_id"], known)


def _mailbox(change: Change, senders: Senders, known: Tables) -> bool:
    """Somebody's by a code that was mailed there, which they typed; given up by themselves."""
    assert change.after is not None
    owner, former = change.after["person_id"], (change.before or {}).get("person_id")
    if owner is None:
        return former in senders.ids
    asked = known["mail_confirmation"].values()
    return owner in senders.ids and any((a["person_id"], a["mailbox"]) == (owner, change.row["chat_id"]) for a in asked)


def _is_written_to(chat: str, senders: Senders) -> bool:
    """Nudged by somebody who follows their reports; or told, as one who does, that somebody is not reached any more."""
    other = senders.rights.person(chat)
    return any(
        (one.follows and one.sees & other.reports_for) or (other.follows and other.sees & one.reports_for)
        for one in senders.people
    )


def _has_joined(person_id: int | None, known: Tables) -> bool:
    return any(invitation["used_by"] == person_id for invitation in known["invitation"].values())


def _returned(obligation: int, senders: Senders, known: Tables) -> bool:
    """Just now, by somebody who may."""
    new = [row for key, row in known["review"].items() if key not in senders.before["review"]]
    return any(row["obligation_id"] == obligation and row["verdict"] == "returned" for row in new)


def _draft(change: Change, senders: Senders, known: Tables) -> bool:
    row = change.row
    if change.is_new and _returned(row["obligation_id"], senders, known):
        return True
    return any(senders.rights.may_write(one, row["obligation_id"], row["unit_id"]) for one in senders.people)


def _draft_entry(change: Change, senders: Senders, known: Tables) -> bool:
    if change.after is None:  # handed in: the draft went with it (and its number may be another's by now)
        return _draft(Change("draft", senders.before["draft"][change.row["draft_id"]], None), senders, known)
    draft = known["draft"].get(change.row["draft_id"])
    if draft is not None and change.is_new and _returned(draft["obligation_id"], senders, known):
        return True  # what was handed in is the draft again
    of_sender = change.after["person_id"] in senders.ids or _was_handed_in(change.after, draft, known)
    return draft is not None and of_sender and _draft(Change("draft", None, draft), senders, known)


def _was_handed_in(entry: Row, draft: Row | None, known: Tables) -> bool:
    """The same was said about the same task, by the same person, in a report that is the draft again."""
    if draft is None:
        return False
    reports = {id for id, report in known["report"].items() if report["obligation_id"] == draft["obligation_id"]}
    said = (entry["task_id"], entry["person_id"], entry["answers"])
    lines = known["report_entry"].values()
    return any(
        line["report_id"] in reports and (line["task_id"], line["person_id"], line["answers"]) == said for line in lines
    )


def _obligation(change: Change, senders: Senders, known: Tables) -> bool:
    """Handed in by its unit; given more time, accepted, returned or opened by others who follow it; nothing else."""
    row = change.after
    if row is None or change.before is None:
        return False
    was = change.before["state"] if change.before["state"] == "excused" else row["state"]
    if change.columns & {"due_at", "unlocked_until"} or {"accepted", "returned", "excused"} & {row["state"], was}:
        return _reviewed(change, row) and _decided(row["id"], senders)
    if not change.columns <= {"state", "next_check_at", "reminded_through", "unlocked_until"}:
        return False
    moved = "state" not in change.columns or row["state"] == "submitted"
    return moved and any(senders.rights.may_write(one, row["id"], row["unit_id"]) for one in senders.people)


DECISIONS = frozenset({
    ("submitted", "accepted"), ("submitted", "returned"), ("open", "excused"), ("returned", "excused"),
    ("excused", "open"),
})  # fmt: skip


def _reviewed(change: Change, row: Row) -> bool:
    """More time, never less; accepted or returned once it was in; opened once it was accepted."""
    assert change.before is not None
    if row["due_at"] < change.before["due_at"]:
        return False
    step = (change.before["state"], row["state"])
    if "state" in change.columns:
        return step in DECISIONS and "unlocked_until" not in change.columns
    return step == ("accepted", "accepted") or change.columns <= {"due_at", "next_check_at"}


def _review(change: Change, senders: Senders, known: Tables) -> bool:
    """Added and never changed: by those who follow the report, but to be opened is asked by its unit."""
    row = change.row
    if not change.is_new or row["person_id"] not in senders.ids:
        return False
    if row["verdict"] != "unlock_asked":
        return _decided(row["obligation_id"], senders)
    unit = senders.rights.owed_by[row["obligation_id"]]
    return any(senders.rights.may_write(one, row["obligation_id"], unit) for one in senders.people)


def _duty_decision(change: Change, senders: Senders, known: Tables) -> bool:
    """Added and never changed, by those who follow the report of the unit that is no more."""
    row = change.row
    return change.is_new and row["person_id"] in senders.ids and _decided(row["obligation_id"], senders)


def _decided(obligation: int, senders: Senders) -> bool:
    plan, unit = senders.rights.plan_of[obligation], senders.rights.owed_by[obligation]
    return any(plan in one.follows and unit not in one.reports_for for one in senders.people)


def _extension(change: Change, senders: Senders, known: Tables) -> bool:
    """Asked by the unit's people; granted or refused by those who follow; over when the report comes in."""
    row = change.row
    rights, of_unit = senders.rights, senders.rights.owed_by[row["obligation_id"]]
    asks = any(rights.may_write(one, row["obligation_id"], of_unit) for one in senders.people)
    if change.is_new:
        return asks and row["person_id"] in senders.ids
    if change.after is None or not change.columns <= {"state", "decided_at", "decided_by", "granted_at", "remark"}:
        return False
    decided = _decided(row["obligation_id"], senders)
    return (asks or decided) if row["state"] == "lapsed" else decided and row["decided_by"] in senders.ids


def _report(change: Change, senders: Senders, known: Tables) -> bool:
    """Added and never changed, by somebody of the unit that owes it."""
    row = change.row
    unit = senders.rights.owed_by[row["obligation_id"]]
    by = [one for one in senders.people if one.id == row["person_id"]]
    return change.is_new and any(unit in one.reports_for for one in by)


def _report_entry(change: Change, senders: Senders, known: Tables) -> bool:
    """A line of a new report, in the words of the unit that owes it or of one that adds to it."""
    report = known["report"].get(change.row["report_id"])
    if report is None:
        return False
    obligation, rights = report["obligation_id"], senders.rights
    writing = {rights.owed_by[obligation], *rights.contributors.get(obligation, ())}
    return change.is_new and change.row["unit_id"] in writing


def _position(change: Change, senders: Senders, known: Tables) -> bool:
    """Given by a code, to whoever used it, and as it says."""
    row = change.row
    used = (i for i in known["invitation"].values() if i["used_by"] == row["person_id"])
    if change.columns == {"until"}:  # replaced by whoever used a code
        replaced = [i for i in known["invitation"].values() if i["replaces"] == row["person_id"] and i["used_by"]]
        return any(i["unit_id"] == row["unit_id"] and i["role"] == row["role"] for i in replaced)
    return change.is_new and any(i["unit_id"] == row["unit_id"] and i["role"] == row["role"] for i in used)


def _person(change: Change, senders: Senders, known: Tables) -> bool:
    joined = change.is_new and _has_joined(change.row["id"], known)
    return joined or (change.columns <= {"language", "preferred_channel"} and change.row["id"] in senders.ids)


def _invitation(change: Change, senders: Senders, known: Tables) -> bool:
    """Made by somebody for a unit they see (coordinators) or for themselves (one more channel); used as it is."""
    row = change.row
    if not change.is_new:
        return change.columns <= {"used_at", "used_by", "person_id"}
    makers = [one for one in senders.people if one.id == row["created_by"]]
    return any(row["person_id"] == one.id or (one.follows and row["unit_id"] in one.sees) for one in makers)


def _group_watch(change: Change, senders: Senders, known: Tables) -> bool:
    row = change.row
    chat = known["address"][row["address_id"]]["chat_id"]
    return chat in senders.chats and any(row["plan_id"] in one.follows for one in senders.people)


def _reminder_entry(change: Change, senders: Senders, known: Tables) -> bool:
    """A nudge by somebody who follows the plan; or what goes with a new position of somebody who joined."""
    plan = senders.rights.plan_of[change.row["obligation_id"]]
    return _has_joined(change.row["person_id"], known) or any(plan in one.follows for one in senders.people)


def _of_the_sender(change: Change, senders: Senders, known: Tables) -> bool:
    return change.row["person_id"] in senders.ids


def _audit_event(change: Change, senders: Senders, known: Tables) -> bool:
    joined = {i["used_by"] for i in known["invitation"].values()}
    return change.is_new and change.row["person_id"] in {None, *senders.ids, *joined}


def _setting(change: Change, senders: Senders, known: Tables) -> bool:
    """Menus of the web chat, and doors; nothing that the program is set up by."""
    return str(change.row["name"]).startswith(("webmenu:", "webdoor:", "menu:"))


def _absence(change: Change, senders: Senders, known: Tables) -> bool:
    """Somebody says so of themselves, and names a colleague of a unit that they report for."""
    row = change.row
    own = [one for one in senders.people if one.id == row["person_id"]]
    return any(row["unit_id"] in one.reports_for for one in own) or (not change.is_new and bool(own))


def _excuse(change: Change, senders: Senders, known: Tables) -> bool:
    """Decided, or taken back, by those who follow the report."""
    allowed = change.is_new or change.columns <= {"lifted_at", "lifted_by"}
    by = change.row["person_id"] if change.is_new else change.row["lifted_by"]
    return allowed and by in senders.ids and _decided(change.row["obligation_id"], senders)


def _obstacle(change: Change, senders: Senders, known: Tables) -> bool:
    """Raised by somebody who reports for its unit; changed by them, by followers of its plan, or by its owner."""
    if change.after is None:
        return False
    row = change.after
    own = any(row["unit_id"] in one.reports_for for one in senders.people)
    if change.is_new:
        return row["person_id"] in senders.ids and (own or _in_a_report(row, senders, known))
    if change.columns & {"plan_id", "unit_id", "task_id", "kind", "since", "person_id"}:
        return False
    before = change.before or {}
    owner = any(before.get("owner_unit_id") in one.reports_for for one in senders.people)
    owner = owner or before.get("owner_person_id") in senders.ids
    follows = any(row["plan_id"] in one.follows for one in senders.people)
    if change.columns & {"owner_unit_id", "owner_person_id"}:
        return follows or (own and row["owner_unit_id"] is None and row["owner_person_id"] is None)
    return own or follows or owner or _in_a_report(row, senders, known)


def _typed_message(change: Change, senders: Senders, known: Tables) -> bool:
    """In a sender's own chat; old ones go."""
    if change.after is None:
        return True
    return known["address"][change.row["address_id"]]["person_id"] in senders.ids


def _in_a_report(row: Row, senders: Senders, known: Tables) -> bool:
    """In the words of a coordinating unit, in a report that a sender handed in for the unit that owes it."""
    report = known["report"].get(row["report_id"])
    return report is not None and report["person_id"] in senders.ids


def _attachment(change: Change, senders: Senders, known: Tables) -> bool:
    """Sent by themselves, into their own chat, and put with no report but one that they may write."""
    row = change.row
    if row["person_id"] not in senders.ids or known["address"][row["address_id"]]["person_id"] != row["person_id"]:
        return False
    return row["state"] != "attached" or any(
        senders.rights.may_write(one, row["obligation_id"], row["unit_id"]) for one in senders.people
    )


def _attachment_content(change: Change, senders: Senders, known: Tables) -> bool:
    """Added with a file, taken away with it, and never changed."""
    of = known["attachment"].get(change.row["attachment_id"])
    added_or_gone = change.before is None or change.after is None
    return added_or_gone and (of is None or of["person_id"] in senders.ids)


def _export(change: Change, senders: Senders, known: Tables) -> bool:
    """A file asked for by somebody who follows all its plans."""
    asked = [one for one in senders.people if one.id == change.row["person_id"]]
    return change.is_new and any(set(json.loads(change.row["plan_ids"])) <= one.follows for one in asked)


def _announcement(change: Change, senders: Senders, known: Tables) -> bool:
    return change.is_new and any(one.follows for one in senders.people if one.id == change.row["person_id"])


def _announcement_reader(change: Change, senders: Senders, known: Tables) -> bool:
    """Told by a follower of their unit; read by themselves."""
    if not change.is_new:
        return change.columns == {"read_at"} and change.row["person_id"] in senders.ids
    return any(one.follows and change.row["unit_id"] in one.sees for one in senders.people)


def _of_a_follower(change: Change, senders: Senders, known: Tables) -> bool:
    """Frozen by somebody who follows the plan."""
    plans = {plan for one in senders.people if one.id == change.row["person_id"] for plan in one.follows}
    return change.is_new and known["requirement"][change.row["requirement_id"]]["plan_id"] in plans


def _narrative(change: Change, senders: Senders, known: Tables) -> bool:
    """Written by somebody who follows the plan; never changed."""
    plans = {plan for one in senders.people if one.id == change.row["person_id"] for plan in one.follows}
    return change.is_new and change.row["plan_id"] in plans


Rule = Callable[[Change, Senders, Tables], bool]
RULES: Mapping[str, Rule] = {
    "duty_decision": _duty_decision,
    "address": _address,
    "draft": _draft,
    "draft_entry": _draft_entry,
    "obligation": _obligation,
    "extension": _extension,
    "report": _report,
    "absence": _absence,
    "excuse": _excuse,
    "obstacle": _obstacle,
    "obstacle_event": _of_the_sender,
    "attachment": _attachment,
    "attachment_content": _attachment_content,
    "export": _export,
    "announcement": _announcement,
    "announcement_reader": _announcement_reader,
    "frozen_collation": _of_a_follower,
    "narrative": _narrative,
    "review": _review,
    "typed_message": _typed_message,
    "report_entry": _report_entry,
    "position": _position,
    "person": _person,
    "invitation": _invitation,
    "group_watch": _group_watch,
    "mail_confirmation": _of_the_sender,
    "reminder_entry": _reminder_entry,
    "snooze": _of_the_sender,
    "audit_event": _audit_event,
    "setting": _setting,
}

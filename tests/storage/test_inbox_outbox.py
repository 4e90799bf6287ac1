"""The inbox and the outbox on both databases: nothing twice, order in a chat, what claims take and marks leave."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from domain.messaging.messages import LONGEST_NAME, Card, Incoming, Outgoing, text_of
from storage.db.database import Database
from storage.messages import inbox, outbox, outbox_claim, outbox_mark
from storage.messages.inbox import MAX_ATTEMPTS, Received
from storage.messages.outbox import Lane
from storage.messages.outbox_claim import ClaimedMessage
from storage.messages.outbox_mark import Outcome
from storage.tables import Inbox, Outbox, ReminderEntry
from tests.office import Office
from tests.queued import waiting_count

LEASE = timedelta(minutes=2)


def came(number: int, chat_id: str = "c", now: datetime | None = None, **more: Any) -> Incoming:
    assert now is not None
    return Incoming("text", "telegram", "bot", chat_id, "u", f"update:{number}", now, text="đã nộp", **more)


def said(text: str) -> Outgoing:
    return Outgoing("say", Card(text_of(text)))


def put(database: Database, now: datetime, *chats: str, lane: Lane = Lane.REPLY, **more: Any) -> list[int]:
    with database.transaction() as session:
        ids = [
            outbox.add(
                session,
                channel="telegram",
                account="bot",
                chat_id=chat,
                outgoing=said(chat),
                lane=lane,
                now=now,
                **more,
            )
            for chat in chats
        ]
    return [row_id for row_id in ids if row_id is not None]


def take(database: Database, now: datetime, limit: int = 10, skip: Sequence[str] = ()) -> list[ClaimedMessage]:
    return database.do(
        outbox_claim.claim,
        channel="telegram",
        account="bot",
        now=now,
        limit=limit,
        lease=LEASE,
        skip_chats=skip,
    )


def taken(database: Database, now: datetime, limit: int = 10, skip: Sequence[str] = ()) -> list[int]:
    return [claimed.id for claimed in take(database, now, limit, skip)]


def row(database: Database, row_id: int) -> Outbox:
    with database.transaction() as session:
        return session.get_one(Outbox, row_id)


class TestInbox:
    def test_what_is_delivered_again_is_left_out(self, database: Database, now: datetime) -> None:
        assert database.do(inbox.store, [came(n, now=now) for n in range(5)], now) == 5
        assert database.do(inbox.store, [came(n, now=now) for n in range(3, 8)], now) == 3
        assert database.do(inbox.store, [came(9, now=now), came(9, now=now)], now) == 1
        assert database.do(inbox.store, [], now) == 0

    def test_gives_back_what_was_stored_oldest_first(self, database: Database, now: datetime) -> None:
        stored = [came(n, f"c{n % 2}", now=now, extra={"ghi chú": [1]}) for n in range(5)]
        database.do(inbox.store, stored, now)
        rows = database.do(inbox.waiting, 4)
        assert [received.incoming for received in rows] == stored[:4]
        assert {(received.attempts, received.received_at) for received in rows} == {(0, now)}

    def test_what_is_done_waits_no_more(self, database: Database, now: datetime) -> None:
        database.do(inbox.store, [came(n, now=now) for n in range(3)], now)
        ids = [received.id for received in database.do(inbox.waiting, 10)]
        database.do(inbox.mark_done, ids[:2], now)
        database.do(inbox.mark_done, [], now)
        assert [received.id for received in database.do(inbox.waiting, 10)] == ids[2:]

    def test_what_fails_again_and_again_is_put_aside(self, database: Database, now: datetime) -> None:
        database.do(inbox.store, [came(1, now=now)], now)
        [received] = database.do(inbox.waiting, 10)
        aside = [database.do(inbox.mark_failed, received.id, "KeyError", now) for _ in range(MAX_ATTEMPTS)]
        assert aside == [False, False, True]
        assert database.do(inbox.waiting, 10) == []
        with database.transaction() as session:
            kept = session.get_one(Inbox, received.id)
        assert (kept.error, kept.attempts, kept.done_at) == ("KeyError", MAX_ATTEMPTS, now)

    def test_processes_share_chats_not_messages(self, postgres_database: Database, now: datetime) -> None:
        database = postgres_database
        database.do(inbox.store, [came(n, f"c{n % 3}", now=now) for n in range(9)], now)
        with database.transaction() as one, database.transaction() as two, database.transaction() as three:
            first = inbox.waiting(one, 2)
            second = inbox.waiting(two, 2)
            assert chats(first) == {"c0", "c1"}
            assert chats(second) == {"c2"}, "it looks further than what others have in hand"
            assert inbox.waiting(three, 10) == []
            inbox.mark_done(one, [received.id for received in first], now)
        left = database.do(inbox.waiting, 20)
        assert [received.id for received in left] == [3, 4, 5, 6, 7, 8, 9]


def chats(rows: Sequence[Received]) -> set[str]:
    return {received.chat_id for received in rows}


class TestAdding:
    def test_a_dedupe_key_is_used_once(self, database: Database, now: datetime) -> None:
        assert len(put(database, now, "c", dedupe_key="obligation:1:before-5wd:7")) == 1
        assert put(database, now, "c", dedupe_key="obligation:1:before-5wd:7") == []
        assert len(put(database, now, "c", "c")) == 2, "without a key nothing is left out"
        assert database.do(waiting_count) == 3

    def test_nothing_is_added_when_its_cause_fails(self, database: Database, now: datetime) -> None:
        def fails(session: Session) -> None:
            outbox.add(
                session,
                channel="telegram",
                account="bot",
                chat_id="c",
                outgoing=said("x"),
                lane=Lane.REPLY,
                now=now,
            )
            raise RuntimeError

        with pytest.raises(RuntimeError):
            database.do(fails)
        assert database.do(waiting_count) == 0


class TestClaiming:
    def test_takes_the_first_of_each_chat_urgent_ones_first(self, database: Database, now: datetime) -> None:
        late = put(database, now, "a", "b", lane=Lane.REMINDER)
        soon = put(database, now, "c", "a", "c")
        assert taken(database, now) == [soon[0], soon[1], late[1]]

    def test_what_it_gives(self, database: Database, now: datetime) -> None:
        Office(database).address(None, "-7", is_group=True)
        with database.transaction() as session:
            for chat in ("-7", "new"):
                outbox.add(
                    session,
                    channel="telegram",
                    account="7000001",
                    chat_id=chat,
                    outgoing=said("Chào"),
                    lane=Lane.NOTICE,
                    now=now,
                )
        group, private = database.do(
            outbox_claim.claim, channel="telegram", account="7000001", now=now, limit=5, lease=LEASE
        )
        assert (group.is_group, private.is_group) == (True, False)
        assert Outgoing.from_json(group.payload) == said("Chào")
        assert (group.chat_id, group.lane, group.attempts, group.created_at) == ("-7", Lane.NOTICE, 1, now)
        assert row(database, group.id).leased_until == now + LEASE

    def test_a_chat_waits_for_what_is_leased_in_it(self, database: Database, now: datetime) -> None:
        first, second = put(database, now, "a", "a")
        assert taken(database, now) == [first]
        assert taken(database, now) == []
        assert taken(database, now + LEASE) == [first], "the lease is over: whoever had it is gone"
        assert row(database, first).attempts == 2
        database.do(outbox_mark.mark, [Outcome("sent", first, now, external_id="1")])
        assert taken(database, now) == [second]

    def test_what_a_clock_that_was_ahead_wrote_holds_nothing_up(self, database: Database, now: datetime) -> None:
        ahead = now + timedelta(hours=3)
        leased, retried = put(database, now, "a", "b")
        assert taken(database, ahead) == [leased, retried]
        later = ahead + timedelta(minutes=5)
        database.do(outbox_mark.mark, [Outcome("put_back", retried, ahead, not_before=later, reason="502")])
        assert taken(database, now) == [leased, retried]

    def test_what_is_meant_for_later_waits_however_long(self, database: Database, now: datetime) -> None:
        put(database, now, "a", not_before=now + timedelta(hours=3))
        assert taken(database, now) == []

    def test_leaves_out_chats_and_looks_past_them(self, database: Database, now: datetime) -> None:
        put(database, now, *["full"] * 150)
        [last] = put(database, now, "free")
        assert taken(database, now, skip=["full"]) == [last]

    def test_looks_page_after_page(self, database: Database, now: datetime) -> None:
        first = put(database, now, *["full"] * 150)[0]
        [last] = put(database, now, "free")
        assert taken(database, now) == [first, last]

    def test_planned_messages_wait_and_hold_up_nobody(self, database: Database, now: datetime) -> None:
        [later] = put(database, now, "a", not_before=now + timedelta(hours=1))
        [soon] = put(database, now, "a")
        assert taken(database, now) == [soon]
        database.do(outbox_mark.mark, [Outcome("sent", soon, now)])
        assert taken(database, now) == []
        assert taken(database, now + timedelta(hours=1)) == [later]

    def test_what_was_put_back_holds_up_its_chat(self, database: Database, now: datetime) -> None:
        first, _ = put(database, now, "a", "a")
        take(database, now)
        again = now + timedelta(seconds=4)
        database.do(outbox_mark.mark, [Outcome("put_back", first, now, not_before=again, reason="502")])
        assert taken(database, now) == []
        assert taken(database, again) == [first]

    def test_takes_no_more_than_asked(self, database: Database, now: datetime) -> None:
        ids = put(database, now, *(f"c{n}" for n in range(9)))
        assert taken(database, now, limit=4) == ids[:4]

    def test_leases_can_be_voided(self, database: Database, now: datetime) -> None:
        [first] = put(database, now, "a")
        assert taken(database, now) == [first]
        assert database.do(outbox.void_leases) == 1
        assert taken(database, now) == [first]

    def test_processes_claim_one_after_another(self, postgres_database: Database, now: datetime) -> None:
        """A message that is leased behind the first of its chat keeps the first from being taken as well."""
        database = postgres_database
        [reminder] = put(database, now, "a", lane=Lane.REMINDER)
        assert taken(database, now) == [reminder]
        put(database, now, "a")
        assert taken(database, now) == []


class TestMarking:
    def take_one(self, database: Database, now: datetime) -> int:
        [row_id] = put(database, now, "a")
        assert taken(database, now) == [row_id]
        return row_id

    @pytest.mark.parametrize(
        ("kind", "state", "attempts", "reason"),
        [
            ("sent", "sent", 1, None),
            ("put_back", "waiting", 1, "why"),
            ("held", "waiting", 0, "why"),
            ("released", "waiting", 0, None),
            ("given_up", "given_up", 1, "why"),
            ("dropped", "dropped", 1, "why"),
            ("aside", "waiting", 1, "why"),
        ],
    )
    def test_each_kind(
        self, database: Database, now: datetime, kind: Any, state: str, attempts: int, reason: str | None
    ) -> None:
        row_id = self.take_one(database, now)
        later = now + timedelta(seconds=9)
        astray = database.do(
            outbox_mark.mark, [Outcome(kind, row_id, now, external_id="55", not_before=later, reason="why")]
        )
        found = row(database, row_id)
        assert [one.kind for one in astray] == (["given_up"] if kind == "given_up" else [])
        assert (found.state, found.attempts, found.reason, found.leased_until) == (state, attempts, reason, None)
        assert found.not_before == (later if kind in ("put_back", "held", "aside") else None)
        assert found.lane == (Lane.ASIDE if kind == "aside" else Lane.REPLY)
        assert (found.external_id, found.sent_at) == (("55", now) if kind == "sent" else (None, None))

    def test_what_went_another_way_is_kept_and_told(self, database: Database, now: datetime) -> None:
        row_id = self.take_one(database, now)
        outcome = Outcome("sent", row_id, now, external_id="55", reason="topic closed", detour="topic")
        [stray] = database.do(outbox_mark.mark, [outcome])
        assert (stray.kind, stray.outbox_ids, stray.reason) == ("topic", [row_id], "topic closed")
        assert (row(database, row_id).state, row(database, row_id).reason) == ("sent", "topic closed")

    def test_written_down_twice_changes_nothing(self, database: Database, now: datetime) -> None:
        row_id = self.take_one(database, now)
        outcome = Outcome("sent", row_id, now, external_id="55")
        database.do(outbox_mark.mark, [outcome])
        database.do(outbox_mark.mark, [outcome, Outcome("put_back", row_id, now, not_before=now, reason="late")])
        assert (row(database, row_id).state, row(database, row_id).reason) == ("sent", None)


class TestSettledReminders:
    def remind(self, office: Office, now: datetime, *units: str) -> int:
        """One queued digest about the reports of these units."""
        [outbox_id] = put(office.database, now, "chat", lane=Lane.REMINDER)
        with office.database.transaction() as session:
            session.add_all(
                ReminderEntry(
                    organisation_id=office.organisation_id,
                    obligation_id=office.obligation_id(unit),
                    step="before:5wd",
                    recipient=f"p{outbox_id}",
                    moment=now,
                    decided_at=now,
                    outcome="queued",
                    repeats=0,
                    outbox_id=outbox_id,
                )
                for unit in units
            )
        return outbox_id

    @pytest.fixture
    def office(self, database: Database) -> Office:
        office = Office(database)
        office.furnish()
        return office

    def drop(self, office: Office, unit: str, now: datetime) -> int:
        return office.database.do(outbox.drop_settled_reminders, office.obligation_id(unit), now)

    def test_a_reminder_of_a_settled_report_is_dropped(self, office: Office, now: datetime) -> None:
        reminder, other = self.remind(office, now, "PKT"), self.remind(office, now, "PYT")
        office.settle("PKT")
        assert self.drop(office, "PKT", now) == 1
        assert (row(office.database, reminder).state, row(office.database, reminder).reason) == ("dropped", "settled")
        assert row(office.database, other).state == "waiting"

    def test_a_digest_stays_until_all_its_reports_are_settled(self, office: Office, now: datetime) -> None:
        digest = self.remind(office, now, "PKT", "PYT")
        office.settle("PKT")
        assert self.drop(office, "PKT", now) == 0
        office.settle("PYT", state="excused")
        assert self.drop(office, "PYT", now) == 1
        assert row(office.database, digest).state == "dropped"

    def test_what_is_being_sent_or_was_sent_stays(self, office: Office, now: datetime) -> None:
        digest = self.remind(office, now, "PKT")
        office.settle("PKT")
        assert taken(office.database, now) == [digest]
        assert self.drop(office, "PKT", now) == 0
        office.database.do(outbox_mark.mark, [Outcome("sent", digest, now)])
        assert self.drop(office, "PKT", now) == 0
        assert row(office.database, digest).state == "sent"


def test_names_are_kept_no_longer_than_anybody_reads() -> None:
    long = "a\n" * 500_000
    at = datetime(2026, 11, 23, tzinfo=UTC)
    came = Incoming(
        "file", "telegram", "", "1", "1", "u1", at, user_name=long, group_title=long, file_name=f"{long}.pdf"
    )
    kept = came.to_json()
    assert {len(kept[name]) for name in ("user_name", "group_title", "file_name")} == {LONGEST_NAME}
    assert kept["file_name"].endswith(".pdf")

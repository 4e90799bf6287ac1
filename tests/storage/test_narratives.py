"""What people wrote for documents: each version stays, the last counts; of two at once the second sees the first."""

from datetime import datetime, timedelta
from threading import Barrier, Thread

from storage.collating import kept_narratives as narratives
from storage.db.database import Database
from storage.tables import Narrative
from tests.office import Office


def furnished(database: Database) -> tuple[Office, dict[str, int]]:
    office = Office(database)
    office.furnish()
    requirement = office.add_requirement("KHAC", "Báo cáo khác", units=["PYT"])
    place = {"organisation_id": office.organisation_id, "plan_id": office.plan_id(), "requirement_id": requirement}
    return office, {**place, "person_id": office.person("BTG", "coordinator", "Tuấn")}


def test_the_last_version_of_each_part_counts_as_of_now_and_of_then(database: Database, now: datetime) -> None:
    office, place = furnished(database)
    written = [("assessment", "2026-Q4", "một", 0), ("causes", "2026-Q4", "hai", 1), ("assessment", "2026-Q4", "ba", 2),
               ("assessment", "2026-Q3", "trước", 3)]  # fmt: skip
    with database.transaction() as session:
        for part, period, text, hours in written:
            at = now + timedelta(hours=hours)
            narratives.add(session, **place, period_key=period, part=part, text=text, channel="telegram", now=at)
    requirement = place["requirement_id"]

    def counts(until: datetime | None = None, period: str = "2026-Q4") -> dict[str, tuple[str, str]]:
        with database.transaction() as session:
            found = narratives.latest(session, requirement, period, until)
            return {part: (one.text, one.person) for part, one in found.items()}

    assert counts() == {"assessment": ("ba", "Tuấn"), "causes": ("hai", "Tuấn")}
    assert counts(now + timedelta(hours=1)) == {"assessment": ("một", "Tuấn"), "causes": ("hai", "Tuấn")}
    assert counts(now - timedelta(hours=1)) == {}
    assert counts(period="2026-Q3") == {"assessment": ("trước", "Tuấn")}
    assert len(office.all(Narrative)) == len(written)


def test_of_two_at_once_the_second_sees_the_first(database: Database, now: datetime) -> None:
    _, place = furnished(database)
    together = Barrier(1 if database.is_sqlite else 2, timeout=20)
    seen: list[int] = []

    def write(text: str) -> None:
        with database.transaction() as session:
            together.wait()
            narratives.hold(session, place["plan_id"])
            seen.append(len(narratives.latest(session, place["requirement_id"], "2026-Q4")))
            narratives.add(
                session, **place, period_key="2026-Q4", part="assessment", text=text, channel="telegram", now=now
            )

    writing = [Thread(target=write, args=(text,)) for text in ("một", "hai")]
    for one in writing:
        one.start()
    for one in writing:
        one.join(timeout=30)
    assert sorted(seen) == [0, 1]

"""A short form of `make lives`: a few offices have every two keys of the setup file beside each other, some of them
live, and what is looked for is found where it is planted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, update

from domain.calendar.workdays import WorkCalendar
from domain.collation import Collation, collate
from handlers.copies import copy_document
from handlers.letters import urging_letter
from scheduler import planning
from storage.db.database import Database
from storage.people import actors
from storage.reporting.duties import Duty
from storage.setup import read_setup
from storage.tables import Obligation, RequirementUnit
from tests.databases import known_database
from tests.fuzz.rights import rights_now
from tests.lives import model
from tests.lives.covering import CANDIDATES, covering, wanted
from tests.lives.house import as_yaml
from tests.lives.keys import features, optional_keys, pairs, pairs_of_keys, words_of_keys
from tests.lives.ledger import moments
from tests.lives.life import Life, Lived, Step, Wrong, live, office_of
from tests.lives.papers.files import text_of
from tests.lives.shrinking import read_script, script, shrunk
from tests.world import World

STEPS, MANY_STEPS = 5, 60
MOST = 8  # offices
TUAN = "900"  # the coordinator's chat
DATABASES = ("sqlite_database", "postgres_database")

Opens = Callable[[], Database]


@pytest.fixture
def opens(sqlite_database: Database) -> Opens:
    return lambda: known_database(sqlite_database.url)


def test_every_key_and_word_of_a_setup_is_drawn() -> None:
    drawn = frozenset[str]().union(*(features(office_of(seed)[1]) for seed in range(CANDIDATES)))
    assert optional_keys() - drawn == set(), "a key that no office has: draw it in offices.py or demands.py"
    words = {f"{key} = {word}" for key, words in words_of_keys().items() for word in words}
    assert words - drawn == set()


@pytest.mark.parametrize("seed", [15323, 15345, 15399])
def test_what_is_drawn_can_be_loaded(seed: int) -> None:
    """A week that was due as it began, quarters of which none began between two days."""
    read_setup(as_yaml(office_of(seed)[1]))


def test_every_two_keys_stand_beside_each_other_in_the_offices_that_live() -> None:
    assert len(covering()) <= MOST
    lived = set().union(*(pairs_of_keys(pairs(office_of(seed)[1])) for seed in covering()))
    assert wanted() - lived == set()


@pytest.mark.parametrize("number", range(len(DATABASES)))
def test_they_live(number: int, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """The last ones have the fewest pairs, and the least to do."""
    lived = _lives(covering()[-1 - number], request.getfixturevalue(DATABASES[number]), STEPS, tmp_path)
    assert lived.events["person.joined"] > 0
    assert lived.cards > 0
    assert lived.ticks > 0


@pytest.mark.long
@pytest.mark.parametrize("number", range(MOST))
def test_they_live_longer(number: int, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Much happens in weeks; in some of these offices nothing falls due in them."""
    if number < len(covering()):
        database = request.getfixturevalue(DATABASES[number % 2])
        assert _lives(covering()[number], database, MANY_STEPS, tmp_path).cards > 0


def _lives(seed: int, database: Database, steps: int, folder: Path) -> Lived:
    life, lived = Life(seed, lambda: known_database(database.url), folder), Lived()
    life.ends(lived, live(life, steps))
    return lived


def test_repeats_are_expected_for_as_long_as_they_come() -> None:
    """The program goes on with them, and so a ledger in which one is missing after weeks must be wrong."""
    due, hours = datetime(2026, 12, 14, 8, tzinfo=UTC), 1000
    policy = {"steps": [{"every": "1h", "to": ["focal_point"]}]}
    come = moments(policy, due, ZoneInfo("Asia/Ho_Chi_Minh"), WorkCalendar(), due + timedelta(hours=hours))
    assert [at for at, _ in come] == [due + timedelta(hours=number) for number in range(1, hours + 1)]


@pytest.mark.parametrize(
    ("state", "is_theirs"),
    [("open", True), ("returned", True), ("submitted", True), ("accepted", False), ("excused", False)],
)
def test_who_is_asked_for_no_more_may_be_named_until_all_is_decided(
    state: str, is_theirs: bool, sqlite_database: Database
) -> None:
    """To whoever follows the plan: in these tests as in the program."""
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    pyt = world.unit_id("PYT")
    with world.database.transaction() as session:
        session.execute(delete(RequirementUnit).where(RequirementUnit.unit_id == pyt))
        session.execute(update(Obligation).where(Obligation.unit_id == pyt).values(state=state))
        session.flush()
        rights = rights_now(session.connection(), world.now)
        followed = actors.units_followed(session, rights.person(TUAN).follows)
        assert (pyt in followed) is is_theirs
    assert ("PYT" in rights.may_name(TUAN)) is is_theirs
    assert "PKT" in rights.may_name(TUAN)


def test_who_asks_for_a_report_to_be_opened_again_may_be_named(sqlite_database: Database) -> None:
    """Also where nothing more is asked of the unit: whoever follows the plan decides on it."""
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PYT", "focal_point", "An", "101")
    for chat, said, *labels in (
        ("101", "/khongphatsinh", "Gửi báo cáo"),
        (TUAN, "/duyet", "Xem 1", "Chấp nhận"),
    ):
        world.says(chat, said)
        for label in labels:
            world.presses(chat, label)
    with world.database.transaction() as session:
        session.execute(delete(RequirementUnit).where(RequirementUnit.unit_id == world.unit_id("PYT")))
    assert "PYT" not in _may_name(world)
    world.says("101", "/lichsu")
    world.presses("101", "Xin mở lại 1")
    world.says("101", "sửa số liệu 2.7")
    world.presses("101", "Gửi đề nghị")
    assert "Phòng Y tế xin mở lại" in world.last(TUAN).text
    assert "PYT" in _may_name(world)
    asks = world.last(TUAN)
    world.says(TUAN, "/duyet PYT")
    assert "Phòng Y tế · Báo cáo quý IV/2026" in world.last(TUAN).text
    world.says(TUAN, "/donvi y tế")
    assert world.last(TUAN).text.startswith("Phòng Y tế")
    world.presses(TUAN, asks.labels[0], on=asks)
    assert "Đã mở lại" in world.last(TUAN).text
    assert "PYT" not in _may_name(world)
    world.says(TUAN, "/donvi PYT")
    assert "không thuộc kế hoạch" in world.last(TUAN).text


def _may_name(world: World) -> frozenset[str]:
    with world.database.transaction() as session:
        return rights_now(session.connection(), world.now).may_name(TUAN)


def test_a_step_that_was_given_is_not_looked_for_again() -> None:
    """A policy that changes may have it at another time; what it is called stays."""
    due = datetime(2026, 12, 10, 5, tzinfo=UTC)
    policy = {"steps": [{"before": "2d", "to": []}, {"after": "0h", "to": []}, {"every": "1d", "to": []}]}
    come = moments(policy, due, ZoneInfo("Asia/Ho_Chi_Minh"), WorkCalendar(), due + timedelta(days=2))
    assert [step["key"] for _, step in come] == ["before-2d", "after-0h", "every-1d-1", "every-1d-2"]


def test_all_words_of_a_file_are_read() -> None:
    """Also where Word or Excel cut them into pieces, and in the properties of the file."""
    found = BytesIO()
    with ZipFile(found, "w") as file:
        file.writestr("word/document.xml", "<w:p><w:r><w:t>Phường ⟦U</w:t></w:r><w:r><w:t>1⟧</w:t></w:r></w:p>")
        file.writestr("docProps/core.xml", "<dc:title>Xã ⟦U2⟧</dc:title>")
        file.writestr("word/media/image.png", b"\x89")
    assert text_of(found.getvalue()) == "Phường ⟦U1⟧\nXã ⟦U2⟧"
    assert text_of(b"\x89PNG") == ""


class TestPlanted:
    """Each of these breaks the program in one place, and a life must end there."""

    def test_own_fields_and_reminders_at_once(
        self, opens: Opens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The fault for which these lives were made: a duty that asks for own fields could not be hashed."""

        def unhashable(duty: Duty) -> int:
            return hash((duty.id, duty.fields))

        monkeypatch.setattr(Duty, "__hash__", unhashable)
        with pytest.raises(Wrong, match=r"unhashable|TypeError"):
            live(Life(covering()[0], opens, tmp_path), 60)

    @pytest.mark.long
    def test_a_reminder_that_is_lost(self, opens: Opens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        found = planning._recipients
        monkeypatch.setattr(planning, "_recipients", lambda fired, *more: found(list(fired)[1:], *more))
        with pytest.raises(Wrong, match=r"is not in the ledger|went to people"):
            live(Life(covering()[0], opens, tmp_path), 60)

    @pytest.mark.long
    def test_a_count_that_is_wrong(self, opens: Opens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def miscounted(*given: Any) -> Collation:
            found = collate(*given)
            return replace(found, counts=replace(found.counts, missing=found.counts.missing + 1))

        monkeypatch.setattr(model, "collate", miscounted)
        with pytest.raises(Wrong, match="by the book"):
            live(Life(covering()[0], opens, tmp_path), [("days", 1)])

    @pytest.mark.parametrize("most", [[0], [0, -1, -1]])
    def test_a_letter_that_names_others(
        self, most: list[int], opens: Opens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Too few of those who are late, or one twice."""
        content = urging_letter.content

        def named(*given: Any) -> dict[str, Any]:
            found = dict(content(*given))
            return {**found, "late": [found["late"][at] for at in most]}

        monkeypatch.setattr(urging_letter, "content", named)
        with pytest.raises(Wrong, match="are late, the letter has"):
            live(Life(covering()[0], opens, tmp_path), [("days", 1), ("days", 2), ("days", 3), *_LETTERS])

    def test_a_file_that_names_another_unit(
        self, opens: Opens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        name = copy_document.file_name
        monkeypatch.setattr(copy_document, "file_name", lambda copy: f"⟦U77⟧ {name(copy)}")
        steps: list[Step] = [("report", 5), ("report", 6), ("report", 7), ("report", 8)]
        with pytest.raises(Wrong, match="was shown units"):
            live(Life(covering()[0], opens, tmp_path), [*steps, *(("copy", number) for number in range(8))])


_LETTERS: list[Step] = [("letter", number) for number in range(4)]


def test_a_failure_is_made_small() -> None:
    """Only what it needs is left."""

    def attempt(steps: list[Step]) -> Wrong | None:
        kinds = [kind for kind, _ in steps]
        is_wrong = "change the setup" in kinds and "collate" in kinds[kinds.index("change the setup") :]
        return Wrong(1, steps, ValueError("wrong")) if is_wrong else None

    steps: list[Step] = [("hours", number) for number in range(30)]
    steps[7], steps[22] = ("change the setup", 5), ("collate", 6)
    kind = Wrong(1, steps, ValueError("wrong")).kind
    few = shrunk(steps, kind, lambda fewer: attempt(list(fewer)))
    assert few == [("change the setup", 5), ("collate", 6)]
    assert read_script(script(few)) == few

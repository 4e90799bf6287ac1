"""What may happen in an office from one moment to the next. Each kind of step is drawn by itself from its own seed, so
that a life stays the same where some of its steps are left out."""

from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from scheduler.tick import tick
from storage.backup.backup_writing import back_up
from storage.backup.restoring import restore
from storage.db.database import Database
from storage.tables import Unit
from tests.files import picture
from tests.lives import people
from tests.lives.changing import CHANGES, changed
from tests.lives.counting import collates, exports_and_loads_again, lists
from tests.lives.drawing import Draw
from tests.lives.papers.asked_for import copies_report, looks_up_urging, reads_page, reviews_plan, writes_letters
from tests.lives.reporting import WAYS, report
from tests.lives.scene import Scene

GROUPS = ("-t500", "-t500", "-t500:7")  # a group, and a topic of it
OF_REPORTERS = (
    "/nhiemvu", "/baocao", "/khongphatsinh", "/giahan", "/giahan 3 ngày vì chờ số liệu ⟪me⟫", "/vangmat",
    "/vangmat mai",
    "/vuongmac", "/vuongmac khẩn: kho giống bị ngập ⟪me⟫", "/vuongmac 2.7 thiếu vốn ⟪me⟫", "/lichsu", "/lich", "/web",
    "/tinhhinh", "/kenh", "/email", "/email them@coquan.example", "/huy", "/trogiup", "/language en", "/language vi",
    "bao giờ hết hạn?",
)  # fmt: skip
OF_COORDINATORS = (
    "/quahan", "/sapdenhan", "/chuanop", "/dondoc", "/dondoc tất cả", "/dondoc U2", "/giahan", "/duyet", "/duyet",
    "/tonghop", "/tiendo", "/donvi", "/donvi U2", "/donvi U3", "/sapxep", "/thongbao", "/nhatky", "/moi", "/moi U2",
    "/vuongmac", "/lich", "/tonghop BC0", "/tonghop BC1", "/donvi U4", "/quahan phường", "/web", "/trogiup",
    "/language vi", "/soket", "/soket KH0", "/tinhhinh", "/tinhhinh KH1",
)  # fmt: skip
IN_GROUPS = (
    "/dangky", "/dangky", "/quahan", "/sapdenhan", "/chuanop", "/dondoc", "/tinhhinh", "/soket", "/tonghop",
    "/donvi U2", "/tiendo", "/vuongmac",
)  # fmt: skip


# Time


def hours(scene: Scene, draw: Draw) -> None:
    scene.house.runs(timedelta(minutes=draw.randint(1, 30 * 60)), scene.after_tick)


def days(scene: Scene, draw: Draw) -> None:
    scene.house.runs(timedelta(days=draw.randint(1, 4), minutes=draw.randrange(600)), scene.after_tick)


def down(scene: Scene, draw: Draw) -> None:
    """Nobody runs the program for a while; then it finds what it missed."""
    scene.house.now += timedelta(hours=draw.randint(2, 100))
    restart(scene, draw)
    scene.house.tick(scene.after_tick)


def restart(scene: Scene, draw: Draw) -> None:
    scene.house.restarts()


def upkeep(scene: Scene, draw: Draw) -> None:
    scene.house.keeps_house()


def backs_up(scene: Scene, draw: Draw) -> None:
    """All is backed up and restored elsewhere, where the next tick finds nothing wrong; then life goes on here."""
    house, here = scene.house, scene.house.database
    with TemporaryDirectory() as folder, closing(Database(f"sqlite:///{folder}/elsewhere.db")) as elsewhere:
        back_up(here.url, Path(folder) / "backup.zip", house.now)
        restore(elsewhere.engine, Path(folder) / "backup.zip")
        house.database = elsewhere
        scene.book.follows(house)
        house.database = here
        with elsewhere.transaction() as session:
            tick(session, house.now, house.context.calendar)


# People


def reports(scene: Scene, draw: Draw) -> None:
    able = (draw.maybe(0.9) and people.owing(scene.house)) or people.reporters(scene.house)
    if able:
        one = draw.one(able)
        scene.house.blocking.discard(one.chat)
        report(scene.hand(draw, one.chat), draw.one(tuple(WAYS)), scene.page, one.person_id)


def asks(scene: Scene, draw: Draw) -> None:
    """Somebody who reports does something else."""
    able = (draw.maybe(0.7) and people.owing(scene.house)) or people.reporters(scene.house)
    _wander(scene, draw, able, OF_REPORTERS)


def coordinates(scene: Scene, draw: Draw) -> None:
    _wander(scene, draw, people.coordinators(scene.house), OF_COORDINATORS)


def _wander(scene: Scene, draw: Draw, able: list[people.Member], said: tuple[str, ...]) -> None:
    if able:
        hand = scene.hand(draw, draw.one(able).chat)
        scene.house.blocking.discard(hand.chat)
        if draw.maybe(0.85):
            hand.says(draw.one(said).replace("⟪me⟫", hand.mark))
        hand.wanders(draw.randint(1, 7))
        scene.house.make_files()


def joins(scene: Scene, draw: Draw) -> None:
    waiting = people.strangers(scene.house)
    if draw.maybe(0.3) and people.by_letter(scene.house, draw):
        return
    able = people.reporters(scene.house)
    if waiting:  # now and then it is somebody who has a place in another unit
        chat = draw.one(able).chat if able and draw.maybe(0.2) else None
        scene.house.blocking.discard(chat or "")
        people.joins(scene.house, draw, draw.one(waiting), chat=chat)


def replaces(scene: Scene, draw: Draw) -> None:
    able = people.reporters(scene.house)
    if able:
        held = draw.one(draw.one(able).actor.held)
        with scene.house.database.transaction() as session:
            unit = session.get_one(Unit, held.unit_id).code
        people.joins(scene.house, draw, (unit, str(held.role), f"Kế Nhiệm {draw.randrange(1000)}"), replaces=True)


def blocks(scene: Scene, draw: Draw) -> None:
    able = people.members(scene.house)
    if able:
        chat = draw.one(able).chat
        scene.house.blocking.add(chat)
        if draw.maybe() and chat.startswith("t"):
            scene.house.sends(chat, "blocked")


def comes_back(scene: Scene, draw: Draw) -> None:
    gone = sorted(scene.house.blocking)
    if gone:
        chat = draw.one(gone)
        scene.house.blocking.discard(chat)
        if draw.maybe() and chat.startswith("t"):
            scene.house.sends(chat, "unblocked")
        scene.house.says(chat, "/nhiemvu")


def sends_photo(scene: Scene, draw: Draw) -> None:
    able = [one for one in people.reporters(scene.house) if one.chat.startswith("t")]
    if able:
        hand = scene.hand(draw, draw.one(able).chat)
        scene.house.blocking.discard(hand.chat)
        hand.says("/baocao")
        scene.house.sends_file(hand.chat, "ảnh hiện trường.jpg", picture())
        scene.house.fetch_files()
        hand.wanders(draw.randint(1, 3))


def in_group(scene: Scene, draw: Draw) -> None:
    able = [one for one in people.coordinators(scene.house) if one.chat.startswith("t")]
    if able:
        by, group = draw.one(able).chat, draw.one(GROUPS)
        if group not in scene.house.screens:
            scene.house.sends(group, "added", by=by, group_title="Theo dõi")
        scene.house.says(group, draw.one(IN_GROUPS), by=by)
        scene.hand(draw, group, by).wanders(draw.randint(1, 4))
        scene.house.make_files()


# The setup


def changes_setup(scene: Scene, draw: Draw) -> None:
    house = scene.house
    how = draw.one(tuple(CHANGES))
    house.loads(changed(draw, house.setup, house.now.date(), how))
    scene.reminded.loaded(house)
    scene.book.follows(house, moved_by_setup=True)
    scene.book.check_asked(house)
    house.deliver()


STEPS: Mapping[str, tuple[int, Callable[[Scene, Draw], None]]] = {
    "hours": (14, hours),
    "days": (6, days),
    "down": (3, down),
    "restart": (1, restart),
    "upkeep": (1, upkeep),
    "backup": (1, backs_up),
    "report": (26, reports),
    "ask": (14, asks),
    "coordinate": (20, coordinates),
    "join": (8, joins),
    "replace": (2, replaces),
    "block": (2, blocks),
    "come back": (3, comes_back),
    "photo": (2, sends_photo),
    "group": (2, in_group),
    "change the setup": (5, changes_setup),
    "export and load": (2, exports_and_loads_again),
    "list": (4, lists),
    "collate": (4, collates),
    "plan review": (3, reviews_plan),
    "brief": (3, reads_page),
    "letter": (3, writes_letters),
    "copy": (4, copies_report),
    "urged": (3, looks_up_urging),
}

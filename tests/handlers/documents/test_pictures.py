"""The pictures of progress: as many as units need, whole titles, marks of their own, names without what all share."""

import struct
from dataclasses import replace
from pathlib import Path

import pytest

from domain.collation import Standing, collate
from domain.finding.shortening import common_beginning
from domain.reports.states import State
from handlers.collating import picture
from handlers.collating.actions import picture_pages
from handlers.words import Words
from storage.db.database import Database
from tests.handlers.desk.test_collating import TUAN
from tests.handlers.documents.collated import collated
from tests.world import World


@pytest.mark.parametrize(
    ("names", "beginning"),
    [
        (["Đảng ủy phường Xuân Hương", "Đảng ủy phường Lâm Viên"], "Đảng ủy phường "),
        (["Đảng ủy phường Xuân Hương", "Đảng ủy xã Trạm Hành"], "Đảng ủy "),
        (["Đảng ủy phường 1", "Đảng ủy phường 2"], "Đảng ủy "),
        (["Phường 1", "Phường 2"], ""),
        (["Phòng Y tế", "Phòng Nội vụ"], ""),
        (["Đảng ủy phường Xuân Hương"], ""),
        (["Đảng ủy phường", "Đảng ủy phường Lâm Viên"], "Đảng ủy "),
        (["Trạm Y tế Hòa Lợi", "Trạm Y tế Tân Phú"], "Trạm Y tế "),
        (["Xã A", "Sở B"], ""),
        ([], ""),
    ],
)
def test_what_all_names_begin_with(names: list[str], beginning: str) -> None:
    assert common_beginning(names) == beginning


def size(path: Path) -> tuple[int, int]:
    """Width and height of a PNG."""
    width, height = struct.unpack(">II", path.read_bytes()[16:24])
    return width, height


@pytest.mark.parametrize("longest", [False, True])
@pytest.mark.parametrize("units", [1, 3, 120, pytest.param(300, marks=pytest.mark.long)])
def test_a_telephone_shows_each_page(tmp_path: Path, units: int, longest: bool) -> None:
    found = collated(units, longest=longest)
    assert picture_pages(units) == {1: 1, 3: 1, 120: 3, 300: 6}[units]
    seen: list[str] = []
    shown = picture._shown(found)
    for page in range(picture_pages(units)):
        picture.write(tmp_path / "a.png", Words(), found, [], page)
        width, height = size(tmp_path / "a.png")
        assert width == round(picture.WIDTH * picture.DPI)
        assert height < 3 * width, "no longer than what a telephone shows without making it small"
        seen += [one.code for one in shown][page * 40 : page * 40 + 40]
    assert len(seen) == len(set(seen)) == min(units, 240)


def test_the_title_is_whole_and_says_what_is_left_out() -> None:
    found = collated(300, 45)
    about = replace(
        found.about, title="Báo cáo kết quả thực hiện kế hoạch phát triển khoa học và công nghệ của thành phố"
    )
    title = picture._title(Words(), replace(found, about=about), 1, 240)
    assert all(len(line) <= picture.TITLE_LETTERS for line in title.split("\n"))
    whole = " ".join(title.split())
    for said in (
        "phát triển khoa học và công nghệ của thành phố",
        "Hình 2/6: đơn vị 41 đến 80",
        "còn 60 đơn vị khác",
        "20 nhiệm vụ đầu trong 45",
    ):
        assert said in whole, said


def test_each_standing_has_a_mark_of_its_own() -> None:
    marks = [*picture.MARKS.values(), picture.NIL, picture.UNSAID]
    assert len(set(marks)) == len(marks)
    assert set(picture.MARKS) == set(Standing) - {Standing.ON_TIME, Standing.LATE}
    for language in ("vi", "en"):
        legend = picture._legend(Words(language=language))
        assert all(mark in legend for mark in marks)


def test_nothing_to_report_is_a_ring_and_not_a_dash() -> None:
    found = collated(3)
    owed = next(one for one in found.collation.owed if one.sent is not None)
    assert owed.sent is not None
    nil = replace(owed, sent=replace(owed.sent, nil=True, said=()))
    assert picture._label(Words(), nil, {}) == "○"
    assert picture._label(Words(), owed, {"status": "nothing"}) == "○"
    assert picture._label(Words(), owed, {"status": "in_progress"}) == "–"
    assert picture._label(Words(), owed, {"status": "done"}) == "100"


def test_units_stand_in_the_order_of_their_names_on_every_page(tmp_path: Path) -> None:
    found = collated(3)
    owed = [replace(one, state=State.EXCUSED if at else State.RETURNED) for at, one in enumerate(found.collation.owed)]
    odd = replace(found, collation=collate([task.id for task in found.about.tasks], owed))
    assert [one.code for one in picture._shown(odd)] == [one.code for one in owed]
    picture.write(tmp_path / "a.png", Words(), odd, [])


def test_many_units_come_as_several_pictures(sqlite_database: Database) -> None:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    codes = [f"X{number:02}" for number in range(45)]
    for number, code in enumerate(codes):
        world.add_unit(code, f"Xã {number}")
    world.add_requirement("NHIEU", "Báo cáo nhiều", units=codes)
    world.open("NHIEU", "2026-Q4")
    world.at("2026-12-15 09:00")
    world.says(TUAN, "/tiendo NHIEU 2026-Q4")
    world.presses(TUAN, "Xem hình")
    assert world.make_files() == 2
    names = [heard.file.name for heard in world.screens[TUAN] if heard.file]
    assert names == ["NHIEU 2026-Q4.png", "NHIEU 2026-Q4.2.png"]

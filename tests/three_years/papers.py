"""The papers of the play, as the coordinator asks for them in the chat, each with the book as it stood then."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storage.db.database import Database
from tests.three_years import play
from tests.three_years.book import Book, periods_until
from tests.three_years.setting import QUARTERLY
from tests.three_years.stage import TUAN, Stage

SEED = 2030
FIRST_HALF = ("2026-Q1", "2027-Q2")
QUARTERS = {play.HALF_WAY: ["2027-Q2"], play.END: ["2027-Q1", "2028-Q4"]}


@dataclass(frozen=True)
class Paper:
    """`place`: requirement and period; of a review none, but all of its `periods`."""

    name: str
    place: tuple[str, str] | None
    periods: list[tuple[str, str]]
    book: Book
    now: datetime
    chat: str
    word: bytes
    excel: bytes

    def kept_in(self, folder: Path) -> None:
        (folder / f"{self.name}.txt").write_text(self.chat)
        (folder / f"{self.name}.docx").write_bytes(self.word)
        (folder / f"{self.name}.xlsx").write_bytes(self.excel)


def played(database: Database, seed: int = SEED) -> Iterator[Paper]:
    """The whole play; each paper when it is asked for."""
    stage = Stage(database)
    acting, happenings = play.begin(stage, seed)
    for moment in (play.HALF_WAY, play.END):
        happenings = acting.run(moment, happenings)
        stage.comes(moment)
        for period in QUARTERS[moment]:
            yield _asked(acting, f"quarter-{period}", f"/tonghop {QUARTERLY} {period}", (QUARTERLY, period))
        is_half = moment == play.HALF_WAY
        typed = f"/soket KHCN {' '.join(FIRST_HALF)}" if is_half else "/tongket KHCN"
        yield _asked(acting, "so-ket" if is_half else "tong-ket", typed)


def _asked(acting: play.Play, name: str, typed: str, place: tuple[str, str] | None = None) -> Paper:
    stage = acting.stage
    stage.says(TUAN, typed)
    if stage.last(TUAN).text.startswith("Đang tính"):
        assert stage.make_files() == 1
    chat = stage.last(TUAN)
    files = []
    for kind in ("Xuất Word", "Xuất Excel"):
        stage.presses(TUAN, kind, on=chat)
        assert stage.make_files() == 1
        files.append(stage.file(TUAN))
    periods = [place] if place else periods_until(stage.now)
    if name == "so-ket":
        periods = [one for one in periods if one[1] not in ("2027-Q3", "2027-H2", "2027")]
    return Paper(name, place, periods, deepcopy(acting.book), stage.now, chat.text, *files)

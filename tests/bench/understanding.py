"""How long a typed reply takes to be understood: the lines of the tests, and long ones made of each word that means
something."""

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path

from domain.text import nfc
from domain.typed import Reading
from domain.typed import read_line as read
from domain.typed.words.vocabulary import PHRASES
from tests.bench.results import Figure

REPLIES = Path(__file__).parents[1] / "domain"
TITLES = {
    "1.1": "Tuyên truyền, quán triệt nghị quyết",
    "2.7": "Lập và sử dụng Quỹ phát triển KH&CN tại doanh nghiệp",
    "2.8": "Đổi mới hoạt động của tổ chức KH&CN",
    "2.9": "Tự chủ, tự chịu trách nhiệm của tổ chức KH&CN",
    "2.10": "Bồi dưỡng nhân lực khoa học trẻ",
    "3.1": "Ứng dụng KH&CN cho rau, hoa, chè, cà phê",
    "4.8": "Giải ngân vốn đầu tư công",
    "T.1": "Hỗ trợ xóa nhà tạm, nhà dột nát",
}
CODES = [*TITLES]
TODAY = date(2026, 6, 20)
REPEATS = 8
SLOWEST = 100  # pieces that are measured more than once
SHORTEST = 0.002  # seconds that can be measured
LONGEST = 4096  # characters, Telegram Bot API, Message.text
OTHER_PIECES = (
    *(f"{title} " for title in TITLES.values()),
    "quỹ ",
    "2.7, ",
    ", ",
    "a;",
    "hoan2",
    "\n- ",
    "1 tỷ ",
    "5/12 ",
    "40% ",
    "9.",
    "x",
    "15 tháng ",
)


def measure(folder: Path, quick: bool) -> list[Figure]:
    rounds = 5 if quick else 20
    lines = [line.split(" => ")[0] for line in _lines()]
    took = sorted(_seconds(nfc(line.replace("\\n", "\n"))) for _ in range(rounds) for line in lines)
    gc.collect()
    gc.freeze()  # what the whole bench holds is not gone through again for each line
    worst, growth = _worst([*OTHER_PIECES, *(f"{phrase} " for phrases in PHRASES.values() for phrase in phrases)])
    gc.unfreeze()
    grown = _memory(lines)
    return [
        Figure("a typed reply, median", 1000 * statistics.median(took), "ms", 5.0),
        Figure("  the slowest of a hundred", 1000 * took[len(took) * 99 // 100], "ms"),
        Figure(f"  {LONGEST} characters of the worst word", 1000 * worst, "ms", 150.0),
        Figure("  against a quarter of that, the worst word", growth, "×", 8.0),
        Figure("  memory that reading takes and keeps", grown / 2**20, "MiB", 10.0),
    ]


def read_line(line: str, codes: list[str], today: date) -> Reading:
    return read(line, codes, today=today, titles=TITLES)


def _memory(lines: list[str]) -> float:
    """Bytes that are there after all lines were read once more: what is remembered of them."""
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for line in lines:
        read_line(nfc(line.replace("\\n", "\n")), CODES, today=TODAY)
    gc.collect()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return after - before


def _lines() -> list[str]:
    found = [line for name in ("replies.txt", "more_replies.txt") for line in (REPLIES / name).read_text().splitlines()]
    return [line for line in found if line[0] != "#"]


def _long(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def _seconds(line: str) -> float:
    began = time.process_time()
    read_line(line, CODES, today=TODAY)
    return time.process_time() - began


def _worst(pieces: list[str]) -> tuple[float, float]:
    """Seconds that the slowest takes, and how many times those of a quarter. The six thousand are
    measured short first; of the slowest, whatever looks worst is measured again until it does not, so that a
    moment in which the machine did something else is not taken for it."""
    slowest = sorted(pieces, key=lambda piece: _work(_long(piece, LONGEST // 8), 1))[-SLOWEST:]
    slowest = sorted({*slowest, *OTHER_PIECES})
    long = {piece: _work(_long(piece, LONGEST), 1) for piece in slowest}
    short = {piece: max(_work(_long(piece, LONGEST // 4), 2), SHORTEST) for piece in slowest}
    sure = set[str]()

    def worst_of(rate: Callable[[str], float]) -> float:
        while (piece := max(slowest, key=rate)) not in sure:
            long[piece] = min(long[piece], _work(_long(piece, LONGEST), REPEATS))
            short[piece] = max(_work(_long(piece, LONGEST // 4), REPEATS), SHORTEST)
            sure.add(piece)
        return rate(piece)

    return worst_of(long.__getitem__), worst_of(lambda piece: long[piece] / short[piece])


def _work(line: str, repeats: int) -> float:
    """Processor time, the least of several: what else runs on the machine does not count."""

    def once() -> float:
        began = time.process_time()
        read_line(line, CODES, today=TODAY)
        return time.process_time() - began

    return min(once() for _ in range(repeats))

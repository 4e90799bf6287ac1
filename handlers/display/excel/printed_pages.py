"""How a sheet is printed: on A4, in letters that can be read, with a title and the number of the page on each."""

from collections.abc import Sequence
from textwrap import wrap

from xlsxwriter.worksheet import Worksheet

from handlers.words import Words

A4 = 9
MARGIN, ABOVE, BELOW = 0.4, 0.95, 0.6  # inches
LENGTH, BREADTH = 11.69, 8.27  # of A4, inches
LETTERS, SMALLEST = 11.0, 8.0  # points: in cells, and at least on paper
_SMALLEST_SCALE = 75  # in per cent: a little more than 8 of 11, as printers measure columns in their own way
_POINTS_A_PIXEL = 0.75
_SLACK = 0.92  # of the page: not every program makes columns equally wide
LONGEST = 255  # signs in the header of a page, its codes among them
_LINE = 105  # letters
_BOLD, _PLAIN = '&"Times New Roman,Bold"&11 ', '&"Times New Roman,Regular"&9 '


def points(widths: Sequence[float]) -> float:
    """Return how wide columns are together; their widths are in characters of seven pixels."""
    return sum(int(width * 7 + 5) for width in widths) * _POINTS_A_PIXEL


def lay_out(sheet: Worksheet, widths: Sequence[float], repeated: int = 0, *, upright: bool = False) -> None:
    """Print the sheet as wide as the page, where its letters stay large enough; otherwise over several pages, with
    the first columns on each."""
    sheet.set_paper(A4)
    sheet.set_margins(MARGIN, MARGIN, ABOVE, BELOW)
    if upright:
        sheet.set_portrait()
    else:
        sheet.set_landscape()
    room = ((BREADTH if upright else LENGTH) - 2 * MARGIN) * 72 * _SLACK
    if points(widths) * _SMALLEST_SCALE <= room * 100:
        sheet.fit_to_pages(1, 0)
        return
    sheet.set_print_scale(_SMALLEST_SCALE)
    sheet.print_across()
    if repeated:
        sheet.repeat_columns(0, repeated - 1)
    sheet.set_v_pagebreaks(breaks(widths, repeated, room * 100 / _SMALLEST_SCALE))


def breaks(widths: Sequence[float], repeated: int, room: float) -> list[int]:
    """Return before which columns a new page begins, so that each page has about as much."""
    head = points(widths[:repeated])
    left = points(widths) - head
    pages = max(2, -int(-left // max(room - head, 1)))
    wanted, found, filled = left / pages, list[int](), 0.0
    for at, width in enumerate(widths[repeated:], repeated):
        wide = points([width])
        if filled and (head + filled + wide > room or filled + wide / 2 > wanted):
            found.append(at)
            filled = 0.0
        filled += wide
    return found


def say_what_it_is(sheet: Worksheet, words: Words, title: str, below: str) -> None:
    """Put a title over each page, and which of how many it is under it."""
    sheet.set_header(header(title, below), {"margin": 0.3})
    sheet.set_footer(f"&C{_PLAIN}{words.plain('sheet.page', page='&P', pages='&N')}", {"margin": 0.3})


def header(title: str, below: str) -> str:
    """Return the header of a page: two lines of title at most, and a smaller line below. Excel takes 255 signs."""
    lines = wrap(" ".join(title.split()), _LINE, max_lines=2, placeholder=" …") or [""]
    head = f"&L{_BOLD}" + "\n".join(map(_typed, lines))
    room = LONGEST - len(head) - len(_PLAIN) - 1
    small = wrap(
        " ".join(below.split()), max(min(_LINE + 20, room - below.count("&")), 20), max_lines=1, placeholder=" …"
    ) or [""]
    whole = f"{head}\n{_PLAIN}{_typed(small[0])}"
    return whole if len(whole) <= LONGEST else head[:LONGEST].rstrip("&")


def _typed(text: str) -> str:
    """Return text without codes: an ampersand begins one."""
    return text.replace("&", "&&")

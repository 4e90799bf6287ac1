"""How far everybody is, as pictures for a telephone: units by tasks, and how many were on time in each period."""

from collections.abc import Sequence
from pathlib import Path
from textwrap import wrap
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import Colormap, LinearSegmentedColormap
from matplotlib.figure import Figure

from domain.collation import Owed, Standing
from domain.collation.shares import per_cent, share
from domain.finding.shortening import common_beginning, shortened
from domain.forms.form import Answers, Status, progress
from handlers.collating import summary
from handlers.collating.actions import MOST_PICTURES, UNITS_ON_PICTURE, picture_pages
from handlers.collating.gathering import Gathered
from handlers.display import answers
from handlers.display.shown_numbers import number
from handlers.words import Words, dates
from storage.collating.rates import Rate

WIDTH, ROW, HEAD, LINE = 5.4, 0.26, 0.5, 2.0  # inches: letters of 10 points are read on a telephone
LINE_OF_TITLE, LINE_OF_LEGEND = 0.2, 0.17  # inches
TITLE_LETTERS, LEGEND_LETTERS = 50, 66  # in a line
DPI = 200
SMALLEST, COLUMN, NARROW = 7.5, 0.31, 10  # points; inches of a task, and from how many on the picture grows wider
MOST_TASKS = 20
LONGEST_NAME = 24  # characters
FONT = "DejaVu Sans"  # comes with matplotlib and knows all Vietnamese letters and the marks
# From rust over straw to green, told apart also by those who do not tell red from green.
SCALE: Colormap = LinearSegmentedColormap.from_list("progress", ["#b5502b", "#f3e2b3", "#2f7d5b"])
NOTHING, INK = "#e6e6e6", "#222222"
NIL, UNSAID = "○", "–"
MARKS = {Standing.MISSING: "▲", Standing.RETURNED: "■", Standing.EXCUSED: "◇", Standing.MOVED: "→"}
"""Of units that are not in, in each of their boxes; of shapes, so that nobody needs the colours."""


def write(path: Path, words: Words, gathered: Gathered, rates: Sequence[Rate], page: int = 0) -> None:
    """Write a PNG with the units of that page, in Vietnamese order; the first has the rates of the periods too. Of more
    units than there are pages for, those are shown that are least far."""
    shown = _shown(gathered)
    names = _names(words, shown)
    on_page = slice(page * UNITS_ON_PICTURE, (page + 1) * UNITS_ON_PICTURE)
    units = shown[on_page]
    title = _title(words, gathered, page, len(shown))
    legend = "\n".join(wrap(_legend(words), LEGEND_LETTERS))
    with_line = len(rates) > 1 and page == 0
    height = HEAD + ROW * len(units)
    around = LINE_OF_TITLE * (title.count("\n") + 1) + LINE_OF_LEGEND * (legend.count("\n") + 1)
    width = WIDTH + COLUMN * max(0, min(len(gathered.about.tasks), MOST_TASKS) - NARROW)
    figure = Figure(figsize=(width, height + around + (LINE if with_line else 0)), dpi=DPI, layout="constrained")
    FigureCanvasAgg(figure)
    ratios = [height, LINE] if with_line else [height]
    axes = figure.subplots(len(ratios), 1, squeeze=False, gridspec_kw={"height_ratios": ratios})
    figure.suptitle(title, fontsize=10.5, font=FONT, x=0.02, ha="left")
    figure.supxlabel(legend, fontsize=8.5, font=FONT, x=0.02, ha="left")
    _heat(axes[0][0], words, gathered, units, names[on_page])
    if with_line:
        _line(axes[1][0], words, gathered, rates)
    figure.savefig(path, format="png")


def _shown(gathered: Gathered) -> Sequence[Owed]:
    owed, most = gathered.collation.owed, UNITS_ON_PICTURE * MOST_PICTURES
    if len(owed) <= most:
        return owed
    least = {one.obligation_id for one in sorted(owed, key=lambda one: one.far)[:most]}
    return [one for one in owed if one.obligation_id in least]


def _names(words: Words, shown: Sequence[Owed]) -> list[str]:
    """Return what units are called, without the beginning that all of them share."""
    called = [owed.called for owed in shown]
    return shortened([name[len(common_beginning(called)) :] for name in called], LONGEST_NAME)


def _heat(axes: Axes, words: Words, gathered: Gathered, shown: Sequence[Owed], names: Sequence[str]) -> None:
    tasks = gathered.about.tasks[:MOST_TASKS]
    size = min(9.5, max(SMALLEST, 75 / max(1, len(tasks))))
    for y, owed in enumerate(shown):
        own = {said.task_id: said.answers for said in owed.own}
        mark = MARKS.get(owed.standing)
        for x, task in enumerate(tasks):
            said = own.get(task.id, {})
            done = progress(said)
            colour: Any = NOTHING if done is None else SCALE(done / 100)
            axes.add_patch(_box(x, y, colour))
            label = mark or _label(words, owed, said)
            dark = done is not None and not 15 < done < 85
            colour = "white" if dark else INK
            axes.text(x + 0.5, y + 0.5, label, ha="center", va="center", fontsize=size, color=colour, font=FONT)
    axes.set_xlim(0, max(1, len(tasks)))
    axes.set_ylim(max(1, len(shown)), 0)
    axes.set_xticks([x + 0.5 for x in range(len(tasks))], [task.code for task in tasks], fontsize=size, font=FONT)
    axes.set_yticks([y + 0.5 for y in range(len(shown))], names, fontsize=9.5, font=FONT)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _label(words: Words, owed: Owed, said: Answers) -> str:
    """Return how far a task is, of a unit that is in."""
    if owed.is_nil or said.get("status") == Status.NOTHING:
        return NIL
    done = progress(said)
    return UNSAID if done is None else number(words, per_cent(done))


def _box(column: int, row: int, colour: Any) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((column + 0.04, row + 0.06), 0.92, 0.88, facecolor=colour, edgecolor="none")


def _legend(words: Words) -> str:
    marks = [(mark, words.plain(f"standing.{standing}")) for standing, mark in MARKS.items()]
    marks += [(NIL, words.plain("status.nothing")), (UNSAID, words.plain("picture.unsaid"))]
    # No line ends between a mark and what it is.
    told = [f"{mark} {said}".replace(" ", "\u00a0") for mark, said in marks]
    return "   ".join([*told, words.plain("picture.numbers").replace(" ", "\u00a0")])


def _title(words: Words, gathered: Gathered, page: int, shown: int) -> str:
    """Return what the picture is of, in lines as long as it is wide, with what it leaves out."""
    counts, owed, tasks = gathered.collation.counts, gathered.collation.owed, len(gathered.about.tasks)
    lines = words.plain(
        "picture.title",
        title=summary.title(words, gathered),
        submitted=counts.submitted,
        expected=counts.expected,
        at=dates.clocked(words, gathered.now, gathered.about.zone),
    ).split("\n")
    if picture_pages(shown) > 1:
        first = page * UNITS_ON_PICTURE + 1
        last = min(first + UNITS_ON_PICTURE - 1, shown)
        lines.append(words.plain("picture.page", page=page + 1, pages=picture_pages(shown), first=first, last=last))
    if len(owed) > shown:
        lines.append(words.plain("picture.rest", shown=shown, rest=len(owed) - shown).strip())
    if tasks > MOST_TASKS:
        lines.append(words.plain("picture.tasks", shown=MOST_TASKS, all=tasks))
    beginning = common_beginning([one.called for one in _shown(gathered)]).strip()
    if beginning:
        lines.append(words.plain("picture.beginning", beginning=beginning))
    return "\n".join(part for line in lines for part in wrap(line, TITLE_LETTERS) or [""])


def _line(axes: Axes, words: Words, gathered: Gathered, rates: Sequence[Rate]) -> None:
    values = [share(rate.on_time, rate.expected) or 0.0 for rate in rates]
    names = [dates.period(words, rate.period_key) or rate.period_key for rate in rates]
    axes.plot(range(len(values)), values, color="#2f7d5b", marker="o", linewidth=2)
    for x, value in enumerate(values):
        axes.annotate(
            answers.percent(words, value),
            (x, value),
            textcoords="offset points",
            xytext=(0, 8),
            ha="center",
            fontsize=9,
        )
    axes.set_ylim(0, 115)
    axes.set_yticks([0, 50, 100], ["0 %", "50 %", "100 %"], fontsize=9, font=FONT)
    axes.set_xticks(range(len(names)), names, fontsize=9, font=FONT)
    axes.margins(x=0.08)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.set_title(words.plain("picture.on_time"), fontsize=10.5, font=FONT, loc="left")

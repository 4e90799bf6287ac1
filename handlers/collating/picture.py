"""How far everybody is, as a picture for a telephone: units by tasks, and how many were on time in each period."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import Colormap, LinearSegmentedColormap
from matplotlib.figure import Figure

from domain.collation import Owed
from domain.collation.shares import per_cent, share
from domain.finding.shortening import shortened
from domain.forms.form import Status, progress
from handlers.collating import summary
from handlers.collating.gathering import Gathered
from handlers.display import answers
from handlers.display.shown_numbers import number
from handlers.words import Words, dates
from storage.collating.rates import Rate

WIDTH, ROW, HEAD, LINE = 5.4, 0.26, 1.1, 2.0  # inches: letters of 10 points are read on a telephone
DPI = 200
MOST_UNITS, MOST_TASKS = 40, 20
LONGEST_NAME = 24  # characters
FONT = "DejaVu Sans"  # comes with matplotlib and knows all Vietnamese letters
# From rust over straw to green, told apart also by those who do not tell red from green.
SCALE: Colormap = LinearSegmentedColormap.from_list("progress", ["#b5502b", "#f3e2b3", "#2f7d5b"])
NOTHING, INK = "#e6e6e6", "#222222"


def write(path: Path, words: Words, gathered: Gathered, rates: Sequence[Rate]) -> None:
    """Write a PNG. Of many units those are shown that are least far."""
    shown = sorted(gathered.collation.owed, key=lambda owed: owed.far)[:MOST_UNITS]
    height = HEAD + ROW * len(shown)
    with_line = len(rates) > 1
    figure = Figure(figsize=(WIDTH, height + (LINE if with_line else 0)), dpi=DPI, layout="constrained")
    FigureCanvasAgg(figure)
    ratios = [height, LINE] if with_line else [height]
    axes = figure.subplots(len(ratios), 1, squeeze=False, gridspec_kw={"height_ratios": ratios})
    _heat(axes[0][0], words, gathered, shown)
    if with_line:
        _line(axes[1][0], words, gathered, rates)
    figure.savefig(path, format="png")


def _heat(axes: Axes, words: Words, gathered: Gathered, shown: Sequence[Owed]) -> None:
    tasks = gathered.about.tasks[:MOST_TASKS]
    size = min(9.5, 75 / max(1, len(tasks)))
    for y, owed in enumerate(shown):
        own = {said.task_id: said.answers for said in owed.own}
        for x, task in enumerate(tasks):
            done = progress(own.get(task.id, {}))
            colour: Any = NOTHING if done is None else SCALE(done / 100)
            axes.add_patch(_box(x, y, colour))
            is_nothing = own.get(task.id, {}).get("status") == Status.NOTHING
            label = (
                words.plain("picture.nothing") if is_nothing else "–" if done is None else number(words, per_cent(done))
            )
            dark = done is not None and not 15 < done < 85
            colour = "white" if dark else INK
            axes.text(x + 0.5, y + 0.5, label, ha="center", va="center", fontsize=size, color=colour)
    axes.set_xlim(0, max(1, len(tasks)))
    axes.set_ylim(max(1, len(shown)), 0)
    axes.set_xticks([x + 0.5 for x in range(len(tasks))], [task.code for task in tasks], fontsize=size, font=FONT)
    names = shortened([owed.name for owed in shown], LONGEST_NAME)
    axes.set_yticks([y + 0.5 for y in range(len(shown))], names, fontsize=9.5, font=FONT)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_title(_title(words, gathered, len(shown)), fontsize=10.5, font=FONT, loc="left", pad=8)


def _box(column: int, row: int, colour: Any) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((column + 0.04, row + 0.06), 0.92, 0.88, facecolor=colour, edgecolor="none")


def _title(words: Words, gathered: Gathered, shown: int) -> str:
    counts = gathered.collation.counts
    title = words.plain(
        "picture.title",
        title=summary.title(words, gathered),
        submitted=counts.submitted,
        expected=counts.expected,
        at=dates.clocked(words, gathered.now, gathered.about.zone),
    )
    rest = len(gathered.collation.owed) - shown
    return title + (words.plain("picture.rest", shown=shown, rest=rest) if rest else "")


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

"""Documents as pages: LibreOffice draws them, pdfplumber measures words and rules, in mm."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

MM = 72 / 25.4  # points
FONT = "Tinos"  # as wide as Times New Roman, with Vietnamese letters (Debian: fonts-croscore)
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<match target="pattern"><test name="family"><string>Times New Roman</string></test>
<edit name="family" mode="assign" binding="strong"><string>Tinos</string></edit></match></fontconfig>"""


def office() -> str | None:
    """The path of LibreOffice."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def why_not() -> str | None:
    """Why documents cannot be drawn; None when they can."""
    if office() is None:
        return "no LibreOffice in PATH (soffice); install libreoffice-writer-nogui and fonts-croscore"
    fonts = shutil.which("fc-list")
    if fonts is None or not subprocess.run([fonts, FONT], capture_output=True, check=True).stdout:
        return f"no font {FONT}, which is as wide as Times New Roman; install fonts-croscore"
    return None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A hook for tests/conftest.py, which calls it where the summary is written."""
    reason = why_not()
    if reason is not None:
        terminalreporter.write_line(f"PAGES NOT MEASURED: {reason}")


def drawn(documents: Sequence[Path], folder: Path) -> list[Path]:
    """Return each document as PDF; one start of the program for all of them."""
    program = office()
    assert program is not None
    (folder / "fonts.conf").write_text(_FONTS)
    profile = f"-env:UserInstallation=file://{folder}/profile"  # so that two runs do not wait for each other
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, documents)]
    around = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    subprocess.run(command, check=True, capture_output=True, timeout=600, env=around)
    return [folder / f"{one.stem}.pdf" for one in documents]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across, from left to right at its height, in mm from the page's upper left corner."""

    left: float
    right: float
    top: float

    @property
    def length(self) -> float:
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text."""

    text: str
    left: float
    right: float
    top: float
    words: Sequence[tuple[str, float, float]]  # each with where it begins and ends

    def width_of(self, text: str) -> float:
        """How wide these words of the line are."""
        wanted = text.split()
        said = [word for word, _, _ in self.words]
        at = next(at for at in range(len(said)) if said[at : at + len(wanted)] == wanted)
        return self.words[at + len(wanted) - 1][2] - self.words[at][1]


@dataclass(frozen=True, slots=True)
class Page:
    width: float
    height: float
    lines: Sequence[Line]
    rules: Sequence[Rule]
    edges: tuple[float, float]  # how far left and right anything stands

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def line(self, text: str) -> Line:
        """The only line that begins so."""
        [found] = [line for line in self.lines if line.text.startswith(text)]
        return found


def _lines(words: Iterable[dict[str, Any]]) -> Iterator[Line]:
    """Yield words that stand at one height, from left to right."""
    by_height: dict[int, list[dict[str, Any]]] = {}
    for word in words:
        height = next((at for at in by_height if abs(at - word["bottom"]) < 4), round(word["bottom"]))
        by_height.setdefault(height, []).append(word)
    for _, line in sorted(by_height.items()):
        line.sort(key=lambda word: float(word["x0"]))
        placed = [(str(word["text"]), word["x0"] / MM, word["x1"] / MM) for word in line]
        text = " ".join(word for word, _, _ in placed)
        yield Line(text, placed[0][1], placed[-1][2], line[0]["top"] / MM, placed)


def pages(pdf: Path) -> Iterator[Page]:
    with pdfplumber.open(pdf) as document:
        for page in document.pages:
            lines = list(_lines(page.extract_words()))
            rules = {
                Rule(round(one["x0"] / MM, 2), round(one["x1"] / MM, 2), round(one["top"] / MM, 2))
                for one in page.lines
                if abs(one["top"] - one["bottom"]) < 1
            }
            marks = [*page.chars, *page.lines]
            edges = (min(one["x0"] for one in marks) / MM, max(one["x1"] for one in marks) / MM)
            yield Page(
                page.width / MM, page.height / MM, lines, sorted(rules, key=lambda rule: (rule.top, rule.left)), edges
            )
            page.close()

"""The pictures of the guide's documents, out of the play's papers: pages as LibreOffice draws them, side by side."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pdfplumber
from PIL import Image

from tests.handlers.documents.rendering import drawn

DOTS, DRAWN = 72, 216  # an inch; drawn finer, so that letters are read once they are small
GAP = 14
AROUND = (226, 230, 236)
COLOURS = 48
PICTURES: dict[str, Sequence[tuple[str, int]]] = {
    "bao-cao-quy": (("quarter-2027-Q2.docx", 1), ("quarter-2027-Q2.docx", 5), ("quarter-2027-Q2.docx", 6)),
    "tong-ket": (("tong-ket.docx", 1), ("tong-ket.docx", 2), ("tong-ket.docx", 7)),
    "bang-excel": (("quarter-2027-Q2.xlsx", 1), ("quarter-2027-Q2.xlsx", 2), ("quarter-2027-Q2.xlsx", 4)),
}
"""Which pages stand side by side."""


def taken(papers: Path, into: Path) -> list[Path]:
    """Draw the papers that lie in a folder, and write the guide's pictures of them."""
    found = []
    with TemporaryDirectory() as folder:
        for name, pages in PICTURES.items():
            pdfs = {file: drawn([papers / file], Path(folder))[0] for file in dict(pages)}
            found.append(into / f"{name}.png")
            _side_by_side([_page(pdfs[file], number) for file, number in pages]).save(found[-1], optimize=True)
    return found


def _page(pdf: Path, number: int) -> Image.Image:
    with pdfplumber.open(pdf) as document:
        drawn_large = document.pages[number - 1].to_image(resolution=DRAWN).original.convert("RGB")
    size = drawn_large.width * DOTS // DRAWN, drawn_large.height * DOTS // DRAWN
    return drawn_large.resize(size, Image.Resampling.LANCZOS)


def _side_by_side(pages: Sequence[Image.Image]) -> Image.Image:
    width = sum(page.width for page in pages) + GAP * (len(pages) + 1)
    sheet = Image.new("RGB", (width, max(page.height for page in pages) + 2 * GAP), AROUND)
    left = GAP
    for page in pages:
        sheet.paste(page, (left, GAP))
        left += page.width + GAP
    return sheet.quantize(COLOURS)

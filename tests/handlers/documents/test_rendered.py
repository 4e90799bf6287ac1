"""The collated report and the plan's review as pages, in both styles: measured against Decree 30/2020, appendix I, and
36-HD/VPTW."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from handlers.collating.word import report_document
from handlers.papers import page_layout
from handlers.papers.page_layout import Layout
from handlers.plan_reviews.word import review_document
from handlers.words import Words
from tests.handlers.documents.collated import collated
from tests.handlers.documents.rendering import Page, Rule, drawn, pages, why_not
from tests.handlers.documents.reviewed import reviewed

SIZES = (3, 30, 120)
OFF = 1.0  # mm
SIGNER = "Nguyễn Thị Huyền Trân Mẫu"

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(why_not() is not None, reason=str(why_not())),
    pytest.mark.xdist_group("rendered"),
]


def collation(path: Path, units: int, tasks: int, style: str, *, longest: bool) -> None:
    found = collated(units, tasks, style=style, longest=longest, long_text=4000)
    report_document.write(path, Words(), found)


def plan_review(path: Path, units: int, tasks: int, style: str, *, longest: bool) -> None:
    found = reviewed(units, 4, tasks, style=style, longest=longest, long_text=4000)
    review_document.write(path, Words(), replace(found, is_final=longest))


KINDS = {"collation": collation, "review": plan_review}
MOST_PAGES = {"collation": 5, "review": 6}
Key = tuple[str, str, int, bool]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[Key, Sequence[Page]]:
    """Every document as pages: by kind, style, number of units, and whether the names are the longest."""
    folder = tmp_path_factory.mktemp("rendered")
    written: dict[Key, Path] = {}
    for kind, write in KINDS.items():
        for style in ("state", "party"):
            for units in SIZES:
                for longest in (False, True):
                    path = folder / f"{kind}-{style}-{units}-{longest}.docx"
                    write(path, units, 45 if units == 30 else 7, style, longest=longest)
                    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == [], path.name
                    written[kind, style, units, longest] = path
    made = drawn([*written.values()], folder)
    return {key: list(pages(pdf)) for key, pdf in zip(written, made, strict=True)}


@pytest.fixture(
    params=[
        (kind, style, units, longest)
        for kind in KINDS
        for style in ("state", "party")
        for units in SIZES
        for longest in (0, 1)
    ]
)
def key(request: pytest.FixtureRequest) -> Key:
    kind, style, units, longest = request.param
    return kind, style, units, bool(longest)


@pytest.fixture
def report(key: Key, reports: dict[Key, Sequence[Page]]) -> Sequence[Page]:
    return reports[key]


def layout_of(report: Sequence[Page]) -> Layout:
    return page_layout.PARTY if "ĐẢNG CỘNG SẢN" in report[0].text else page_layout.STATE


def body(report: Sequence[Page]) -> Sequence[Page]:
    return [page for page in report if page.width < page.height]


def annexes(report: Sequence[Page]) -> Sequence[Page]:
    return [page for page in report if page.width > page.height]


def test_the_body_is_as_long_as_people_read(key: Key, report: Sequence[Page]) -> None:
    assert 3 <= len(body(report)) <= MOST_PAGES[key[0]]
    assert report[: len(body(report))] == body(report), "the annexes come behind"
    assert annexes(report)[0].text.split("\n")[1] == "PHỤ LỤC I"


def test_no_page_is_empty(report: Sequence[Page]) -> None:
    assert not [at for at, page in enumerate(report, 1) if len(page.lines) < 2]


def test_number_and_day_are_on_one_line(report: Sequence[Page]) -> None:
    [line] = [line.text for line in report[0].lines if line.text.startswith("Số")]
    assert line.endswith("Hoa Mai, ngày 18 tháng 12 năm 2026")


def test_rules_are_as_long_as_they_should_be(report: Sequence[Page]) -> None:
    """Under the motto, or the Party's name, as long as the line; under the issuer a third to a half of it."""
    layout = layout_of(report)
    first = report[0]
    middle = layout.left + layout.head[0]
    head = [rule for rule in first.rules if rule.top < first.line("Số").top]
    right = [rule for rule in head if rule.left > middle]
    over = "ĐẢNG CỘNG SẢN VIỆT NAM" if layout is page_layout.PARTY else "Độc lập - Tự do - Hạnh phúc"
    lengths = _words(first, over)
    assert len(right) == 1
    assert right[0].length == pytest.approx(lengths, abs=OFF)
    left = [rule for rule in head if rule.right < middle]
    assert len(left) == (0 if layout is page_layout.PARTY else 1)


def _words(page: Page, text: str) -> float:
    """How wide a text is that may stand beside another on its line."""
    [line] = [line for line in page.lines if text in line.text]
    return line.width_of(text)


def test_nothing_stands_over_the_margins(report: Sequence[Page]) -> None:
    layout = layout_of(report)
    for page in report:
        left, right = (layout.left, 210 - layout.right) if page.width < page.height else (20, 277)
        assert page.edges[0] >= left - OFF, page.text[:80]
        assert page.edges[1] <= right + OFF, page.text[:80]


def test_the_signature_is_whole_with_room_to_sign(report: Sequence[Page]) -> None:
    [last] = [page for page in report if SIGNER in page.text]
    assert "Nơi nhận:" in last.text
    assert "./." in last.text, "the closing sentence stands over it"
    [name] = [line for line in last.lines if SIGNER in line.text]
    [position] = [line for line in last.lines if "PHÓ CHỦ TỊCH THƯỜNG TRỰC" in line.text]
    assert name.top - position.top >= 20


def test_no_row_is_taller_than_half_a_page(report: Sequence[Page]) -> None:
    for page in annexes(report):
        for row in _rows(page):
            assert row <= page.height / 2, page.text[:80]


def _rows(page: Page) -> Sequence[float]:
    across: Sequence[Rule] = [rule for rule in page.rules if rule.length > 200]
    return [below.top - above.top for above, below in pairwise(across)]


def test_each_page_of_a_table_has_its_headings(report: Sequence[Page]) -> None:
    for page in annexes(report):
        assert any(head in page.text for head in ("STT", "Đơn vị Tình trạng")), page.text[:200]


def test_no_internal_number_stands_in_the_body(report: Sequence[Page]) -> None:
    assert not [page for page in body(report) if "KHCN-QUY" in page.text]
    assert any("KHCN-QUY/2026-" in page.text for page in annexes(report))

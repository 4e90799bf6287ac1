"""The sheets of a review: those that are read from end to end print on one page across, and none leaves out a field."""

from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook

from domain.forms.fields import Field
from domain.plan_reviews.latest_answers import LastFieldAnswer
from handlers.plan_reviews.review_sheets import review_workbook
from handlers.words import Words
from tests.handlers.documents.collated import NOW
from tests.handlers.documents.reviewed import reviewed
from tests.handlers.documents.workbooks import table_lines

TWO_ACROSS = {"Đơn vị nộp báo cáo", "Vướng mắc, kiến nghị"}
"""Sheets of which the names stay at the left of a second page."""


def test_a_sheet_prints_on_one_page_across_in_letters_that_can_be_read(tmp_path: Path) -> None:
    review_workbook.write(tmp_path / "a.xlsx", Words("vi"), reviewed(30, 6, 7))
    book = load_workbook(tmp_path / "a.xlsx")
    fits = {sheet.title for sheet in book if sheet.sheet_properties.pageSetUpPr and sheet.page_setup.fitToHeight == 0}
    assert {*book.sheetnames} - fits == TWO_ACROSS
    assert all(sheet.print_title_rows for sheet in book if sheet.title != "Tổng quan")
    assert all(book[name].print_title_cols for name in TWO_ACROSS)


def test_choices_dates_and_texts_have_a_sheet_of_their_own(tmp_path: Path) -> None:
    gathered = reviewed(2, 1, 1)
    [task], at = gathered.subject.tasks, gathered.periods[0]
    level = Field("muc", "choice", name="Mức sẵn sàng", choices=("cao", "thap"), names=("Cao", "Thấp"))
    day, note = Field("ngay", "date", name="Ngày tập huấn"), Field("ghi", "text", name="Ghi chú")
    given = ((level, "thap"), (day, "2026-03-05"), (note, "=1+1"))
    answers = [LastFieldAnswer(task.id, field, 1, "Phường 2", value, at, "N/1", NOW) for field, value in given]
    gathered = replace(gathered, review=replace(gathered.review, answers=answers))
    review_workbook.write(tmp_path / "a.xlsx", Words("vi"), gathered)
    found = table_lines(load_workbook(tmp_path / "a.xlsx")["Lựa chọn, ngày, ghi chú"])
    assert [tuple(line.values())[1:] for line in found] == [
        ("Mức sẵn sàng", "Phường 2", "Thấp", "quý IV/2026", "N/1"),
        ("Ngày tập huấn", "Phường 2", "05/03/2026", "quý IV/2026", "N/1"),
        ("Ghi chú", "Phường 2", "=1+1", "quý IV/2026", "N/1"),
    ]

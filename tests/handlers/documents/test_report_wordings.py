"""What a collated report says where there is little to say; and where its lines may not end."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from domain.collation import Owed, collate
from domain.reports.states import State
from handlers.collating.gathering import Gathered
from handlers.collating.word import report_document
from handlers.papers import page_layout
from handlers.papers.unbroken import SPACE, unbroken
from handlers.words import Words
from tests.each import each
from tests.handlers.documents.collated import collated
from tests.handlers.documents.word_files import opened


def of(owed: list[Owed], tasks: int = 7) -> Gathered:
    found = collated(3, tasks)
    collation = collate([task.id for task in found.about.tasks], owed)
    return replace(found, collation=collation, indicators=(), before=None, before_key=None)


def without_words(one: Owed, state: State, *, nil: bool) -> Owed:
    sent = replace(one.sent, nil=nil, said=[]) if one.sent is not None and nil else None
    return replace(one, state=state, sent=sent)


def written(path: Path, gathered: Gathered, language: str = "vi") -> str:
    report_document.write(path / "a.docx", Words(language), gathered)
    document = opened(path / "a.docx")
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *tables])


def test_without_a_report_it_is_said_once_in_each_chapter(tmp_path: Path) -> None:
    said = written(tmp_path, of([without_words(one, State.OPEN, nil=False) for one in collated(3).collation.owed]))
    assert "0/3 đơn vị đã gửi báo cáo (0 %)." in said
    assert said.count("Chưa nhận được báo cáo nào của các đơn vị.") == 4
    for wrong in ("các báo cáo đã nhận", "Các báo cáo đã nhận", "tại các phụ lục", "0/7 nhiệm vụ", "Không có."):
        assert wrong not in said, wrong


def test_where_nobody_has_to_report(tmp_path: Path) -> None:
    said = written(tmp_path, of([without_words(one, State.EXCUSED, nil=False) for one in collated(3).collation.owed]))
    assert "Kỳ này không có đơn vị nào phải gửi báo cáo." in said
    assert "0/0" not in said


def test_all_nil_is_no_task_after_the_other(tmp_path: Path) -> None:
    sent = [one for one in collated(8).collation.owed if one.sent is not None]
    said = written(tmp_path, of([without_words(one, State.SUBMITTED, nil=True) for one in sent], 45))
    assert f"Tất cả {len(sent)} báo cáo đã nhận đều không phát sinh nội dung ở các nhiệm vụ." in said
    assert said.count("không phát sinh") < 120
    assert "Các báo cáo đã nhận không nêu vướng mắc." in said


def test_one_unit(tmp_path: Path) -> None:
    said = written(tmp_path, of([collated(3).collation.owed[0]]))
    assert "1/1 đơn vị đã gửi báo cáo (100 %)" in said


def test_without_recipients_their_place_is_dotted(tmp_path: Path) -> None:
    found = collated(3)
    said = written(tmp_path, replace(found, about=replace(found.about, recipients=[])))
    assert f"Nơi nhận:\n- {page_layout.DOTS};" in said
    assert page_layout.DOTS + ";" not in written(tmp_path, found)


def test_a_recipient_stands_once(tmp_path: Path) -> None:
    found = collated(3)
    said = written(tmp_path, replace(found, about=replace(found.about, recipients=["Lưu: VT.", "Lưu: VT;", "LƯU: VT"])))
    assert "Nơi nhận:\n- Lưu: VT." in said
    assert said.lower().count("lưu: vt") == 1


@each(("text", "shown"), [
    ("đạt 85,8 % kế hoạch", "đạt 85,8_% kế hoạch"),
    ("12 đơn vị và 3 đơn vị", "12_đơn vị và 3_đơn vị"),
    ("226,5 thủ tục", "226,5_thủ tục"),
    ("quý 4 đã xong", "quý 4 đã xong"),
    ("2026 %, 5 %-10 %", "2026_%, 5_%-10_%"),
    ("1.200 đồng", "1.200_đồng"),
    ("3 đồng chí", "3_đồng chí"),
    ("10 thủ tụcx", "10 thủ tụcx"),
])  # fmt: skip
def test_a_number_stays_with_its_per_cent_and_its_unit_of_measure(text: str, shown: str) -> None:
    assert unbroken({"thủ tục", "đồng", ""})(text) == shown.replace("_", SPACE)


@pytest.mark.parametrize("measure", ["(a+)+$", "[", "%", "\\d"])
def test_a_unit_of_measure_is_no_pattern(measure: str) -> None:
    assert unbroken({measure})(f"3 {measure}").startswith("3")


def test_no_per_cent_stands_alone_in_the_file(tmp_path: Path) -> None:
    report_document.write(tmp_path / "a.docx", Words(), collated(30))
    with ZipFile(tmp_path / "a.docx") as file:
        body = file.read("word/document.xml").decode()
    assert f"{SPACE}%" in body
    assert " %" not in body
    assert f"{SPACE}thủ tục" in body


@each("text", ["một\nhai", "{{ title }} {% if %}", "a & <b>\x0b\x01", "{_{ x }_}", "tab\tở đây"])
def test_what_people_typed_is_text_whatever_it_looks_like(tmp_path: Path, text: str) -> None:
    found = collated(3)
    about: Any = replace(found.about, plan=text)
    said = written(tmp_path, replace(found, about=about))
    assert text.replace("\x0b", "").replace("\x01", "").replace("\t", " ") in said

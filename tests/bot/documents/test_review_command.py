"""`dondoc review`, through typer's runner on a SQLite file in an empty folder."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from bot.cli import app
from storage.db.database import Database
from storage.db.migrate import upgrade
from tests.handlers.documents.word_files import opened as opened_document
from tests.handlers.documents.workbooks import table_lines
from tests.office import Office, local
from tests.storage.reported import hand_in, opened

Dondoc = Callable[..., Result]


@pytest.fixture
def dondoc(clean_environment: Path) -> Dondoc:
    with closing(Database("sqlite:///dondoc.db")) as database:
        upgrade(database.engine)
        office = Office(database)
        for code, name in {"BTG": "Ban Tuyên giáo", "PKT": "Phòng Kinh tế"}.items():
            office.add_unit(code, name)
        office.add_plan("KHCN", "Kế hoạch khoa học", coordinators=["BTG"])
        office.add_requirement("KHCN-QUY", "Báo cáo quý", units=["PKT"])
        for key, day in (("2025-Q1", "2025-03-17"), ("2025-Q2", "2025-06-17")):
            opened(office, "KHCN-QUY", key, f"{day} 17:00")
        lan = office.person("PKT", "focal_point", "Lan")
        hand_in(office, lan, "PKT", "2025-Q1", {"2.7": {"status": "done"}}, local("2025-03-16 09:00"))

    def call(*arguments: str) -> Result:
        result = CliRunner().invoke(app, [*arguments])
        if not isinstance(result.exception, SystemExit | None):
            raise result.exception
        return result

    return call


def test_the_whole_plan_as_excel(dondoc: Dondoc) -> None:
    result = dondoc("review", "khcn", "--to", "ra.xlsx")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Đã ghi ra.xlsx: Tổng kết Kế hoạch khoa học, từ đầu đến nay, 1/2 báo cáo đã nộp."
    ]
    assert [row["Đã nộp"] for row in table_lines(load_workbook("ra.xlsx")["Theo kỳ"])] == [1, 0]


def test_from_one_period_to_another_as_word(dondoc: Dondoc) -> None:
    result = dondoc("review", "KHCN", "--from", "2025-q1", "--to", "2025-Q1", "--to", "ra.docx", "--org", "DALAT")
    assert "Sơ kết Kế hoạch khoa học, quý I/2025, 1/1" in result.stdout
    assert opened_document("ra.docx").paragraphs


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (("KHAC", "--to", "ra.xlsx"), "Không có kế hoạch mang mã “KHAC”. Các kế hoạch:\n  KHCN: Kế hoạch khoa học", 1),
        (("KHCN", "--to", "2025-Q1"), "cần một tệp kết thúc bằng .xlsx, .docx", 2),
        (("KHCN", "--to", "ra.pdf"), "cần một tệp kết thúc bằng .xlsx, .docx", 2),
        (("KHCN", "--from", "quý 1", "--to", "ra.xlsx"), "“quý 1” không phải là kỳ", 2),
        (("KHCN", "--from", "2025-Q2", "--to", "2025-Q1", "--to", "ra.xlsx"), "Kỳ đầu 2025-Q2 sau kỳ cuối", 2),
        (("KHCN", "--to", "2024", "--to", "ra.xlsx"), "chưa có gì để sơ kết", 1),
        (("KHCN", "--frozen", "--to", "ra.xlsx"), "chưa chốt lần nào", 1),
        (("KHCN", "--to", "khong/co/ra.xlsx"), "không có thư mục này", 1),
    ],
)
def test_what_was_typed_wrong_is_told_and_nothing_is_written(
    dondoc: Dondoc, arguments: tuple[str, ...], said: str, code: int
) -> None:
    result = dondoc("review", *arguments)
    assert (said in result.output, result.exit_code) == (True, code), result.output
    assert not Path("ra.xlsx").exists()

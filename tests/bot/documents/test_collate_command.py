"""`dondoc collate` and `dondoc template`, through typer's runner on a SQLite file in an empty folder."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update
from typer.testing import CliRunner, Result

from bot.cli import app
from storage.db.database import Database
from storage.db.migrate import upgrade
from storage.tables import Obligation
from tests.handlers.documents.word_files import opened
from tests.handlers.documents.workbooks import table_lines
from tests.office import Office

Dondoc = Callable[..., Result]


@pytest.fixture
def dondoc(clean_environment: Path) -> Dondoc:
    with closing(Database("sqlite:///dondoc.db")) as database:
        upgrade(database.engine)
        office = Office(database)
        office.furnish()
        office.open("KHCN-QUY", "2026-Q3")
        for unit in ("PKT", "PYT"):
            office.settle(unit, state="excused")

    def call(*arguments: str | Path) -> Result:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        if not isinstance(result.exception, SystemExit | None):
            raise result.exception
        return result

    return call


def test_a_provisional_workbook_of_the_nearest_period(dondoc: Dondoc) -> None:
    with closing(Database("sqlite:///dondoc.db")) as database, database.transaction() as session:
        near = session.scalars(select(Obligation).where(Obligation.period_key == "2026-Q4")).all()
        session.execute(
            update(Obligation)
            .where(Obligation.id.in_([one.id for one in near]))
            .values(original_due_at=datetime.now(UTC))
        )
    result = dondoc("collate", "khcn-quy", "--to", "ra.xlsx")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Đã ghi ra.xlsx: Báo cáo quý, kỳ 2026-Q4, 0/1 đơn vị đã nộp.",
        "Số liệu tạm tính: còn 1 đơn vị chưa nộp.",
    ]
    units = table_lines(load_workbook("ra.xlsx")["Theo đơn vị"])
    standings = {row["Mã đơn vị"]: row["Tình hình"] for row in units}
    assert standings == {"PKT": "được miễn", "PYT": "được miễn", "PNV": "▲ chưa nộp"}


def test_a_letter_of_a_named_period(dondoc: Dondoc) -> None:
    assert dondoc("collate", "KHCN-QUY", "--period", "2026-q3", "--to", "ra.docx").exit_code == 0
    assert "Tổng hợp báo cáo quý III/2026" in "\n".join(p.text for p in opened("ra.docx").paragraphs)


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (("KHAC", "--to", "ra.xlsx"), "Không có báo cáo mang mã “KHAC”. Các báo cáo:\n  KHCN-QUY: Báo cáo quý", 1),
        (("KHCN-QUY", "--period", "2026", "--to", "ra.xlsx"), "không có kỳ “2026”. Các kỳ: 2026-Q3, 2026-Q4.", 1),
        (("KHCN-QUY", "--to", "ra.pdf"), "phải kết thúc bằng .xlsx hoặc .docx", 2),
        (("KHCN-QUY", "--to", "khong/co/ra.xlsx"), "không có thư mục này", 1),
        (("KHCN-QUY", "--period", "2026-Q3", "--frozen", "--to", "ra.xlsx"), "chưa chốt lần nào", 1),
    ],
)
def test_what_was_typed_wrong_is_told_and_nothing_is_written(
    dondoc: Dondoc, arguments: tuple[str, ...], said: str, code: int
) -> None:
    result = dondoc("collate", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert not list(Path().glob("**/ra.*"))


def test_the_built_in_template_becomes_ones_own(dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("mau").mkdir()
    assert dondoc("template", "mau/DALAT.docx", "--style", "party").exit_code == 0
    document = docx.Document("mau/DALAT.docx")
    document.add_paragraph("Người tổng hợp: {{ issuer }}")
    document.add_paragraph("Kết thúc {{ het }}")
    document.save("mau/DALAT.docx")
    monkeypatch.setenv("DONDOC_TEMPLATES", "mau")
    refused = dondoc("collate", "KHCN-QUY", "--to", "ra.docx")
    assert refused.exit_code == 1
    assert "DALAT.docx có trường không có: het." in refused.stderr
    document.paragraphs[-1].text = ""
    document.save("mau/DALAT.docx")
    assert dondoc("collate", "KHCN-QUY", "--to", "ra.docx").exit_code == 0
    assert opened("ra.docx").paragraphs[-2].text == "Người tổng hợp: Ban Tuyên giáo"


def test_a_folder_of_templates_that_is_not_there_is_told(dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_TEMPLATES", "khong-co")
    result = dondoc("collate", "KHCN-QUY", "--to", "ra.docx")
    assert result.exit_code == 1
    assert "không có thư mục “khong-co”" in result.stderr


def test_a_template_of_another_kind_is_told_to_be_none(dondoc: Dondoc) -> None:
    result = dondoc("template", "mau.pdf")
    assert result.exit_code == 2
    assert "kết thúc bằng .xlsx (thiết lập) hoặc .docx (mẫu Word)" in result.stderr

"""`dondoc load` on a fresh SQLite file in an empty folder, and the setup as a workbook."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.shell.demo import EXAMPLE
from storage.tables import Organisation
from tests.bot.command import OTHER_ORGANISATION, Dondoc, in_database


class TestLoad:
    def test_shows_what_changes_and_the_second_time_that_nothing_does(self, dondoc: Dondoc) -> None:
        first = dondoc("load", EXAMPLE)
        assert first.exit_code == 0
        lines = first.stdout.splitlines()
        assert any(line.startswith("+") and "KHCN-QUY" in line for line in lines)
        assert lines[-1] == f"Đã ghi {len(lines) - 1} thay đổi."
        again = dondoc("load", EXAMPLE)
        assert (again.exit_code, again.stdout) == (0, "Không có thay đổi\n")

    def test_a_change_is_marked(self, loaded: Dondoc, written: Callable[[str], Path]) -> None:
        changed = EXAMPLE.read_text("utf-8").replace("name: Phòng Y tế", "name: Phòng Y tế thành phố")
        lines = loaded("load", written(changed)).stdout.splitlines()
        assert [line[0] for line in lines] == ["~", "G", "Đ"]
        assert "Phòng Y tế thành phố" in lines[0]

    def test_the_setup_goes_into_a_workbook_and_back(self, dondoc: Dondoc) -> None:
        assert dondoc("template", "trong.xlsx").exit_code == 0
        assert load_workbook("trong.xlsx").sheetnames[:3] == ["Hướng dẫn", "Cơ quan", "Lớp đơn vị"]
        assert "đã có tệp này" in dondoc("template", "trong.xlsx").stderr
        assert dondoc("load", EXAMPLE).exit_code == 0
        assert dondoc("export", "ra.xlsx").exit_code == 0
        assert dondoc("load", "ra.xlsx", "--dry-run").stdout == "Không có thay đổi\n"
        book = load_workbook("ra.xlsx")
        book["Đơn vị"]["B3"] = "Phòng mới"
        book.save("ra.xlsx")
        assert "đã có tệp này; thêm --force" in dondoc("export", "ra.xlsx").stderr
        assert "“Phòng mới”" in dondoc("load", "ra.xlsx").stdout
        book["Đơn vị"]["A3"] = book["Đơn vị"]["A2"].value
        book.save("ra.xlsx")
        refused = dondoc("load", "ra.xlsx")
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert "trang “Đơn vị”, ô A3 (Mã): mã “" in refused.stderr

    def test_dry_run_writes_nothing(self, dondoc: Dondoc) -> None:
        tried = dondoc("load", EXAMPLE, "--dry-run")
        assert tried.stdout.splitlines()[-1].endswith("chưa ghi.")
        in_database(lambda session: assert_empty(session))
        told = [line for line in tried.stdout.splitlines() if line[0] in "+~-"]
        assert len(told) == len([line for line in dondoc("load", EXAMPLE).stdout.splitlines() if line[0] in "+~-"])

    def test_every_problem_is_told_with_its_line(self, dondoc: Dondoc, written: Callable[[str], Path]) -> None:
        wrong = OTHER_ORGANISATION.replace("Asia/Ho_Chi_Minh", "Asia/Dalat").replace("code: PKT", "kode: PKT")
        result = dondoc("load", written(wrong))
        assert (result.exit_code, result.stdout) == (1, "")
        numbers = [int(number) for number in re.findall(r"^dòng (\d+): ", result.stderr, re.M)]
        assert set(numbers) == {3, 4}
        assert len(numbers) == len(result.stderr.splitlines())

    @pytest.mark.parametrize(
        ("name", "content", "said", "code"),
        [
            ("setup.xls", b"PK", "hãy lưu lại bảng tính dạng .xlsx rồi nạp", 2),
            ("setup.xlsx", b"PK\x03\x04", "tệp Excel bị hỏng", 1),
            ("missing.yaml", None, "không có tệp này", 1),
            ("missing/setup.yaml", None, "không có thư mục này; hãy tạo thư mục trước", 1),
            (".", None, "đây là thư mục", 1),
            ("setup.yaml", b"\xff\xfe\xff", "UTF-8", 1),
            ("setup.yaml", b"", "tệp trống", 1),
        ],
    )
    def test_a_file_that_cannot_be_read_is_told(
        self, dondoc: Dondoc, name: str, content: bytes | None, said: str, code: int
    ) -> None:
        if content is not None:
            Path(name).write_bytes(content)
        result = dondoc("load", name)
        assert (result.exit_code, result.stdout) == (code, "")
        assert said in result.stderr


def assert_empty(session: Session) -> None:
    assert session.scalars(select(Organisation)).all() == []

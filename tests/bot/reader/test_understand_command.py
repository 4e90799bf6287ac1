"""`dondoc understand` as it is typed in a shell: what it gives, what it refuses, and that it writes nothing."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.shell.demo import EXAMPLE
from tests.bot.command import dondoc

ASKED = ("understand", "--requirement", "KHCN-QUY", "--on", "2026-11-29")
FIELDS = ["status", "percent", "result", "obstacle", "recommendation", "done_on", "figures", "none"]


@pytest.fixture(autouse=True)
def _loaded(clean_environment: Path) -> None:
    assert dondoc("load", EXAMPLE).exit_code == 0


def read(*lines: str) -> list[dict[str, Any]]:
    result = dondoc(*ASKED, "--json", typed="".join(f"{line}\n" for line in lines))
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_line_is_one_object_with_all_its_keys_in_order() -> None:
    found = read(
        r"2.7 40%\nvướng mắc: thiếu vốn\n3.1 xong",
        "kps",
        "xin gia hạn đến 4/12",
        "cảm ơn em",
        "9.9 xong",
        "",
        "/quahan",
        "2.7 xong, không có vướng mắc",
    )
    assert [list(one) for one in found] == [["kind", "tasks", "asked", "until"]] * 8
    assert [one["kind"] for one in found] == ["read", "nil", "extension", "none", "ask", "none", "none", "read"]
    assert [list(one) for one in found[0]["tasks"].values()] == [FIELDS, FIELDS]
    assert found[0]["tasks"]["2.7"] == {
        "status": "in_progress", "percent": 40, "result": "", "obstacle": "thiếu vốn", "recommendation": "",
        "done_on": None, "figures": [], "none": [],
    }  # fmt: skip
    assert found[2]["until"] == "2026-12-04"
    assert found[4]["asked"] == [{"why": "unknown_task", "said": "9.9", "task": None}]
    assert found[7]["tasks"]["2.7"]["none"] == ["obstacle"]


def test_a_text_is_told_in_words() -> None:
    result = dondoc(*ASKED, "--unit", "PKT", "2.7 40%; 2.7 xong; 3.1 xong")
    assert result.stdout.splitlines() == [
        "Phải hỏi lại.",
        "  3.1 hoàn thành",
        "  hỏi lại: 2.7: “2.7” có hai ý khác nhau. Ý nào đúng ạ?",
    ]
    assert dondoc(*ASKED, "xin gia hạn").stdout == "Hiểu là xin gia hạn.\n  chưa rõ đến ngày nào\n"
    assert dondoc(*ASKED, "alo em ơi").stdout == "Không phải báo cáo, không ghi gì.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Thêm mã báo cáo"),
        (["--requirement", "KHONG-CO", "2.7 xong"], "Không có báo cáo mang mã “KHONG-CO”."),
        (["--requirement", "KHCN-QUY", "--unit", "XA-LA", "2.7 xong"], "Không có đơn vị mang mã “XA-LA”."),
        (["--requirement", "KHCN-QUY", "--on", "29/11/2026", "2.7 xong"], "--on “29/11/2026”: không phải ngày"),
        (["--requirement", "KHCN-QUY", " "], "Câu cần xem còn trống."),
        (["--requirement", "KHCN-QUY"], "Không có câu nào để xem"),
    ],
)
def test_what_cannot_be_answered_is_said_in_one_sentence(arguments: list[str], said: str) -> None:
    result = dondoc("understand", *arguments)
    assert result.exit_code != 0
    assert result.stdout == ""
    assert said in result.stderr.splitlines()[0]


def test_lines_that_are_not_utf_8_are_refused_by_their_number() -> None:
    typed = b"2.7 xong\n" + "3.1 đang làm\n".encode("utf-16-le")
    result = CliRunner().invoke(app, [*ASKED, "--json"], input=typed)
    assert result.exit_code == 1
    assert result.stderr == "Dòng 2: không phải chữ UTF-8; lưu lại tệp với bảng mã UTF-8.\n"


def test_nothing_is_written_not_even_beside_the_file(clean_environment: Path) -> None:
    before = {file.name: file.read_bytes() for file in clean_environment.iterdir() if file.is_file()}
    for file in clean_environment.iterdir():
        file.chmod(0o400)
    clean_environment.chmod(0o500)
    try:
        assert [one["kind"] for one in read("2.7 xong", "kps")] == ["read", "nil"]
    finally:
        clean_environment.chmod(0o700)
    assert {file.name: file.read_bytes() for file in clean_environment.iterdir() if file.is_file()} == before


def test_without_a_database_it_says_what_to_do(clean_environment: Path) -> None:
    os.unlink(clean_environment / "dondoc.db")
    result = dondoc(*ASKED, "2.7 xong")
    assert result.exit_code == 1
    assert "dondoc db upgrade" in result.stderr
    assert not (clean_environment / "dondoc.db").exists()

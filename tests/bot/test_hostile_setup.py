"""Files, names and settings that mean harm: told in plain lines, nothing run, nothing shown that is not so."""

import json
import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, select

from bot.settings import read_settings
from bot.settings.meanings import explained
from storage.db.database import Database
from storage.tables import Invitation, Organisation
from tests.bot.command import Dondoc

ORGANISATION = "version: 1\norganisation: {code: A, name: Cơ quan, timezone: Asia/Ho_Chi_Minh}\n"
ROOM = "units: [{code: PKT, name: Phòng Kinh tế}]\n"
LAUGHS = "a: &a [x]\n" + "\n".join(f"b{n}: &b{n} [*{f'b{n - 1}' if n else 'a'}, *a]" for n in range(30))
MARKED = re.compile(r"^[+~-]")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (LAUGHS, "bí danh"),
        ("version: !!python/object/apply:os.system ['touch harmed']\n", "không dùng thẻ"),
        ("version: !!python/name:os.system\n", "không dùng thẻ"),
        ("[" * 1_900_000, "lồng nhau"),
        ("\n".join(" " * depth + "a:" for depth in range(1500)), "lồng nhau"),
        ("# " + "x" * 12_000_000, "lớn quá"),
        ("x" * 1_000_000, "cần các khóa"),
        ("version: " + "9" * 50_000, "dài 50.000 ký tự; nhiều nhất 10.000"),
        ("version: " + "9" * 9_000, "không dùng được"),
        (ORGANISATION.replace("Asia/Ho_Chi_Minh", "../../etc/passwd"), "tên múi giờ"),
    ],
)
def test_bombs_and_tags_are_refused(dondoc: Dondoc, content: str, said: str) -> None:
    Path("setup.yaml").write_text(content, "utf-8")
    result = dondoc("load", "setup.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    assert not Path("harmed").exists()


def test_what_never_ends_is_not_read_to_its_end(dondoc: Dondoc) -> None:
    result = dondoc("load", "/dev/zero")
    assert result.exit_code == 1
    assert "lớn quá" in result.stderr


def test_bytes_that_are_no_text_are_told(dondoc: Dondoc) -> None:
    Path("setup.yaml").write_bytes(bytes(range(256)) * 1000)
    assert "UTF-8" in dondoc("load", "setup.yaml").stderr


@pytest.mark.parametrize("break_", ["\\n", "\\r\\n", "\\x85", "\\u2028", "\\u2029", "\\x0b"])
def test_no_name_makes_a_line_of_its_own(dondoc: Dondoc, break_: str) -> None:
    fake = f'"thật{break_}- đơn vị PYT: bỏ\\e[31m\\u202e"'
    file = Path("setup.yaml")
    file.write_text((ORGANISATION + ROOM).replace("Phòng Kinh tế", fake).replace("Cơ quan", fake), "utf-8")
    lines = dondoc("load", file).stdout.splitlines()
    assert [line[:12] for line in lines] == ["+ tổ chức A ", "+ đơn vị PKT", "Đã ghi 2 tha"]
    assert not re.search("[\x1b\u202e]", "".join(lines))
    file.write_text(ORGANISATION + ROOM.replace("PKT", fake) + f"{fake}: 1\n", "utf-8")
    wrong = dondoc("load", file)
    assert wrong.exit_code == 1
    assert wrong.stderr
    assert not [line for line in wrong.output.splitlines() if MARKED.match(line)]


def test_an_invited_name_is_one_readable_line(dondoc: Dondoc) -> None:
    Path("setup.yaml").write_text(ORGANISATION + ROOM, "utf-8")
    dondoc("load", "setup.yaml")
    invite = ("invite", "--unit", "PKT", "--role", "deputy", "--name")
    for name in (" Lan\n+ giả\x1b[31m\u202e\0", "", "\u200b", "\udcff\udcfe"):
        assert dondoc(*invite, name).exit_code == 0
    refused = dondoc(*invite, "x" * 101)
    assert refused.exit_code == 1
    assert "dài quá" in refused.stderr
    with closing(Database("sqlite:///dondoc.db")) as database, database.transaction() as session:
        names = session.scalars(select(Invitation.name).order_by(Invitation.id)).all()
    assert names == ["Lan + giả[31m", None, None, None]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite:////tmp", "không mở được tệp"),
        ("postgresql://u:s3cretpw@127.0.0.1:1/d?nonsense=s3cretpw", "tham số lạ"),
        ("postgresql://u@127.0.0.1:1/d?password=s3cretpw", "không nghe ở địa chỉ này"),
        ("postgresql:///d?host=/nowhere&password=s3cretpw", "không thấy ổ nối"),
    ],
)
@pytest.mark.parametrize("command", ["overdue", "check"])
def test_odd_databases_are_told_without_the_password(
    dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch, command: str, url: str, said: str
) -> None:
    monkeypatch.setenv("DONDOC_DATABASE_URL", url)
    result = dondoc(command)
    assert result.exit_code == 1
    assert said in result.output
    assert "s3cretpw" not in result.output


def test_a_password_beside_the_address_is_a_secret_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_DATABASE_URL", "postgresql://u:one%40pw@h/d?password=two%40pw&sslpassword=threepw")
    assert {"one%40pw", "one@pw", "two@pw", "threepw"} <= {*read_settings().secrets()}


def test_a_signing_secret_that_looks_like_an_address_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_SECRET", "https://very-secret-words-here")
    assert "very-secret" not in "\n".join(explained(read_settings()))


def impatient(url: Any, **options: Any) -> Engine:
    """An engine that waits a tenth of a second for a lock, not thirty."""
    return create_engine(url, **options | {"connect_args": options["connect_args"] | {"timeout": 0.1}})


def test_a_database_held_by_another_program_is_told(
    dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch, clean_environment: Path
) -> None:
    Path("setup.yaml").write_text(ORGANISATION + ROOM, "utf-8")
    assert dondoc("load", "setup.yaml").exit_code == 0
    monkeypatch.setattr("storage.db.database.create_engine", impatient)
    with closing(Database("sqlite:///dondoc.db")) as holder, holder.transaction() as session:
        assert session.scalars(select(Organisation)).all()
        result = dondoc("overdue")
    assert result.exit_code == 1
    assert "chương trình khác đang giữ tệp" in result.stderr


def test_overdue_as_data_is_json_whatever_the_names(dondoc: Dondoc) -> None:
    Path("setup.yaml").write_text(ORGANISATION + ROOM.replace("Phòng Kinh tế", '"Phòng \\"K\\" \\\\ {x}"'), "utf-8")
    dondoc("load", "setup.yaml")
    assert json.loads(dondoc("overdue", "--json").stdout) == {"units": 0, "items": []}

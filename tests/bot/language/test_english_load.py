"""Loading a setup in English: what it changes, and what is wrong with it."""

from pathlib import Path

from tests.bot.command import Dondoc
from tests.bot.language.english import SETUP
from tests.each import each


def test_what_it_changes(english: Dondoc) -> None:
    Path("roses.yaml").write_text(SETUP, "utf-8")
    assert " changes, nothing written." in english("load", "roses.yaml", "--dry-run").stdout
    said = english("load", "roses.yaml").stdout
    assert "\n+ " in said
    assert " changes written." in said
    assert english("load", "roses.yaml").stdout.startswith("No changes\n")
    Path("roses.yaml").write_text(SETUP.replace("Fund for science", "Fund for research"), "utf-8")
    said = english("load", "roses.yaml").stdout
    assert "\n~ " in f"\n{said}"
    assert said.endswith("\n1 change written.\n")
    assert english("export", "now.xlsx").exit_code == 0
    assert english("load", "now.xlsx", "--dry-run").exit_code == 0


@each(
    ("before", "after"),
    [
        ("version: 1", "version: 2"),
        ("code: DL, ", ""),
        ("timezone: Asia/Ho_Chi_Minh", "timezone: Roses"),
        ("code: PKT, name", "code: HQ, name"),
        ("[OFFICES]}\n  - {code: PYT", "[SHOPS]}\n  - {code: PYT"),
        ("unit: PKT, role: focal_point", "unit: PKX, role: focal_point"),
        ("role: focal_point, name: Ann", "role: king, name: Ann"),
        ("ann@roses.example.vn", "ann at home"),
        ("quarterly", "sometimes"),
        ("from: 2026-10-01", "from: 2026-13-01"),
        ("day: 17", "day: 77"),
        ("reminders: quiet", "reminders: loud"),
        ("before: 5wd", "before: 5 moons"),
        ("unit_classes:", "unit_clases:"),
        ("organisation: {", "organisation: ["),
        ("plan: PLAN", "plan: NONE"),
        ("lead: HQ", "lead: NOBODY"),
    ],
)
def test_what_is_wrong_with_it(english: Dondoc, before: str, after: str) -> None:
    assert before in SETUP
    Path("wrong.yaml").write_text(SETUP.replace(before, after, 1), "utf-8")
    assert english("load", "wrong.yaml").exit_code != 0


@each(
    ("name", "content"),
    [
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("open.ods", b"what"),
        ("new.xlsx", b"PK\x03\x04 but no workbook"),
        ("latin.yaml", "version: 1 # \xe9".encode("latin-1")),
        ("empty.yaml", b""),
        ("list.yaml", b"- 1\n"),
    ],
)
def test_files_that_are_no_setup(english: Dondoc, name: str, content: bytes) -> None:
    Path(name).write_bytes(content)
    assert english("load", name).exit_code != 0

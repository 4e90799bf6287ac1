"""A setup that `dondoc load` refuses or takes, told in English."""

import re
from pathlib import Path

from openpyxl import load_workbook

from tests.bot import command
from tests.bot.command import Dondoc
from tests.bot.language.english import SETUP
from tests.storage.setup.in_vietnamese import vietnamese_left

WRONG = (
    (SETUP.replace("  - {code: HQ", "\t- {code: HQ"), "the line is indented with a Tab"),
    (SETUP.replace("title: Science plan", "title: Science: plan"), "this is no valid YAML"),
    (SETUP.replace("role: focal_point, name: Bob", "role: boss, name: Bob"), "“boss” cannot be used; needed is one of"),
    (SETUP.replace("reminders: quiet", "reminders: quite"), "there is no reminder schedule “quite”; a code that was"),
    (SETUP.replace("due: {month: last", "due: {weekday: 5, month: last"), "weekday stands alone; remove month"),
    (SETUP.replace("    title: Quarterly report\n", ""), "requirements[0].title: missing; title is needed"),
    (SETUP.replace("code: PYT", "code: PKT"), "the code “PKT” is already at line 6; give each code only once"),
    (SETUP.replace("ann@roses.example.vn", "ann at roses"), "else write an e-mail address such as"),
    (SETUP.replace("steps: [{before", "steps: [{after: 1d, before"), "2 of the three keys before, after, every given"),
    (SETUP + "unit: []\n", "unknown key; here are only version, organisation"),
    ("", "the file is empty"),
    ("%PDF-1.7", "the file is a PDF, not a spreadsheet"),
)


def test_what_is_wrong_is_told_in_english(english: Dondoc, clean_environment: Path) -> None:
    for text, told in WRONG:
        Path("wrong.yaml").write_text(text, "utf-8")
        answer = english("load", "wrong.yaml")
        assert answer.exit_code == 1
        assert told in answer.stderr, answer.stderr


def test_changes_and_due_moments_are_told_in_english(roses: Dondoc) -> None:
    Path("changed.yaml").write_text(SETUP.replace("day: 17", "day: 18").replace("Trade Office", "Office of Trade"))
    told = roses("load", "changed.yaml", "--dry-run").stdout
    assert "~ unit PKT: name “Trade Office” → “Office of Trade”" in told
    assert "~ requirement QUARTER: due day 17 → 18" in told
    assert "data until" in told
    assert "1 organisation, " in told


def test_the_guide_of_the_workbook_is_english(english: Dondoc, clean_environment: Path) -> None:
    assert english("template", "new.xlsx").exit_code == 0
    book = load_workbook("new.xlsx")
    notes = [cell.comment.text for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]
    assert "Empty for 0." in notes
    guide = "\n".join(str(row[1].value or "") for row in book["Hướng dẫn"].iter_rows())
    assert "Columns marked * must be filled in." in guide
    left = re.sub(r"(Example|One of): .*", "", guide)
    assert vietnamese_left("\n".join((left, *notes))) == set()


def test_a_workbook_is_told_of_in_english(roses: Dondoc, clean_environment: Path) -> None:
    assert roses("export", "now.xlsx").exit_code == 0
    book = load_workbook("now.xlsx")
    book["Người"]["B2"] = "boss"
    book["Báo cáo"]["J2"] = None
    book.save("now.xlsx")
    answer = command.dondoc("load", "now.xlsx")
    assert "sheet “Người”, cell B2 (Vai trò): “boss” cannot be used; needed is one of: đầu mối" in answer.stderr
    assert vietnamese_left(answer.stderr) == set()

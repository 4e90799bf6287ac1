"""What the commands answer in English, and what they say when something is not as it should be."""

import json
import shutil
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text, update
from sqlalchemy.orm import Session

from bot.running.alone import alone
from bot.running.binding import address_of, bind
from bot.settings.setting_rules import HttpAddress
from bot.shell.demo import GUESTS, Invited, welcome
from storage.db.database import Database
from storage.tables import Obligation
from tests.bot.command import Dondoc, in_database
from tests.each import each


def let_time_pass(session: Session) -> None:
    late = datetime.now(UTC) - timedelta(days=2, minutes=1)
    session.execute(update(Obligation).values(due_at=late, original_due_at=late))


@each(
    ("command", "code", "said"),
    [
        ("invite --unit PKT --role focal_point --name Ann", 0, "Invited to: Trade Office · focal point\nCode: "),
        ("invite --unit PKT --role king", 1, "There is no role “king”. The roles: "),
        ("invite --unit PKX --role admin", 1, "There is no unit with the code “PKX”. Nearest:\n  PKT: Trade Office"),
        ("invite --org X --unit PKT --role admin", 1, "There is no organisation with the code “X”. Nearest:"),
        ("invite --unit PKT", 2, "--unit and --role are needed"),
        ("invite --mail --name Ann", 2, "--mail goes alone"),
        ("invite --yes", 2, "are only for --mail"),
        ("invite --all", 2, "--all needs --to"),
        ("invite --all --class X --to cards.docx", 1, "There is no class of units with the code “X”"),
        ("invite --all --to cards.docx", 0, ". Print them, cut them apart"),
        ("invite --all --to there.docx", 2, "there.docx: this file is there already; choose another name."),
        ("invite --mail", 1, "DONDOC_SMTP_URL: not set, so no mail can be sent"),
        ("invite --mail --dry-run", 0, "Invitations will go to 1 person who has not joined"),
        ("overdue", 0, "No unit is overdue"),
        ("collate QUARTER --to report.xlsx", 0, "Written: report.xlsx: Quarterly report"),
        ("collate QUARTER --to report.docx --period 2026-Q4", 0, "0 of 2 units handed in."),
        ("collate QUARTER --to report.pdf", 2, "has to end in .xlsx or .docx"),
        ("collate QUARTER --to nowhere/report.xlsx", 1, "there is no such folder"),
        ("collate QUARTER --to report.xlsx --period 2030", 1, "QUARTER has no period “2030”. Its periods: 2026-Q4"),
        ("collate QUARTER --to report.xlsx --frozen", 1, "Report QUARTER, period 2026-Q4, was never frozen"),
        ("collate YEARLY --to report.xlsx", 1, "There is no report with the code “YEARLY”. The reports:\n  QUARTER"),
        ("template new.xlsx", 0, "Written: new.xlsx. Once filled in, load it with: dondoc load"),
        ("template new.docx", 0, "Template written: new.docx."),
        ("template new.txt", 2, "ends in .xlsx (setup) or .docx (Word template)"),
        ("template there.xlsx", 2, "there.xlsx: this file is there already; add --force"),
        ("export now.xlsx", 0, "Written: now.xlsx. Once edited"),
        ("export now.txt", 2, "the name of an Excel file ends in .xlsx"),
        ("understand --requirement QUARTER 2.7", 0, "Has to be asked back."),
        ("understand 2.7", 2, "Add the code of the report"),
        ("understand --requirement QUARTER --on today 2.7", 2, "--on “today”: not a day"),
        ("understand --requirement QUARTER --unit HQ 2.7", 1, "Head Office (HQ) does not owe report QUARTER."),
        ("understand --requirement QUARTER", 2, "There is nothing to read"),
        ("backup copy.dondoc", 0, "read again, the file is whole."),
        ("backup there.docx", 2, "there is another file that is no backup"),
        ("backup nowhere/copy.dondoc", 1, "there is no such folder"),
        ("restore there.docx", 1, "there.docx: no backup of Đôn Đốc, or damaged or cut off."),
        ("restore none.dondoc", 1, "none.dondoc: there is no such file."),
        ("db upgrade", 0, "The tables are up to date."),
        ("db accept", 0, "Nothing is missing from this file"),
        ("load none.yaml", 1, "none.yaml: there is no such file."),
        ("load nowhere/none.yaml", 1, "nowhere: there is no such folder; create it first."),
    ],
)  # fmt: skip
def test_what_is_answered(roses: Dondoc, command: str, code: int, said: str) -> None:
    for name in ("there.docx", "there.xlsx"):
        Path(name).write_text("not what one thinks")
    result = roses(*command.split())
    assert said in result.output
    assert result.exit_code == code


def test_who_is_overdue(roses: Dondoc) -> None:
    in_database(let_time_pass)
    lines = roses("overdue").stdout.splitlines()
    assert lines[0] == "Overdue: 2 units"
    assert any("Trade Office" in line and "2 d late" in line for line in lines), lines
    assert json.loads(roses("overdue", "--json").stdout)["units"] == 2


def test_how_lines_are_read(roses: Dondoc) -> None:
    lines = "2.7 40%\n3.1 xin gia han den 20/12\nkps\nhello\n"
    said = roses("understand", "--requirement", "QUARTER", "--on", "2026-11-30", typed=lines).stdout
    assert "Read as a report.\n  2.7 " in said
    assert "Read as asking for more time.\n" in said
    assert "  until " in said
    assert "Read as nothing to report.\n" in said


def test_a_backup_comes_back(roses: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
    assert roses("backup", "copy.dondoc").exit_code == 0
    before = roses("restore", "copy.dondoc")
    monkeypatch.setenv("DONDOC_DATABASE_URL", "sqlite:///other.db")
    assert "There are data already where it would be restored:" in before.stderr
    said = roses("restore", "copy.dondoc").stdout
    assert "In it: City of Roses." in said
    Path("copy.dondoc").write_bytes(Path("copy.dondoc").read_bytes()[:-100])
    monkeypatch.setenv("DONDOC_DATABASE_URL", "sqlite:///third.db")
    assert "no backup of Đôn Đốc, or damaged or cut off." in roses("restore", "copy.dondoc").stderr
    assert "There is nothing to back up" in roses("backup", "empty.dondoc").stderr


@each("command", ["overdue", "run", "db upgrade", "load roses.yaml", "invite --unit PKT --role admin"])
@each(
    ("url", "said"),
    [
        ("sqlite:////nowhere/at/all.db", "the file cannot be opened"),
        ("sqlite:///text.db", "this file is no SQLite database"),
        ("postgresql://a:b@127.0.0.1:1/d", "no PostgreSQL server listens at this address"),
        ("postgresql://a:b@no-such-host.invalid/d", "no server of this name is found"),
    ],
)
def test_a_database_that_cannot_be_used(
    english: Dondoc, monkeypatch: pytest.MonkeyPatch, command: str, url: str, said: str
) -> None:
    for name in ("text.db", "roses.yaml"):
        Path(name).write_text("this is text\n" * 100)
    monkeypatch.setenv("DONDOC_DATABASE_URL", url)
    monkeypatch.setenv("DONDOC_HTTP", "127.0.0.1:0")
    result = english(*command.split())
    first, last = result.stderr.splitlines()
    assert first.startswith(f"The database cannot be used: {said}")
    assert last == "Look at the setting DONDOC_DATABASE_URL, or run: dondoc check"


@each("command", ["overdue", "run", "demo", "db upgrade"])
def test_settings_that_cannot_be_used(english: Dondoc, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("DONDOC_HTTP", "8080")
    lines = english(*command.split()).stderr.splitlines()
    assert lines[0] == "The settings cannot be used yet:"
    assert lines[-1] == "See also: dondoc check"


def test_a_taken_port_and_a_program_that_runs(roses: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(bind(HttpAddress("127.0.0.1", 0))) as taken:
        monkeypatch.setenv("DONDOC_HTTP", f"127.0.0.1:{address_of(taken).port}")
        assert "DONDOC_HTTP: it is not possible to listen at" in roses("run").stderr
    monkeypatch.setenv("DONDOC_HTTP", "no-such-host.invalid:80")
    assert "this machine has no address “no-such-host.invalid”" in roses("run").stderr
    monkeypatch.setenv("DONDOC_HTTP", "127.0.0.1:0")
    with closing(Database("sqlite:///dondoc.db")) as database, alone(database.engine):
        assert "Another Đôn Đốc is running on dondoc.db." in roses("run").stderr


def test_mails_that_come_from_nobody(roses: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_HTTP", "127.0.0.1:0")
    monkeypatch.setenv("DONDOC_SMTP_URL", "smtp://127.0.0.1:1")
    assert "it has to be known whom mails come from" in roses("run").stderr


def test_a_newer_or_older_database(roses: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
    in_database(lambda session: session.execute(text("UPDATE alembic_version SET version_num = 'tomorrow'")))
    assert "a newer Đôn Đốc has brought it up to date" in roses("overdue").stderr
    monkeypatch.setenv("DONDOC_DATABASE_URL", "sqlite:///none.db")
    assert "There is no database yet" in roses("understand", "--requirement", "QUARTER", "2.7").stderr
    assert "There is no organisation yet; load a setup first" in roses("overdue").stderr


def test_a_copy_without_its_wal(roses: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Database("sqlite:///dondoc.db")) as database, alone(database.engine):
        shutil.copy("dondoc.db", "copy.db")
    monkeypatch.setenv("DONDOC_DATABASE_URL", "sqlite:///copy.db")
    said = roses("overdue").stderr
    assert "File copy.db is a copy without copy.db-wal" in said
    assert "✗ Database: File copy.db is a copy" in roses("check").stdout
    assert roses("db", "accept").stdout == "This copy is accepted.\n"
    assert roses("overdue").exit_code == 0


@each(
    ("written", "said"),
    [
        ("days: [", "days.yaml, line 1: not YAML ("),
        ("days: off", "days.yaml, line 1: a list is needed."),
        ("holiday: []", "there is no entry “holiday”; the entries are official_years, days"),
        ("days:\n  - {date: 2026-01-02, day: free, basis: x}", "line 2: “day” has to be off or work, not “free”"),
        ("days:\n  - {date: today, day: off, basis: x}", "“today” is not a day like 2026-01-02"),
        ("official_years: [next]", "“next” is not a year from 2000 to 2099"),
    ],
)
def test_days_off_that_cannot_be_read(roses: Dondoc, monkeypatch: pytest.MonkeyPatch, written: str, said: str) -> None:
    Path("days.yaml").write_text(written, "utf-8")
    monkeypatch.setenv("DONDOC_CALENDAR", "days.yaml")
    assert said in roses("overdue").stderr
    assert "✗ Days off: days.yaml, line " in roses("check").stdout


def test_a_template_that_cannot_be_used(roses: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("templates").mkdir()
    Path("templates/DL.docx").write_text("no document")
    monkeypatch.setenv("DONDOC_TEMPLATES", "templates")
    assert (
        "templates/DL.docx cannot be used, nothing was written:"
        in roses("collate", "QUARTER", "--to", "report.docx").stderr
    )
    assert "✗ Word template DL.docx: " in roses("check").stdout


def test_what_a_trial_run_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_LANGUAGE", "en")
    guests: Sequence[Invited] = [Invited(guest, "Head Office", "CODE") for guest in GUESTS]
    said = "\n".join(welcome("http://127.0.0.1:8080", "sqlite:///x.db", guests))
    assert "Coordinator " in said
    assert "Open a link to sign in; each can be used once:" in said

"""`dondoc invite --mail`, and what `dondoc check` says of mailboxes."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.db.database import Database
from storage.tables import AuditEvent, Outbox
from tests.bot.command import dondoc
from tests.storage.setup.setup_files import SMALL

PEOPLE = """people:
  - {unit: PYT, role: focal_point, name: Lê Thị Lan, email: lan@coquan.vn}
  - {unit: PKT, role: focal_point, name: Nguyễn An, email: an@coquan.vn}
  - {unit: PKT, role: unit_leader, name: Trần Hoa}
"""


@pytest.fixture
def office(clean_environment: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DONDOC_PUBLIC_URL", "https://baocao.example.vn")
    monkeypatch.setenv("DONDOC_SMTP_URL", "smtp://127.0.0.1:9")
    monkeypatch.setenv("DONDOC_MAIL_FROM", "dondoc@coquan.vn")
    Path("ra.yaml").write_text(SMALL + PEOPLE, encoding="utf-8")
    assert dondoc("load", "ra.yaml").exit_code == 0
    return clean_environment


def queued() -> list[str]:
    with closing(Database("sqlite:///dondoc.db")) as database, database.transaction() as session:
        return list(session.scalars(select(Outbox.chat_id).order_by(Outbox.chat_id)))


def test_it_is_counted_asked_and_queued_once_a_day(office: Path) -> None:
    counted = dondoc("invite", "--mail", "--dry-run")
    assert counted.stdout.splitlines() == [
        "Thư mời sẽ gửi tới 2 người chưa tham gia và có hộp thư:",
        "  Phòng Y tế · Lê Thị Lan · đầu mối · lan@coquan.vn",
        "  Phòng Kinh tế · Nguyễn An · đầu mối · an@coquan.vn",
        "Không có hộp thư nhận được: 1 người; in phiếu (--all --to PHIEU.docx) cho:",
        "  Phòng Kinh tế · Trần Hoa · lãnh đạo đơn vị",
    ]
    assert "Không gửi gì." in dondoc("invite", "--mail", typed="n\n").stdout
    assert queued() == []
    sent = dondoc("invite", "--mail", typed="y\n").stdout
    assert "Đã xếp 2 thư mời. Thư đi khi chương trình (dondoc run) chạy; gửi hết mất dưới một phút." in sent
    assert queued() == ["an@coquan.vn", "lan@coquan.vn"]
    none = dondoc("invite", "--mail", "--yes").stdout
    assert "Thư mời sẽ gửi tới 0 người" in none
    assert "Đã gửi hoặc đã xếp trong 24 giờ qua nên không gửi lại: 2 người (gửi lại: thêm --again)." in none
    assert len(queued()) == 2
    assert "Đã xếp 2 thư mời." in dondoc("invite", "--mail", "--yes", "--again").stdout
    assert len(queued()) == 4
    with closing(Database("sqlite:///dondoc.db")) as database, database.transaction() as session:
        events = session.scalars(select(AuditEvent).where(AuditEvent.action == "invitations.mailed")).all()
        assert [event.detail["count"] for event in events] == [2, 2]


def test_a_corrected_mailbox_got_nothing_yet(office: Path) -> None:
    assert "Đã xếp 2 thư mời." in dondoc("invite", "--mail", "--yes").stdout
    corrected = SMALL + PEOPLE.replace("lan@coquan.vn", "lan.moi@coquan.vn")
    Path("ra.yaml").write_text(corrected, encoding="utf-8")
    assert dondoc("load", "ra.yaml").exit_code == 0
    assert "Đã xếp 1 thư mời." in dondoc("invite", "--mail", "--yes").stdout
    assert "lan.moi@coquan.vn" in queued()
    again = dondoc("invite", "--mail", "--yes").stdout
    assert "Thư mời sẽ gửi tới 0 người" in again
    assert dondoc("load", "ra.yaml").exit_code == 0
    assert "Thư mời sẽ gửi tới 0 người" in dondoc("invite", "--mail", "--yes").stdout, "the same file changes nothing"


def test_only_a_class(office: Path) -> None:
    assert "gửi tới 0 người" in dondoc("invite", "--mail", "--dry-run", "--class", "DANG").stdout
    assert dondoc("invite", "--mail", "--dry-run", "--class", "XA").exit_code == 1


def test_nobody_to_ask_sends_nothing(office: Path) -> None:
    assert dondoc("invite", "--mail", typed="").exit_code == 1
    assert queued() == []


def test_a_link_that_opens_only_here_is_told_before(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DONDOC_PUBLIC_URL")
    said = dondoc("invite", "--mail", typed="n\n").stdout
    assert said.index("chỉ mở được ở máy này") < said.index("Gửi?")


def test_where_mail_is_off_nothing_is_queued(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DONDOC_SMTP_URL")
    refused = dondoc("invite", "--mail", "--yes")
    assert refused.exit_code == 1
    assert "DONDOC_SMTP_URL: chưa đặt nên không gửi được thư" in refused.stderr
    assert queued() == []
    checked = dondoc("check").stdout
    assert "• E-mail: tắt, nhưng có 2 hộp thư: không ai được mời hay nhắc qua thư" in checked


def test_what_does_not_go_together(office: Path) -> None:
    for arguments in (("--mail", "--all"), ("--mail", "--unit", "PYT"), ("--again",), ("--all", "--dry-run")):
        assert dondoc("invite", *arguments).exit_code == 2

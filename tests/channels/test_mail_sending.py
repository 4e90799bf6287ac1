"""Sending by mail to a real SMTP server: what arrives, and each failure with what to do next."""

import re
import ssl
import subprocess
from collections.abc import AsyncIterator
from datetime import timedelta
from email.headerregistry import Address
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.channels.mail.channel import MailChannel
from bot.channels.mail.server import MailServer
from domain.messages import Attached, Button, Card, MenuEntry, Op, Outgoing, Span, text_of
from handlers.joining import Joined, Refused, redeem
from scheduler.channel import Delivery, FloodError, PassingError, PermanentError, SendError, UnreachableError
from storage import addresses
from storage.database import Database
from storage.tables import Invitation
from tests.mail_office import PASSWORD, USER, MailOffice, html_in, text_in
from tests.world import World

LAN = "lan@coquan.vn"
LINK = re.compile(r"https://dondoc\.example/vao/(\w+)")


@pytest.fixture
async def office() -> AsyncIterator[MailOffice]:
    async with MailOffice() as office:
        yield office


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("PYT", "focal_point", "Lan <b>", LAN, channel="email")
    return world


def channel_to(
    office: MailOffice,
    world: World,
    *,
    user: str = "",
    password: str = "",
    context: ssl.SSLContext | None = None,
    host: str = "127.0.0.1",
) -> MailChannel:
    server = MailServer(host, office.port, False, user, password)
    sender = Address("Đôn Đốc", addr_spec="dondoc@coquan.vn")
    return MailChannel(
        server, sender, "https://dondoc.example", world.database, lambda: world.now, context=context, seconds=0.5
    )


def delivery(text: str = "⏰ Nhắc báo cáo: còn 2 ngày\nBáo cáo <quý>", *, to: str = LAN, op: Op = "say") -> Delivery:
    rows = ((Button("Báo cáo ngay", "key"), Button("Lịch", url="https://dondoc.example/lich/1")),)
    return Delivery(41, to, Outgoing(op, Card(text_of(Span(text, bold=True)), rows), "m1"))


async def test_a_digest_as_its_reader_sees_it(office: MailOffice, world: World) -> None:
    message_id = await channel_to(office, world).send(delivery())
    [mail] = office.to(LAN)
    assert mail["Subject"] == "⏰ Nhắc báo cáo: còn 2 ngày"
    assert mail["From"] == "Đôn Đốc <dondoc@coquan.vn>"
    assert mail["To"] == LAN
    assert mail["Message-ID"] == f"<{message_id}>" == "<dondoc.dondoc.41@coquan.vn>"
    assert mail["Auto-Submitted"] == "auto-generated"
    link = LINK.search(text_in(mail))
    assert link
    assert text_in(mail).splitlines() == [
        "⏰ Nhắc báo cáo: còn 2 ngày",
        "Báo cáo <quý>",
        "",
        "Lịch: https://dondoc.example/lich/1",
        "",
        f"Mở trang trò chuyện: {link[0]}",
        "",
        "Đường dẫn dùng một lần, đến 09:00 thứ Năm 26/11/2026, chỉ dành cho Lan <b>; đừng chuyển tiếp thư này.",
        "",
        "Trong trang đó, gõ /nhiemvu, /baocao.",
        "",
        "Đừng trả lời thư này: thư trả lời không có ai đọc.",
    ]
    html = html_in(mail)
    assert "<b>⏰ Nhắc báo cáo: còn 2 ngày<br>\nBáo cáo &lt;quý&gt;</b>" in html
    assert f'<a href="{link[0]}"' in html
    assert "Lan &lt;b&gt;" in html


def enters(world: World, code: str, chat: str) -> Joined | Refused:
    with world.database.transaction() as session:
        address = addresses.make(session, "web", "", chat, is_group=False, now=world.now)
        return redeem(session, code=code, address=address, user_name="", now=world.now, context=world.context)


async def test_the_link_opens_for_its_person_once_and_not_for_ever(office: MailOffice, world: World) -> None:
    channel = channel_to(office, world)
    for _ in range(2):
        await channel.send(delivery())
    first, second = (LINK.search(text_in(mail)) for mail in office.mails)
    assert first
    assert second
    joined = enters(world, first[1], "w1")
    assert isinstance(joined, Joined)
    assert joined.person_id == world.person_id("Lan <b>")
    assert enters(world, first[1], "w2") == Refused("used")
    world.now += timedelta(days=3)
    assert enters(world, second[1], "w3") == Refused("expired")


@pytest.mark.parametrize("op", ["edit", "menu"])
async def test_what_is_no_new_message_is_not_mailed(office: MailOffice, world: World, op: Op) -> None:
    outgoing = Outgoing(op, delivery().outgoing.card, "m1", (MenuEntry("x", "y"),))
    assert await channel_to(office, world).send(Delivery(1, LAN, outgoing)) == ""
    assert office.mails == []


async def test_a_file_comes_as_its_link(office: MailOffice, world: World) -> None:
    file = Attached(1, "Tổng hợp.xlsx", 10, "https://dondoc.example/tep/1/2/abc")
    await channel_to(office, world).send(Delivery(1, LAN, Outgoing("file", Card(text_of("Xong.")), file=file)))
    assert "Tổng hợp.xlsx: https://dondoc.example/tep/1/2/abc" in text_in(office.mails[0])


@pytest.mark.parametrize(
    ("step", "answer", "kind", "reason"),
    [
        ("MAIL", "451 4.3.0 later", PassingError, "451 4.3.0"),
        ("MAIL", "550 5.7.60 not your address lan@coquan.vn", FloodError, "550 5.7.60"),
        ("RCPT", "450 4.2.1 mailbox busy lan@coquan.vn", PassingError, "450 4.2.1"),
        ("RCPT", "421 4.7.0 too many", PassingError, "421 4.7.0"),
        ("RCPT", "550 5.1.1 lan@coquan.vn unknown", UnreachableError, "550 5.1.1"),
        ("RCPT", "552 mailbox full", UnreachableError, "552"),
        ("RCPT", "554 5.7.1 we do not want you", PermanentError, "554 5.7.1"),
        ("DATA", "452 4.3.1 no room", PassingError, "452 4.3.1"),
        ("DATA", "554 5.6.0 looks bad", PermanentError, "554 5.6.0"),
    ],
)
async def test_each_refusal_says_what_to_do(
    office: MailOffice, world: World, step: str, answer: str, kind: type[SendError], reason: str
) -> None:
    office.answers[step] = answer
    with pytest.raises(SendError) as caught:
        await channel_to(office, world).send(delivery())
    assert type(caught.value) is kind
    assert caught.value.reason == reason
    assert office.mails == []
    made = world.all(Invitation)
    assert len(made) == (1 if step == "DATA" else 0), "no code for a mail that does not go out"


async def test_a_slow_a_cut_and_an_absent_server_are_tried_again(office: MailOffice, world: World) -> None:
    channel = channel_to(office, world)
    office.slow = 2.0
    with pytest.raises(PassingError, match="out of reach"):
        await channel.send(delivery())
    office.slow, office.cuts = 0.0, True
    with pytest.raises(PassingError, match="out of reach"):
        await channel.send(delivery())
    office.cuts = False
    await channel.send(delivery())
    await office.__aexit__()
    with pytest.raises(PassingError, match="out of reach"):
        await channel.send(delivery())
    assert len(office.mails) == 1


async def test_a_wrong_password_is_told_once_and_the_mails_wait(world: World) -> None:
    async with MailOffice(needs_login=True) as office:
        wrong = channel_to(office, world, user=USER, password="no")
        with capture_logs() as logged:
            for _ in range(3):
                with pytest.raises(FloodError, match="535"):
                    await wrong.send(delivery())
        assert [(line["log_level"], line["reason"]) for line in logged] == [("error", "535 5.7.8")]
        assert PASSWORD not in str(logged)
        await channel_to(office, world, user=USER, password=PASSWORD).send(delivery())
        assert len(office.mails) == 1


async def test_no_password_without_tls(office: MailOffice, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.mail.server.HERE", ())
    with pytest.raises(FloodError, match="no TLS"):
        await channel_to(office, world, user=USER, password=PASSWORD).send(delivery())
    assert office.logins == 0


async def test_tls_is_used_where_it_is_offered_and_checked(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.mail.server.HERE", ())
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    subprocess.run([*made, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)  # noqa: ASYNC221
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate, key)
    async with MailOffice(needs_login=True, tls=tls) as office:
        trusting = ssl.create_default_context(cafile=str(certificate))
        await channel_to(office, world, user=USER, password=PASSWORD, context=trusting).send(delivery())
        assert office.encrypted == [True]
        with pytest.raises(PassingError, match="out of reach"):
            await channel_to(office, world, user=USER, password=PASSWORD).send(delivery())
        assert office.logins == 1


async def test_nothing_is_mailed_to_who_is_nobody_here(office: MailOffice, world: World) -> None:
    with pytest.raises(PermanentError):
        await channel_to(office, world).send(delivery(to="ai@do.vn"))
    assert office.mails == []


async def test_a_header_cannot_be_made_by_what_is_said(office: MailOffice, world: World) -> None:
    await channel_to(office, world).send(delivery("Chào\r\nBcc: ai@do.vn\x0b\u2028Bcc: x@y.vn" + "a" * 200))
    [mail] = office.mails
    assert mail["Bcc"] is None
    assert office.boxes == [[LAN]]
    assert mail["Subject"] == "Chào"

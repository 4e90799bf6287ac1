"""Sending by mail to a real SMTP server: what arrives, and each failure with what to do next."""

import asyncio
import re
import ssl
import subprocess
import unicodedata
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from email.headerregistry import Address as Mailbox
from email.policy import compat32, default
from email.utils import parseaddr
from pathlib import Path
from typing import Literal

import pytest
from structlog.testing import capture_logs

from bot.channels.mail.channel import MailChannel
from bot.channels.mail.render import Letter, as_html, mail
from bot.channels.mail.server import MailServer
from domain.messaging.messages import Attached, Button, Card, MenuEntry, Op, Outgoing, Span, text_of
from handlers.conversation.acting import Context
from handlers.conversation.signed_links import MailLinks
from handlers.inviting.joining import redeem
from handlers.inviting.redeeming import Joined, RefusedCode
from handlers.undelivered import mail_optout
from scheduler.delivery.channel import Delivery, FloodError, PassingError, PermanentError, SendError, UnreachableError
from storage.db.database import Database
from storage.people import addresses
from storage.tables import Address, AuditEvent, Invitation
from tests.each import each
from tests.mail_office import PASSWORD, USER, MailOffice, html_in, text_in
from tests.world import NOW, World

LAN = "lan@coquan.vn"
SECRET = b"a secret of these tests"
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
    sender = Mailbox("Đôn Đốc", addr_spec="dondoc@coquan.vn")
    links = MailLinks("https://dondoc.example", SECRET)
    return MailChannel(server, sender, links, world.database, lambda: world.now, context=context, seconds=0.5)


def delivery(text: str = "⏰ Nhắc báo cáo: còn 2 ngày\nBáo cáo <quý>", *, to: str = LAN, op: Op = "say") -> Delivery:
    rows = ((Button("Báo cáo ngay", "key"), Button("Lịch", url="https://dondoc.example/lich/1")),)
    return Delivery(41, to, Outgoing(op, Card(text_of(Span(text, bold=True)), rows), "m1"))


def refusal_of(world: World, mailbox: str = LAN) -> str:
    [address] = [row for row in world.all(Address) if row.chat_id == mailbox]
    return MailLinks("https://dondoc.example", SECRET).refusal(address.id, mailbox)


async def test_a_digest_as_its_reader_sees_it(office: MailOffice, world: World) -> None:
    message_id = await channel_to(office, world).send(delivery())
    [mail] = office.to(LAN)
    assert mail["Subject"] == "⏰ Nhắc báo cáo: còn 2 ngày"
    assert mail["From"] == "Đôn Đốc <dondoc@coquan.vn>"
    assert mail["To"] == LAN
    assert mail["Message-ID"] == f"<{message_id}>" == "<dondoc.dondoc.41@coquan.vn>"
    assert mail["Auto-Submitted"] == "auto-generated"
    link, refuse = LINK.search(text_in(mail)), refusal_of(world)
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
        f"Không phải Lan <b>, hoặc không muốn nhận thư nữa? Báo tại đây ({refuse})",
        "",
        "Đừng trả lời thư này: thư trả lời không có ai đọc.",
    ]
    assert mail["List-Unsubscribe"] == f"<{refuse}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    html = html_in(mail)
    assert "<b>⏰ Nhắc báo cáo: còn 2 ngày<br>\nBáo cáo &lt;quý&gt;</b>" in html
    assert f'<a href="{link[0]}"' in html
    assert "Lan &lt;b&gt;" in html


def enters(world: World, code: str, chat: str) -> Joined | RefusedCode:
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
    assert enters(world, first[1], "w2") == RefusedCode("used")
    world.now += timedelta(days=3)
    assert enters(world, second[1], "w3") == RefusedCode("expired")


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
        ("MAIL", "550 5.7.60 not your address lan@coquan.vn", FloodError, "550 5.7.60 mail_sender"),
        ("RCPT", "450 4.2.1 mailbox busy lan@coquan.vn", PassingError, "450 4.2.1"),
        ("RCPT", "421 4.7.0 too many", PassingError, "421 4.7.0"),
        ("RCPT", "550 5.1.1 lan@coquan.vn unknown", UnreachableError, "550 5.1.1"),
        ("RCPT", "550 no such user here", UnreachableError, "550"),
        ("RCPT", "550 5.4.1 Recipient address rejected: Access denied", UnreachableError, "550 5.4.1"),
        ("RCPT", "550 relay not permitted", FloodError, "550 mail_relay"),
        ("RCPT", "554 5.7.1 Relay access denied", FloodError, "554 5.7.1 mail_relay"),
        ("RCPT", "550 blocked as spam", PermanentError, "550"),
        ("RCPT", "550 5.1.8 sender's domain is unknown", PermanentError, "550 5.1.8"),
        ("RCPT", "530 5.7.0 log in first", FloodError, "530 5.7.0 login_first"),
        ("RCPT", "550 5.4.5 daily limit exceeded", FloodError, "550 5.4.5 mail_limit"),
        ("RCPT", "552 mailbox full", PassingError, "552"),
        ("RCPT", "552 5.2.2 over quota", PassingError, "552 5.2.2"),
        ("DATA", "550 5.4.5 daily limit exceeded", FloodError, "550 5.4.5 mail_limit"),
        ("RCPT", "554 5.7.1 we do not want you", PermanentError, "554 5.7.1"),
        ("DATA", "452 4.3.1 no room", PassingError, "452 4.3.1"),
        ("RCPT", "451 4.7.1 Greylisting in action, please come back later", PassingError, "451 4.7.1"),
        ("RCPT", "452 4.2.2 The recipient's inbox is out of storage space", PassingError, "452 4.2.2"),
        ("RCPT", "450 4.2.0 <lan@coquan.vn>: Recipient address rejected: Greylisted", PassingError, "450 4.2.0"),
        ("DATA", "421 4.4.2 Error: timeout exceeded", PassingError, "421 4.4.2"),
        ("DATA", "451 4.7.500 Server busy. Please try again later", PassingError, "451 4.7.500"),
        ("DATA", "552 5.2.3 message exceeds maximum size", PassingError, "552 5.2.3"),
        ("MAIL", "421 4.7.28 unusual rate of mail originating from your IP address", PassingError, "421 4.7.28"),
        ("MAIL", "553 5.1.8 sender address rejected", FloodError, "553 5.1.8 mail_sender"),
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
        assert [(line["log_level"], line["reason"]) for line in logged] == [("error", "535 5.7.8 password")]
        assert PASSWORD not in str(logged)
        await channel_to(office, world, user=USER, password=PASSWORD).send(delivery())
        assert len(office.mails) == 1


async def test_no_password_without_tls(office: MailOffice, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.mail.server.HERE", ())
    with pytest.raises(FloodError, match="no_tls"):
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
        with pytest.raises(FloodError, match=r"^certificate$"):
            await channel_to(office, world, user=USER, password=PASSWORD).send(delivery())
        elsewhere = channel_to(office, world, user=USER, password=PASSWORD, context=trusting, host="localhost")
        with pytest.raises(FloodError, match=r"^certificate_name$"):
            await elsewhere.send(delivery())
        assert office.logins == 1, "the password goes to nobody who cannot be trusted"


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


NAMES = ["Đôn Đốc", 'Reports, of the "office"', "Ủy ban nhân dân phường Xuân Hương - Đà Lạt, tỉnh Lâm Đồng", ""]


@each("name", NAMES)
def test_whom_a_mail_comes_from_is_read_as_it_is_written(name: str) -> None:
    raw = mail(Letter(Card(text_of("Nhắc"))), Mailbox(name, addr_spec="a@b.vn"), LAN, "1@b.vn", NOW)
    said = str(make_header(decode_header(message_from_bytes(raw, policy=compat32)["From"])))
    assert parseaddr(said) == (name, "a@b.vn") or said == f"{name} <a@b.vn>"  # a comma, decoded, splits a name


LONG = (
    "⏰ Còn 5 ngày làm việc: Báo cáo kết quả thực hiện Nghị quyết số 57-NQ/TW về đột phá phát triển khoa học, công nghệ"
)


def encoded_words(raw: bytes) -> list[str]:
    """Those of the subject, as they travel."""
    head = raw.partition(b"\r\n\r\n")[0].decode("ascii")
    subject = re.search(r"^Subject:([^\r\n]*(?:\r\n[ \t][^\r\n]*)*)", head, re.M)
    assert subject
    return subject[1].split()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_long_vietnamese_subject_is_whole_words_of_utf8_on_short_lines(form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, LONG)
    kept = unicodedata.normalize("NFC", LONG)
    refuse = f"https://{'rat-dai.' * 12}vn/thu/1/{'a' * 40}"
    raw = mail(
        Letter(Card(text_of(text)), refuse=refuse), Mailbox("Thành ủy Đà Lạt", addr_spec="a@b.vn"), LAN, "1@b.vn", NOW
    )
    head = raw.partition(b"\r\n\r\n")[0].decode("ascii")
    assert all(len(line) <= 76 for line in head.split("\r\n") if not line.startswith("List-Unsubscribe:"))
    assert f"List-Unsubscribe: <{refuse}>\r\n" in raw.decode("ascii")
    words = encoded_words(raw)
    assert all(len(word) <= 75 for word in words), "RFC 2047, 2"
    said = "".join(
        part if isinstance(part, str) else part.decode(charset or "ascii")
        for word in words
        for part, charset in decode_header(word)
    )
    assert said.replace(" ", "") == kept.replace(" ", ""), "each word is decoded by itself, as mail programs do"
    parsed = message_from_bytes(raw, policy=default)
    assert parsed["Subject"] == kept
    assert parsed["From"] == "Thành ủy Đà Lạt <a@b.vn>"


async def test_a_mail_that_is_refused_at_its_end_leaves_no_way_in_behind(office: MailOffice, world: World) -> None:
    channel = channel_to(office, world)
    office.answers["DATA"] = "452 4.3.1 no room"
    for _ in range(3):
        with pytest.raises(PassingError):
            await channel.send(delivery())
    assert {row.expires_at <= world.now for row in world.all(Invitation)} == {True}
    office.answers.clear()
    await channel.send(delivery())
    assert [row.mailbox for row in world.all(Invitation) if row.expires_at > world.now] == [LAN]


async def test_whoever_says_that_it_is_not_them_gets_nothing_more_and_the_links_are_dead(
    office: MailOffice, world: World
) -> None:
    channel = channel_to(office, world)
    await channel.send(delivery())
    link = LINK.search(text_in(office.mails[0]))
    assert link
    signature = refusal_of(world).rpartition("/")[2]
    [address] = [row for row in world.all(Address) if row.chat_id == LAN]
    context = Context(world.context.calendar, "https://dondoc.example", SECRET)
    with world.database.transaction() as session:
        assert mail_optout.refuse(session, context, address.id, "0" * 40, world.now) is None
        done = mail_optout.refuse(session, context, address.id, signature, world.now)
    assert done is not None
    assert done.is_refused
    assert enters(world, link[1], "w1") == RefusedCode("expired")
    with pytest.raises(PermanentError):
        await channel.send(delivery())
    with world.database.transaction() as session:
        mail_optout.take_back(session, context, address.id, signature, world.now)
    await channel.send(delivery())
    assert len(office.mails) == 2
    assert [row.action for row in world.all(AuditEvent) if row.action.startswith("mailbox")] == [
        "mailbox.refused",
        "mailbox.wanted",
    ]


async def test_the_connection_is_ended_as_it_should_be(office: MailOffice, world: World) -> None:
    await channel_to(office, world).send(delivery())
    await asyncio.sleep(0)
    assert office.farewells == 1


def test_addresses_in_what_is_said_can_be_pressed_and_nothing_else() -> None:
    said = 'Mở https://zalo.me/42 (bot), https://t.me/b?start=A&x="y", javascript:alert(1) hay http://a.vn/<b>.'
    html = as_html(Letter(Card(text_of(said))))
    assert re.findall(r'<a href="([^"]*)"', html) == [
        "https://zalo.me/42",
        "https://t.me/b?start=A&amp;x=",
        "http://a.vn/",
    ]
    assert "&lt;b&gt;" in html
    assert not re.search(r"<img|<link|src=|url\(", html), "nothing is fetched by who reads it"


async def test_in_a_shared_mailbox_each_mail_names_its_person_and_opens_for_nobody_else(
    office: MailOffice, world: World
) -> None:
    hung = world.person("PNV", "focal_point", "Hưng", f"{LAN}#77", channel="email")
    channel = channel_to(office, world)
    await channel.send(delivery(to=f"{LAN}#77"))
    await channel.send(replace(delivery(), outbox_id=42))
    first, second = office.to(LAN)
    assert first["To"] == second["To"] == LAN
    assert first["Subject"] == "Gửi Hưng: ⏰ Nhắc báo cáo: còn 2 ngày"
    assert second["Subject"] == "Gửi Lan <b>: ⏰ Nhắc báo cáo: còn 2 ngày"
    for number, (sent, person) in enumerate([(first, hung), (second, world.person_id("Lan <b>"))]):
        link = LINK.search(text_in(sent))
        assert link
        with world.database.transaction() as session:
            address = addresses.make(session, "web", "", f"w{number}", is_group=False, now=world.now)
            context = Context(world.context.calendar, "https://dondoc.example")
            joined = redeem(session, code=link[1], address=address, user_name="", now=world.now, context=context)
        assert isinstance(joined, Joined)
        assert joined.person_id == person


async def test_a_mail_that_asks_whose_mailbox_it_is_opens_nothing(office: MailOffice, world: World) -> None:
    asked = replace(delivery("Mã: 123456"), outgoing=Outgoing("say", Card(text_of("Mã: 123456")), confirms=True))
    await channel_to(office, world).send(asked)
    [mail] = office.to(LAN)
    assert not LINK.search(text_in(mail))
    assert "Lan" not in text_in(mail)
    assert world.all(Invitation) == []

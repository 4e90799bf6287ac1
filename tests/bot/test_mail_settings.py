"""The settings of mail: what they may hold, what is a secret, and what `dondoc check` says of them."""

import asyncio
import socket

import pytest

from bot.accounts.mail_account import mail_server
from bot.settings import Settings
from bot.settings.mail_rules import mail_from, sender, smtp_url
from bot.settings.meanings import explained
from bot.shell.checking.mail_login import Tried, try_login
from domain.messaging.email_addresses import mailbox
from tests.each import each
from tests.mail_office import MailOffice


@pytest.mark.parametrize(
    ("text", "host", "port", "tls", "user", "password"),
    [
        ("smtp://mail.vn", "mail.vn", 587, False, "", ""),
        ("smtp://mail.vn:25", "mail.vn", 25, False, "", ""),
        ("smtps://a%40b.vn:p%2Fw%C3%AA@mail.vn", "mail.vn", 465, True, "a@b.vn", "p/wê"),
        (" smtp://a:b@[::1]:2525 ", "::1", 2525, False, "a", "b"),
    ],
)
def test_the_server_is_read(text: str, host: str, port: int, tls: bool, user: str, password: str) -> None:
    server = mail_server(smtp_url(text))
    assert (server.host, server.port, server.tls, server.user, server.password) == (host, port, tls, user, password)
    assert password == "" or password not in repr(server)


@each(
    "text",
    ["mail.vn", "http://mail.vn", "smtp://:25", "smtp://mail.vn:x", "smtp://a@mail.vn", "smtp://a:b/c@mail.vn",
     "smtp://a:b@mail.vn/x", "smtp://a:b@mail.vn?x=1", "smtp://a:b%0d%0a@mail.vn"],
)  # fmt: skip
def test_what_is_no_server_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        smtp_url(text)
    assert text not in str(caught.value)


def test_whom_mails_come_from() -> None:
    url = smtp_url("smtp://dondoc%40coquan.vn:x@mail.vn")
    assert str(sender(None, url)) == "Đôn Đốc <dondoc@coquan.vn>"
    assert str(sender(mail_from("Thành ủy <tu@coquan.vn>"), url)) == "Thành ủy <tu@coquan.vn>"
    assert sender(None, smtp_url("smtp://u:x@mail.vn")) is None
    for bad in ("", "không phải", "a@b.vn\r\nBcc: c@d.vn", "a@b"):
        with pytest.raises(ValueError, match="e-mail"):
            mail_from(bad)


def test_the_password_is_a_secret() -> None:
    settings = Settings.model_validate({"smtp_url": "smtp://a:p%40ss-word@mail.vn"})
    assert {"p%40ss-word", "p@ss-word"} <= set(settings.secrets())
    assert "ss-word" not in "\n".join(explained(settings))
    assert "smtp://a@mail.vn" in "\n".join(explained(settings))


def test_a_server_that_is_not_there_is_told_with_how_to_mend_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    given = {"smtp_url": f"smtp://127.0.0.1:{port}", "mail_from": "a@b.vn"}
    tried = try_login(Settings.model_validate(given))
    assert tried.said == f"không kết nối được tới 127.0.0.1:{port}"
    assert tried.mend
    assert try_login(Settings.model_validate({"smtp_url": "smtp://mail.vn"})).mend.startswith("đặt DONDOC_MAIL_FROM")


@each(
    ("text", "kept"),
    [
        ("Lan.Nguyen+bc@CoQuan.GOV.vn ", "lan.nguyen+bc@coquan.gov.vn"),
        ("<a@b.vn>", "a@b.vn"),
        ("a@b", None),
        ("a b@c.vn", None),
        ("a@b..vn", None),
        (".a@b.vn", None),
        ("a@-b.vn", None),
        ("á@b.vn", None),
        ("a@b.vn\nBcc: c@d.vn", None),
        ("a@b.vn,c@d.vn", None),
        (f"{'a' * 65}@b.vn", None),
        (f"a@{'b.' * 130}vn", None),
    ],
)
def test_mail_addresses(text: str, kept: str | None) -> None:
    assert mailbox(text) == kept


@pytest.mark.parametrize(("here", "is_open"), [(("127.0.0.1",), False), ((), True)])
def test_trying_the_server_mails_nothing_and_says_where_mails_would_be_open(
    monkeypatch: pytest.MonkeyPatch, here: tuple[str, ...], is_open: bool
) -> None:
    monkeypatch.setattr("bot.shell.checking.mail_login.HERE", here)

    async def tried() -> tuple[Tried, MailOffice]:
        async with MailOffice() as office:
            given = {"smtp_url": f"smtp://127.0.0.1:{office.port}", "mail_from": "a@b.vn"}
            return await asyncio.to_thread(try_login, Settings.model_validate(given)), office

    found, office = asyncio.run(tried())
    assert found == Tried(f"127.0.0.1:{office.port} sẵn sàng, thư gửi từ a@b.vn", "", is_open)
    assert (office.mails, office.farewells) == ([], 1)

"""`dondoc check`: what is set, what is wrong with it, and how to mend it. Looks only; changes nothing."""

import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import make_url, select
from sqlalchemy.orm import Session

from bot.running.agreement import agreement, differences
from bot.running.listening import bind
from bot.running.signing import known_secret
from bot.settings import (
    ENV_FILE,
    TELEGRAM_API,
    ZALO_API,
    Settings,
    SettingsProblems,
    address_url,
    misspelt,
    names_in_use,
    read_settings,
)
from bot.settings.meanings import explained
from bot.shell import audit_chain, exposure
from bot.shell.bot_names import ask_names
from bot.shell.failures import Failure, in_plain_words
from bot.shell.finding import Finding, Findings, Mark
from bot.shell.mail_login import try_login
from bot.shell.zalo_names import ask_zalo
from storage import mailboxes, processes
from storage.calendars import CalendarFileError, read_days
from storage.database import Database
from storage.migrate import pending
from storage.tables import Organisation


def look() -> tuple[list[str], bool]:
    """The lines to show, and whether all is well."""
    try:
        settings = read_settings()
    except SettingsProblems as error:
        findings = [Finding(Mark.WRONG, "Cài đặt", problem) for problem in error.problems]
        return [line for finding in [*findings, *misspelt_settings()] for line in finding.lines()], False
    findings = [finding for examine in EXAMINED for finding in examine(settings)]
    lines = ["Cài đặt đang dùng:", *explained(settings), ""]
    lines += [line for finding in findings for line in finding.lines()]
    return lines, not any(finding.mark is Mark.WRONG for finding in findings)


def misspelt_settings() -> Findings:
    for name, meant in misspelt(names_in_use()).items():
        mend = f"có lẽ là {meant}" if meant else f"xóa dòng này trong {ENV_FILE} hoặc môi trường"
        yield Finding(Mark.WRONG, "Cài đặt", f"không có cài đặt nào tên {name}", mend)


def settings_read(settings: Settings) -> Findings:
    strange = list(misspelt_settings())
    yield from strange or [Finding(Mark.GOOD, "Cài đặt", "đọc được hết")]


def database_state(settings: Settings) -> Findings:
    subject = "Cơ sở dữ liệu"
    url = make_url(settings.database_url.get_secret_value())
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        yield _new_file(Path(url.database or ""))
        return
    database = Database(settings.database_url.get_secret_value())
    try:
        waiting = pending(database.engine)
        yield Finding(Mark.GOOD, subject, "kết nối được")
        if waiting:
            yield Finding(Mark.NOTE, "Bảng dữ liệu", f"còn {len(waiting)} bước nâng cấp, sẽ tự làm khi chạy")
        else:
            yield Finding(Mark.GOOD, "Bảng dữ liệu", "đúng bản")
            yield from database.do(_loaded)
            yield from database.do(_audited)
            yield from running_programs(database, settings)
            yield from database.do(lambda session: list(exposure.proxies(settings, session)))
    except Exception as error:
        failure = in_plain_words(error)
        if failure is None:
            raise
        yield Finding(Mark.WRONG, subject, failure.lines[0].partition(": ")[2], "sửa DONDOC_DATABASE_URL")
    finally:
        database.close()


def _audited(session: Session) -> list[Finding]:
    """Whether anything in the log of decisions was removed or changed."""
    subject = "Nhật ký"
    flaws = audit_chain.flaws_told(session)
    if flaws:
        return [Finding(Mark.WRONG, subject, flaw, "so với bản sao lưu gần nhất") for flaw in flaws]
    return [Finding(Mark.GOOD, subject, f"nguyên vẹn; {head}") for head in audit_chain.heads(session)]


def running_programs(database: Database, settings: Settings) -> Findings:
    """The programs that run on this database, and in what their settings are not these."""
    if database.is_sqlite:
        return
    secret = database.do(known_secret, settings)
    ours = agreement(settings, secret or "")
    for other in database.do(processes.living):
        subject = f"Chương trình {other.place}"
        names = [name for name in differences(ours, other.agreement) if secret or not name.endswith("SECRET")]
        if names:
            said = f"đang chạy, nhưng khác ở {', '.join(names)}"
            yield Finding(Mark.WRONG, subject, said, "đặt giống nhau ở mọi nơi rồi chạy lại")
        else:
            yield Finding(Mark.GOOD, subject, "đang chạy, cài đặt giống nhau")


def _new_file(file: Path) -> Finding:
    if file.absolute().parent.is_dir():
        return Finding(Mark.GOOD, "Cơ sở dữ liệu", f"chưa có tệp {file}, sẽ tự tạo khi chạy")
    return Finding(
        Mark.WRONG,
        "Cơ sở dữ liệu",
        f"không có thư mục {file.absolute().parent}",
        "tạo thư mục, hoặc sửa DONDOC_DATABASE_URL",
    )


def _loaded(session: Session) -> list[Finding]:
    names = session.scalars(select(Organisation.name).order_by(Organisation.code)).all()
    if names:
        return [Finding(Mark.GOOD, "Thiết lập", f"đã nạp {', '.join(names)}")]
    return [Finding(Mark.NOTE, "Thiết lập", "chưa nạp; dùng dondoc load TỆP.yaml")]


def calendar(settings: Settings) -> Findings:
    if settings.calendar is None:
        return
    try:
        days = len(read_days(settings.calendar).days)
    except CalendarFileError as error:
        yield Finding(Mark.WRONG, "Lịch nghỉ", str(error), "sửa tệp, hoặc bỏ DONDOC_CALENDAR")
    else:
        yield Finding(Mark.GOOD, "Lịch nghỉ", f"{days} ngày trong {settings.calendar}")


def telegram_bots(settings: Settings) -> Findings:
    if not settings.telegram_token:
        yield Finding(Mark.NOTE, "Telegram", "tắt; muốn bật thì đặt DONDOC_TELEGRAM_TOKEN")
    for bot in ask_names(settings.telegram_api, settings.telegram_token):
        if bot.username:
            yield Finding(Mark.GOOD, "Telegram", f"bot @{bot.username} sẵn sàng")
        else:
            said, _, mend = bot.trouble.partition("; ")
            yield Finding(Mark.WRONG, f"Telegram, bot {bot.account}", said, mend)


def telegram_webhook(settings: Settings) -> Findings:
    webhook = settings.telegram_webhook
    if webhook and not settings.telegram_token:
        yield Finding(Mark.NOTE, "Webhook Telegram", "không dùng đến vì chưa có DONDOC_TELEGRAM_TOKEN")
    elif webhook and settings.telegram_api == TELEGRAM_API and not webhook.startswith("https://"):
        yield Finding(
            Mark.WRONG,
            "Webhook Telegram",
            f"{webhook} không phải https, Telegram sẽ từ chối",
            "đặt DONDOC_TELEGRAM_WEBHOOK bắt đầu bằng https://, hoặc bỏ trống",
        )


def zalo(settings: Settings) -> Findings:
    if not settings.zalo_token:
        yield Finding(Mark.NOTE, "Zalo", "tắt; muốn bật thì đặt DONDOC_ZALO_TOKEN")
    for account, said, mend in ask_zalo(settings):
        if mend:
            yield Finding(Mark.WRONG, f"Zalo, bot {account}", said, mend)
        else:
            yield Finding(Mark.GOOD, "Zalo", said)
    unknown = len(settings.zalo_token) - len(settings.zalo_link)
    if unknown > 0:
        mend = "sao đường dẫn của từng bot trong Zalo vào DONDOC_ZALO_LINK, theo thứ tự các mã, để in được mã QR"
        yield Finding(Mark.NOTE, "Đường dẫn bot Zalo", f"chưa biết của {unknown} bot; thư mời chỉ nói tên bot", mend)
    elif unknown < 0:
        mend = "mỗi bot một đường dẫn, theo thứ tự của DONDOC_ZALO_TOKEN"
        yield Finding(Mark.WRONG, "Đường dẫn bot Zalo", f"thừa {-unknown} đường dẫn", mend)
    webhook = settings.zalo_webhook
    if webhook and not settings.zalo_token:
        yield Finding(Mark.NOTE, "Webhook Zalo", "không dùng đến vì chưa có DONDOC_ZALO_TOKEN")
    elif webhook and not webhook.startswith("https://") and settings.zalo_api == ZALO_API:
        mend = "đặt DONDOC_ZALO_WEBHOOK bắt đầu bằng https://, hoặc bỏ trống"
        yield Finding(Mark.WRONG, "Webhook Zalo", f"{webhook} không phải https, Zalo sẽ từ chối", mend)


def mail(settings: Settings) -> Findings:
    if settings.smtp_url is None:
        waiting = _mailboxes(settings)
        if waiting:
            said = f"tắt, nhưng có {waiting} hộp thư: không ai được mời hay nhắc qua thư"
            yield Finding(Mark.NOTE, "E-mail", said, "đặt DONDOC_SMTP_URL, hoặc bỏ các hộp thư trong tệp thiết lập")
        else:
            yield Finding(Mark.NOTE, "E-mail", "tắt; muốn nhắc qua e-mail thì đặt DONDOC_SMTP_URL")
        return
    tried = try_login(settings)
    yield Finding(Mark.WRONG if tried.mend else Mark.GOOD, "E-mail", tried.said, tried.mend)
    if tried.is_open:
        said = "thư đi không mã hóa: ai ở giữa đường cũng đọc được đường dẫn đăng nhập trong thư"
        yield Finding(Mark.NOTE, "E-mail", said, "dùng máy chủ có STARTTLS, hoặc smtps://")


def _mailboxes(settings: Settings) -> int:
    """How many people have one; 0 where that cannot be told."""
    url = make_url(settings.database_url.get_secret_value())
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return 0
    database = Database(settings.database_url.get_secret_value())
    try:
        return 0 if pending(database.engine) else database.do(mailboxes.count)
    except Exception as error:
        if in_plain_words(error) is None:
            raise
        return 0  # what is wrong with the database is told already
    finally:
        database.close()


def listening(settings: Settings) -> Findings:
    subject, place = "Nơi nghe", address_url(settings.http)
    try:
        bind(settings.http).close()
        trouble = ""
    except Failure as failure:
        trouble = failure.lines[0].removeprefix("DONDOC_HTTP: ").removesuffix(".")
    if not trouble:
        yield Finding(Mark.GOOD, subject, f"{place} còn trống" if settings.http.port else "sẽ lấy một cổng trống")
    elif _is_ours(place):
        yield Finding(Mark.GOOD, subject, f"Đôn Đốc đang chạy ở {place}")
    else:
        yield Finding(Mark.WRONG, subject, trouble, "đổi DONDOC_HTTP, hoặc dừng chương trình đang giữ cổng")


def _is_ours(place: str) -> bool:
    try:
        with urllib.request.urlopen(f"{place}/healthz", timeout=2) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def public_address(settings: Settings) -> Findings:
    subject, url = "Đường dẫn trong tin", settings.public_url
    if url is None:
        yield Finding(
            Mark.NOTE,
            subject,
            "theo nơi nghe, chỉ mở được ở máy này hoặc mạng này",
            "người ở nơi khác cần DONDOC_PUBLIC_URL",
        )
    elif url.startswith("http://") and "//127." not in url and "//localhost" not in url:
        yield Finding(Mark.NOTE, subject, f"{url} không mã hóa", "nên dùng https cho DONDOC_PUBLIC_URL")
    else:
        yield Finding(Mark.GOOD, subject, f"bắt đầu bằng {url}")


EXAMINED: tuple[Callable[[Settings], Findings], ...] = (
    settings_read,
    database_state,
    calendar,
    telegram_bots,
    telegram_webhook,
    zalo,
    mail,
    listening,
    public_address,
)

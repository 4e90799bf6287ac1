"""What `dondoc check` says of the mail server."""

from bot.settings import Settings
from bot.shell.checking.databases import mailboxes_kept
from bot.shell.checking.mail_login import try_login
from bot.starting.finding import Finding, Findings, Mark


def mail(settings: Settings) -> Findings:
    if settings.smtp_url is None:
        waiting = mailboxes_kept(settings)
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

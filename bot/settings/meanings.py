"""What each setting is for, in the words of `dondoc check`."""

from pydantic import SecretStr

from bot.settings import PREFIX, Settings, address_url
from bot.settings.rules import HttpAddress

MEANINGS = {
    "database_url": "nơi cất dữ liệu",
    "telegram_token": "mã của bot Telegram, nhiều bot cách nhau bằng dấu phẩy",
    "telegram_api": "máy chủ Bot API",
    "telegram_webhook": "địa chỉ công khai để Telegram gửi tin tới; bỏ trống thì tự hỏi tin",
    "telegram_rate": "số tin mỗi giây của một bot",
    "zalo_token": "mã của bot Zalo",
    "zalo_api": "máy chủ bot Zalo",
    "zalo_webhook": "địa chỉ công khai để Zalo gửi tin tới",
    "zalo_link": "đường dẫn mở từng bot Zalo, theo thứ tự các mã; bỏ trống thì thư mời chỉ nói tên bot",
    "zalo_quota": "số tin mỗi bot Zalo được gửi trong một tháng",
    "smtp_url": "máy chủ gửi thư, để nhắc qua e-mail; bỏ trống thì không gửi thư",
    "mail_from": "địa chỉ người gửi của thư; bỏ trống thì là tên đăng nhập máy chủ thư",
    "http": "nơi nghe của trang trò chuyện và webhook",
    "public_url": "phần đầu của đường dẫn trong tin nhắn; bỏ trống thì là nơi nghe",
    "trusted_proxies": "địa chỉ hoặc mạng của proxy đứng trước, cách nhau bằng dấu phẩy; bỏ trống thì không tin "
    "X-Forwarded-For của ai",
    "secret": "khóa ký đường dẫn và phiên; bỏ trống thì tự tạo và cất trong cơ sở dữ liệu",
    "log": "mức nhật ký",
    "log_format": "dạng nhật ký",
    "templates": "thư mục mẫu Word riêng: MÃ-TỔ-CHỨC.docx",
    "calendar": "tệp ngày nghỉ, ngày làm bù bổ sung",
    "reader_url": "máy đọc thứ hai của cơ quan (Ollama, vLLM…), hỏi khi tôi chưa chắc; bỏ trống thì tắt",
    "reader_model": "mô hình của máy đọc thứ hai; bỏ trống thì lấy mô hình đầu tiên máy ấy có",
    "reader_key": "khóa của máy đọc thứ hai, nếu máy ấy đòi",
    "reader_allow_remote": "1: cho phép máy đọc thứ hai ở ngoài mạng nội bộ",
}


def explained(settings: Settings) -> list[str]:
    """A line for each setting: its value, its meaning. Secrets are only said to be there."""
    width = max(len(PREFIX + name) for name in MEANINGS)
    return [
        f"  {PREFIX + name.upper():<{width}}  {_value(settings, name)}  ({meaning})"
        for name, meaning in MEANINGS.items()
    ]


def _value(settings: Settings, name: str) -> str:
    if name == "database_url":
        return _without_password(settings.database_url.get_secret_value())
    if name == "smtp_url" and settings.smtp_url is not None:
        return _without_password(settings.smtp_url.get_secret_value())
    return shown(getattr(settings, name))


def shown(value: object) -> str:
    match value:
        case None | ():
            return "chưa đặt"
        case HttpAddress():
            return address_url(value).removeprefix("http://")
        case SecretStr():
            return "đã đặt"
        case tuple():
            return ", ".join(value) if isinstance(value[0], str) else f"{len(value)} mã"
        case bool():
            return "1" if value else "0"
        case float():
            return f"{value:g}"
        case _:
            return str(value)


def _without_password(value: str) -> str:
    """A database URL can be shown but for its password; any other secret cannot."""
    scheme, _, rest = value.partition("://")
    credentials, at, place = rest.rpartition("@")
    user = credentials.partition(":")[0]
    return f"{scheme}://{user}{at}{place.partition('?')[0]}"

"""What each setting may hold. A rule takes the text that was written and gives its meaning, or a `ValueError`
in Vietnamese that says what is wrong and how to mend it. What may be a secret is never repeated in it.
"""

import re
from collections.abc import Callable
from ipaddress import ip_network
from pathlib import Path
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from pydantic import SecretStr

TELEGRAM_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
LOG_LEVELS = ("debug", "info", "warning", "error")
LOG_FORMATS = ("console", "json")
SECRET_LENGTH = 16  # characters: less can be guessed


class HttpAddress(NamedTuple):
    host: str
    port: int  # 0: whichever is free


def http_address(text: str) -> HttpAddress:
    """`127.0.0.1:8080`, `[::1]:8080`, `0.0.0.0:0`."""
    host, colon, port = text.strip().rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not colon or not host or "/" in host:
        raise ValueError(f"“{text}” không phải là địa chỉ và cổng; viết dạng 127.0.0.1:8080")
    if not port.isascii() or not port.isdigit() or int(port) > 65535:
        raise ValueError(f"“{port}” không phải là số cổng; dùng số từ 0 đến 65535, ví dụ {host}:8080")
    return HttpAddress(host, int(port))


def base_url(example: str) -> Callable[[str], str]:
    """An `http(s)://host[:port][/path]` without query; given back without the slash at its end."""

    def rule(text: str) -> str:
        parts = _split(text.strip(), example)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"cần một địa chỉ web đầy đủ, bắt đầu bằng https:// hoặc http://; ví dụ {example}")
        if parts.username or parts.password:
            raise ValueError(f"không để tên và mật khẩu trong địa chỉ; ví dụ {example}")
        if parts.query or parts.fragment:
            raise ValueError(f"chỉ ghi phần đầu của địa chỉ, bỏ từ dấu ? hoặc # trở đi; ví dụ {example}")
        return text.strip().rstrip("/")

    return rule


def _split(text: str, example: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        _ = parts.port  # reading it is what checks it
    except ValueError:
        raise ValueError(f"địa chỉ viết sai, có thể ở số cổng hoặc dấu ngoặc; ví dụ {example}") from None
    return parts


def database_url(text: str) -> SecretStr:
    """`sqlite:///file` or `postgresql://user:password@host/name`. Kept secret for the password in it."""
    text = text.strip()
    scheme = text.partition("://")[0].lower()
    if scheme == "sqlite":
        return SecretStr(_sqlite_file(text))
    if scheme == "postgres":
        raise ValueError("đổi phần đầu postgres:// thành postgresql://")
    if scheme.partition("+")[0] != "postgresql" or "://" not in text:
        raise ValueError("cần bắt đầu bằng sqlite:/// (một tệp) hoặc postgresql:// (máy chủ)")
    return SecretStr(_postgresql(text))


def _sqlite_file(text: str) -> str:
    file = text[len("sqlite://") :].partition("?")[0]
    if not file.startswith("/") or file in ("/", "/:memory:"):
        raise ValueError(
            "sqlite cần tên tệp sau ba dấu gạch chéo; ví dụ sqlite:///dondoc.db hoặc sqlite:////srv/dondoc.db"
        )
    return text


def _postgresql(text: str) -> str:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise ValueError(
            "địa chỉ viết sai; mật khẩu có ký tự như @ : / # thì đổi thành mã %, ví dụ @ thành %40"
        ) from None
    if not parts.path.strip("/"):
        raise ValueError("thiếu tên cơ sở dữ liệu; ví dụ postgresql://tên:mật-khẩu@máy-chủ/dondoc")
    return text


def telegram_tokens(text: str) -> tuple[SecretStr, ...]:
    """Comma-separated tokens as BotFather gives them."""
    tokens = _listed(text)
    for place, token in enumerate(tokens, 1):
        if not TELEGRAM_TOKEN.fullmatch(token):
            raise ValueError(
                f"mã thứ {place} không đúng dạng “số:chữ” (ví dụ 123456789:AAF…); "
                "sao lại nguyên văn từ @BotFather, nhiều bot thì cách nhau bằng dấu phẩy"
            )
    numbers = [token.partition(":")[0] for token in tokens]
    if len(set(numbers)) < len(numbers):
        raise ValueError("một bot được ghi hai lần; mỗi bot chỉ ghi một mã")
    return tuple(SecretStr(token) for token in tokens)


def zalo_tokens(text: str) -> tuple[SecretStr, ...]:
    tokens = _listed(text)
    if any(re.search(r"\s", token) for token in tokens):
        raise ValueError("mã có khoảng trắng ở giữa; sao lại nguyên văn, nhiều bot thì cách nhau bằng dấu phẩy")
    return tuple(SecretStr(token) for token in tokens)


def links(text: str) -> tuple[str, ...]:
    """Comma-separated addresses of pages."""
    found = _listed(text)
    for place, link in enumerate(found, 1):
        if not re.fullmatch(r"https://[^\s/,]+(?:/[^\s,]*)?", link):
            raise ValueError(
                f"đường dẫn thứ {place} “{link}” không dùng được; sao lại nguyên văn, bắt đầu bằng https://, "
                "nhiều đường dẫn thì cách nhau bằng dấu phẩy"
            )
    return tuple(found)


def networks(text: str) -> tuple[str, ...]:
    """Comma-separated addresses or networks, as they are written in full: `10.0.0.2/32`."""
    found = []
    for place, part in enumerate(_listed(text), 1):
        try:
            network = ip_network(part, strict=False)
        except ValueError:
            raise ValueError(
                f"mục thứ {place} “{part}” không phải địa chỉ hay mạng; viết số, ví dụ 127.0.0.1 hoặc 10.0.0.0/24"
            ) from None
        if network.prefixlen == 0:
            raise ValueError(f"“{part}” là mọi địa chỉ, như vậy ai cũng giả được; chỉ ghi địa chỉ của proxy")
        found.append(str(network))
    return tuple(found)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def rate(text: str) -> float:
    """Messages a second, above zero."""
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"“{text}” không phải là số; ví dụ 30 (tin mỗi giây)") from None
    if not 0 < value <= 10_000:
        raise ValueError(f"“{text}” phải lớn hơn 0 và không quá 10000; Telegram thường cho 30 tin mỗi giây")
    return value


def quota(text: str) -> int:
    """Messages a month, above zero."""
    if not text.strip().isascii() or not text.strip().isdigit() or not 0 < int(text) <= 100_000_000:
        raise ValueError(f"“{text}” không phải là số tin một tháng; gói cơ bản của Zalo là 3000")
    return int(text)


def one_of(allowed: tuple[str, ...]) -> Callable[[str], str]:
    def rule(text: str) -> str:
        value = text.strip().lower()
        if value not in allowed:
            raise ValueError(f"“{text}” không dùng được; chọn một trong: {', '.join(allowed)}")
        return value

    return rule


def yes_or_no(text: str) -> bool:
    if text.strip() not in ("0", "1"):
        raise ValueError(f"“{text}” không dùng được; ghi 1 để cho phép, 0 để không")
    return text.strip() == "1"


def one_word(text: str) -> str:
    if not text.strip() or any(character.isspace() for character in text.strip()):
        raise ValueError("tên mô hình là một chữ liền, ví dụ qwen2.5:7b")
    return text.strip()


def signing_secret(text: str) -> SecretStr:
    if len(text) < SECRET_LENGTH:
        raise ValueError(
            f"ngắn quá, dễ đoán; cần ít nhất {SECRET_LENGTH} ký tự, hoặc bỏ dòng này để chương trình tự tạo và cất giữ"
        )
    return SecretStr(text)


def existing_folder(text: str) -> Path:
    path = Path(text).expanduser()
    if not path.is_dir():
        raise ValueError(f"không có thư mục “{text}”; sửa lại đường dẫn hoặc bỏ cài đặt này")
    return path


def existing_file(text: str) -> Path:
    path = Path(text).expanduser()
    if not path.is_file():
        raise ValueError(f"không có tệp “{text}”; sửa lại đường dẫn hoặc bỏ cài đặt này")
    return path

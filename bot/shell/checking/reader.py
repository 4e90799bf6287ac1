"""What `dondoc check` says of the second reader: whether it is there, and what leaves the office."""

import asyncio
import socket

from aiohttp import ClientError

from bot.reader.local import are_local, host_of, is_local
from bot.reader.opening import where
from bot.reader.service import BadAnswerError, Service, Where
from bot.settings import Settings
from bot.starting.finding import Finding, Findings, Mark

_SUBJECT = "Máy đọc thứ hai"
_SENT = "gửi tới đó câu chưa rõ của đầu mối cùng mã, tên các nhiệm vụ; không gửi gì khác, không gửi gì có dấu mật"


def second_reader(settings: Settings) -> Findings:
    place = where(settings)
    if place is None:
        yield Finding(Mark.NOTE, _SUBJECT, "tắt; câu gõ chỉ do bộ đọc có sẵn đọc, không gửi đi đâu")
        return
    host = host_of(place.url)
    local = _is_local(host)
    if local is None:
        yield Finding(Mark.WRONG, _SUBJECT, f"không tìm thấy máy {host}", "sửa DONDOC_READER_URL, hoặc bỏ nó")
        return
    if not local and not place.may_be_remote:
        said = f"{host} ở ngoài mạng nội bộ nên không được hỏi; nếu cho phép thì {_SENT}"
        yield Finding(Mark.WRONG, _SUBJECT, said, "dùng máy trong mạng cơ quan, hoặc đặt DONDOC_READER_ALLOW_REMOTE=1")
        return
    if not local:
        said = f"{host} ở ngoài mạng nội bộ: lời của đầu mối rời khỏi cơ quan; {_SENT}"
        yield Finding(Mark.NOTE, _SUBJECT, said, "chỉ dùng khi cơ quan đã cho phép")
        if place.url.startswith("http://"):
            yield Finding(Mark.WRONG, _SUBJECT, "địa chỉ không mã hóa: ai ở giữa đường cũng đọc được", "dùng https://")
    trouble = asyncio.run(_tried(place))
    if trouble:
        yield Finding(
            Mark.WRONG, _SUBJECT, trouble, "xem máy ấy đã chạy chưa; chưa được thì bộ đọc có sẵn vẫn đọc một mình"
        )
    elif local:
        yield Finding(Mark.GOOD, _SUBJECT, f"{host}, trong mạng nội bộ; {_SENT}")


def _is_local(host: str) -> bool | None:
    """None where there is no such machine."""
    told = is_local(host)
    if told is not None:
        return told
    try:
        found = socket.getaddrinfo(host, None)
    except OSError:
        return None
    return are_local(str(address[0]) for *_, address in found)


async def _tried(place: Where) -> str:
    """Whether it says which model it has; "" where all is well."""
    try:
        async with Service(Where(place.url, None, place.key, place.may_be_remote)) as service:
            await service.model()
    except TimeoutError:
        return "không trả lời trong 5 giây"
    except (ClientError, OSError):
        return "không kết nối được"
    except BadAnswerError:
        return "trả lời không như một dịch vụ tương thích OpenAI (/v1/models)"
    return ""

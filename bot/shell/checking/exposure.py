"""What `dondoc check` says of who can reach what: proxies in front of the program."""

from sqlalchemy.orm import Session

from bot.running.forwarding import networks_of, seen
from bot.settings import Settings
from bot.shell.checking.finding import Finding, Findings, Mark
from web.before.proxies import is_trusted

_PROXIES = "Proxy đứng trước"


def proxies(settings: Settings, session: Session) -> Findings:
    """Whether everybody seems to come from one address, as a proxy's word is not taken."""
    peer = seen(session)
    trusted = networks_of(settings.trusted_proxies)
    if peer and not is_trusted(peer, trusted):
        said = (
            f"{peer} chuyển tiếp yêu cầu (X-Forwarded-For) nhưng không có trong DONDOC_TRUSTED_PROXIES, "
            "nên mọi người qua đó bị coi là một địa chỉ"
        )
        yield Finding(Mark.NOTE, _PROXIES, said, f"nếu đó là proxy của cơ quan, đặt DONDOC_TRUSTED_PROXIES={peer}")
    elif trusted:
        yield Finding(Mark.GOOD, _PROXIES, f"tin X-Forwarded-For từ {', '.join(settings.trusted_proxies)}")
    elif (settings.public_url or "").startswith("https://"):
        said = "chưa đặt DONDOC_TRUSTED_PROXIES, nên mọi người sau proxy bị coi là một địa chỉ"
        yield Finding(Mark.NOTE, _PROXIES, said, "đặt địa chỉ của proxy, ví dụ DONDOC_TRUSTED_PROXIES=127.0.0.1")

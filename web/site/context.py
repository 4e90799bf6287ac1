"""What the pages need from the rest of the program."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

from prometheus_client import REGISTRY, CollectorRegistry
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.routing import BaseRoute

from handlers.conversation.acting import Context
from handlers.inviting.redeeming import Joined, RefusedCode
from storage.db.database import Database
from storage.tables import Address
from web.site.listeners import Listeners
from web.site.proxies import Network


class Redeem(Protocol):
    """`handlers.inviting.joining.redeem` with its context filled in."""

    def __call__(
        self, session: Session, *, code: str, address: Address, user_name: str, now: datetime
    ) -> Joined | RefusedCode: ...


@dataclass(frozen=True, slots=True)
class WebContext:
    """Made once by the composition root and given to `make_app`."""

    database: Database
    listeners: Listeners
    now: Callable[[], datetime]
    redeem: Redeem
    handling: Context  # what the handlers need, where a page does what is also done in a chat
    received: Callable[[], None]  # called when a committed inbox row waits to be handled
    to_send: Callable[[], None]  # called when a committed outbox row waits to be delivered
    secret: bytes
    public_url: str  # what links in messages start with
    extra_routes: Sequence[BaseRoute] = ()  # the webhooks of other channels
    trusted_proxies: Sequence[Network] = ()  # whose word on who asks is taken
    distrusted: Callable[[str], None] = lambda peer: None  # told the address of others who forward
    registry: CollectorRegistry = field(default=REGISTRY)
    troubles: Callable[[], Mapping[str, str]] = dict  # what fails or stands still: part -> reason

    @property
    def https_only(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def public_host(self) -> str:
        return urlsplit(self.public_url).netloc.lower()


def context_of(request: Request) -> WebContext:
    context: WebContext = request.app.state.context
    return context

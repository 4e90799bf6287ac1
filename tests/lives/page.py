"""The page of a report, through the web application itself: looked at, filled in, read back, sent."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from prometheus_client import CollectorRegistry
from starlette.types import ASGIApp, Message

from handlers.inviting import joining
from tests.lives.demands import STATUSES
from tests.lives.hands import Hand
from tests.lives.house import House
from tests.web.sheet import Sheet
from tests.world import PUBLIC_URL
from web.site.context import WebContext
from web.site.listeners import Listeners
from web.web_app import make_app

HOST = urlsplit(PUBLIC_URL).netloc
MOST_STEPS = 5


@dataclass(frozen=True, slots=True)
class Answered:
    status: int
    body: str
    location: str


class Page:
    def __init__(self, house: House) -> None:
        self._house = house
        self.sent = 0

    def _app(self) -> ASGIApp:
        house = self._house
        return make_app(
            WebContext(
                database=house.database,
                listeners=Listeners(),
                now=lambda: house.now,
                redeem=partial(joining.redeem, context=house.context),
                handling=house.context,
                received=lambda: None,
                to_send=lambda: None,
                secret=house.context.secret,
                public_url=PUBLIC_URL,
                registry=CollectorRegistry(),
            )
        )

    def reads(self, chat: str, path: str) -> str:
        """A page that must be there for the person in that chat."""
        answer = _get(self._app(), path)
        assert answer.status == 200, f"{path}: {answer.status}"
        self._house.pages.append((chat, answer.body))
        return answer.body

    def reports(self, hand: Hand, o: int, u: int, person_id: int) -> None:
        link = hand.house.context.forms.link(o, u, person_id, hand.house.now)
        path, app = urlsplit(link).path, self._app()
        seen = _get(app, path)
        for _ in range(MOST_STEPS):
            self._house.pages.append((hand.chat, seen.body))
            sheet = Sheet(seen.body)
            if not {"save", "review"} & set(sheet.buttons):
                break
            given = {name: values[0] for name, values in sheet.values.items() if ":" in name and "unfile" not in name}
            given |= self._filled(hand, o, u, person_id)
            do = "review" if "review" in sheet.buttons else "save"
            answer = _post(app, path, {**given, "do": do})
            seen = _get(app, answer.location) if answer.status == 303 else answer
            if do == "save":
                break
            if "send" in Sheet(seen.body).buttons:
                stamp = Sheet(seen.body).value("v")
                answer = _post(app, path, {"do": "send", "v": stamp})
                assert answer.status == 303, answer.body
                seen = _get(app, answer.location)
                self.sent += 1
                break
        self._house.deliver()

    def _filled(self, hand: Hand, o: int, u: int, person_id: int) -> dict[str, str]:
        """What is typed into the inputs of each task."""
        found: dict[str, str] = {}
        draw, ids = hand.draw, hand.task_ids(o)
        for code, id in ids.items():
            status = draw.one(STATUSES)
            found[f"{id}:status"] = status
            if status == "in_progress":
                found[f"{id}:percent"] = draw.one(("40", "72,5", "5"))
            if draw.maybe(0.3):
                found[f"{id}:obstacle"] = f"thiếu vốn {hand.mark}"
            for field in hand.own_fields(o):
                if field["tasks"] and code not in field["tasks"]:
                    continue
                if field["required"] or draw.maybe(0.6):
                    found |= _inputs(hand, f"{id}:{field['code']}", field)
        return found


def _inputs(hand: Hand, name: str, field: Mapping[str, object]) -> dict[str, str]:
    if field["kind"] == "choice":
        choices = field["choices"]
        assert isinstance(choices, list)
        return {name: hand.draw.one(choices)["code"]}
    if field["kind"] == "document":
        return {f"{name}:number": "12/KH-UBND", f"{name}:date": "05/03/2026", f"{name}:issuer": "UBND phường"}
    return {name: hand.value_of(field)}


def _get(app: ASGIApp, path: str) -> Answered:
    answer = asyncio.run(_ask(app, "GET", path, b"", []))
    assert answer.status < 500, f"{path}: {answer.status}"
    return answer


def _post(app: ASGIApp, path: str, fields: Mapping[str, str]) -> Answered:
    edge = "a-line-between"
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    body = ("".join(parts) + f"--{edge}--\r\n").encode()
    headers = [
        (b"content-type", f"multipart/form-data; boundary={edge}".encode()),
        (b"content-length", str(len(body)).encode()),
        (b"origin", PUBLIC_URL.encode()),
    ]
    answer = asyncio.run(_ask(app, "POST", path, body, headers))
    assert answer.status < 500, f"{path}: {answer.status}"
    return answer


async def _ask(app: ASGIApp, method: str, path: str, body: bytes, headers: list[tuple[bytes, bytes]]) -> Answered:
    path, _, query = path.partition("?")
    scope = {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": query.encode(),
        "root_path": "", "scheme": "https", "http_version": "1.1", "server": (HOST, 443), "client": ("192.0.2.7", 1),
        "headers": [(b"host", HOST.encode()), *headers], "state": {},
    }  # fmt: skip
    came: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        came.append(message)

    await app(scope, receive, send)
    start = next(message for message in came if message["type"] == "http.response.start")
    text = b"".join(message.get("body", b"") for message in came if message["type"] == "http.response.body")
    location = dict(start["headers"]).get(b"location", b"").decode()
    return Answered(start["status"], text.decode("utf-8", "replace"), location)

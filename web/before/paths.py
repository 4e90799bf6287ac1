"""An address with the end of a sentence on it, or in two lines: `…/K7Q29FMD).` opens what `…/K7Q29FMD` opens.

Chats and mail programs take the sign behind a link for a part of it, and people copy it along; what counts visitors
puts `&utm_…` behind it, where there is no `?`.
"""

import re
from urllib.parse import quote

from starlette.types import ASGIApp, Receive, Scope, Send

_OURS = "/_-"  # beside letters and digits: what an address of ours may end with
_BROKEN = re.compile(r"=?[\r\n\t]+[> ]*")  # where a line was broken, in a quotation or in quoted-printable
_BEHIND = re.compile(r"[&?#\"<>\s].*", re.DOTALL)  # what an address of ours has no place for
_CODE = "/vao/"
_WITH_SLASH = "/chat/"  # whose page has one at its end, as no other has
_SHALLOW = 2  # slashes: behind the second stands what a link is for


class Tidy:
    """Takes off what no address of ours ends with."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (tidied := tidy(scope["path"])) != scope["path"]:
            scope["path"], scope["raw_path"] = tidied, quote(tidied).encode()
        await self._app(scope, receive, send)


def tidy(path: str) -> str:
    path = _BROKEN.sub("", path)
    has_own_slash = path.startswith(_WITH_SLASH)
    path = path if has_own_slash else path.rstrip("/") or "/"
    is_code = path[: len(_CODE)].lower() == _CODE  # a QR code is smaller in capitals; codes are typed with spaces too
    path = _CODE + path[len(_CODE) :] if is_code else _BEHIND.sub("", path)
    end = len(path)
    while end > 1 and not (path[end - 1].isalnum() or path[end - 1] in _OURS):
        end -= 1
    path = path[:end]
    return path if has_own_slash or path.count("/") <= _SHALLOW else path.rstrip("/")

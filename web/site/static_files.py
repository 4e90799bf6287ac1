"""Scripts, styles and pictures. A page names each with a mark of its content, so that a browser keeps it for a year and
asks for another as soon as it is another; whoever asks without the mark is told each time whether it is the same."""

import hashlib
from functools import cache
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).parents[1] / "static"
KEPT, ASKED = "public, max-age=31536000, immutable", "no-cache"


class KeptFiles(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        is_named = scope["query_string"].decode("latin-1") == f"v={mark()}"
        response.headers["Cache-Control"] = KEPT if is_named and response.status_code in (200, 304) else ASKED
        return response


def address(name: str) -> str:
    return f"/static/{name}?v={mark()}"


@cache
def mark() -> str:
    """Return one mark of all files together: a script names others that it needs."""
    digest = hashlib.sha256()
    for file in sorted(STATIC.iterdir()):
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]

"""What this process does when another one says that there is something to do."""

import asyncio
from collections.abc import Callable, Mapping

from storage.db.notify import HOLD, INBOX, OUTBOX, WEB_CHAT, Notice

LET_GO_FIRST = 0.1
"""Seconds. Whoever caused the work nearly always does it at once; the others come to help with what is left."""


class Later:
    """Calls once, a while after it was first asked to."""

    def __init__(self, call: Callable[[], None], seconds: float) -> None:
        self._call, self._seconds = call, seconds
        self._timer: asyncio.TimerHandle | None = None

    def ring(self) -> None:
        """Have the bell rung a little later, once for all calls meanwhile. Call it from the event loop's own thread
        only."""
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._seconds, self._ring)

    def _ring(self) -> None:
        self._timer = None
        self._call()


def hearing(
    to_handle: Callable[[], None], to_send: Callable[[], None], in_chat: Callable[[str], None]
) -> Callable[[Notice | None], None]:
    """Return the function to call with each notice; None as a notice stands for all that may have been missed."""
    handle, send = Later(to_handle, LET_GO_FIRST), Later(to_send, LET_GO_FIRST)
    rings: Mapping[str, Callable[[str], None]] = {
        INBOX: lambda about: handle.ring(),
        OUTBOX: lambda about: send.ring(),
        HOLD: lambda about: to_send(),  # a flood wait: every message that still goes makes it longer
        WEB_CHAT: in_chat,
    }

    def heard(notice: Notice | None) -> None:
        if notice is None:
            handle.ring()
            send.ring()
        elif notice.topic in rings:
            rings[notice.topic](notice.about)

    return heard

"""Pages that are open now, by chat, and the bells that tell them of news."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager


class Listeners:
    """Lives on one event loop: every method is called on its thread."""

    def __init__(self) -> None:
        self._bells: dict[str, set[asyncio.Event]] = defaultdict(set)
        self.closing = False

    @contextmanager
    def listening(self, public_id: str) -> Iterator[asyncio.Event]:
        """Yield a bell that rings at news in this chat, for as long as the page is open."""
        bell = asyncio.Event()
        self._bells[public_id].add(bell)
        try:
            yield bell
        finally:
            self._bells[public_id].discard(bell)
            if not self._bells[public_id]:
                del self._bells[public_id]

    def notify(self, public_id: str) -> None:
        for bell in self._bells.get(public_id, ()):
            bell.set()

    def close(self) -> None:
        """End every open stream, so that the server can stop; pages reconnect to the next one by themselves."""
        self.closing = True
        for public_id in list(self._bells):
            self.notify(public_id)

    @property
    def public_ids(self) -> list[str]:
        return list(self._bells)

    @property
    def count(self) -> int:
        return sum(map(len, self._bells.values()))

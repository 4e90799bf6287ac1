"""A bell that loops sleep on: rung while nobody listens, it is still heard at the next wait."""

import asyncio


class Bell:
    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Ring; to be called from the event loop's own thread only."""
        self._rung.set()

    def hush(self) -> None:
        """Stop ringing: what it rang for is being seen to."""
        self._rung.clear()

    async def wait(self, seconds: float | None) -> None:
        """Wait until it rings, or `seconds` have passed (None: however long it takes)."""
        try:
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        except TimeoutError:
            pass
        self._rung.clear()

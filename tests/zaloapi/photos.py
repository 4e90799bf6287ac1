"""Pictures, stickers and voices that people sent, which the server gives to whoever has the URL."""

from collections.abc import Callable

from tests.zaloapi.state import made_id

TYPES = {"jpg": "image/jpeg", "webp": "image/webp", "aac": "audio/aac"}


class Photos:
    def __init__(self, start: Callable[[], str]) -> None:
        self._start = start
        self.by_name: dict[str, bytes] = {}
        """Taking one away is how Zalo forgets it."""

    def keep(self, content: bytes, ending: str = "jpg") -> str:
        """The URL from which it can be fetched."""
        name = f"{made_id('photo', len(self.by_name))}.{ending}"
        self.by_name[name] = content
        return f"{self._start()}/photo/{name}"

    def type_of(self, name: str) -> str:
        return TYPES[name.rpartition(".")[2]]

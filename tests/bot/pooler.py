"""A pooler as small as can be: it lends its few connections to a PostgreSQL server in turns, as PgBouncer does."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal

from sqlalchemy import URL

Mode = Literal["session", "transaction", "statement"]

_SAID = b"SFATAL\0C08P01\0Mtransaction blocks not allowed in statement pooling mode\0\0"
_NO_BLOCKS = b"E" + struct.pack("!I", len(_SAID) + 4) + _SAID
_SSL, _GSS, _CANCEL = 80877103, 80877104, 80877102


def _exactly(sock: socket.socket, length: int) -> bytes:
    found = b""
    while len(found) < length:
        piece = sock.recv(length - len(found))
        if not piece:
            raise ConnectionError
        found += piece
    return found


def _message(sock: socket.socket) -> bytes:
    head = _exactly(sock, 5)
    return head + _exactly(sock, struct.unpack("!I", head[1:])[0] - 4)


class _Server:
    """One connection to PostgreSQL, ready for any client."""

    def __init__(self, path: str, startup: bytes) -> None:
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.socket.sendall(startup)
        self.greeting = b""
        while not self.greeting.endswith(b"Z\0\0\0\x05I"):
            self.greeting += _message(self.socket)

    def ask(self, asked: bytes, client: socket.socket, *, no_blocks: bool) -> bytes:
        """Passes a question and its answers on, but for the last, which says how the transaction stands."""
        self.socket.sendall(asked)
        while True:
            answer = _message(self.socket)
            if answer[:1] == b"Z" and no_blocks and answer[5:] != b"I":
                client.sendall(_NO_BLOCKS)
                raise ConnectionError
            if answer[:1] == b"Z":
                return answer
            client.sendall(answer)


class Pooler:
    """`url` leads to the same database as the one it is given, by way of the pool."""

    def __init__(self, target: URL, mode: Mode, round_robin: bool = False) -> None:
        self._path = f"{target.query['host']}/.s.PGSQL.{target.port or 5432}"
        self._mode, self._round_robin = mode, round_robin
        self._free: list[_Server] = []
        self._lock = threading.Lock()
        self._door = socket.create_server(("127.0.0.1", 0))
        port = self._door.getsockname()[1]
        self.url = target.set(host="127.0.0.1", port=port, query={}).render_as_string(hide_password=False)
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._door.close()
        for server in self._free:
            server.socket.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._door.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with suppress(OSError), client:
            startup = self._startup(client)
            first = self._take(startup)
            held = self._lent(first)  # before the client hears of it, so that what it does next finds it free
            client.sendall(first.greeting)
            try:
                while True:
                    asked = _message(client)
                    while asked[-5:] != b"S\0\0\0\x04" and asked[:1] not in (b"Q", b"X"):
                        asked += _message(client)
                    if asked[:1] == b"X":
                        return
                    held = held or self._take(startup)
                    last = held.ask(asked, client, no_blocks=self._mode == "statement")
                    if last[5:] == b"I":
                        held = self._lent(held)
                    client.sendall(last)
            finally:
                if held is not None:
                    held.socket.close()

    def _startup(self, client: socket.socket) -> bytes:
        while True:
            length = _exactly(client, 4)
            rest = _exactly(client, struct.unpack("!I", length)[0] - 4)
            if struct.unpack("!I", rest[:4])[0] not in (_SSL, _GSS, _CANCEL):
                return length + rest
            client.sendall(b"N")

    def _take(self, startup: bytes) -> _Server:
        with self._lock:
            if self._free:
                return self._free.pop(0 if self._round_robin else -1)
        return _Server(self._path, startup)

    def _lent(self, server: _Server) -> _Server | None:
        """After a transaction: still this client's, or given back."""
        if self._mode == "session":
            return server
        with self._lock:
            self._free.append(server)
        return None


@contextmanager
def pooled(target: URL, mode: Mode, round_robin: bool = False) -> Iterator[str]:
    pooler = Pooler(target, mode, round_robin)
    try:
        yield pooler.url
    finally:
        pooler.close()

"""A service that speaks as OpenAI's does (`/v1/chat/completions`): Ollama, vLLM, llama.cpp and others."""

import json
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from aiohttp import ClientResponse, ClientSession, ClientTimeout, TCPConnector
from pydantic import SecretStr

from bot.reader.local import LocalNames, NotLocalError, host_of, is_local
from domain.typed.second import Question

LONGEST_ANSWER = 65_536  # bytes
MOST_TOKENS = 1024
SECONDS = 5.0


class BadAnswerError(Exception):
    """The service answered, but not as such a service does."""


@dataclass(frozen=True, slots=True)
class Where:
    """`url` as it is set: with or without `/v1`, or the whole path."""

    url: str
    model: str | None = None  # None: the first that it has
    key: SecretStr | None = None
    may_be_remote: bool = False

    @property
    def base(self) -> str:
        url = self.url.removesuffix("/chat/completions").rstrip("/")
        return url if url.endswith("/v1") else f"{url}/v1"

    @property
    def is_refused(self) -> bool:
        """Where it can be told by the address alone."""
        return not self.may_be_remote and is_local(host_of(self.url)) is False


class Service:
    """Open between `async with`. Each call ends within the time limit."""

    def __init__(self, where: Where, seconds: float = SECONDS) -> None:
        self._where, self._seconds, self._model = where, seconds, where.model
        self._session: ClientSession | None = None

    async def __aenter__(self) -> Self:
        key = self._where.key
        self._session = ClientSession(
            connector=TCPConnector(resolver=None if self._where.may_be_remote else LocalNames()),
            timeout=ClientTimeout(total=self._seconds),
            headers={"Authorization": f"Bearer {key.get_secret_value()}"} if key is not None else None,
            trust_env=False,  # a proxy would be somebody else who reads it
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._session is not None
        await self._session.close()

    async def ask(self, question: Question) -> str:
        """Return what the model says. Raise TimeoutError, aiohttp's ClientError, OSError or BadAnswerError."""
        asked = {
            "model": await self.model(),
            "messages": question.messages,
            "temperature": 0,
            "max_tokens": MOST_TOKENS,
            "stream": False,
        }
        answer = await self._call("POST", "/chat/completions", asked)
        try:
            said = answer["choices"][0]["message"]["content"]
        except (LookupError, TypeError):
            raise BadAnswerError from None
        if not isinstance(said, str):
            raise BadAnswerError
        return said

    async def model(self) -> str:
        if self._model is None:
            answer = await self._call("GET", "/models", None)
            try:
                self._model = str(answer["data"][0]["id"])
            except (LookupError, TypeError):
                raise BadAnswerError from None
        return self._model

    async def _call(self, method: str, path: str, asked: dict[str, Any] | None) -> Any:
        if self._where.is_refused or self._session is None:
            raise NotLocalError
        url = f"{self._where.base}{path}"
        async with self._session.request(method, url, json=asked, allow_redirects=False) as response:
            if response.status != 200:
                raise BadAnswerError
            return _read(await _limited(response))


async def _limited(response: ClientResponse) -> bytes:
    content = b""
    async for chunk in response.content.iter_chunked(8192):
        content += chunk
        if len(content) > LONGEST_ANSWER:
            raise BadAnswerError
    return content


def _read(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise BadAnswerError from None

"""Trouble on order: the next calls of a method fail, come late, or lose their connection."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tests.botapi.errors import ApiError, too_many_requests

BAD_GATEWAY = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body>\r\n</html>\r\n"
When = Callable[[Mapping[str, Any]], bool]


@dataclass
class Fault:
    """What happens to `times` calls of `method` ("*" is any) whose parameters satisfy `when`."""

    method: str
    times: int
    when: When | None = None
    delay: float = 0.0
    drop: Literal["before", "after"] | None = None
    status: int | None = None
    body: str = ""

    def takes(self, method: str, params: Mapping[str, Any]) -> bool:
        named = self.method == "*" or self.method.lower() == method.lower()
        return named and self.times > 0 and (self.when is None or self.when(params))


class Faults:
    """Faults wait here in order; a call takes the first that fits it, and at most one."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def fail(
        self,
        method: str,
        times: int = 1,
        *,
        status: int = 502,
        body: str = BAD_GATEWAY,
        when: When | None = None,
    ) -> Fault:
        """Answer without doing the work; the default is the HTML page of a broken gateway."""
        return self.add(Fault(method, times, when, status=status, body=body))

    def refuse(
        self,
        method: str,
        code: int,
        description: str,
        times: int = 1,
        *,
        when: When | None = None,
        **more: int,
    ) -> Fault:
        """Answer `ok: false` with this code and description; `more` becomes `parameters`."""
        body = json.dumps(ApiError(code, description, **more).body())
        return self.fail(method, times, status=code, body=body, when=when)

    def flood(self, method: str, retry_after: int, times: int = 1, *, when: When | None = None) -> Fault:
        error = too_many_requests(retry_after)
        return self.refuse(method, 429, error.description, times, when=when, retry_after=retry_after)

    def drop(
        self,
        method: str,
        times: int = 1,
        *,
        after: bool = False,
        delay: float = 0.0,
        when: When | None = None,
    ) -> Fault:
        """Cut the connection: before the work, or `after` it, so that only the answer is lost."""
        return self.add(Fault(method, times, when, delay, drop="after" if after else "before"))

    def delay(self, method: str, seconds: float, times: int = 1, *, when: When | None = None) -> Fault:
        """Do the work late."""
        return self.add(Fault(method, times, when, delay=seconds))

    def add(self, fault: Fault) -> Fault:
        self.waiting.append(fault)
        return fault

    def clear(self) -> None:
        self.waiting.clear()

    def take(self, method: str, params: Mapping[str, Any]) -> Fault | None:
        for fault in self.waiting:
            if fault.takes(method, params):
                fault.times -= 1
                if not fault.times:
                    self.waiting.remove(fault)
                return fault
        return None

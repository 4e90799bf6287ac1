"""Trouble on order, as `tests.botapi.faults` has it, and what is Zalo's own."""

import json

from tests.botapi.errors import ApiError
from tests.botapi.faults import Fault, Faults, When
from tests.zaloapi.refusals import QUOTA_EXCEEDED


class ZaloFaults(Faults):
    """`fail` (the HTML of a broken gateway, if nothing else is said), `refuse`, `drop`, `delay`, and these.

    Fetching a picture is the method "photo".
    """

    def says_no(self, method: str, code: int, description: str, times: int = 1, *, when: When | None = None) -> Fault:
        """`"ok": false` with this code and description, in HTTP 200."""
        body = json.dumps(ApiError(code, description).body())
        return self.fail(method, times, status=200, body=body, when=when)

    def over_quota(self, method: str = "sendMessage", times: int = 1, *, when: When | None = None) -> Fault:
        return self.refuse(method, 429, QUOTA_EXCEEDED, times, when=when)


def code_of(fault: Fault) -> int:
    """What is noted of a call that met this: the error code, where the answer has one; -1 where it is none at all."""
    try:
        return int(json.loads(fault.body)["error_code"])
    except (ValueError, KeyError, TypeError):
        return fault.status if fault.status and fault.status >= 400 else -1

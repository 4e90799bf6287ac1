"""What Zalo says no with. The codes and the two words quoted are Zalo's; the other words are of this server."""

from tests.botapi.errors import ApiError

QUOTA_EXCEEDED = "Quota exceeded"
REQUEST_TIMEOUT = "Request timeout"


class GoneError(Exception):
    """Whoever asked has hung up; there is nobody to answer."""


def bad_request(reason: str) -> ApiError:
    return ApiError(400, f"Bad Request: {reason}")


def unauthorized() -> ApiError:
    return ApiError(401, "Unauthorized")


def forbidden(reason: str) -> ApiError:
    return ApiError(403, f"Forbidden: {reason}")


def not_found(reason: str) -> ApiError:
    return ApiError(404, f"Not Found: {reason}")


def request_timeout() -> ApiError:
    """An idle poll."""
    return ApiError(408, REQUEST_TIMEOUT)


def quota_exceeded() -> ApiError:
    return ApiError(429, QUOTA_EXCEEDED)

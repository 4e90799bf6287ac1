"""Pages from templates."""

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from web.site.static_files import address
from web.words import words_in

_ENVIRONMENT = Environment(
    loader=PackageLoader("web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_ENVIRONMENT.globals["static"] = address


def page(
    template: str, language: str, status: int = 200, headers: Mapping[str, str] | None = None, /, **filled: Any
) -> HTMLResponse:
    """Return the page with its words as `w`; what is filled in is escaped."""
    content = _ENVIRONMENT.get_template(template).render(w=words_in(language), language=language, **filled)
    return HTMLResponse(content, status, headers)

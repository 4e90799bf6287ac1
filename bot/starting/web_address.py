"""Where the web chat is found: noted by the running program, for the links that other commands give out."""

from sqlalchemy.orm import Session

from bot.settings import Settings
from storage.installation import settings as stored

NAME = "web"


def note(session: Session, url: str) -> None:
    """Note the URL at which the program listens."""
    stored.put(session, NAME, {"url": url})


def links_start(session: Session, settings: Settings) -> str | None:
    """Return what links begin with; None where any free port will be taken (port 0) and the program has not run yet."""
    if settings.public_url or settings.http.port:
        return settings.links_start_with
    noted = stored.get(session, NAME)
    return None if noted is None else str(noted["url"])

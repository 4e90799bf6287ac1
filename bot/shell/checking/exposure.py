"""What `dondoc check` says of who can reach what: proxies in front of the program, and its files."""

from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.orm import Session

from bot.language import say
from bot.running.forwarded_headers import networks_of, seen
from bot.settings import ENV_FILE, Settings
from bot.starting.finding import Finding, Findings, Mark
from storage.db import private
from web.site.proxies import is_trusted


def files(settings: Settings) -> Findings:
    """Say whether others on this machine can read the data, or the secrets in `.env`."""
    subject, url = say("shell.check.files"), make_url(settings.database_url.get_secret_value())
    if url.get_backend_name() == "sqlite" and url.database:
        found = list(private.open_to_others(Path(url.database)))
        if found:
            said = ", ".join(f"{file} ({mode})" for file, mode in found)
            mend = f"chmod 600 {' '.join(str(file) for file, _ in found)}"
            yield Finding(Mark.WRONG, subject, say("shell.check.files.open", files=said), mend)
        elif Path(url.database).exists():
            yield Finding(Mark.GOOD, subject, say("shell.check.files.good"))
    for file, mode in private.rights_of_others(Path(ENV_FILE)):
        said = say("shell.check.env_file.open", file=file, mode=mode)
        yield Finding(Mark.NOTE, say("shell.check.env_file"), said, f"chmod 600 {file}")


def proxies(settings: Settings, session: Session) -> Findings:
    """Say whether everybody seems to come from one address, as a proxy's word is not taken."""
    subject, peer = say("shell.check.proxies"), seen(session)
    trusted = networks_of(settings.trusted_proxies)
    if peer and not is_trusted(peer, trusted):
        said = say("shell.check.proxies.untrusted", peer=peer)
        yield Finding(Mark.NOTE, subject, said, say("shell.check.proxies.trust", peer=peer))
    elif trusted:
        said = say("shell.check.proxies.trusted", networks=", ".join(settings.trusted_proxies))
        yield Finding(Mark.GOOD, subject, said)
    elif (settings.public_url or "").startswith("https://"):
        yield Finding(Mark.NOTE, subject, say("shell.check.proxies.unset"), say("shell.check.proxies.set"))

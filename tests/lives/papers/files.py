"""Files that were made, as the text in them, so that they are looked at like what is said in a chat."""

import re
from collections.abc import Collection, Iterator
from io import BytesIO
from zipfile import ZipFile

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from storage.tables import Address, Export

_END = re.compile(r"</w:p>|</si>|\n")  # of what stands by itself
_TAG = re.compile(r"<[^>]*>")


def text_of(content: bytes) -> str:
    """All words in a file of Word or Excel, also in its head, notes and properties; "" for a picture."""
    if not content.startswith(b"PK"):
        return ""
    with ZipFile(BytesIO(content)) as file:
        parts = [file.read(name).decode() for name in file.namelist() if name.endswith(".xml")]
    lines = (_TAG.sub("", line) for part in parts for line in _END.split(part))
    return "\n".join(filter(str.strip, lines))


def made_since(session: Session, after: int) -> list[Export]:
    """All that were asked for after that one, with what is in them."""
    return [*session.scalars(select(Export).where(Export.id > after).options(undefer(Export.content)))]


class NewFiles:
    """Each file once, for whoever asked for it."""

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def read(self, session: Session) -> Iterator[tuple[str, str, Collection[int], str]]:
        """Chat, name, the plans it is about, and text of those that came since."""
        rows = session.execute(
            select(Export.id, Address.chat_id, Export.name, Export.plan_ids)
            .join(Address, Address.id == Export.address_id)
            .where(Export.state == "ready", Export.name.is_not(None), Export.id.not_in(self._seen))
        ).all()
        for id, chat, name, plan_ids in rows:
            self._seen.add(id)
            content = session.scalar(select(Export.content).where(Export.id == id))
            yield chat, name or "", plan_ids, text_of(content or b"")

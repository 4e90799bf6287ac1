"""The files that a message brought."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from storage.tables import Attachment


def sent_as(session: Session, address_id: int, source: str) -> list[Attachment]:
    """Return what came into this chat under that name of the channel's, with all of its album."""
    here = Attachment.address_id == address_id
    albums = select(Attachment.album).where(here, Attachment.source == source, Attachment.album.is_not(None))
    found = select(Attachment).where(here, or_(Attachment.source == source, Attachment.album.in_(albums)))
    return list(session.scalars(found.order_by(Attachment.id).execution_options(populate_existing=True)))

"""What is in a file that came in."""

import hashlib

from domain.files import attachments
from storage.reporting.attachments import ExaminedFile


def looked(content: bytes, name: str) -> ExaminedFile:
    """Return the kind, hash and size of a file. Takes as long as hashing 20 MB does; raises
    `domain.files.attachments.Refused`."""
    kind = attachments.look(content, name)
    return ExaminedFile(kind, hashlib.sha256(content).hexdigest(), len(content))

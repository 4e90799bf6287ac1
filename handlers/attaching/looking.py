"""What is in a file that came in."""

import hashlib

from domain.files import attachments
from storage.reporting.attachments import ExaminedFile


def looked(content: bytes, name: str) -> ExaminedFile:
    """Return the kind, hash and size of a file, which takes as long as hashing 20 MB does. Raise
    `domain.files.attachments.RefusedFile`."""
    kind = attachments.look(content, name)
    return ExaminedFile(kind, hashlib.sha256(content).hexdigest(), len(content))

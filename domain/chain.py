"""A chain over entries that are only added: each link holds the one before, so that what is removed shows."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

START = "0" * 64


def link(before: str, entry: Mapping[str, Any]) -> str:
    """Return the next link: SHA-256, as hexadecimal, over the link before and the entry in one form (sorted keys,
    UTF-8)."""
    written = json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{written}".encode("utf-8", "surrogatepass")).hexdigest()

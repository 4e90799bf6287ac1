"""What `dondoc check` says of the audit log."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.audit import audit_chain
from storage.tables import Organisation

SHOWN = 10
WORDS = {
    "changed": "mục số {n} đã bị sửa",
    "removed": "mục số {n} đã bị xóa",
    "reordered": "thiếu mục số {n}",
    "unsealed": "bản ghi {n} không nằm trong chuỗi",
}


def flaws_told(session: Session) -> list[str]:
    """One line for each flaw, the first of them."""
    found = list(audit_chain.flaws(session, datetime.now(UTC)))
    lines = [f"{one.organisation}: {WORDS[one.what].format(n=one.number)}" for one in found[:SHOWN]]
    return [*lines, f"… và {len(found) - SHOWN} chỗ khác"] if len(found) > SHOWN else lines


def heads(session: Session) -> Iterator[str]:
    """`HOAMAI: 120 mục, mã cuối 3f2a…`; noted elsewhere it proves the log up to there."""
    for id, code in session.execute(select(Organisation.id, Organisation.code).order_by(Organisation.id)):
        number, link = audit_chain.head(session, id)
        yield f"{code}: {number} mục, mã cuối {link[:16]}"

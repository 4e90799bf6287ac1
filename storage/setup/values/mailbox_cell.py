"""What is said of a cell or line that should hold a mail address and does not."""

from domain.messaging.email_addresses import mailbox, mailboxes_in
from domain.text import fold


def instead_of_mailbox(text: str) -> str:
    """What to write in the place of what was written there."""
    found = mailboxes_in(text)
    if len(found) > 1:
        return f"mỗi người chỉ ghi một địa chỉ: {' hoặc '.join(found[:3])}"
    if found:
        return f"chỉ ghi địa chỉ: {found[0]}"
    if "@" not in text:
        return "chưa có hộp thư thì để trống; có thì ghi địa chỉ e-mail như ten@coquan.vn"
    if not text.isascii() and mailbox(fold(text)):
        return f"địa chỉ e-mail không có dấu: {fold(text)}?"
    joined = "".join(text.split())
    if joined != text and mailbox(joined):
        return f"địa chỉ e-mail không có dấu cách: {joined}?"
    return "cần một địa chỉ e-mail như ten@coquan.vn"

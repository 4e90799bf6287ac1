"""Whether a text is marked as a state secret, which has no place in a public chat.

The three degrees of the Law on Protection of State Secrets (117/2025/QH15): tuyệt mật, tối mật, mật. Diacritics
count: without them "mật" is also "mất" (lost) and "mắt" (eye); and "bảo mật", "mật độ" are everyday words.
"""

import re

_EVERYDAY = r"(?!\s+(?:độ|mã|khẩu|ong|mía|thiết|thư|vụ|ngữ)\b)"
_MARKS = re.compile(
    # The stamp at the beginning of a line: alone, or set apart from what follows it.
    r"^[^\w\n]*mật(?:[^\w\n]*$|[ ]*[:.;|!–—]|[ ]+-|-[ ])"
    rf"|^[^\w\n]*(?-i:MẬT)\b{_EVERYDAY}(?![-])"
    # In capitals at the end of one, where it is no second half of a word (BẢO MẬT, BÍ MẬT).
    r"|(?<!bảo )(?<!bí )(?<!cơ )(?<!thân )\b(?-i:MẬT)[^\w\n]*$"
    # Between brackets or quotes.
    r"|[(\[{<\"“'«*_]\s*mật\s*[)\]}>\"”'»*_]"
    r"|\b(?:tuyệt mật|tối mật|độ mật)\b"
    rf"|\b(?:tài liệu|văn bản|công văn|báo cáo|dấu) mật\b{_EVERYDAY}",
    re.IGNORECASE | re.MULTILINE,
)


def is_marked_secret(text: str) -> bool:
    """Say whether the text is marked as secret; `text` is in NFC."""
    return _MARKS.search(text) is not None

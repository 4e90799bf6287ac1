"""Whether a text is marked as a state secret, which has no place in a public chat.

The three degrees of the Law on Protection of State Secrets 2018, art. 8: tuyệt mật, tối mật, mật. Diacritics
count: without them "mật" is also "mất" (lost) and "mắt" (eye); and "bảo mật", "mật độ" are everyday words.
"""

import re

_MARKS = re.compile(
    r"^\W*mật\W*$"  # the stamp alone on its line
    r"|[(\[]\s*mật\s*[)\]]"
    r"|\b(?:tuyệt mật|tối mật|độ mật|(?:tài liệu|văn bản|công văn|báo cáo) mật(?!\s+(?:độ|mã|khẩu|ong|thiết)\b))\b",
    re.IGNORECASE | re.MULTILINE,
)


def is_marked_secret(text: str) -> bool:
    """`text` in NFC."""
    return _MARKS.search(text) is not None

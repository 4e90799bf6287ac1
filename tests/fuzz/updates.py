"""Telegram updates as the town's people might cause them, and some that nobody ever should."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tests.fuzz.sayings import COMMANDS, LINES, ODD
from tests.town import GROUPS, PEOPLE, Town

Json = dict[str, Any]

IN_TELEGRAM = tuple(chat for chat in PEOPLE if chat.isdigit())
STRANGERS = ("7001", "7002", "9007199254740993")
KEY_LETTERS = "ABCDEFGHabcdefgh0123456789-_"
OTHER_KINDS: Mapping[str, Json] = {
    "channel_post": {"message_id": 1, "chat": {"id": -1009, "type": "channel", "title": "K"}, "date": 1, "text": "x"},
    "inline_query": {"id": "1", "from": {"id": 100, "first_name": "L"}, "query": "báo cáo", "offset": ""},
    "poll": {"id": "1", "question": "?", "options": [], "total_voter_count": 0},
    "chat_join_request": {"chat": {"id": -500, "type": "group"}, "from": {"id": 100}, "user_chat_id": 100, "date": 1},
    "message_reaction": {"chat": {"id": 100, "type": "private"}, "message_id": 1, "new_reaction": []},
    "business_message": {"message_id": 1, "chat": {"id": 100, "type": "private"}, "text": "/nhiemvu"},
    "chat_boost": {"chat": {"id": -500}, "boost": {}},
    "thing_of_the_future": {"chat": {"id": 100}, "text": "/baocao"},
}
REPORTING = (
    ("/baocao", "/khongphatsinh"),
    ("1", "1", "2"),
    (LINES[2], LINES[3], LINES[1]),
    ("Đúng, ghi vào nháp",),
    ("Xem lại",),
    ("Gửi báo cáo",),
    ("Sửa", "/lichsu", "/vuongmac 2.7 ⟪me⟫", "/vuongmac khẩn: ⟪me⟫"),
    ("Gửi vướng mắc", "Gửi vướng mắc", "/nhiemvu"),
)
"""Said one after another, which is a whole report where one is owed."""
REVIEWING = (
    ("/duyet",),
    ("Xem 1", "Xem 2"),
    ("Trả lại", "Chấp nhận", "Trả lại"),
    ("2.7 thiếu số liệu ⟪me⟫", "K.3: nêu rõ ⟪me⟫", "⟪me⟫"),
    ("Trả lại", "Thêm ý kiến"),
    ("/duyet PKT", "/duyet phòng", "/tonghop"),
    ("Xem 1", "Chốt số liệu", "Xuất Word"),
    ("Mở lại đến thứ Hai", "Chốt số liệu", "So với lần trước"),
    ("/vuongmac",),
    ("Xem 1",),
    ("Trả lời", "Chuyển", "Đóng"),
    ("phòng ⟪me⟫", "PKT", "⟪me⟫"),
    ("Gửi trả lời", "1", "Thôi"),
)
"""What those who follow say one after another: a report returned or accepted, and collated."""
CONTENTS: Mapping[str, Any] = {
    "sticker": {"file_id": "s", "emoji": "👍"},
    "voice": {"file_id": "v", "duration": 3},
    "location": {"latitude": 11.9, "longitude": 108.4},
    "contact": {"phone_number": "000", "first_name": "Lan"},
    "document": {"file_id": "d", "file_name": "Báo cáo ⟪me⟫.docx", "file_size": 10**9},
    "photo": [{"file_id": "p", "file_size": 1, "width": 1, "height": 1}],
    "dice": {"emoji": "🎲", "value": 6},
    "new_chat_members": [{"id": 100, "first_name": "Lan", "is_bot": False}],
    "migrate_to_chat_id": -100777,
    "web_app_data": {"data": "x", "button_text": "y"},
}


@dataclass(frozen=True, slots=True)
class Sent:
    """An update, and from whose chat it comes: in a group, whom it says it is from."""

    update: Json
    chat: str
    by: str
    is_meant: bool = False  # it is to arrive as it is


class Writer:
    """Makes updates for a town; what it draws follows from the seed."""

    def __init__(self, draw: random.Random) -> None:
        self._draw = draw
        self._number = 10_000
        self._made: list[Sent] = []
        self._reporter, self._steps = IN_TELEGRAM[0], 0
        self._reader, self._read = IN_TELEGRAM[0], 0
        kinds: list[tuple[Callable[[Town], Sent], int]] = [
            (self._says, 30), (self._presses_own, 34), (self._presses_anothers, 6), (self._forges, 6),
            (self._edits, 3), (self._sends_something, 5), (self._in_a_group, 8), (self._comes_or_goes, 2),
            (self._of_another_kind, 3), (self._types_a_code, 3), (self._again, 3), (self._goes_on, 25),
            (self._reviews, 22),
        ]  # fmt: skip
        self._kinds, self._weights = zip(*kinds, strict=True)

    def next(self, town: Town) -> Sent:
        sent: Sent = self._draw.choices(self._kinds, self._weights)[0](town)
        self._made = [*self._made[-200:], sent]
        return sent

    def _says(self, town: Town) -> Sent:
        chat = self._person()
        return self._message(chat, text=self._text(chat))

    def _goes_on(self, town: Town) -> Sent:
        """One step further in a whole report, so that much is handed in, corrected and handed in again."""
        step = self._steps % len(REPORTING)
        self._steps += 1
        if step == 0:
            self._reporter = self._draw.choice(IN_TELEGRAM)
        text = self._draw.choice(REPORTING[step]).replace("⟪me⟫", f"⟪{self._reporter}⟫")
        return replace(self._message(self._reporter, text=text), is_meant=True)

    def _reviews(self, town: Town) -> Sent:
        """One step further in reading reports, in the chat of somebody who follows them."""
        step = self._read % len(REVIEWING)
        self._read += 1
        if step == 0:
            self._reader = self._draw.choice(("900", "901", "900", "901", *IN_TELEGRAM[:3]))
        text = self._draw.choice(REVIEWING[step]).replace("⟪me⟫", f"⟪{self._reader}⟫")
        return replace(self._message(self._reader, text=text), is_meant=True)

    def _types_a_code(self, town: Town) -> Sent:
        codes = town.codes() or ["WRONG234"]
        code = self._draw.choice(codes)
        return self._message(self._person(), text=self._draw.choice((code, f"/start {code}", f"bắt đầu {code}")))

    def _presses_own(self, town: Town) -> Sent:
        chat = self._draw.choice(IN_TELEGRAM)
        return self._pressed(town, chat, chat, self._draw.choice((3, 12, 400)))

    def _presses_anothers(self, town: Town) -> Sent:
        return self._pressed(town, self._draw.choice(IN_TELEGRAM), self._draw.choice(IN_TELEGRAM), 400)

    def _pressed(self, town: Town, chat: str, whose: str, latest: int) -> Sent:
        found = town.button(whose, self._draw.randrange(latest))
        if found is None:
            return self._message(chat, text="/nhiemvu")
        heard, _, key = found
        return self._press(chat, key, int(heard.message_id.removeprefix("m").removeprefix("in")))

    def _forges(self, town: Town) -> Sent:
        chat = self._person()
        found = town.button(self._draw.choice(IN_TELEGRAM), self._draw.randrange(400))
        real = found[2] if found else "A" * 20
        at = self._draw.randrange(len(real))
        made_up = "".join(self._draw.choices(KEY_LETTERS, k=self._draw.randrange(70)))
        forged = (
            made_up, real[:at], real + "A", real[:at] + self._draw.choice(KEY_LETTERS) + real[at + 1 :],
            real.lower(), "\0", "\ud800", "é" * 40, "report.send", '{"obligation_id": 1, "unit_id": 1}', f"{real}\n",
        )  # fmt: skip
        return self._press(chat, self._draw.choice(forged), self._draw.randrange(400))

    def _press(self, chat: str, key: str, message_id: int) -> Sent:
        message = {"message_id": message_id, "chat": _private(chat), "date": 1}
        query = {"id": str(self._number), "from": _user(chat), "message": message, "data": key}
        return self._sent("callback_query", query, chat, chat)

    def _edits(self, town: Town) -> Sent:
        chat = self._person()
        message = {"message_id": self._draw.randrange(400), "chat": _private(chat), "from": _user(chat), "date": 1}
        return self._sent("edited_message", {**message, "text": self._text(chat)}, chat, chat)

    def _sends_something(self, town: Town) -> Sent:
        what = self._draw.choice(sorted(CONTENTS))
        return self._message(self._person(), **{what: CONTENTS[what]}, caption=self._text("me"))

    def _in_a_group(self, town: Town) -> Sent:
        group, by = self._draw.choice(GROUPS), self._person()
        where = {"chat": {"id": int(group), "type": "supergroup", "title": "Nhóm"}, "from": _user(by), "date": 1}
        if self._draw.random() < 0.3 and (found := town.button(group, self._draw.randrange(40))):
            query = {"id": "q", "from": where.pop("from"), "message": {**where, "message_id": 5}, "data": found[2]}
            return self._sent("callback_query", query, group, by)
        text = self._text(by)
        named = text.replace(" ", "@dondoc_bot ", 1) if text.startswith("/") and " " in text else text
        command = {"type": "bot_command", "offset": 0, "length": len(named.split(" ")[0])}
        return self._sent("message", {**where, "message_id": 9, "text": named, "entities": [command]}, group, by)

    def _comes_or_goes(self, town: Town) -> Sent:
        chat = self._draw.choice((*IN_TELEGRAM, *GROUPS))
        before, after = self._draw.sample(("member", "kicked", "left", "administrator", "restricted"), 2)
        place = {"id": int(chat), "type": "group"} if chat in GROUPS else _private(chat)
        by = self._person() if chat in GROUPS else chat
        change = {
            "chat": place,
            "from": _user(by),
            "old_chat_member": {"status": before},
            "new_chat_member": {"status": after},
        }
        return self._sent("my_chat_member", change, chat, by)

    def _of_another_kind(self, town: Town) -> Sent:
        kind = self._draw.choice(sorted(OTHER_KINDS))
        return self._sent(kind, OTHER_KINDS[kind], "", "")

    def _again(self, town: Town) -> Sent:
        """One that was delivered before; nothing may happen twice."""
        return self._draw.choice(self._made) if self._made else self._says(town)

    def _message(self, chat: str, **content: Any) -> Sent:
        whole = {"message_id": self._number, "chat": _private(chat), "from": _user(chat), "date": 1, **content}
        return self._sent("message", whole, chat, chat)

    def _sent(self, kind: str, content: Json, chat: str, by: str) -> Sent:
        self._number += 1
        return Sent({"update_id": self._number, kind: content}, chat, by)

    def _person(self) -> str:
        return self._draw.choice(IN_TELEGRAM if self._draw.random() < 0.95 else STRANGERS)

    def _text(self, chat: str) -> str:
        texts = self._draw.choices((COMMANDS, LINES, ODD), (4, 5, 1))[0]
        return self._draw.choice(texts).replace("⟪me⟫", f"⟪{chat}⟫")


def _private(chat: str) -> Json:
    return {"id": int(chat), "type": "private", "first_name": "Ai"}


def _user(chat: str) -> Json:
    return {"id": int(chat), "is_bot": False, "first_name": f"Người {chat}", "language_code": "vi"}

"""What one person can do in a chat: press what is on the screen by what it does, and type what is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from domain.messaging.channels import WITHOUT_BUTTONS
from domain.messaging.messages import Button
from storage.tables import Address, ButtonKey, Requirement, RequirementTask, Task
from storage.tables import Obligation as Expected
from tests.lives.drawing import Draw
from tests.lives.house import House
from tests.world import Heard

LOOKS_BACK = 3  # cards
SHY = frozenset({"leave", "extension.leave", "extend.leave", "nudge.leave", "email.remove", "setup.drop"})
"""Ways out; seldom taken, as else nothing would ever be done."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A button on the screen, and what pressing it does."""

    heard: Heard
    button: Button
    action: str
    args: Mapping[str, Any]


class Hand:
    def __init__(self, house: House, draw: Draw, chat: str, by: str | None = None) -> None:
        self.house, self.draw, self.chat, self.by = house, draw, chat, by
        self.can_press = house._channel(chat) not in WITHOUT_BUTTONS

    # Seeing

    @property
    def offers(self) -> list[Offer]:
        """Those of the newest card first."""
        return self.on(list(reversed(self.house.screens.get(self.chat, [])[-LOOKS_BACK:])))

    def on(self, cards: Sequence[Heard]) -> list[Offer]:
        """What can be pressed on these."""
        shown = [(heard, button) for heard in cards for row in heard.card.rows for button in row if button.key]
        if not shown:
            return []
        with self.house.database.transaction() as session:
            keys = [button.key for _, button in shown]
            found = {row.key: row for row in session.scalars(select(ButtonKey).where(ButtonKey.key.in_(keys)))}
        return [
            Offer(heard, button, found[button.key].action, found[button.key].args)
            for heard, button in shown
            if button.key in found
        ]

    @property
    def newest(self) -> list[Offer]:
        """Of the last card only."""
        screen = self.house.screens.get(self.chat, [])
        return [offer for offer in self.offers if offer.heard is screen[-1]] if screen else []

    @property
    def focus(self) -> Mapping[str, Any]:
        """The open question."""
        with self.house.database.transaction() as session:
            found = session.scalar(
                select(Address.focus).where(
                    Address.chat_id == self.chat, Address.channel == self.house._channel(self.chat)
                )
            )
        return found or {}

    def find(self, action: str, **args: Any) -> Offer | None:
        return next((one for one in self.offers if one.action == action and args.items() <= one.args.items()), None)

    # Doing

    def says(self, text: str) -> None:
        self.house.says(self.chat, text, by=self.by)

    def hears(self, said: str | Offer) -> list[Heard]:
        """Types or presses it, and gives all that comes back here: behind an answer may stand what it put an end to."""
        before = len(self.house.shown)
        if isinstance(said, Offer):
            self.takes(said)
        else:
            self.says(said)
        return [heard for chat, heard in self.house.shown[before:] if chat == self.chat]

    def press(self, action: str, **args: Any) -> bool:
        """Whether there was such a button."""
        found = self.find(action, **args)
        if found is not None:
            self.takes(found)
        return found is not None

    def takes(self, offer: Offer) -> None:
        """Presses it; where nothing can be pressed, types its number, or what it says."""
        if self.can_press:
            self.house.sends(self.chat, "button", by=self.by, key=offer.button.key, message_id=offer.heard.message_id)
        else:
            self.says(offer.button.number or offer.button.label)

    def wanders(self, moves: int) -> None:
        """Presses this and that, and answers what is asked."""
        for _ in range(moves):
            typed = self._answer()
            offers = [one for one in self.newest if one.action not in SHY or self.draw.maybe(0.1)]
            if offers and (typed is None or self.draw.maybe(0.6)):
                self.takes(self.draw.one(offers))
            elif typed is not None:
                self.says(typed)
            else:
                return

    def _answer(self) -> str | None:
        """What may be typed where something is asked."""
        focus = self.focus
        asked = focus.get("ask")
        if asked == "own":
            return self.own_value(focus["obligation_id"], focus["field_code"])
        if asked == "card":
            return self.line(focus["obligation_id"], some=True)
        found = ANSWERS.get(str(asked))
        return None if found is None else self.draw.one(found).replace("⟪me⟫", self.mark)

    @property
    def mark(self) -> str:
        """Whoever reads it sees whose words they are."""
        return f"⟪{self.chat}⟫"

    # Reporting

    def task_ids(self, obligation_id: int) -> dict[str, int]:
        """By their codes."""
        with self.house.database.transaction() as session:
            return dict(
                session.execute(
                    select(Task.code, Task.id)
                    .join(RequirementTask, RequirementTask.task_id == Task.id)
                    .join(Expected, Expected.requirement_id == RequirementTask.requirement_id)
                    .where(Expected.id == obligation_id)
                    .order_by(Task.position)
                ).all()
            )

    def own_fields(self, obligation_id: int) -> list[Mapping[str, Any]]:
        with self.house.database.transaction() as session:
            found = session.scalar(
                select(Requirement.fields)
                .join(Expected, Expected.requirement_id == Requirement.id)
                .where(Expected.id == obligation_id)
            )
        return found or []

    def own_value(self, obligation_id: int, code: str) -> str:
        field = next((one for one in self.own_fields(obligation_id) if one["code"] == code), None)
        return "không có" if field is None else self.value_of(field)

    def value_of(self, field: Mapping[str, Any]) -> str:
        """As somebody types it."""
        draw, day = self.draw, self.house.now.date() - timedelta(days=self.draw.randrange(40))
        if field["kind"] == "number":
            least, most = field.get("min") or 0, field.get("max") or 3000
            value = round(draw.uniform(least, most), draw.choice((0, 0, 1)))
            return f"{value:.1f}".replace(".", ",").removesuffix(",0")
        if field["kind"] == "choice":
            return str(draw.one(field["choices"])["name"])
        if field["kind"] == "date":
            return f"{day:%d/%m/%Y}"
        if field["kind"] == "document":
            return f"số {draw.randint(1, 99)}/KH-UBND ngày {day:%d/%m/%Y}"
        return f"đã họp {self.mark}"[: field.get("limit") or 500]

    def line(self, obligation_id: int, *, some: bool = False) -> str:
        """All tasks in one line, or some of them."""
        codes = list(self.task_ids(obligation_id))
        said = []
        for code in self.draw.some(codes) if some and codes else codes:
            how = self.draw.one(("xong", "chưa làm", f"{self.draw.randrange(1, 100)}%", "72,5%"))
            more = self.draw.one(
                ("", "", f", vướng: thiếu mặt bằng {self.mark}", f", kiến nghị: cấp thêm vốn {self.mark}")
            )
            own = [one for one in self.own_fields(obligation_id) if not one["tasks"] or code in one["tasks"]]
            if own and self.draw.maybe(0.3):
                field = self.draw.one(own)
                more += f", {field['name']}: {self.value_of(field)}"
            said.append(f"{code} {how}{more}")
        return "; ".join(said) or "xong"


ANSWERS: Mapping[str, tuple[str, ...]] = {
    "announce": ("Họp giao ban 14:00 thứ Sáu ⟪me⟫",),
    "answer": ("đã điều xe bơm ⟪me⟫", "chờ ý kiến Sở"),
    "away": ("hôm nay", "mai", "3 ngày", "từ mai đến thứ Sáu"),
    "email": ("moi@coquan.example", "không phải thư"),
    "excuse": ("bão lũ ⟪me⟫",),
    "extend": ("3 ngày vì chờ số liệu ⟪me⟫", "5 ngày làm việc", "cuối tháng"),
    "extend.why": ("chờ số liệu ⟪me⟫",),
    "extension.other": ("7 ngày", "2 ngày làm việc"),
    "extension.refuse": ("đã gia hạn một lần ⟪me⟫",),
    "figures": ("giải ngân 1.200 triệu đồng",),
    "filter": ("phường", "BC1"),
    "forward": ("U1", "Hùng"),
    "general": ("5 ngày", "10 ngày làm việc"),
    "invite": ("U2",),
    "nudge": ("Đề nghị gửi trước 16 giờ ⟪me⟫",),
    "obstacle": ("thiếu mặt bằng ⟪me⟫", "không có"),
    "percent": ("40", "72,5%", "abc"),
    "raise": ("kho giống bị ngập ⟪me⟫", "khẩn: 2.7 vườn ươm bị ngập ⟪me⟫", "kiến nghị cấp thêm vốn ⟪me⟫"),
    "recommendation": ("cấp thêm vốn ⟪me⟫",),
    "result": ("đã tổ chức 3 lớp cho 120 hộ ⟪me⟫",),
    "return": ("2.7 số này chưa đúng ⟪me⟫", "bổ sung phụ lục ⟪me⟫"),
    "task": ("40%", "đã làm xong phần một ⟪me⟫", "xong, vướng thiếu vốn ⟪me⟫"),
    "unit": ("U2", "phường"),
    "unlock": ("sửa số liệu 2.7 ⟪me⟫",),
}

"""Groups from the outside: who is in them, bots coming and going, becoming a supergroup."""

from collections.abc import Iterable

from tests.botapi.accounts import BotAccount
from tests.botapi.errors import Json
from tests.botapi.members import membership
from tests.botapi.people import Person
from tests.botapi.state import Chat, Message, User


class Group(Chat):
    """A group or (ids from -100… down) a supergroup; give it as `chat=` to what a person does."""

    def __init__(self, id: int, title: str, people: Iterable[Person], bots: dict[str, BotAccount]) -> None:
        assert id < 0, "ids of groups are negative"
        super().__init__(id, "supergroup" if str(id).startswith("-100") else "group", title)
        self._bots = bots
        for person in people:
            self.members[person.id] = person.user

    async def adds_bot(self, by: Person, admin: bool = False) -> None:
        """A member brings their bot in, or makes it administrator if it is there."""
        bot = by.bot
        assert by.id in self.members, f"{by.user.first_name} is not in {self.title!r}"
        present = self.bots.get(bot.id) in ("member", "administrator")
        self._change_bot(by.user, bot, "administrator" if admin else "member")
        if not present:
            self.announce(by.user, {"new_chat_members": [bot.user.as_json()]})

    async def kicks_bot(self, by: Person) -> None:
        self.announce(by.user, {"left_chat_member": by.bot.user.as_json()})
        self._change_bot(by.user, by.bot, "kicked")

    async def adds(self, person: Person, by: Person) -> None:
        self.members[person.id] = person.user
        self.announce(by.user, {"new_chat_members": [person.user.as_json()]})

    async def removes(self, person: Person, by: Person) -> None:
        self.announce(by.user, {"left_chat_member": person.user.as_json()})
        del self.members[person.id]

    async def retitles(self, title: str, by: Person) -> None:
        self.title = title
        self.announce(by.user, {"new_chat_title": title})

    def opens_topic(self, by: Person, name: str) -> int:
        """Its thread id: that of the notice which opens it."""
        assert self.kind == "supergroup", "only supergroups have topics"
        notice = self.announce(by.user, {"forum_topic_created": {"name": name, "icon_color": 7322096}})
        self.topics[notice.id] = True
        return notice.id

    def closes_topic(self, topic: int) -> None:
        self.topics[topic] = False

    def closes_general(self) -> None:
        self.general_is_open = False

    def denies(self, *what: str) -> None:
        """Its members may not send this: text messages, photos, documents."""
        self.denied = set(what)

    def upgrade(self, new_id: int) -> "Group":
        """Become a supergroup: a new chat, and one service message in each telling of the other."""
        assert self.kind == "group", f"{self.title!r} is a supergroup already"
        successor = Group(new_id, self.title, [], self._bots)
        assert successor.kind == "supergroup", "ids of supergroups begin with -100"
        successor.members, successor.bots = self.members, dict(self.bots)
        successor.admins = self.admins
        by = next(iter(self.members.values()))
        self.announce(by, {"migrate_to_chat_id": new_id})
        self.migrated_to = new_id
        successor.announce(by, {"migrate_from_chat_id": self.id})
        return successor

    def announce(self, by: User, body: Json) -> Message:
        """A service message, which every bot in the group hears."""
        here = [bot for bot in self._bots.values() if self.bots.get(bot.id) in ("member", "administrator")]
        now = next(iter(self._bots.values())).world.now()
        message = self.add("service", by, body, now)
        for bot in here:
            bot.updates.push("message", message.as_json())
        return message

    def _change_bot(self, by: User, bot: BotAccount, status: str) -> None:
        before = self.bots.get(bot.id, "left")
        self.bots[bot.id] = status
        bot.updates.push("my_chat_member", membership(self, by, bot, before, bot.world.now()))

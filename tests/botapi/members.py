"""Who is what in a chat, as the Bot API's ChatMember and ChatMemberUpdated say it."""

from tests.botapi.accounts import BotAccount
from tests.botapi.errors import Json
from tests.botapi.state import Chat, User

RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users",
    "can_post_stories", "can_edit_stories", "can_delete_stories",
)  # fmt: skip


def member_json(chat: Chat, user: User, status: str | None = None) -> Json:
    """A ChatMember as the chat has it now, or with the status given."""
    if status is None:
        status = chat.bots.get(user.id) or ("member" if user.id in chat.members else "left")
        if user.id in chat.admins:
            status = "administrator"
    member: Json = {"user": user.as_json(), "status": status}
    if status == "administrator":
        member |= dict.fromkeys(RIGHTS, True) | {"can_be_edited": False, "is_anonymous": False}
    return member | {"until_date": 0} if status == "kicked" else member


def membership(chat: Chat, by: User, bot: BotAccount, before: str, now: float) -> Json:
    """A ChatMemberUpdated about the bot itself: what it was and what it is now."""
    return {
        "chat": chat.as_json(),
        "from": by.as_json(),
        "date": int(now),
        "old_chat_member": member_json(chat, bot.user, before),
        "new_chat_member": member_json(chat, bot.user),
    }

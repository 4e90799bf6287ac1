"""What a Telegram message holds: a text, a file, or something else that has a name."""

from dataclasses import dataclass, field
from typing import Any

from bot.channels.json_fields import NOTHING, Fields, inner, number, text
from domain.messaging.messages import Kind

LONGEST_TEXT = 20_000  # code points kept; Telegram itself sends at most 4096
LONGEST_NAME = 255

# In this order: an animation also comes as a document, a venue as a location.
FILES = ("document", "photo", "video")
OTHERS = (
    "animation", "sticker", "voice", "video_note", "audio", "venue", "location", "contact", "poll", "dice",
    "game", "story", "invoice", "paid_media", "checklist", "giveaway", "live_photo",
)  # fmt: skip

# What a message about a message, its sender or its chat may hold; beside these, content is of a kind unknown here.
ABOUT = frozenset({
    "message_id", "message_thread_id", "direct_messages_topic", "from", "sender_chat", "sender_boost_count",
    "sender_business_bot", "sender_tag", "date", "guest_query_id", "business_connection_id", "chat",
    "forward_origin", "forward_from", "forward_from_chat", "forward_from_message_id", "forward_signature",
    "forward_sender_name", "forward_date", "is_topic_message", "is_automatic_forward", "reply_to_message",
    "external_reply", "quote", "reply_to_story", "reply_to_checklist_task_id", "reply_to_poll_option_id", "via_bot",
    "edit_date", "has_protected_content", "is_from_offline", "is_paid_post", "media_group_id", "author_signature",
    "paid_star_count", "entities", "link_preview_options", "suggested_post_info", "effect_id", "caption",
    "caption_entities", "show_caption_above_media", "has_media_spoiler", "reply_markup",
})  # fmt: skip
# Notices of the chat itself, which nobody said. (That the bot came or went is told by my_chat_member.)
NOTICES = frozenset({
    "new_chat_members", "new_chat_member", "new_chat_participant", "left_chat_member", "left_chat_participant",
    "chat_owner_left", "chat_owner_changed", "new_chat_title", "new_chat_photo", "delete_chat_photo",
    "group_chat_created", "supergroup_chat_created", "channel_chat_created", "message_auto_delete_timer_changed",
    "migrate_from_chat_id", "pinned_message", "successful_payment", "refunded_payment", "users_shared", "chat_shared",
    "gift", "unique_gift", "gift_upgrade_sent", "connected_website", "write_access_allowed", "passport_data",
    "proximity_alert_triggered", "boost_added", "chat_background_set", "checklist_tasks_done",
    "checklist_tasks_added", "direct_message_price_changed", "forum_topic_created", "forum_topic_edited",
    "forum_topic_closed", "forum_topic_reopened", "general_forum_topic_hidden", "general_forum_topic_unhidden",
    "giveaway_created", "giveaway_winners", "giveaway_completed", "managed_bot_created", "paid_message_price_changed",
    "poll_option_added", "poll_option_deleted", "suggested_post_approved", "suggested_post_approval_failed",
    "suggested_post_declined", "suggested_post_paid", "suggested_post_refunded", "video_chat_scheduled",
    "video_chat_started", "video_chat_ended", "video_chat_participants_invited", "web_app_data",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    kind: Kind
    text: str = ""
    what: str = ""
    file_name: str = ""
    file_size: int = 0
    extra: dict[str, Any] = field(default_factory=dict)


def content_of(message: Fields) -> Content | None:
    """Return what a message holds; None for the chat's own notices and for messages that hold nothing."""
    if isinstance(message.get("text"), str):
        return said(message, "text")
    for what in (*OTHERS, *FILES):
        if what in message:
            return _file(message, what) if what in FILES else Content("other", what=what)
    unknown = message.keys() - ABOUT - NOTICES
    return Content("other", what="unknown") if unknown else None


def said(message: Fields, name: str) -> Content:
    """Return the text or caption, cut where it is absurdly long; `extra` then says how long it was."""
    words = text(message, name, LONGEST_TEXT)
    whole = len(message.get(name) or "")
    return Content("text", words, extra={"cut": whole} if whole > LONGEST_TEXT else {})


def _file(message: Fields, what: str) -> Content:
    file = _largest(message.get(what)) if what == "photo" else inner(message, what)
    named = {"file_id": text(file, "file_id"), "album": text(message, "media_group_id")}
    return Content(
        "file",
        text=text(message, "caption", LONGEST_TEXT),
        what=what,
        file_name=text(file, "file_name", LONGEST_NAME),
        file_size=max(0, number(file, "file_size") or 0),
        extra={name: value for name, value in named.items() if value},
    )


def _largest(sizes: object) -> Fields:
    """Return the largest size of a photo, which comes last; nothing where there is none."""
    last = sizes[-1] if isinstance(sizes, list) and sizes else None
    return last if isinstance(last, dict) else NOTHING

"""Each rule of the strict server, seen through python-telegram-bot's own Bot and its typed errors."""

import asyncio
import re
from typing import Any

import pytest
from aiohttp import ClientSession, web
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.request import HTTPXRequest

from tests.botapi import TOKEN, BotApiServer, Limits, Person
from tests.botapi.conftest import Clock
from tests.botapi.webhook import SECRET_HEADER
from tests.patience import PATIENCE

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


def keyboard(*labels: str, data: str = "") -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(x, callback_data=data or f"d:{x}")] for x in labels])


def says(error: pytest.ExceptionInfo[Any], text: str) -> bool:
    return text.lower() in str(error.value).lower()


# The bot itself


async def test_get_me_has_a_username(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.is_bot, me.username) == (True, "dondoc_7000000001_bot")


async def test_unknown_token_is_refused(server: BotApiServer) -> None:
    async with HTTPXRequest() as calls, HTTPXRequest() as polls:
        stranger = Bot("1:wrong", f"{server.url}/bot", request=calls, get_updates_request=polls)
        with pytest.raises(InvalidToken, match="Unauthorized"):
            await stranger.get_me()


async def test_unknown_method_and_path(server: BotApiServer) -> None:
    async with ClientSession() as http:
        async with http.get(f"{server.url}/bot{TOKEN}/sendNothing") as answer:
            assert await answer.json() == {
                "ok": False,
                "error_code": 404,
                "description": "Not Found: method not found",
            }
        async with http.get(f"{server.url}/elsewhere") as answer:
            assert answer.status == 404


@pytest.mark.parametrize("how", ["params", "data", "json"])
async def test_parameters_come_in_any_form(server: BotApiServer, lan: Person, how: str) -> None:
    fields: dict[str, Any] = {"chat_id": 1001, "text": "Chào & <tạm biệt>"}
    async with (
        ClientSession() as http,
        http.post(f"{server.url}/bot{TOKEN}/sendmessage", **{how: fields}) as answer,  # type: ignore[arg-type]
    ):
        assert (await answer.json())["ok"]
    assert lan.sees().text == "Chào & <tạm biệt>"


# Texts


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "Message text is empty"),
        ("  \n ", "Text must be non-empty"),
        ("a" * 4097, "Message is too long"),
        ("😀" * 2049, "Message is too long"),
    ],
)
async def test_texts_refused(bot: Bot, lan: Person, text: str, refusal: str) -> None:
    with pytest.raises(BadRequest) as error:
        await bot.send_message(lan.id, text)
    assert says(error, refusal)


@pytest.mark.parametrize("text", ["ế" * 4096, "😀" * 2048, f"<b>{'a' * 4096}</b>", "&lt;" * 4096])
async def test_longest_texts_pass(bot: Bot, lan: Person, text: str) -> None:
    await bot.send_message(lan.id, text, parse_mode="HTML")
    assert lan.sees().source == text


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<b>đậm", 'find end tag corresponding to start tag "b"'),
        ("đậm</b>", "Unexpected end tag at byte offset 6"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("a<br/>b", 'Unsupported start tag "br/"'),
        ("5 < 6", 'Unsupported start tag "" at byte offset 2'),
        ("5 <6", "Unclosed start tag at byte offset 2"),
        ('<a href="x>y</a>', "Unclosed start tag"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler"'),
        ("</b", "Unexpected end tag"),
        ("<b>x</b", "Unclosed end tag"),
        ("Lan & Huệ", "Unescaped '&' at byte offset 4"),
        ("a&nbsp;b", "Unescaped '&'"),
    ],
)
async def test_broken_html_is_refused(bot: Bot, lan: Person, html: str, reason: str) -> None:
    with pytest.raises(BadRequest) as error:
        await bot.send_message(lan.id, html, parse_mode="HTML")
    assert says(error, "can't parse entities: ")
    assert says(error, reason)


async def test_good_html_becomes_text_and_entities(bot: Bot, lan: Person) -> None:
    html = '<b>Quá hạn: <i>2</i> đơn vị</b> 😀 <a href="https://vn.example/?a=1&amp;b">xem</a> &lt;&#38;&gt; '
    message = await bot.send_message(lan.id, html + '<blockquote expandable>x</blockquote><pre>y</pre><code class="language-c">z</code>', parse_mode="HTML")  # fmt: skip  # noqa: E501
    assert lan.sees().text == message.text == "Quá hạn: 2 đơn vị 😀 xem <&> xyz"
    found = [(str(e.type), message.parse_entity(e)) for e in message.entities]
    assert found == [
        ("bold", "Quá hạn: 2 đơn vị"),
        ("italic", "2"),
        ("text_link", "xem"),
        ("expandable_blockquote", "x"),
        ("pre", "y"),
        ("code", "z"),
    ]
    assert message.entities[2].url == "https://vn.example/?a=1&b"


@pytest.mark.parametrize("mode", ["Markdown", "MarkdownV2", "text"])
async def test_only_html_is_taken(bot: Bot, lan: Person, mode: str) -> None:
    with pytest.raises(BadRequest, match="Unsupported parse_mode"):
        await bot.send_message(lan.id, "chào", parse_mode=mode)


@pytest.mark.parametrize(
    ("entity", "refusal"),
    [
        (("bold", 0, 5), "Entity beginning at UTF-16 offset 0 ends after the end of the text"),
        (("bold", 4, 1), "Entity begins after the end of the text at UTF-16 offset 4"),
        (("bold", -1, 1), "incorrect offset -1"),
        (("bold", 0, -1), "incorrect length -1"),
        (("bold", 2, 1), "in a middle of a UTF-16 symbol"),
        (("loud", 0, 1), "unsupported type"),
    ],
)
async def test_entities_outside_the_text(bot: Bot, lan: Person, entity: tuple[str, int, int], refusal: str) -> None:
    with pytest.raises(BadRequest) as error:
        await bot.send_message(lan.id, "a😀b", entities=[MessageEntity(*entity)])
    assert says(error, refusal)


async def test_entities_inside_the_text(bot: Bot, lan: Person) -> None:
    message = await bot.send_message(lan.id, " a😀b", entities=[MessageEntity("bold", 2, 2)])
    assert message.text == "a😀b"
    assert message.parse_entity(message.entities[0]) == "😀"


# Keyboards


@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        ([[("x", "")]], "Text buttons are unallowed|Button_data_invalid"),
        ([[("x", "ế" * 22)]], "Button_data_invalid"),
        ([[("", "d")]], "button text must be non-empty"),
        ([[("x", "d")] * 9], "reply markup is too long"),
        ([[("x", "d")] * 8] * 12 + [[("x", "d")] * 5], "reply markup is too long"),
        ([[("x" * 1000, "d")]] * 11, "reply markup is too long"),
    ],
)
async def test_keyboards_refused(bot: Bot, lan: Person, rows: list[list[tuple[str, str]]], refusal: str) -> None:
    markup = {"inline_keyboard": [[{"text": t, "callback_data": d} for t, d in row] for row in rows]}
    with pytest.raises(BadRequest, match=f"(?i){refusal}"):
        await bot.send_message(lan.id, "chọn", api_kwargs={"reply_markup": markup})


async def test_keyboards_taken(bot: Bot, lan: Person) -> None:
    row = [InlineKeyboardButton("x", callback_data="a" * 64)] * 8
    await bot.send_message(lan.id, "chọn", reply_markup=InlineKeyboardMarkup([row] * 12 + [row[:4]]))
    assert len(lan.sees().buttons) == 100


async def test_buttons_do_something_and_link_somewhere(bot: Bot, lan: Person) -> None:
    with pytest.raises(BadRequest, match="text buttons are unallowed in the inline keyboard"):
        await bot.send_message(lan.id, "x", reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("a")]]))
    local = InlineKeyboardButton("a", url="http://localhost:8080/x")
    with pytest.raises(BadRequest, match=r"(?i)wrong http url"):
        await bot.send_message(lan.id, "x", reply_markup=InlineKeyboardMarkup([[local]]))
    good = InlineKeyboardButton("a", url="https://dondoc.example/x")
    await bot.send_message(lan.id, "x", reply_markup=InlineKeyboardMarkup([[good]]))


# Who may be written to


async def test_strangers_and_nobody(bot: Bot, server: BotApiServer) -> None:
    server.person(2002, "Huệ")
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(2002, "chào")
    for nobody in (999, -5, "@nobody"):
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(nobody, "chào")


async def test_blocked_and_unblocked(bot: Bot, lan: Person) -> None:
    await lan.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(lan.id, "chào")
    with pytest.raises(AssertionError, match="unblocks"):
        await lan.says("chào")
    await lan.unblocks()
    await bot.send_message(lan.id, "chào")
    changes = [u.my_chat_member for u in await bot.get_updates()]
    assert [(c.old_chat_member.status, c.new_chat_member.status) for c in changes if c] == [
        ("member", "kicked"),
        ("kicked", "member"),
    ]


async def test_group_comes_goes_and_moves(bot: Bot, server: BotApiServer, lan: Person) -> None:
    group = server.group(-77, "Tổ kế hoạch", [lan])
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(-77, "chào")
    await group.adds_bot(lan)
    await bot.send_message(-77, "chào")
    moved = await server.upgrade_group(group)
    with pytest.raises(ChatMigrated) as error:
        await bot.send_message(-77, "chào")
    assert error.value.new_chat_id == moved.id == -10077
    await bot.send_message(moved.id, "vẫn đây")
    await moved.kicks_bot(lan)
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(moved.id, "chào")
    updates = await bot.get_updates()
    kinds = [u.my_chat_member.new_chat_member.status if u.my_chat_member else "message" for u in updates]
    assert kinds == ["member", "message", "message", "message", "message", "kicked"]
    messages = [u.message for u in updates if u.message]
    assert [m.new_chat_members[0].id for m in messages[:1]] == [bot.id]
    assert (messages[1].migrate_to_chat_id, messages[2].migrate_from_chat_id) == (-10077, -77)


async def test_kicked_from_a_small_group(bot: Bot, server: BotApiServer, lan: Person) -> None:
    group = server.group(-77, "Tổ", [lan], with_bot=True)
    await group.kicks_bot(lan)
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(-77, "chào")


async def test_privacy_mode_in_groups(bot: Bot, server: BotApiServer, lan: Person) -> None:
    group = server.group(-77, "Tổ", [lan], with_bot=True)
    shown = await bot.send_message(-77, "mời trả lời")
    await lan.says("chuyện riêng", group)
    await lan.says("/quahan@other_bot", group)
    await lan.says("/quahan", group)
    await lan.says(f"/quahan@{bot.username}", group)
    await lan.says(f"này @{bot.username}", group)
    await lan.replies(group.by_id[shown.message_id], "vâng")
    heard = [u.message.text for u in await bot.get_updates() if u.message]
    assert heard == ["/quahan", f"/quahan@{bot.username}", f"này @{bot.username}", "vâng"]
    await group.adds_bot(lan, admin=True)
    await lan.says("chuyện chung", group)
    assert (await bot.get_updates(offset=-1))[0].message.text == "chuyện chung"  # type: ignore[union-attr]


# Editing and deleting


async def test_edits(bot: Bot, lan: Person, clock: Clock) -> None:
    sent = await bot.send_message(lan.id, "<b>một</b>", parse_mode="HTML", reply_markup=keyboard("a"))
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content and reply"):
        await sent.edit_text("<b>một</b>", parse_mode="HTML", reply_markup=keyboard("a"))
    await sent.edit_text("hai", reply_markup=keyboard("b"))
    seen = lan.sees()
    assert (seen.text, seen.buttons, seen.edit_date is not None) == ("hai", ["b"], True)
    assert [v.body["text"] for v in seen.versions] == ["một"]
    await sent.edit_reply_markup(None)
    assert seen.buttons == []
    with pytest.raises(BadRequest, match="not modified"):
        await sent.edit_reply_markup(None)
    clock.passes(2)
    await sent.edit_text("ba")
    with pytest.raises(BadRequest, match="Message text is empty"):
        await sent.edit_text("")


async def test_edits_of_what_is_not_there_or_not_ours(bot: Bot, lan: Person) -> None:
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", lan.id, 999)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", lan.id, lan.chat.history[0].message.id)  # type: ignore[union-attr]
    sent = await bot.send_message(lan.id, "x")
    await sent.delete()
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await sent.edit_text("y")
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await sent.delete()
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(lan.id, "x", reply_to_message_id=sent.message_id)


async def test_message_ids_grow_in_each_chat(bot: Bot, server: BotApiServer, lan: Person) -> None:
    first, second = await bot.send_message(lan.id, "1"), await bot.send_message(lan.id, "2")
    other = server.person(1002, "Minh")
    await other.starts()
    assert second.message_id == first.message_id + 1
    assert (await bot.send_message(1002, "1")).message_id == 2


# Buttons pressed


async def test_a_press_reaches_the_bot_and_its_answer_the_person(bot: Bot, lan: Person) -> None:
    await bot.send_message(lan.id, "cũ", reply_markup=keyboard("Báo cáo ngay"))
    await bot.send_message(lan.id, "mới", reply_markup=keyboard("✓ Báo cáo ngay", "Nhắc lại sau"))
    press = await lan.presses("Nhắc")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert (query.data, query.from_user.id) == ("d:Nhắc lại sau", lan.id)
    assert query.message is not None
    assert query.message.message_id == press.message.id
    with pytest.raises(BadRequest, match=r"(?i)message_too_long"):
        await query.answer("x" * 201)
    await query.answer("Sẽ nhắc lại", show_alert=True)
    assert (await press.answered(), press.alert) == ("Sẽ nhắc lại", True)
    assert (await lan.presses("Báo cáo")).message.text == "mới"
    with pytest.raises(AssertionError, match=r"no button 'Gửi'.*Nhắc lại sau.*Báo cáo ngay"):
        await lan.presses("Gửi")


async def test_old_and_unknown_queries(bot: Bot, lan: Person, clock: Clock) -> None:
    await bot.send_message(lan.id, "x", reply_markup=keyboard("a"))
    press = await lan.presses("a")
    clock.passes(61)
    for query_id in (press.id, "12345"):
        with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is inv"):
            await bot.answer_callback_query(query_id)


async def test_forged_data_and_reply_keyboards(bot: Bot, lan: Person) -> None:
    await bot.send_message(lan.id, "x", reply_markup=ReplyKeyboardMarkup([["Báo cáo", "Thôi"]]))
    await lan.presses("Thôi")
    await lan.forges("someone-else")
    said, query = await bot.get_updates()
    assert said.message
    assert said.message.text == "Thôi"
    assert query.callback_query
    assert query.callback_query.data == "someone-else"


# Files


async def test_documents_and_photos(bot: Bot, lan: Person) -> None:
    sent = await bot.send_document(lan.id, b"PK..", filename="tổng hợp.xlsx", caption="<b>Đây</b>", parse_mode="HTML")
    assert sent.document
    assert (sent.caption, sent.document.file_name) == ("Đây", "tổng hợp.xlsx")
    assert bytes(await (await sent.document.get_file()).download_as_bytearray()) == b"PK.."
    assert (await bot.send_document(lan.id, sent.document.file_id)).document == sent.document
    await sent.edit_caption("Khác")
    assert lan.messages[0].text == "Khác"
    assert (await bot.send_photo(lan.id, PNG)).photo
    with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
        await bot.send_photo(lan.id, b"not a picture")


@pytest.mark.parametrize(
    ("content", "caption", "refusal"),
    [
        (b"x", "a" * 1025, "Message caption is too long"),
        (b"x", "<i>a", "can't parse entities"),
        (b"", "", "File must be non-empty"),
        ("https://vn.example/a.pdf", "", "Failed to get HTTP URL content"),
        ("no-such-id", "", "Wrong file identifier/HTTP URL specified"),
    ],
)
async def test_files_refused(bot: Bot, lan: Person, content: Any, caption: str, refusal: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){re.escape(refusal)}"):
        await bot.send_document(lan.id, content, caption=caption, parse_mode="HTML")


async def test_what_people_send(bot: Bot, lan: Person) -> None:
    await lan.sends_sticker()
    await lan.sends_voice()
    await lan.sends_photo("ảnh")
    await lan.sends_location()
    await lan.sends_contact()
    await lan.sends_file("báo cáo.pdf", b"%PDF", "đây ạ")
    await lan.sends_file("to.zip", 21 * 1024 * 1024)
    said = await lan.says("/start mã")
    await lan.edits(said, "sửa")
    updates = await bot.get_updates()
    sticker, voice, photo, location, contact, pdf, large, text = [u.message for u in updates if u.message]
    assert sticker.sticker
    assert voice.voice
    assert photo.photo
    assert location.location
    assert contact.contact
    assert (text.entities[0].type, text.entities[0].length) == ("bot_command", 6)
    assert pdf.document
    assert bytes(await (await pdf.document.get_file()).download_as_bytearray()) == b"%PDF"
    assert large.document
    with pytest.raises(BadRequest, match="File is too big"):
        await large.document.get_file()
    with pytest.raises(BadRequest, match="Wrong file_id"):
        await bot.get_file("no-such-id")
    assert updates[-1].edited_message
    assert updates[-1].edited_message.text == "sửa"
    with pytest.raises(AssertionError, match="start parameter"):
        await lan.starts("mã có dấu")


# Commands, actions, chats


@pytest.mark.parametrize(
    ("command", "description", "refusal"),
    [
        ("Bao_cao", "x", "Bot_command_invalid"),
        ("báocáo", "x", "Bot_command_invalid"),
        ("bao-cao", "x", "Bot_command_invalid"),
        ("", "x", "Command must be non-empty"),
        ("a" * 33, "x", "Command length must not exceed 32"),
        ("a", "", "Command description must be non-empty"),
        ("a", "x" * 257, "Command description length must not exceed 256"),
    ],
)
async def test_commands_refused(bot: Bot, command: str, description: str, refusal: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){refusal}"):
        await bot.set_my_commands([(command, description)])


async def test_commands_by_scope_and_language(bot: Bot, lan: Person) -> None:
    many = [BotCommand(f"c{i}", "x" * 256) for i in range(101)]
    with pytest.raises(BadRequest, match=r"(?i)bot_commands_too_much"):
        await bot.set_my_commands(many)
    await bot.set_my_commands(many[:100])
    scope = BotCommandScopeChat(lan.id)
    await bot.set_my_commands(many[:2], scope=scope, language_code="en")
    assert len(await bot.get_my_commands()) == 100
    assert len(await bot.get_my_commands(scope, "en")) == 2
    assert not await bot.get_my_commands(BotCommandScopeAllGroupChats())
    await bot.delete_my_commands()
    assert not await bot.get_my_commands()
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.set_my_commands(many[:1], scope=BotCommandScopeChat(404))


async def test_actions_chats_and_members(bot: Bot, server: BotApiServer, lan: Person) -> None:
    server.group(-77, "Tổ", [lan], admin=True)
    await bot.send_chat_action(lan.id, "typing")
    with pytest.raises(BadRequest, match="Wrong parameter action in request"):
        await bot.send_chat_action(lan.id, "thinking")
    assert (await bot.get_chat(-77)).title == "Tổ"
    assert (await bot.get_chat(lan.id)).username == "lan"
    assert (await bot.get_chat_member(-77, lan.id)).status == "member"
    assert (await bot.get_chat_member(-77, bot.id)).status == "administrator"
    with pytest.raises(BadRequest, match="User not found"):
        await bot.get_chat_member(-77, 404)


# Rates


async def send_until_refused(bot: Bot, chats: list[int]) -> tuple[int, RetryAfter | None]:
    for done, chat in enumerate(chats):
        try:
            await bot.send_message(chat, "x")
        except RetryAfter as error:
            return done, error
    return len(chats), None


def seconds(error: RetryAfter | None) -> int:
    assert error is not None
    wait = error.retry_after
    return wait if isinstance(wait, int) else int(wait.total_seconds())


async def test_one_a_second_in_a_private_chat(bot: Bot, lan: Person, clock: Clock) -> None:
    done, error = await send_until_refused(bot, [lan.id] * 10)
    assert (done, seconds(error)) == (5, 1)
    clock.passes(1.01)
    assert (await send_until_refused(bot, [lan.id] * 2))[0] == 1


async def test_thirty_a_second_for_the_bot(bot: Bot, server: BotApiServer, clock: Clock) -> None:
    people = [server.person(i) for i in range(1, 41)]
    for person in people:
        await person.starts()
    done, error = await send_until_refused(bot, [p.id for p in people])
    assert (done, seconds(error)) == (33, 1)
    assert server.calls.most_in(1.0, "sendMessage") == 33
    clock.passes(1.01)
    assert (await send_until_refused(bot, [p.id for p in people]))[0] == 33


async def test_twenty_a_minute_in_a_group_and_the_wait_holds_everywhere(
    bot: Bot, server: BotApiServer, lan: Person, clock: Clock
) -> None:
    server.group(-77, "Tổ", [lan], with_bot=True)
    done, error = await send_until_refused(bot, [-77] * 25)
    assert (done, seconds(error)) == (20, 60)
    with pytest.raises(RetryAfter):
        await bot.send_message(lan.id, "x")
    server.limits.holds_everything = False
    clock.passes(60.01)
    assert (await send_until_refused(bot, [-77] * 25))[0] == 20
    await bot.send_message(lan.id, "x")


async def test_limits_can_be_switched_off(bot: Bot, server: BotApiServer, lan: Person) -> None:
    server.bot().rates.limits = Limits.none()
    assert (await send_until_refused(bot, [lan.id] * 50))[0] == 50
    server.bot().rates.hold(3)
    assert seconds((await send_until_refused(bot, [lan.id]))[1]) == 3


# Receiving


async def test_updates_stay_until_confirmed(bot: Bot, lan: Person) -> None:
    for word in ("một", "hai", "ba"):
        await lan.says(word)
    first = await bot.get_updates(limit=2)
    assert [u.message.text for u in first if u.message] == ["một", "hai"]
    assert await bot.get_updates(limit=2) == first
    rest = await bot.get_updates(offset=first[-1].update_id + 1)
    assert [u.message.text for u in rest if u.message] == ["ba"]
    assert await bot.get_updates(offset=rest[-1].update_id + 1) == ()


async def test_long_polling_and_the_second_poller(bot: Bot, server: BotApiServer, lan: Person) -> None:
    waiting = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0.05)
    await lan.says("chào")
    assert len(await waiting) == 1
    server.bot().updates.pending.clear()
    assert await bot.get_updates(timeout=1) == ()
    losing = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0.05)
    async with Bot(TOKEN, base_url=f"{server.url}/bot") as other:
        winning = asyncio.create_task(other.get_updates(timeout=10))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await losing
        server.inject_update(None, {"unheard_of": {}})
        assert (await winning)[0].update_id


async def test_allowed_updates(bot: Bot, lan: Person) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    await lan.says("không ai nghe")
    assert await bot.get_updates() == ()
    await bot.get_updates(allowed_updates=[])
    await lan.says("nghe")
    assert len(await bot.get_updates()) == 1


class Receiver:
    """A webhook endpoint that answers as told and keeps what came."""

    def __init__(self, statuses: list[int]) -> None:
        self.statuses = statuses
        self.secrets: list[str | None] = []
        self.texts: list[str] = []
        self.complete = asyncio.Event()
        self.app = web.Server(self.take)

    async def take(self, request: web.BaseRequest) -> web.Response:
        update = Update.de_json(await request.json())
        assert update.message
        self.secrets.append(request.headers.get(SECRET_HEADER))
        self.texts.append(str(update.message.text))
        if len(self.texts) == 3:
            self.complete.set()
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)


async def test_webhook_delivers_until_2xx(bot: Bot, server: BotApiServer, lan: Person) -> None:
    receiver = Receiver([500, 200])
    runner = web.ServerRunner(receiver.app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.reroute("https://dondoc.example", f"http://127.0.0.1:{runner.addresses[0][1]}")
    await lan.says("trước")
    await bot.set_webhook("https://dondoc.example/tg", secret_token="bi-mat")
    await lan.says("sau")
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await asyncio.wait_for(receiver.complete.wait(), PATIENCE)
    await asyncio.sleep(0.05)
    info = await bot.get_webhook_info()
    assert receiver.texts == ["trước", "trước", "sau"]
    assert set(receiver.secrets) == {"bi-mat"}
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    await bot.delete_webhook()
    await lan.says("hỏi")
    assert len(await bot.get_updates()) == 1
    await runner.cleanup()


@pytest.mark.parametrize(
    ("url", "secret", "refusal"),
    [
        ("http://dondoc.example/tg", "s", "An HTTPS URL must be provided for webhook"),
        ("https://dondoc.example:8080/tg", "s", "only on ports 80, 88, 443 or 8443"),
        ("https://dondoc.example/tg", "có dấu", "Secret token contains unallowed characters"),
        ("https://dondoc.example/tg", "s" * 257, "Secret token is too long"),
    ],
)
async def test_webhooks_refused(bot: Bot, url: str, secret: str, refusal: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){refusal}"):
        await bot.set_webhook(url, secret_token=secret)


# Trouble on order


async def test_faults(bot: Bot, server: BotApiServer, lan: Person) -> None:
    server.faults.fail("sendMessage", 1)
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(lan.id, "x")
    server.faults.flood("sendMessage", retry_after=7)
    with pytest.raises(RetryAfter, match="Retry in 0:00:07"):
        await bot.send_message(lan.id, "x")
    server.faults.refuse("*", 403, "Forbidden: user is deactivated", when=lambda p: p["chat_id"] == str(lan.id))
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(lan.id, "x")
    server.faults.drop("sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(lan.id, "không tới")
    assert lan.messages == []
    server.faults.drop("sendMessage", after=True)
    with pytest.raises(NetworkError):
        await bot.send_message(lan.id, "tới mà không biết")
    assert lan.sees().text == "tới mà không biết"
    assert [c.status for c in server.calls.of("sendMessage")] == [502, 429, 403, -1, -1]
    server.faults.delay("sendMessage", 0.2)
    loop = asyncio.get_running_loop()
    begun = loop.time()
    await bot.send_message(lan.id, "muộn")
    assert loop.time() - begun >= 0.2
    assert server.faults.waiting == []


# What a person sees


async def test_waiting_for_messages(bot: Bot, lan: Person) -> None:
    sent = await bot.send_message(lan.id, "một")
    assert (await lan.waits_for("một")).id == sent.message_id
    waiting = asyncio.create_task(lan.waits_for(lambda m: m.buttons == ["a"]))
    await asyncio.sleep(0.02)
    await sent.edit_text("hai", reply_markup=keyboard("a"))
    assert (await waiting).text == "hai"
    with pytest.raises(AssertionError, match=r"Lan waited 0.05 s for 'hai'; came: .*hai"):
        await lan.waits_for("hai", timeout=0.05)
    await lan.says("tiếp")
    with pytest.raises(AssertionError, match="came: nothing"):
        await lan.waits_for(timeout=0.05)
    await lan.hears_nothing(0.05)


async def test_several_bots_each_with_their_own_chats() -> None:
    async with BotApiServer({"1:a": "first_bot", "2:b": "second_bot"}) as server:
        first, second = server.person(1001, token="1:a"), server.person(1001, token="2:b")
        await first.starts()
        async with Bot("2:b", base_url=f"{server.url}/bot") as bot:
            assert bot.username == "second_bot"
            with pytest.raises(Forbidden, match="initiate"):
                await bot.send_message(1001, "chào")
            await second.starts()
            await bot.send_message(1001, "chào")
        assert (len(first.messages), len(second.messages)) == (0, 1)


async def test_quiet_mode_keeps_no_log() -> None:
    async with BotApiServer(quiet=True, limits=Limits.none()) as server:
        person = server.person(1001)
        await person.starts()
        async with Bot(TOKEN, base_url=f"{server.url}/bot") as bot:
            await bot.send_message(1001, "<b>một &amp; hai", parse_mode="HTML")
        assert (person.sees().text, len(server.calls)) == ("một & hai", 0)

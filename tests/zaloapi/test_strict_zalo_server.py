"""Each rule of the strict server, asked over HTTP as a program would ask."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientError, ClientSession, ClientTimeout, web

from tests.patience import PATIENCE
from tests.zaloapi import PICTURE, SECRET_HEADER, TOKEN, ZaloPerson, ZaloServer
from tests.zaloapi.conftest import Asks, Now

SECRET = "bi-mat-cua-bot"
ELSEWHERE = "https://dondoc.example"


def refusal(code: int, description: str) -> tuple[int, Any]:
    return code, {"ok": False, "error_code": code, "description": description}


IDLE = refusal(408, "Request timeout")
OVER = refusal(429, "Quota exceeded")


async def polled(ask: Asks, seconds: int = 1) -> Any:
    """The event of the next update, of a bot that wraps them."""
    status, answer = await ask("getUpdates", timeout=seconds)
    assert (status, answer["ok"]) == (200, True), answer
    return answer["result"]


# The bot itself


async def test_get_me(ask: Asks) -> None:
    status, answer = await ask("getMe")
    assert (status, answer["ok"]) == (200, True)
    assert answer["result"].keys() == {"id", "account_name", "account_type", "can_join_groups"}
    assert answer["result"]["id"] == "1459232241454765289"


@pytest.mark.parametrize(
    ("token", "method", "answer"),
    [
        ("1:wrong", "getMe", refusal(401, "Unauthorized")),
        (TOKEN, "sendNothing", refusal(404, "Not Found: no method sendNothing")),
        (TOKEN, "sendmessage", refusal(404, "Not Found: no method sendmessage")),
        (TOKEN, "editMessageText", refusal(404, "Not Found: no method editMessageText")),
    ],
)
async def test_unknown_tokens_and_methods(
    ask: Asks, server: ZaloServer, token: str, method: str, answer: tuple[int, Any]
) -> None:
    assert await ask(method, token) == answer
    assert [(call.token, call.method, call.status) for call in server.refused()] == [(token, method, answer[0])]


@pytest.mark.parametrize(
    ("how", "request_kwargs", "status"),
    [
        ("get", {"params": {"chat_id": "x", "text": "y"}}, 404),
        ("post", {"params": {"chat_id": "x"}, "json": {"text": "y"}}, 400),
        ("post", {"data": {"chat_id": "x", "text": "y"}}, 400),
        ("post", {"data": b'{"chat_id": "x", "text": "y"}'}, 400),
        ("post", {"data": b"", "headers": {"Content-Type": "application/json"}}, 400),
        ("post", {"data": b"{chat_id: x}", "headers": {"Content-Type": "application/json"}}, 400),
        ("post", {"data": b"[" * 100_000, "headers": {"Content-Type": "application/json"}}, 400),
        ("post", {"data": b"\xff\xfe", "headers": {"Content-Type": "application/json"}}, 400),
        ("post", {"json": ["x", "y"]}, 400),
        ("post", {"json": None}, 400),
    ],
)
async def test_parameters_come_as_a_posted_json_object(
    server: ZaloServer, how: str, request_kwargs: dict[str, Any], status: int
) -> None:
    async with (
        ClientSession() as http,
        http.request(how, f"{server.url}/bot{TOKEN}/sendMessage", **request_kwargs) as answer,
    ):
        assert answer.status == status
        assert (await answer.json())["ok"] is False
    assert [call.status for call in server.calls.of("sendMessage")] == [status]


async def test_other_pages(server: ZaloServer) -> None:
    async with ClientSession() as http:
        for path in ("/", "/elsewhere", f"/bot{TOKEN}", f"/bot{TOKEN}/", "/photo/x.jpg"):
            async with http.post(f"{server.url}{path}", json={}) as answer:
                assert answer.status == 404, path


# Parameters


@pytest.mark.parametrize(
    ("method", "params", "reason"),
    [
        ("sendMessage", {"text": "a"}, "chat_id is missing"),
        ("sendMessage", {"chat_id": "x"}, "text is missing"),
        ("sendMessage", {"chat_id": 5, "text": "a"}, "chat_id must be a string"),
        ("sendMessage", {"chat_id": None, "text": "a"}, "chat_id must be a string"),
        ("sendMessage", {"chat_id": " ", "text": "a"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": "x", "text": 5}, "text must be a string"),
        ("sendMessage", {"chat_id": "x", "text": None}, "text must be a string"),
        ("sendMessage", {"chat_id": "x", "text": ["a"]}, "text must be a string"),
        ("sendMessage", {"chat_id": "x", "text": ""}, "text is empty"),
        ("sendMessage", {"chat_id": "x", "text": " \n"}, "text is empty"),
        ("sendMessage", {"chat_id": "x", "text": "a\ud83d"}, "text is no Unicode text"),
        ("sendMessage", {"chat_id": "x", "text": "ế" * 2001}, "text has more than 2000 characters"),
        ("sendMessage", {"chat_id": "x", "text": "😀" * 1001}, "text has more than 2000 characters"),
        ("sendMessage", {"chat_id": "x", "text": "a", "parse_mode": "HTML"}, "sendMessage takes no parse_mode"),
        ("sendMessage", {"chat_id": "x", "text": "a", "disable_notification": True}, "takes no disable_notification"),
        ("sendPhoto", {"chat_id": "x"}, "photo is missing"),
        ("sendPhoto", {"chat_id": "x", "photo": "AgACx"}, "photo must be the URL of a picture"),
        ("sendPhoto", {"chat_id": "x", "photo": "data:image/png;base64,iVBO"}, "photo must be the URL of a picture"),
        ("sendPhoto", {"chat_id": "x", "photo": "https://a b/x.png"}, "photo must be the URL of a picture"),
        ("sendPhoto", {"chat_id": "x", "photo": "https://a:x/x.png"}, "photo must be the URL of a picture"),
        ("sendPhoto", {"chat_id": "x", "photo": {"url": "https://a/x.png"}}, "photo must be a string"),
        ("sendPhoto", {"chat_id": "x", "photo": "https://a/x.png", "caption": ""}, "caption is empty"),
        (
            "sendPhoto",
            {"chat_id": "x", "photo": "https://a/x.png", "caption": "a" * 2001},
            "has more than 2000",
        ),
        ("sendSticker", {"chat_id": "x"}, "sticker is missing"),
        ("sendSticker", {"chat_id": "x", "sticker": 7}, "sticker must be a string"),
        ("sendChatAction", {"chat_id": "x"}, "action is missing"),
        ("sendChatAction", {"chat_id": "x", "action": "dancing"}, "action must be one of typing"),
        ("sendChatAction", {"chat_id": "x", "action": ["typing"]}, "action must be one of typing"),
        ("getMe", {"verbose": True}, "getMe takes no verbose"),
        ("getUpdates", {"offset": 1}, "getUpdates takes no offset"),
        ("getUpdates", {"timeout": "mãi"}, "timeout must be a number of seconds"),
        ("getUpdates", {"timeout": "-1"}, "timeout must be a number of seconds"),
        ("getUpdates", {"timeout": -1}, "timeout must be a number of seconds"),
        ("getUpdates", {"timeout": True}, "timeout must be a number of seconds"),
        ("getUpdates", {"timeout": 0.5}, "timeout must be a number of seconds"),
        ("setWebhook", {"url": "https://a.example/z"}, "secret_token is missing"),
        ("setWebhook", {"secret_token": SECRET}, "url is missing"),
        ("setWebhook", {"url": "http://a.example/z", "secret_token": SECRET}, "url must be an HTTPS URL"),
        ("setWebhook", {"url": "a.example/z", "secret_token": SECRET}, "url must be an HTTPS URL"),
        ("setWebhook", {"url": "", "secret_token": SECRET}, "url must be an HTTPS URL"),
        ("setWebhook", {"url": 5, "secret_token": SECRET}, "url must be a string"),
        ("setWebhook", {"url": "https://a.example/z", "secret_token": "1234567"}, "must have 8 to 256 characters"),
        ("setWebhook", {"url": "https://a.example/z", "secret_token": "a" * 257}, "must have 8 to 256 characters"),
        ("setWebhook", {"url": "https://a.example/z", "secret_token": "bí mật lắm"}, "must fit into a header"),
        ("setWebhook", {"url": "https://a.example/z", "secret_token": 12345678}, "secret_token must be a string"),
        ("deleteWebhook", {"drop_pending_updates": False}, "deleteWebhook takes no drop_pending_updates"),
        ("getWebhookInfo", {"x": None}, "getWebhookInfo takes no x"),
    ],
)
async def test_refused_parameters(
    ask: Asks, server: ZaloServer, lan: ZaloPerson, method: str, params: dict[str, Any], reason: str
) -> None:
    if params.get("chat_id") == "x":
        params = {**params, "chat_id": lan.id}
    status, answer = await ask(method, **params)
    assert (status, answer["ok"], answer["error_code"]) == (400, False, 400)
    assert answer["description"].startswith("Bad Request: ")
    assert reason in answer["description"]
    assert lan.messages == []
    assert server.bot().used == 0


@pytest.mark.parametrize(
    ("method", "content", "text"),
    [
        ("sendMessage", {"text": "Chào & <tạm biệt>\n1 Có · 2 Không"}, "Chào & <tạm biệt>\n1 Có · 2 Không"),
        ("sendMessage", {"text": "ế" * 2000}, "ế" * 2000),
        ("sendMessage", {"text": "😀" * 1000}, "😀" * 1000),
        ("sendMessage", {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "b"}]]}}, "a"),
        ("sendMessage", {"text": "a", "reply_markup": None}, "a"),
        ("sendPhoto", {"photo": "https://a.example/x.png", "caption": "Tiến độ"}, "Tiến độ"),
        ("sendPhoto", {"photo": "http://127.0.0.1:8080/x.png"}, ""),
        ("sendSticker", {"sticker": "0e078a2fb66a5f34067b"}, ""),
    ],
)
async def test_what_is_sent_is_seen_and_counted(
    ask: Asks, server: ZaloServer, now: Now, lan: ZaloPerson, method: str, content: dict[str, Any], text: str
) -> None:
    status, answer = await ask(method, chat_id=lan.id, **content)
    seen = lan.sees()
    assert (status, answer) == (200, {"ok": True, "result": {"message_id": seen.id, "date": 1_795_400_000_500}})
    assert (seen.text, seen.photo, seen.from_bot) == (text, content.get("photo", ""), True)
    assert "reply_markup" not in seen.body
    assert server.bot().used == 1


async def test_typing_is_shown_and_no_message(ask: Asks, server: ZaloServer, lan: ZaloPerson) -> None:
    assert await ask("sendChatAction", chat_id=lan.id, action="typing") == (200, {"ok": True})
    assert (lan.chat.actions, lan.messages, server.bot().used) == (["typing"], [], 0)


async def test_message_ids_differ(ask: Asks, server: ZaloServer, lan: ZaloPerson) -> None:
    hue = server.person("Huệ")
    await hue.says("a")
    ids = [(await ask("sendMessage", chat_id=one.id, text="a"))[1]["result"]["message_id"] for one in (lan, hue) * 5]
    assert len(set(ids)) == 10
    assert all(isinstance(id, str) for id in ids)


# Who may be written to


async def test_only_those_who_wrote_first(ask: Asks, server: ZaloServer) -> None:
    hue = server.person("Huệ")
    for method, content in (("sendMessage", {"text": "a"}), ("sendChatAction", {"action": "typing"})):
        assert await ask(method, chat_id=hue.id, **content) == refusal(400, "Bad Request: chat not found")
    assert (await ask("sendMessage", chat_id="nobody", text="a"))[0] == 400
    await hue.says("chào")
    assert (await ask("sendMessage", chat_id=hue.id, text="a"))[0] == 200


async def test_blocked_and_unblocked(ask: Asks, lan: ZaloPerson) -> None:
    await lan.blocks()
    assert (await ask("sendMessage", chat_id=lan.id, text="a"))[0] == 403
    with pytest.raises(AssertionError, match="unblocks"):
        await lan.says("chào")
    await lan.unblocks()
    assert (await ask("sendMessage", chat_id=lan.id, text="a"))[0] == 200


async def test_a_bot_is_for_so_many_people(ask: Asks, server: ZaloServer, lan: ZaloPerson) -> None:
    bot = server.bot()
    bot.most_people = 2
    await server.person("Huệ").says("chào")
    an = server.person("An")
    assert not (await an.says("chào")).arrived
    await an.says_in_group("chào")
    await lan.says("vẫn nghe")
    assert bot.people == 2
    assert [(await polled(ask))["message"]["from"]["display_name"] for _ in range(3)] == ["Huệ", "An", "Lan"]
    assert (await ask("sendMessage", chat_id=an.id, text="a"))[0] == 400
    bot.most_people = 3
    assert (await an.says("chào")).arrived
    assert (await ask("sendMessage", chat_id=an.id, text="a"))[0] == 200


async def test_fifty_people_and_three_thousand_messages(server: ZaloServer) -> None:
    assert (server.bot().most_people, server.bot().quota) == (50, 3000)
    arrived = [(await server.person(f"Người {n}").says("chào")).arrived for n in range(51)]
    assert arrived == [True] * 50 + [False]


async def test_the_months_quota(ask: Asks, server: ZaloServer, now: Now, lan: ZaloPerson) -> None:
    bot = server.bot()
    bot.used = 2998
    photo = {"photo": "https://a.example/x.png"}
    assert (await ask("sendMessage", chat_id=lan.id, text="a"))[0] == 200
    assert (await ask("sendPhoto", chat_id=lan.id, **photo))[0] == 200
    assert await ask("sendMessage", chat_id=lan.id, text="a") == OVER
    assert await ask("sendPhoto", chat_id=lan.id, **photo) == OVER
    assert await ask("sendSticker", chat_id=lan.id, sticker="a") == OVER
    assert (await ask("sendChatAction", chat_id=lan.id, action="typing"))[0] == 200
    assert (bot.used, len(lan.messages)) == (3000, 2)
    now.at = 1_796_057_999.0  # 30/11/2026 23:59:59 in Viet Nam
    assert await ask("sendMessage", chat_id=lan.id, text="a") == OVER
    now.at += 1
    assert (await ask("sendMessage", chat_id=lan.id, text="a"))[0] == 200
    assert bot.used == 1


async def test_several_bots_each_with_their_own_people() -> None:
    async with ZaloServer({"1:a": "bot.Mot", "2:b": "bot.Hai"}) as server, ClientSession() as http:

        async def says(token: str, chat_id: str) -> int:
            told = {"chat_id": chat_id, "text": "chào"}
            async with http.post(f"{server.url}/bot{token}/sendMessage", json=told) as answer:
                return answer.status

        first, second = server.person("Lan", "1:a"), server.person("Lan", "2:b")
        assert server.person("Lan", "2:b") is second is not first
        assert first.id != second.id
        assert (server.bot().name, server.bot("2:b").name) == ("bot.Mot", "bot.Hai")
        await first.says("chào")
        server.bot("2:b").quota = 0
        sent = [await says(*to) for to in (("1:a", first.id), ("2:b", first.id), ("2:b", second.id))]
        assert sent == [200, 400, 400]
        await second.says("chào")
        assert await says("2:b", second.id) == 429
        assert (len(first.messages), len(second.messages)) == (1, 0)
        assert [call.token for call in server.calls.of("sendMessage", ok=True)] == ["1:a"]


# What the bot is told


async def test_a_text_in_both_shapes(ask: Asks, server: ZaloServer, lan: ZaloPerson) -> None:
    said = await lan.says("Xin chào")
    event: dict[str, Any] = {
        "message": {
            "from": {"id": lan.id, "display_name": "Lan", "is_bot": False},
            "chat": {"id": lan.id, "chat_type": "PRIVATE"},
            "text": "Xin chào",
            "message_id": said.id,
            "date": 1_795_400_000_500,
        },
        "event_name": "message.text.received",
    }
    assert await ask("getUpdates", timeout="1") == (200, {"ok": True, "result": event})
    server.bot().shape = "flat"
    await lan.says("Xin chào")
    status, answer = await ask("getUpdates", timeout=1)
    assert (status, answer.keys()) == (200, {"message", "event_name"})
    assert answer["message"].keys() == event["message"].keys()
    assert answer["message"]["message_id"] != said.id


async def test_everything_else_that_people_send(ask: Asks, server: ZaloServer, lan: ZaloPerson) -> None:
    await lan.sends_photo(b"\x89PNG...", caption="Lớp tập huấn")
    server.bot().photo_field = "photo"
    await lan.sends_photo()
    await lan.sends_sticker()
    await lan.sends_voice()
    await lan.sends_unsupported()
    await lan.says_in_group("Bot ơi")
    told = [await polled(ask) for _ in range(6)]
    always = {"from", "chat", "message_id", "date"}
    assert [(one["event_name"], one["message"].keys() - always) for one in told] == [
        ("message.image.received", {"photo_url", "caption"}),
        ("message.image.received", {"photo"}),
        ("message.sticker.received", {"sticker", "url"}),
        ("message.voice.received", {"voice_url"}),
        ("message.unsupported.received", set()),
        ("message.text.received", {"text"}),
    ]
    assert [one["message"]["chat"]["chat_type"] for one in told] == ["PRIVATE"] * 5 + ["GROUP"]
    assert told[5]["message"]["chat"]["id"] != lan.id == told[5]["message"]["from"]["id"]
    urls = [told[0]["message"]["photo_url"], told[1]["message"]["photo"], told[3]["message"]["voice_url"]]
    assert [(await lan.opens(url))[0::2] for url in urls[:2]] == [(200, b"\x89PNG..."), (200, PICTURE)]
    assert [(await lan.opens(url))[1]["Content-Type"] for url in urls] == ["image/jpeg", "image/jpeg", "audio/aac"]
    server.photos.by_name.clear()
    assert (await lan.opens(urls[0]))[0] == 404


async def test_groups_are_answered_where_they_are(ask: Asks, server: ZaloServer, lan: ZaloPerson) -> None:
    await lan.says_in_group("Bot ơi", "Tổ kế hoạch")
    group = server.bot().group("Tổ kế hoạch")
    assert (await polled(ask))["message"]["chat"]["id"] == group.id
    await ask("sendMessage", chat_id=group.id, text="Tôi chỉ trò chuyện riêng")
    assert (await lan.waits_for("riêng", chat=group)) is lan.sees(group)
    assert (lan.messages, group.title) == ([], "Tổ kế hoạch")


# Polling


async def test_one_update_a_poll_in_order_and_gone(ask: Asks, lan: ZaloPerson) -> None:
    for text in ("một", "hai", "ba"):
        await lan.says(text)
    assert [(await polled(ask))["message"]["text"] for _ in range(3)] == ["một", "hai", "ba"]
    assert await ask("getUpdates", timeout="0") == IDLE


async def test_a_poll_waits_and_an_idle_one_times_out(ask: Asks, server: ZaloServer, lan: ZaloPerson) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    assert await ask("getUpdates", timeout="1") == IDLE
    assert loop.time() - began >= 1
    waiting = asyncio.create_task(polled(ask, 5))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    await lan.says("đây")
    assert (await waiting)["message"]["text"] == "đây"
    assert ([call.status for call in server.calls.of("getUpdates")], server.refused()) == ([408, 200], [])


async def test_two_polls_at_once(ask: Asks, server: ZaloServer, lan: ZaloPerson) -> None:
    first = asyncio.create_task(polled(ask, 5))
    await asyncio.sleep(0.1)
    assert await ask("getUpdates", timeout=5) == refusal(400, "Bad Request: another getUpdates is waiting already")
    await lan.says("đây")
    assert (await first)["message"]["text"] == "đây"
    assert len(server.refused()) == 1


async def test_a_poll_whose_client_left_takes_nothing(server: ZaloServer, ask: Asks, lan: ZaloPerson) -> None:
    async with ClientSession(timeout=ClientTimeout(total=0.1)) as http:
        for _ in range(2):
            with pytest.raises(TimeoutError):
                await http.post(f"{server.url}/bot{TOKEN}/getUpdates", json={"timeout": 5})
    await lan.says("còn đây")
    assert (await polled(ask))["message"]["text"] == "còn đây"
    assert server.refused() == []


@pytest.mark.parametrize("repeats", [1, 2])
async def test_updates_that_come_again(ask: Asks, server: ZaloServer, lan: ZaloPerson, repeats: int) -> None:
    server.bot().repeats = repeats
    first, second = await lan.says("một"), await lan.says("hai")
    came = [(await polled(ask))["message"]["message_id"] for _ in range(2 + 2 * repeats)]
    assert came == [first.id, second.id] * (1 + repeats)
    server.bot().updates.bring_again()
    assert (await polled(ask))["message"]["message_id"] == second.id
    assert await ask("getUpdates", timeout=0) == IDLE


@pytest.mark.parametrize("keeps", [False, True])
async def test_a_lost_answer_to_a_poll(server: ZaloServer, ask: Asks, lan: ZaloPerson, keeps: bool) -> None:
    server.bot().keeps_lost = keeps
    await lan.says("một")
    await lan.says("hai")
    server.faults.drop("getUpdates", after=True)
    with pytest.raises(ClientError):
        await ask("getUpdates", timeout=1)
    assert (await polled(ask))["message"]["text"] == ("một" if keeps else "hai")


@pytest.mark.parametrize("body", [b"", b"<html>", "{", [], {"ok": True}, {"event_name": 5, "message": None}])
async def test_forged_answers_to_a_poll(server: ZaloServer, lan: ZaloPerson, body: Any) -> None:
    assert await lan.forges(body) == 0
    async with ClientSession() as http, http.post(f"{server.url}/bot{TOKEN}/getUpdates", json={}) as answer:
        raw = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode()
        assert (answer.status, await answer.read()) == (200, raw)


# Webhooks


class Receiver:
    """A webhook that answers as told, then with 200, and keeps what came."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.came: list[tuple[str | None, Any]] = []
        self.url = ""
        self.holds = asyncio.Event()
        self.holds.set()
        self.arrived = asyncio.Condition()

    async def take(self, request: web.BaseRequest) -> web.Response:
        body = await request.read()
        self.came.append((request.headers.get(SECRET_HEADER), json.loads(body) if body else None))
        async with self.arrived:
            self.arrived.notify_all()
        await self.holds.wait()
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    async def until(self, count: int) -> list[Any]:
        async with asyncio.timeout(PATIENCE), self.arrived:
            await self.arrived.wait_for(lambda: len(self.came) >= count)
        await asyncio.sleep(0.05)
        return [body for _, body in self.came]


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    runner = web.ServerRunner(web.Server(receiver.take), access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield receiver
    await runner.cleanup()


async def test_no_webhook_is_404_and_deleting_none_is_fine(ask: Asks) -> None:
    assert await ask("getWebhookInfo") == refusal(404, "Not Found: no webhook is set")
    assert await ask("deleteWebhook") == (200, {"ok": True, "result": {"url": "", "updated_at": 1_795_400_000_500}})


async def test_a_webhook_is_set_and_taken_away(ask: Asks, server: ZaloServer, lan: ZaloPerson) -> None:
    async with receiving() as receiver:
        server.reroute(ELSEWHERE, receiver.url)
        set_to = (200, {"ok": True, "result": {"url": f"{ELSEWHERE}/zalo", "updated_at": 1_795_400_000_500}})
        waiting = asyncio.create_task(ask("getUpdates", timeout=5))
        await asyncio.sleep(0.1)
        assert await ask("setWebhook", url=f"{ELSEWHERE}/zalo", secret_token=SECRET) == set_to
        assert await ask("getWebhookInfo") == set_to
        no_polls = refusal(400, "Bad Request: getUpdates does not work while a webhook is set")
        assert (await waiting, await ask("getUpdates", timeout=5)) == (no_polls, no_polls)
        await ask("deleteWebhook")
        assert (await ask("getWebhookInfo"))[0] == 404
        await lan.says("hỏi")
        assert (await polled(ask))["message"]["text"] == "hỏi"
        assert receiver.came == []


async def test_what_waited_and_what_comes_is_posted_until_it_is_taken(
    ask: Asks, server: ZaloServer, lan: ZaloPerson
) -> None:
    async with receiving() as receiver:
        server.reroute(ELSEWHERE, receiver.url)
        receiver.statuses = [500, 302, 400, 201]
        await lan.says("trước")
        await ask("setWebhook", url=f"{ELSEWHERE}/zalo", secret_token=SECRET)
        await lan.says("sau")
        came = await receiver.until(5)
        assert [one["result"]["message"]["text"] for one in came] == ["trước"] * 4 + ["sau"]
        assert {secret for secret, _ in receiver.came} == {SECRET}
        assert server.bot().webhook.statuses == [500, 302, 400, 201, 200]
        await ask("deleteWebhook")
        assert await ask("getUpdates", timeout=0) == IDLE


async def test_order_is_kept_in_a_chat_and_chats_do_not_wait_for_each_other(
    ask: Asks, server: ZaloServer, lan: ZaloPerson
) -> None:
    hue = server.person("Huệ")
    async with receiving() as receiver:
        await ask("setWebhook", url=receiver.url, secret_token=SECRET)
        server.bot().shape = "flat"
        receiver.holds.clear()
        await lan.says("một")
        await lan.says("hai")
        await hue.says("ba")
        assert [one["message"]["text"] for one in await receiver.until(2)] == ["một", "ba"]
        receiver.holds.set()
        assert [one["message"]["text"] for one in await receiver.until(3)] == ["một", "ba", "hai"]


async def test_nobody_listens_and_then_somebody_does(ask: Asks, server: ZaloServer, lan: ZaloPerson) -> None:
    await ask("setWebhook", url=f"{ELSEWHERE}/zalo", secret_token=SECRET)
    server.reroute(ELSEWHERE, "http://127.0.0.1:9")
    await lan.says("một")
    await asyncio.sleep(0.25)
    assert set(server.bot().webhook.statuses) == {0}
    async with receiving() as receiver:
        server.reroute(ELSEWHERE, receiver.url)
        server.bot().repeats = 1
        await lan.says("hai")
        texts = [one["result"]["message"]["text"] for one in await receiver.until(3)]
        assert texts == ["một", "hai", "hai"]


@pytest.mark.parametrize(("secret", "came"), [(None, SECRET), ("sai-bi-mat", "sai-bi-mat"), ("", None)])
async def test_forged_posts_go_once(
    ask: Asks, server: ZaloServer, lan: ZaloPerson, secret: str | None, came: str | None
) -> None:
    async with receiving() as receiver:
        await ask("setWebhook", url=receiver.url, secret_token=SECRET)
        receiver.statuses = [403]
        assert await lan.forges({"event_name": "x"}, secret) == 403
        assert await lan.forges(b"", secret) == 200
        assert receiver.came == [(came, {"event_name": "x"}), (came, None)]


# Trouble on order


async def test_faults(ask: Asks, server: ZaloServer, lan: ZaloPerson) -> None:
    async def sends(text: str = "a") -> tuple[int, Any]:
        return await ask("sendMessage", chat_id=lan.id, text=text)

    server.faults.says_no("sendMessage", 400, "Invalid chat")
    assert await sends() == (200, refusal(400, "Invalid chat")[1])
    server.faults.over_quota()
    assert await sends() == OVER
    server.faults.refuse("*", 403, "Forbidden", when=lambda params: params["chat_id"] == lan.id)
    assert await sends() == refusal(403, "Forbidden")
    assert lan.messages == []
    server.faults.drop("sendMessage")
    with pytest.raises(ClientError):
        await sends("không tới")
    assert lan.messages == []
    server.faults.drop("sendMessage", after=True)
    with pytest.raises(ClientError):
        await sends("tới mà không biết")
    assert lan.sees().text == "tới mà không biết"
    server.faults.delay("sendMessage", 0.2)
    began = asyncio.get_running_loop().time()
    assert (await sends("muộn"))[0] == 200
    assert asyncio.get_running_loop().time() - began >= 0.2
    assert [call.status for call in server.calls.of("sendMessage")] == [400, 429, 403, -1, -1, 200]
    assert server.faults.waiting == []
    assert server.bot().used == 2


@pytest.mark.parametrize(("status", "noted"), [(502, 502), (200, -1)])
async def test_html_in_the_place_of_json(server: ZaloServer, status: int, noted: int) -> None:
    server.faults.fail("getMe", status=status)
    async with ClientSession() as http, http.post(f"{server.url}/bot{TOKEN}/getMe", json={}) as answer:
        assert (answer.status, answer.content_type) == (status, "text/html")
        assert (await answer.text()).startswith("<html>")
    assert [call.status for call in server.calls] == [noted]


async def test_refusals_in_http_200(ask: Asks, server: ZaloServer, lan: ZaloPerson) -> None:
    server.bot().refuses_with_200 = True
    server.bot().quota = 0
    assert await ask("sendMessage", chat_id=lan.id, text="a") == (200, OVER[1])
    assert await ask("getUpdates", timeout=0) == (200, IDLE[1])
    assert (await ask("getWebhookInfo"))[1]["error_code"] == 404
    assert [call.status for call in server.calls] == [429, 408, 404]
    assert [call.status for call in server.refused()] == [429, 404]


async def test_pictures_that_cannot_be_fetched(server: ZaloServer, ask: Asks, lan: ZaloPerson) -> None:
    await lan.sends_photo()
    url = (await polled(ask))["message"]["photo_url"]
    server.faults.fail("photo", status=503)
    server.faults.drop("photo", times=2)  # a GET is asked once more by itself
    assert (await lan.opens(url))[0] == 503
    with pytest.raises(ClientError):
        await lan.opens(url)
    assert (await lan.opens(url))[0] == 200
    assert [call.status for call in server.calls.of("photo")] == [503, -1, -1, 200]


async def test_waiting_for_calls(server: ZaloServer, ask: Asks) -> None:
    waiting = asyncio.create_task(server.calls.wait("getMe", 2))
    await ask("getMe")
    await asyncio.sleep(0)
    assert not waiting.done()
    await ask("getMe")
    assert [call.answer["account_type"] for call in await waiting] == ["BASIC", "BASIC"]


# What a person sees


async def test_waiting_for_messages(ask: Asks, lan: ZaloPerson) -> None:
    await ask("sendMessage", chat_id=lan.id, text="một")
    assert (await lan.waits_for("mộ")).text == "một"
    with pytest.raises(AssertionError, match=r"Lan waited 0.05 s for 'mộ'; came: .*một"):
        await lan.waits_for("mộ", timeout=0.05)
    waiting = asyncio.create_task(lan.waits_for(lambda message: message.text == "hai"))
    await asyncio.sleep(0.02)
    await ask("sendMessage", chat_id=lan.id, text="hai")
    assert (await waiting) is lan.sees()
    await lan.says("tiếp")
    with pytest.raises(AssertionError, match="came: nothing"):
        await lan.waits_for(timeout=0.05)
    await lan.hears_nothing(0.05)
    listening = asyncio.create_task(lan.hears_nothing(0.2))
    await asyncio.sleep(0.05)
    await ask("sendMessage", chat_id=lan.id, text="ba")
    with pytest.raises(AssertionError, match="heard"):
        await listening


async def test_nothing_to_see_yet(server: ZaloServer) -> None:
    with pytest.raises(AssertionError, match="Huệ sees no message yet"):
        server.person("Huệ").sees()

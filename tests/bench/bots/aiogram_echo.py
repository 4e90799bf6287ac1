"""aiogram's echo: its own polling and dispatcher, storing nothing."""

import asyncio

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

from tests.bench.bots.work import given, measured


async def main() -> None:
    work = given()
    session = AiohttpSession(api=TelegramAPIServer.from_base(work.url))
    dispatcher, answered = Dispatcher(), 0

    async def echo(message: Message) -> None:
        nonlocal answered
        await message.answer(message.text or "")
        answered += 1
        if answered == work.count:
            await dispatcher.stop_polling()

    dispatcher.message.register(echo)
    async with Bot(work.token, session=session) as bot:
        await measured(lambda: dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False))


asyncio.run(main())

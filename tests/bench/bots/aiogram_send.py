"""A bare aiogram loop of `send_message`, 16 under way."""

import asyncio

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from tests.bench.bots.work import UNDER_WAY, given, measured


async def main() -> None:
    work = given()
    session = AiohttpSession(api=TelegramAPIServer.from_base(work.url))
    async with Bot(work.token, session=session) as bot:
        numbers = iter(range(work.count))

        async def sender() -> None:
            for number in numbers:
                await bot.send_message(1_000_000 + number, work.text(number))

        await bot.get_me()
        await measured(lambda: asyncio.gather(*(sender() for _ in range(UNDER_WAY))))


asyncio.run(main())

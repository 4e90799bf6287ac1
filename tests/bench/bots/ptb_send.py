"""A bare python-telegram-bot loop of `send_message`, 16 under way, over its own transport."""

import asyncio

from telegram import Bot

from tests.bench.bots.work import UNDER_WAY, given, measured


async def main() -> None:
    work = given()
    async with Bot(work.token, base_url=f"{work.url}/bot") as bot:
        numbers = iter(range(work.count))

        async def sender() -> None:
            for number in numbers:
                await bot.send_message(1_000_000 + number, work.text(number))

        await measured(lambda: asyncio.gather(*(sender() for _ in range(UNDER_WAY))))


asyncio.run(main())

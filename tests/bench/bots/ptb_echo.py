"""A bare sequential python-telegram-bot echo over its own transport, storing nothing."""

import asyncio

from telegram import Bot

from tests.bench.bots.work import given, measured


async def main() -> None:
    work = given()
    async with Bot(work.token, base_url=f"{work.url}/bot") as bot:

        async def echo() -> None:
            answered, offset = 0, 0
            while answered < work.count:
                for update in await bot.get_updates(offset=offset, timeout=10):
                    message = update.effective_message
                    assert message is not None
                    await bot.send_message(message.chat_id, message.text or "")
                    answered, offset = answered + 1, update.update_id + 1

        await measured(echo)


asyncio.run(main())

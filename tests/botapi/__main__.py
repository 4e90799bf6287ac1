"""Play with a bot without Telegram: `python -m tests.botapi --port 8081`, then type what a person says."""

import argparse
import asyncio
import sys

from tests.botapi import TOKEN, BotApiServer, Person

HELP = "Type a message; `[label` presses a button; `!block` and `!unblock`; Ctrl-D ends."


async def play(port: int, token: str) -> None:
    async with BotApiServer([token], port=port) as server:
        print(f"Bot API at {server.url} for the token {token}\n{HELP}")
        person = server.person(1001, "Lan", "lan")
        shown = asyncio.create_task(show(person))
        while line := await asyncio.to_thread(sys.stdin.readline):
            try:
                await act(person, line.strip())
            except AssertionError as problem:
                print(problem)
        shown.cancel()


async def act(person: Person, line: str) -> None:
    if line.startswith("["):
        press = await person.presses(line[1:])
        print(f"({await press.answered() or 'answered'})")
    elif line == "!block":
        await person.blocks()
    elif line == "!unblock":
        await person.unblocks()
    elif line:
        await person.says(line)


async def show(person: Person) -> None:
    while True:
        message = await person.waits_for(timeout=1e6, since=0)
        print(f"\n{message.id}{' (edited)' if message.edit_date else ''}: {message.text}")
        for row in message.rows:
            print("   " + "  ".join(f"[{button['text']}]" for button in row))


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--port", type=int, default=8081)
    reader.add_argument("--token", default=TOKEN)
    given = reader.parse_args()
    asyncio.run(play(given.port, given.token))


if __name__ == "__main__":
    main()

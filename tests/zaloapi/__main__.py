"""Play with a bot without Zalo: `python -m tests.zaloapi --port 8082`, then type what a person says."""

import argparse
import asyncio
import sys

from tests.zaloapi import TOKEN, ZaloPerson, ZaloServer

HELP = "Type a message; `!photo`, `!sticker`, `!voice`, `!file`, `!group TEXT` send other things; Ctrl-D ends."


async def play(port: int, token: str) -> None:
    async with ZaloServer([token], port=port) as server:
        print(f"Zalo Bot Platform at {server.url} for the token {token}\n{HELP}")
        person = server.person("Lan")
        shown = asyncio.create_task(show(person))
        while line := await asyncio.to_thread(sys.stdin.readline):
            await act(person, line.strip())
        shown.cancel()
        print(f"{server.bot().used} of {server.bot().quota} messages; refused: {len(server.refused())}")


async def act(person: ZaloPerson, line: str) -> None:
    command, _, rest = line.partition(" ")
    if command == "!group" and rest:
        await person.says_in_group(rest)
    elif command == "!photo":
        await person.sends_photo(caption=rest)
    elif command == "!sticker":
        await person.sends_sticker()
    elif command == "!voice":
        await person.sends_voice()
    elif command == "!file":
        await person.sends_unsupported()
    elif line:
        await person.says(line)


async def show(person: ZaloPerson) -> None:
    while True:
        message = await person.waits_for(timeout=1e6, since=0)
        print(f"\n{message.text or message.body}")


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--port", type=int, default=8082)
    reader.add_argument("--token", default=TOKEN)
    given = reader.parse_args()
    asyncio.run(play(given.port, given.token))


if __name__ == "__main__":
    main()

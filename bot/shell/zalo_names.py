"""Asking Zalo who the configured bots are, for `dondoc check`."""

import asyncio
from collections.abc import Sequence

from bot.channels.fields import text
from bot.channels.zalo.api import OutOfReachError, ZaloApi, ZaloError
from bot.settings import Settings

SECONDS = 5.0
Asked = tuple[str, str, str]
"""Account, what to say, and how to mend it ("" where all is well)."""


def ask_zalo(settings: Settings) -> Sequence[Asked]:
    tokens = [token.get_secret_value() for token in settings.zalo_token]
    return asyncio.run(_all(tokens, settings.zalo_api)) if tokens else []


async def _all(tokens: Sequence[str], server: str) -> list[Asked]:
    return list(await asyncio.gather(*(_one(ZaloApi(token, server)) for token in tokens)))


async def _one(api: ZaloApi) -> Asked:
    await api.connect()
    try:
        me = await api.call("getMe", SECONDS)
    except ZaloError as error:
        if error.code == 401:
            return api.account, "Zalo không nhận mã này", "lấy lại mã của bot rồi sửa DONDOC_ZALO_TOKEN"
        return api.account, f"Zalo trả lời lỗi {error.code}", "thử lại sau ít phút"
    except OutOfReachError:
        return api.account, f"không tới được {api.server}", "xem mạng của máy này, hoặc DONDOC_ZALO_API"
    finally:
        await api.disconnect()
    fields = me if isinstance(me, dict) else {}
    name = text(fields, "display_name", 100) or text(fields, "account_name", 100) or api.account
    return api.account, f"bot “{name}” sẵn sàng", ""

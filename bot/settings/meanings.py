"""What each setting is for, in the words of `dondoc check`."""

from pydantic import SecretStr

from bot.language import say
from bot.settings import PREFIX, Settings, address_url, setting_names
from bot.settings.setting_rules import HttpAddress


def explained(settings: Settings) -> list[str]:
    """Return a line for each setting: its value, its meaning. Secrets are only said to be there."""
    width = max(map(len, setting_names()))
    return [
        f"  {PREFIX + name.upper():<{width}}  {_value(settings, name)}  ({say(f'shell.setting.{name}')})"
        for name in Settings.model_fields
    ]


def _value(settings: Settings, name: str) -> str:
    if name == "database_url":
        return _without_password(settings.database_url.get_secret_value())
    if name == "smtp_url" and settings.smtp_url is not None:
        return _without_password(settings.smtp_url.get_secret_value())
    return shown(getattr(settings, name))


def shown(value: object) -> str:
    match value:
        case None | ():
            return say("shell.value.unset")
        case HttpAddress():
            return address_url(value).removeprefix("http://")
        case SecretStr():
            return say("shell.value.set")
        case tuple():
            return ", ".join(value) if isinstance(value[0], str) else say("shell.value.tokens", n=len(value))
        case bool():
            return "1" if value else "0"
        case float():
            return f"{value:g}"
        case _:
            return str(value)


def _without_password(value: str) -> str:
    """Return a database URL without its password, and without the query, where another may be. No other secret can be
    shown."""
    scheme, _, rest = value.partition("://")
    credentials, at, place = rest.rpartition("@")
    user = credentials.partition(":")[0]
    return f"{scheme}://{user}{at}{place.partition('?')[0]}"

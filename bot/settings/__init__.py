"""The settings, from the environment or a `.env` file in the working directory."""

import difflib
import logging
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Literal, get_args
from urllib.parse import parse_qs, unquote, urlsplit

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from pydantic import (
    BeforeValidator,
    DirectoryPath,
    Field,
    FilePath,
    PlainValidator,
    SecretStr,
    StringConstraints,
    ValidationError,
)
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.language import Language, say, shell_words
from bot.settings import mail_rules
from bot.settings import setting_rules as rules
from bot.settings.setting_rules import HttpAddress

PREFIX = "DONDOC_"
ENV_FILE = ".env"
EVERY_INTERFACE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104
TELEGRAM_API = "https://api.telegram.org"
READER_API = "http://127.0.0.1:11434/v1"
ZALO_API = "https://bot-api.zaloplatforms.com"
SECRET_LENGTH = 16  # characters: less can be guessed

Tokens = tuple[SecretStr, ...]
OneWord = StringConstraints(strip_whitespace=True, pattern=r"^\S+$")
SmallLetters = BeforeValidator(rules.in_small_letters)
FromHome = BeforeValidator(rules.from_home)
PublicUrl = Annotated[str, PlainValidator(rules.base_url("https://dondoc.coquan.vn"))]


class Settings(BaseSettings):
    """Every field is the setting `DONDOC_` + its name in capitals; what each may hold: its type, or a rule of
    `bot.settings.setting_rules`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding="utf-8-sig",  # Windows' Notepad puts a mark at the start
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        validate_default=False,
    )

    database_url: Annotated[SecretStr, PlainValidator(rules.database_url)] = SecretStr("sqlite:///dondoc.db")
    telegram_token: Annotated[Tokens, NoDecode, PlainValidator(rules.telegram_tokens)] = ()
    telegram_api: Annotated[str, PlainValidator(rules.base_url(TELEGRAM_API))] = TELEGRAM_API
    telegram_webhook: PublicUrl | None = None  # None: long polling
    telegram_rate: Annotated[float, Field(gt=0, le=10_000)] = 30.0  # messages a second for the whole bot
    zalo_token: Annotated[Tokens, NoDecode, PlainValidator(rules.zalo_tokens)] = ()
    zalo_api: Annotated[str, PlainValidator(rules.base_url(ZALO_API))] = ZALO_API
    zalo_webhook: PublicUrl | None = None
    zalo_link: Annotated[tuple[str, ...], NoDecode, PlainValidator(rules.links)] = ()  # to the bots, in their order
    zalo_quota: Annotated[int, Field(gt=0, le=100_000_000)] = 3000  # messages a month for each bot
    smtp_url: Annotated[SecretStr, PlainValidator(mail_rules.smtp_url)] | None = None  # None: no mails
    mail_from: Annotated[str, PlainValidator(mail_rules.mail_from)] | None = None  # None: who logs in there
    http: Annotated[HttpAddress, NoDecode, PlainValidator(rules.http_address)] = HttpAddress("127.0.0.1", 8080)
    public_url: PublicUrl | None = None  # None: the bound address
    trusted_proxies: Annotated[tuple[str, ...], NoDecode, PlainValidator(rules.networks)] = ()  # whose word is taken
    secret: Annotated[SecretStr, Field(min_length=SECRET_LENGTH)] | None = None  # None: kept in the database
    log: Annotated[Literal["debug", "info", "warning", "error"], SmallLetters] = "info"
    log_format: Annotated[Literal["console", "json"], SmallLetters] = "console"
    language: Annotated[Language, SmallLetters] = "vi"  # of the shell alone
    templates: Annotated[DirectoryPath, FromHome] | None = None  # own Word templates
    calendar: Annotated[FilePath, FromHome] | None = None  # days off beyond the packaged ones
    reader_url: Annotated[str, PlainValidator(rules.base_url(READER_API))] | None = None  # None: no second reader
    reader_model: Annotated[str, OneWord] | None = None  # None: the first that it has
    reader_key: SecretStr | None = None
    reader_allow_remote: Annotated[bool, SmallLetters] = False  # words may leave the local network

    def secrets(self) -> list[str]:
        """Return what must never be written anywhere: tokens, the signing secret, the passwords in addresses."""
        hidden = [*self.telegram_token, *self.zalo_token, *filter(None, (self.secret, self.reader_key))]
        urls = [self.database_url, *([self.smtp_url] if self.smtp_url else [])]
        passwords = [password for url in urls for password in _passwords(url.get_secret_value())]
        return [item.get_secret_value() for item in hidden] + passwords

    @property
    def links_start_with(self) -> str:
        """The start of links in messages, as far as it is known before the program listens."""
        return self.public_url or address_url(self.http)


def address_url(address: HttpAddress) -> str:
    """Return a link to a listening address; where it listens on every interface, one that this machine can open."""
    address = address._replace(host=EVERY_INTERFACE.get(address.host, address.host))
    host = f"[{address.host}]" if ":" in address.host else address.host
    return f"http://{host}:{address.port}"


def _passwords(url: str) -> list[str]:
    """Return the passwords of a database URL, as they are written there and as they are meant."""
    parts = urlsplit(url)
    asked = parse_qs(parts.query)
    written = [parts.password or "", *asked.get("password", []), *asked.get("sslpassword", [])]
    return [form for password in written if password for form in (password, unquote(password))]


class SettingsProblems(Exception):
    """Settings that cannot be used; each problem is a line for a person to read, without secrets."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_settings() -> Settings:
    """Read the settings from the environment and `.env`. Raise `SettingsProblems`."""
    try:
        if problems := _unreadable_lines():
            raise SettingsProblems(problems)
        return Settings()
    except ValidationError as error:
        raise SettingsProblems([_problem(detail) for detail in error.errors()]) from None
    except UnicodeDecodeError:
        raise SettingsProblems([say("shell.settings.not_utf8", file=ENV_FILE)]) from None
    except PermissionError:
        raise SettingsProblems([say("shell.settings.no_right", file=ENV_FILE)]) from None


def _unreadable_lines() -> list[str]:
    """Return what is wrong with the lines of `.env` that cannot be read: the library would leave them out, and say so
    in English in the log."""
    try:
        with Path(ENV_FILE).open(encoding="utf-8-sig") as lines:
            broken = [binding.original.line for binding in parse_stream(lines) if binding.error]
    except FileNotFoundError:
        return []
    return [say("shell.settings.bad_line", file=ENV_FILE, line=line) for line in broken]


def _problem(detail: ErrorDetails) -> str:
    """Return what is wrong in the words of our rules, or of the catalogue for what a type of pydantic refuses:
    pydantic's own message would repeat the value, which may be a secret."""
    field, context = str(detail["loc"][0]), detail.get("ctx", {})
    why = context.get("error") or _why(field, detail["type"], said=detail["input"], **context)
    return say("shell.refused", name=PREFIX + field.upper(), why=why)


def _why(field: str, mistake: str, **filled: object) -> str:
    """Return why the value of this setting is refused; else what the mistake is in any."""
    names = (f"shell.refused.{name}" for name in (mistake, field, "other"))
    known = next(filter(shell_words().has, names))
    return say(known, allowed=", ".join(map(str, get_args(Settings.model_fields[field].annotation))), **filled)


def setting_names() -> list[str]:
    return [PREFIX + name.upper() for name in Settings.model_fields]


def misspelt(names: Iterable[str]) -> dict[str, str | None]:
    """Return names that begin like a setting and are none, each with the setting that was probably meant."""
    known = setting_names()
    strange = sorted({name.upper() for name in names if name.upper().startswith(PREFIX)} - set(known))
    return {name: next(iter(difflib.get_close_matches(name, known, n=1)), None) for name in strange}


def names_in_use(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return the names given in the environment and in `.env`."""
    logging.getLogger("dotenv.main").setLevel(logging.ERROR)  # what it cannot read is told by `read_settings`
    return [*environment, *dotenv_values(ENV_FILE, encoding="utf-8-sig")]

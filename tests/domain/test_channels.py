"""Every channel has a rank, words in every language, and a module that speaks with it."""

import pytest

from bot.channels.mail.channel import MailChannel
from bot.channels.telegram.sending.channel import TELEGRAM
from bot.channels.webchat import WebChannel
from bot.channels.zalo.channel import ZALO
from domain.messaging.channels import CHANNELS, RANK, rank
from handlers.words import LANGUAGES


def test_every_channel_has_words_and_a_rank() -> None:
    assert [rank(one.code) for one in CHANNELS] == list(range(len(CHANNELS)))
    for words in LANGUAGES.values():
        assert all(words[f"channel.{one.code}"] for one in CHANNELS)


def test_what_is_no_channel_is_refused() -> None:
    with pytest.raises(KeyError):
        rank("pigeon")


def test_every_channel_that_sends_is_in_the_table() -> None:
    assert {TELEGRAM, ZALO, MailChannel.name, WebChannel.name} == set(RANK)

"""Telling the owner in private: him alone, once, and with nothing but delivery errors when it can't be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.clock import SystemClock
from bot.errors import DeliveryError, NotSent, OutcomeUnclear, Refused, Throttled, TokenRefused
from bot.post.discord.owner import DiscordOwner
from bot.post.mastodon.client import Account
from bot.post.mastodon.owner import MastodonOwner
from tests.fakes.discord.control import MESSAGES, DiscordControl
from tests.fakes.discord.world import OWNER_ID
from tests.fakes.mastodon.control import OWNER, STATUSES, MastodonControl

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.post.discord.session import DiscordSession
    from bot.post.publisher import Messenger

KEY = "a-key-of-24-characters-x"
LOUD = '@everyone @here <@1> @critic@films.example #Horror https://films.example/x *loud* 10013: "no"'


def mastodon_owner(fake: MastodonControl, owner: str = OWNER) -> MastodonOwner:
    return MastodonOwner("toots", "toots", Account(fake.api_base_url, fake.token), SystemClock(), owner, "en")


@pytest.fixture
async def to_mastodon(fake_mastodon: MastodonControl) -> AsyncIterator[MastodonOwner]:
    messenger = mastodon_owner(fake_mastodon)
    yield messenger
    await messenger.close()


async def test_a_direct_message_on_discord(fake_discord: DiscordControl, session: DiscordSession) -> None:
    messenger: Messenger = DiscordOwner(OWNER_ID, session)
    for text, key in ((LOUD, KEY), (LOUD, KEY), ("Another.", "another-key")):
        await messenger.tell(text, key)
    first, second = fake_discord.directs()
    assert second["content"] == "Another."
    assert (first["mentions"], first["mention_everyone"]) == ([], False)
    assert "https://" not in first["content"]
    assert fake_discord.created() == 0
    assert "Discord" in messenger.name


async def test_a_direct_message_on_mastodon(to_mastodon: MastodonOwner, fake_mastodon: MastodonControl) -> None:
    for text, key in ((LOUD, KEY), (LOUD, KEY), ("Another.", "another-key")):
        await to_mastodon.tell(text, key)
    first, second = fake_mastodon.directs()
    assert second["text"] == f"@{OWNER} Another."
    assert {one["visibility"] for one in (first, second)} == {"direct"}
    assert first["language"] == "en"
    assert first["text"].count("@critic") == 0
    assert "https://" not in first["text"]
    assert fake_mastodon.statuses() == []
    assert fake_mastodon.created() == 0


@pytest.mark.parametrize("text", ["word " * 2000, "x" * 9000, "@a #b " * 900, "_*~" * 900])
async def test_a_long_text_is_shortened(
    text: str,
    to_mastodon: MastodonOwner,
    fake_mastodon: MastodonControl,
    fake_discord: DiscordControl,
    session: DiscordSession,
) -> None:
    await to_mastodon.tell(text, KEY)
    await DiscordOwner(OWNER_ID, session).tell(text, KEY)
    (on_mastodon,), (on_discord,) = fake_mastodon.directs(), fake_discord.directs()
    assert 300 < len(on_mastodon["text"]) <= 500
    assert 1200 < len(on_discord["content"]) <= 2000


async def test_an_owner_who_takes_no_direct_messages(fake_discord: DiscordControl, session: DiscordSession) -> None:
    fake_discord.set(closed_dms=[OWNER_ID])
    with pytest.raises(Refused, match="allow direct messages"):
        await DiscordOwner(OWNER_ID, session).tell("Look.", KEY)


async def test_a_number_that_is_nobody_s(fake_discord: DiscordControl, session: DiscordSession) -> None:
    with pytest.raises(Refused, match="mend discord_id"):
        await DiscordOwner(4711, session).tell("Look.", KEY)
    assert fake_discord.directs() == []


async def test_a_name_that_is_nobody_s(fake_mastodon: MastodonControl) -> None:
    messenger = mastodon_owner(fake_mastodon, "nobody@films.example")
    with pytest.raises(Refused, match=r"finds nobody called nobody@films\.example"):
        await messenger.tell("Look.", KEY)
    await messenger.close()


TROUBLES: list[tuple[Callable[[DiscordControl | MastodonControl, str], None], type[DeliveryError]]] = [
    (lambda fake, path: fake.fault("lost", "POST", path), OutcomeUnclear),
    (lambda fake, path: fake.fault("half", "POST", path), OutcomeUnclear),
    (lambda fake, path: fake.fault("status", "POST", path, status=503), OutcomeUnclear),
    (lambda fake, path: fake.fault("status", "POST", path, status=200, body="<html>"), OutcomeUnclear),
    (lambda fake, path: fake.fault("status", "POST", path, status=429, headers={"Retry-After": "60"}), Throttled),
    (lambda fake, path: fake.fault("status", "POST", path, status=401), TokenRefused),
]


@pytest.mark.parametrize(("make", "expected"), TROUBLES)
async def test_every_trouble_is_a_delivery_error(
    make: Callable[[DiscordControl | MastodonControl, str], None],
    expected: type[DeliveryError],
    to_mastodon: MastodonOwner,
    fake_mastodon: MastodonControl,
    fake_discord: DiscordControl,
    session: DiscordSession,
) -> None:
    to_discord = DiscordOwner(OWNER_ID, session)
    make(fake_mastodon, STATUSES)
    make(fake_discord, MESSAGES)
    for messenger in (to_mastodon, to_discord):
        with pytest.raises(expected) as caught:
            await messenger.tell("Look.", KEY)
        assert fake_mastodon.token not in repr(messenger) + str(caught.value)
        assert fake_discord.token not in repr(messenger) + str(caught.value)


async def test_a_server_that_can_not_be_reached(fake_mastodon: MastodonControl) -> None:
    account = Account("http://127.0.0.1:9", fake_mastodon.token)
    messenger = MastodonOwner("toots", "toots", account, SystemClock(), OWNER)
    with pytest.raises(NotSent):
        await messenger.tell("Look.", KEY)
    await messenger.close()

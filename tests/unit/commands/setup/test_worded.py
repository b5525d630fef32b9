"""Sentences of set-up in both languages, and what other people's names do in them: nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.commands.setup.worded import worded
from bot.commands.wording import wording_for
from bot.follow.sentence import Channel, Link, Sentence, sentence

NASTY = "*bold* @everyone <@1> [x](https://evil.example) \u202egnp\u202c `a` \x07 ||spoiler|| " + "y" * 6000


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en-GB", "“Dune”"),
        ("es-419", "«Dune»"),
    ],
)
def test_a_sentence_in_the_admins_language(locale: str, said: str) -> None:
    posted = sentence("setup-test-posted", title="Dune", link=Link("https://discord.com/channels/1/2/3"))
    text = worded(wording_for(locale), posted)
    assert said in text
    assert text.endswith(" https://discord.com/channels/1/2/3")


@pytest.mark.parametrize("locale", ["en-US", "es-ES"])
@pytest.mark.parametrize(
    "key", ["setup-channel-gone", "setup-test-posted", "setup-is-paused-by-trouble", "setup-which"]
)
def test_other_peoples_words_do_nothing(locale: str, key: str) -> None:
    nasty: dict[str, Sentence] = {
        "setup-channel-gone": sentence("setup-channel-gone", name=NASTY),
        "setup-test-posted": sentence("setup-test-posted", title=NASTY, link=Link("https://discord.com/")),
        "setup-is-paused-by-trouble": sentence(
            "setup-is-paused-by-trouble", when=datetime(2026, 1, 1, tzinfo=UTC), reason=NASTY
        ),
        "setup-which": sentence("setup-which", there=(NASTY, "b")),
    }
    text = worded(wording_for(locale), nasty[key])
    assert len(text) < 800
    for bad in ("@everyone", "<@1>", "https://evil", "[x](", "\u202e", "\x07", " *bold*"):
        assert bad not in text


def test_numbers_and_times_as_each_reader_has_them() -> None:
    assert "3,5" in worded(wording_for("es-ES"), sentence("setup-gets-ratings-from", least=3.5))
    paused = sentence("setup-is-paused", when=datetime(2026, 1, 1, tzinfo=UTC))
    assert "<t:1767225600:R>" in worded(wording_for(None), paused)


def test_permissions_by_their_names_in_discords_settings() -> None:
    lacking = (sentence("setup-permission-view-channel"), sentence("setup-permission-embed-links"))
    said = sentence("setup-permissions-missing", channel=Channel(5), names=lacking)
    assert "View Channel, Embed Links" in worded(wording_for("en-US"), said)
    assert "Ver canal, Insertar enlaces" in worded(wording_for("es-ES"), said)

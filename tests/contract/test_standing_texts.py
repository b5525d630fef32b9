"""Nothing that we sent is ever taken for changed by hand, whatever is in it and however the network writes it down."""

from __future__ import annotations

import random

import pytest

from bot.format.escape import for_discord, for_mastodon
from bot.format.prose import tidy
from tests.contract.publishing import ADDRESS, Stage, toot
from tests.contract.stages import account
from tests.fakes.mastodon.control import STATUSES, MastodonControl

pytestmark = pytest.mark.thorough

NASTY = (
    "a & b < c > d &amp; &lt;b&gt; &#39; &copy &nbsp;",
    "<script>alert(1)</script> <b>bold</b> <!-- gone --> </p><p> <a href='https://x.example'>x</a>",
    "*one* **two** ***three*** _four_ __five__ ~~six~~ `seven` ```eight``` ||nine|| > ten",
    "# head\n- list\n1. one\n> quote\n-# small",
    "“quotes” 'single' \"double\" «so» — – - … ... -- ---",
    "👩‍👩‍👧‍👦 ☠️ ❤︎ 🏳️‍🌈 🇩🇪 é e\u0301 ﬁ ½ ★★★½",
    "a\u00a0b\u2003c\u200bd\u200de\u2060f\u00adg\ufeffh",
    "عربي עברית \u202eabc\u202c 日本語 한국어 ไทย",
    "@everyone @here <@123456789012345678> <#1> <@&2> @critic @owner@films.example ＠critic",
    "#Horror #2025 ＃tag :smile: :heart_eyes: <:custom:1>",
    "https://example.org/a?b=c&d=e#f http://ex.ample/*x* www.example.org example.org/path mailto:a@b.example",
    "https://пример.example/ünïcode/%20x?q=ä",
    "  spaces   in   rows  \n\n\n\n  and lines  \n",
    "\\ \\* \\n % %% %20 %s {} {0} $x ${x} \\u0041",
    "x" * 120,
    "tab\there\rcarriage\r\nreturn\x0bvertical\x1cseparator\x85next\u2028line\u2029paragraph",
)
PIECES = [
    *"aZß5 \n*_~`|<>&\"'\\@#:/.,-!?()[]{}%=+$^;…“”½★é",
    *("👍🏽", "e\u0301", "\u200d", "\ufe0f", "&amp;", "https://x.example/", "\n\n"),
]


def texts() -> list[str]:
    chance = random.Random(20261122)  # noqa: S311 - the same texts every time
    return [*NASTY, *("".join(chance.choices(PIECES, k=chance.randint(1, 60))) for _ in range(24))]


@pytest.mark.parametrize("written", ["as the formatter does", "raw"])
async def test_whatever_was_sent_stands_as_sent(stage: Stage, written: str) -> None:
    escape = for_mastodon if stage.publisher.network == "mastodon" else for_discord
    before = ""
    for number, text in enumerate(texts()):
        words = text if written == "raw" else escape(tidy(text))
        post = stage.post(words, f"{ADDRESS}?a=1&b={number}#c")
        receipt = await stage.publisher.publish(post, f"{written[:3]}-{number}")
        assert await stage.publisher.standing(receipt.id, post) == "as sent", repr(words)
        found = await stage.publisher.find(post, before, frozenset())
        assert found is not None
        before = receipt.id
        other = stage.post(words + " Not!", post.address)
        if number % 4 == 0:
            assert await stage.publisher.standing(receipt.id, other) == "changed", repr(words)
            await stage.publisher.edit(receipt.id, other)
            assert await stage.publisher.standing(receipt.id, other) == "as sent", repr(words)


async def test_a_server_that_does_not_tell_what_was_entered(fake_mastodon: MastodonControl) -> None:
    fake_mastodon.answer(404, "Not Found", method="GET", path=f"{STATUSES}/*/source", times=None)
    publisher = account(fake_mastodon)
    for number, text in enumerate(texts()):
        post = toot(for_mastodon(tidy(text)), f"{ADDRESS}?b={number}")
        receipt = await publisher.publish(post, f"key-{number}")
        assert await publisher.standing(receipt.id, post) == "as sent", repr(post.text)
    fake_mastodon.edit_by_hand(receipt.id, post.text.replace("★★★½", "★★★★"))
    assert await publisher.standing(receipt.id, post) == "changed"
    await publisher.close()

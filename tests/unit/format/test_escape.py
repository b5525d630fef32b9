"""Words that look like commands to a network stay words."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings

from bot.format.escape import WORD_JOINER, for_discord, for_mastodon, unmentioned, unpinged
from bot.format.prose import tidy
from tests.unit.format.made import TEXTS
from tests.unit.format.networks import HASHTAGS, LINK, MENTIONS, discord_sees

HARMLESS = [
    "Totally F***ed Up",
    "#Alive",
    r"¯\_(ツ)_/¯",
    "[Malls are]",
    "Female Prisoner Scorpion: #701",
    "C# minor, 9:30:10",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_titles_are_shown_on_discord_as_they_are_written(text: str) -> None:
    assert discord_sees(for_discord(text)) == (text, [])


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Totally F***ed Up", r"Totally F\*\*\*ed Up"),
        ("#Alive", "#Alive"),  # a heading needs a blank
        ("# Alive", r"\# Alive"),
        ("-#", r"\-#"),  # whatever comes below it
        (r"¯\_(ツ)_/¯", r"¯\\\_(ツ)\_/¯"),
        ("[Malls are]", r"\[Malls are\]"),
        ("[a](https://example.org)", r"\[a\](example.org)"),
        (
            "one\n- two\n12. three\n-# four\n> five\n>>> six",
            "one\n\\- two\n12\\. three\n\\-# four\n\\> five\n\\>>> six",
        ),
        ("||x|| `y` ~~z~~", r"\|\|x\|\| \`y\` \~\~z\~\~"),
        (":smile: 9:30", r"\:smile: 9:30"),
        ("<t:1:R>", r"\<t\:1:R>"),
        ("<@123> @everyone @here", f"\\<@{WORD_JOINER}123> @{WORD_JOINER}everyone @{WORD_JOINER}here"),
        ("<@!123> <@&9> <#5>", f"\\<@{WORD_JOINER}!123> \\<@{WORD_JOINER}&9> \\<#5>"),
        ("</recap:12> <:party:34> <a:dance:56>", r"\</recap:12> \<\:party:34> \<a\:dance:56>"),
        ("<id:browse> <https://example.org>", r"\<id:browse> \<example.org>"),
        ("@ana @ana@example.org ana@example.org", "@ana @ana@example.org ana@example.org"),
        ("https://example.org/a_b", r"example.org/a\_b"),
        ("HTTPS://example.org steam://run/1 discord://x", "example.org run/1 x"),
        ("htthttp://ps://example.org", "example.org"),
        ("https://", f"https:{WORD_JOINER}//"),
    ],
)
def test_discord(text: str, escaped: str) -> None:
    assert for_discord(text) == escaped


@pytest.mark.parametrize(
    ("text", "made_plain"),
    [
        ("ask @ana", f"ask @{WORD_JOINER}ana"),
        ("ask @ana@example.org", f"ask @{WORD_JOINER}ana@example.org"),
        ("ana@example.org", "ana@example.org"),
        ("＠ana ＃Alive", f"＠{WORD_JOINER}ana ＃{WORD_JOINER}Alive"),
        ("(@ana) /@ana", f"(@{WORD_JOINER}ana) /@{WORD_JOINER}ana"),
        ("@http://ana", f"@{WORD_JOINER}ana"),
        ("@\u200bana", "@\u200bana"),  # no network takes that for part of a name
        ("gemini://example.org xmpp:ana@example.org", f"example.org xmpp{WORD_JOINER}:ana@example.org"),
        (
            "example.org and www.example.org/a",
            "example.org and www.example.org/a",
        ),  # only with their scheme are they links
        ("#Alive", f"#{WORD_JOINER}Alive"),
        ("#701", "#701"),
        ("C# minor", "C# minor"),
        ("see https://example.org/a.", "see example.org/a."),
        ("**bold** stays", "**bold** stays"),
    ],
)
def test_mastodon(text: str, made_plain: str) -> None:
    assert for_mastodon(text) == made_plain


@given(TEXTS)
@settings(max_examples=300)
def test_no_words_mention_anybody_join_a_hashtag_or_link_on_mastodon(text: str) -> None:
    posted = for_mastodon(text)
    assert not [match for pattern in (*MENTIONS, *HASHTAGS, LINK) for match in pattern.finditer(posted)]
    assert _told(posted, text) == _told(text, text)


@given(TEXTS.filter(lambda text: "\ue000" not in text))
@settings(max_examples=300)
def test_no_words_format_anything_on_discord_and_all_of_them_are_shown(text: str) -> None:
    shown, live = discord_sees(for_discord(text))
    assert live == []
    assert _told(shown, text) == _told(text, text)


def _told(shown: str, text: str) -> str:
    """What is shown of a text; without the signs that addresses begin with where the text has an address."""
    plain = shown.replace(WORD_JOINER, "")
    return regex.sub(r"[a-zA-Z0-9+.:/-]", "", plain) if "://" in text else plain


def test_signs_that_turn_what_follows_are_gone_before_anything_is_escaped() -> None:
    assert for_mastodon(tidy("\u202e@ana\u2066 #\u200eAlive\ufeff")) == f"@{WORD_JOINER}ana #\u200eAlive"


def test_in_a_whole_status_addresses_stay_and_nobody_is_mentioned() -> None:
    assert unmentioned("@ana https://example.org/@ana ＠b") == (
        f"@{WORD_JOINER}ana https://example.org/@ana ＠{WORD_JOINER}b"
    )
    assert unmentioned(unmentioned("@ana")) == unmentioned("@ana")
    assert unpinged("@everyone @here <@1> @ana") == f"@{WORD_JOINER}everyone @{WORD_JOINER}here <@{WORD_JOINER}1> @ana"

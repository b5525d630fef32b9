"""Emphasis, links and lists of the words: shown on Discord, plain on Mastodon, sound wherever they are cut."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.format.escape import DISCORD
from bot.format.length import graphemes
from bot.format.markdown import behind_bars, on_discord
from bot.format.styled import Styled, on_mastodon, shortened, styled, through
from bot.review.model import Span
from tests.unit.format.discord_reader import Sign, read
from tests.unit.format.made import TRICKY
from tests.unit.format.networks import HASHTAGS, LINK, MENTIONS, discord_sees

LIST = "https://example.com/list"
TEXT = "It is really good, see the list.\nOne\nTwo and three"


def of(part: str, kind: str, url: str | None = None, text: str = TEXT) -> Span:
    start = text.index(part)
    return Span(start, start + len(part), kind, url)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ([of("really", "strong")], "It is **really** good"),
        ([of("really", "emphasis")], "It is *really* good"),
        ([of(" really ", "emphasis")], "It is *really* good"),
        ([of("all", "emphasis")], "It is re*all*y good"),
        ([of("really", "strike"), of("good", "code")], "It is ~~really~~ `good`"),
        ([of("really good", "strong"), of("really", "emphasis")], "It is **_really_ good**"),
        ([of("is really", "strong"), of("really good", "emphasis")], "It **is _really_** _good_"),
        ([of("is", "strong"), of("is", "emphasis")], "It **_is_** really"),
        ([of("is", "strong"), of("all", "emphasis")], "It **is** really good"),
        ([of("is", "strong"), of(" really", "strong")], "It **is really** good"),
        ([of("the list", "link", LIST)], f"see [the list]({LIST})."),
        ([of("see the", "strong"), of("the list", "link", LIST)], f"**see** [**the** list]({LIST})."),
        ([of("the list", "link", f"{LIST}*a*_b_(c)")], f"see [the list]({LIST}%2Aa%2A_b_%28c%29)."),
        ([of("the list", "link", "javascript:alert(1)")], "see the list."),
        ([of("One", "item"), of("Two and three", "item")], "list.\n- One\n- Two and three"),
        ([of("list.\nOne", "strong")], "**list.**\n**One**\n"),
    ],
)
def test_looks_on_discord(spans: list[Span], shown: str) -> None:
    assert shown in on_discord(styled(TEXT, spans))


def test_looks_are_plain_on_mastodon() -> None:
    spans = [of("really", "strong"), of("the list", "link", LIST), of("One", "item"), of("Two and three", "item")]
    assert on_mastodon(styled(TEXT, spans)) == "It is really good, see the list.\n• One\n• Two and three"


def test_looks_behind_bars() -> None:
    told = on_discord(styled("a | b|\nc||", [Span(0, 1, "strong"), Span(7, 8, "item")]), hidden=True)
    assert told == "||**a** \\| b\\|\n• c\\|\\|\u2060||"
    assert behind_bars("") == ""


@pytest.mark.parametrize(
    ("text", "part", "kind"),
    [
        ("a [b] c", "[b]", "link"),  # brackets in a link's text would have to pair
        ("so snake_case", "snake_case", "code"),  # no backslash works in code
        ("a ~b~ c", "~b~", "strike"),  # ends at the next two signs
    ],
)
def test_a_look_that_could_be_read_otherwise_is_left_out(text: str, part: str, kind: str) -> None:
    told = on_discord(styled(text, [of(part, kind, LIST if kind == "link" else None, text)]))
    assert discord_sees(told) == (text, [])


def test_looks_move_where_text_is_tidied_and_escaped() -> None:
    before = " @everyone\t  says:\r\nhttps://example.org/a_b is  *good* \u202e"
    spans = [of("says", "strong", text=before), of("*good*", "emphasis", text=before)]
    told = on_discord(styled(before, spans))
    assert told == "@\u2060everyone **says**:\nexample.org/a\\_b is _\\*good\\*_".replace(
        "_\\*good\\*_", "*\\*good\\**"
    )


def test_what_is_cut_keeps_its_looks_whole() -> None:
    words = styled(TEXT.replace("\n", " "), [of("really good, see", "strong"), of("the list", "link", LIST)])

    def cut(most: int) -> str:
        return on_discord(shortened(words, lambda part: len(on_discord(part)) <= most))

    assert cut(27) == "It is **really good, see**…"
    assert cut(26) == "It is **really good**…"
    assert cut(17) == "It is **really**…"
    assert cut(63) == f"It is **really good, see** [the]({LIST})…"
    assert cut(57) == "It is **really good, see**…"


KINDS = st.sampled_from(["strong", "emphasis", "strike", "code", "link", "item"])


@st.composite
def words(draw: st.DrawFn) -> Styled:
    """Words with whatever looks."""
    text = draw(st.text(max_size=60) | TRICKY)
    places = st.integers(0, max(len(text), 1))
    spans = draw(st.lists(st.tuples(places, places, KINDS), max_size=6))
    made = [
        Span(min(one, two), max(one, two), kind, LIST if kind == "link" else None)  # type: ignore[arg-type]
        for one, two, kind in spans
    ]
    return styled(text, made)


def meant(source: Styled) -> list[Sign]:
    """Every sign that shall be shown, and how it may look at most."""
    escaped = through(source, DISCORD)
    found = []
    for match in regex.finditer(r"\\([^0-9A-Za-z\s])|[\s\S]", escaped.text):
        at = match.end() - 1
        kinds = (
            f"link {LIST}" if one.kind == "link" else one.kind for one in escaped.spans if one.start <= at < one.end
        )
        found.append(Sign(match[1] or match[0], frozenset(kinds)))
    return found


@given(words())
@settings(max_examples=100)
def test_whatever_the_text_nothing_is_lost_and_nothing_looks_as_it_should_not(source: Styled) -> None:
    shown, wanted = read(on_discord(source)), meant(source)
    # A list is drawn without the blank behind its dot; where lines are items their own blanks were tidied away.
    assert "".join(sign.text for sign in shown) == "".join(sign.text for sign in wanted)
    for sign, most in zip(shown, wanted, strict=True):
        assert sign.looks - {"item"} <= most.looks, (sign, on_discord(source))


@given(words())
@settings(max_examples=100)
def test_behind_bars_everything_is_hidden(source: Styled) -> None:
    told = on_discord(source, hidden=True)
    assert all("spoiler" in sign.looks for sign in read(told))
    assert bool(told) == bool(source.text)


@given(words(), st.integers(0, 200))
@settings(max_examples=100)
def test_whatever_is_cut_is_sound(source: Styled, most: int) -> None:
    cut = shortened(source, lambda part: len(on_discord(part)) <= most)
    told = on_discord(cut)
    assert len(told) <= most
    assert "".join(sign.text for sign in read(told)) == "".join(sign.text for sign in meant(cut))
    assert graphemes(cut.text.removesuffix("…")) == graphemes(source.text)[: len(graphemes(cut.text.removesuffix("…")))]


@given(words(), st.booleans())
@settings(max_examples=100)
def test_on_mastodon_it_is_plain(source: Styled, tagged: bool) -> None:
    told = on_mastodon(source, tagged=tagged)
    patterns = (*MENTIONS, LINK) if tagged else (*MENTIONS, *HASHTAGS, LINK)
    assert not [match for pattern in patterns for match in pattern.finditer(told)]


def test_the_owners_hashtags_live_but_one_that_was_cut_does_not() -> None:
    own = styled("See #Alive and @ana, #Horror…")
    assert on_mastodon(own, tagged=True) == "See #Alive and @\u2060ana, #\u2060Horror…"
    assert on_mastodon(own) == "See #\u2060Alive and @\u2060ana, #\u2060Horror…"

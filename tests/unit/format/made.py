"""Reviews and policies for format's tests, and Unicode to make them hard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from bot.format.looking_back import Recap, RecapEntry
from bot.format.model import FormatPolicy
from bot.review.model import Challenge, Excerpt, Previous, Rating, Review

TOOTS = FormatPolicy("mastodon", "My reviews", hashtags={"spooky": "SpookySeason"}, timezone="America/New_York")
EMBEDS = replace(TOOTS, network="discord")


def a_review(**changes: Any) -> Review:
    review = Review(
        id="r1",
        source="films",
        path="a.md",
        title="Carnival of Souls",
        year=1962,
        rating=Rating(3.5, 5),
        excerpt=Excerpt("An organ, an empty ballroom, and more dread than money could have bought.", "last sentence"),
        quotes=("I don't belong in the world.",),
        url="https://example.org/reviews/carnival-of-souls.html",
        links=(("Letterboxd", "https://example.com/film/carnival"),),
        challenge=Challenge("Spooktober 2025", 7, 31, "Black and white", "https://example.com/list/spooktober"),
        tags=("spooky", "attic"),
        public_tags=("spooky",),
        badges=("RiffTrax",),
        date=date(2025, 10, 5),
        language=None,
        content_warning=None,
        spoilers=False,
        post=True,
        social={},
        text="An organ, an empty ballroom.",
        previous=(),
    )
    return replace(review, **changes)


def a_recap(count: int = 2, **changes: Any) -> Recap:
    entries = [
        RecapEntry(
            f"r{n}", f"Film {n}", 1950 + n, (3.5, 5) if n % 3 else None, n, None, f"https://example.org/{n}.html"
        )
        for n in range(1, count + 1)
    ]
    recap = Recap(
        "Spooktober 2025", 7, 31, tuple(entries), 3.27, 5, "https://example.com/list", "2025-10-05", "2025-10-12"
    )
    return replace(recap, **changes)


# Words with what breaks naive programs: marks, joined emoji, flags, signs of both networks, line breaks of all kinds.
PIECES = [
    *("a", "Z", "é", "e\u0301", "👩‍👩‍👧", "🇪🇸", "한국", "ก็", "١٢", "zalgo\u0301\u0316\u0317", "e", " ", " ", " "),
    *("\n", "\r\n", "\u2028", "\t", "\0", "\ufeff", "\u202e", "\u200d", "\u200c", "·", ". ", "! ", "。", "…"),
    *("@", "#", "＃", "＠", "@ana", "@ana@example.org", "#Alive", "#701", "@everyone", "<@123>", "<#5>", "<:x:1>"),
    *("<t:1:R>", "https://", "http://a.example/b_c", "ht", "tp://", "example.org", "user", "everyone", "(2018)"),
    *("*", "_", "~~", "`", "|", "\\", "[", "]", "(", ")", ">", "<", "-", "-#", "# ", "- ", "1. ", "12) ", "“", "”"),
    *(":", ":smile:", "/", "="),
]
TRICKY = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
TEXTS = st.text(max_size=300) | TRICKY | TRICKY.map(lambda text: text * 12)
LINES = st.text(max_size=80) | TRICKY
ADDRESSES = st.none() | st.sampled_from(
    ["https://example.org/a", "https://example.org/" + "long-" * 30 + "(1).", "ftp://example.org", "http://x y/"]
)
RATINGS = st.none() | st.builds(
    lambda share, scale: Rating(share * scale, scale),
    st.floats(0, 1),
    st.sampled_from([1.0, 4.0, 5.0, 10.0, 100.0, 1e9]),
)
CHALLENGES = st.none() | st.builds(
    Challenge, LINES, st.none() | st.integers(0, 99), st.none() | st.integers(0, 99), st.none() | LINES, ADDRESSES
)
REVIEWS = st.builds(
    a_review,
    title=LINES | TEXTS,
    year=st.none() | st.integers(1880, 2030),
    rating=RATINGS,
    excerpt=TEXTS.map(lambda text: Excerpt(text, "")),
    quotes=st.lists(TEXTS, max_size=3).map(tuple),
    url=ADDRESSES,
    links=st.lists(st.tuples(LINES, ADDRESSES.map(str)), max_size=7).map(tuple),
    challenge=CHALLENGES,
    public_tags=st.sampled_from([(), ("spooky",)]),
    badges=st.lists(LINES, max_size=2).map(tuple),
    content_warning=st.none() | TEXTS,
    spoilers=st.booleans(),
    social=st.sampled_from([{}, {"": "Own words."}]),
    previous=st.lists(st.builds(Previous, st.none(), RATINGS, st.none()), max_size=2).map(tuple),
)

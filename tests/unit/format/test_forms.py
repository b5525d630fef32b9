"""The JSON that scripts rely on."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from bot.format import compose
from bot.format.forms import post_form, review_form
from bot.format.model import Limits
from bot.review.model import Image, Previous, Rating
from tests.unit.format.made import EMBEDS, TOOTS, a_review


def test_a_review() -> None:
    review = a_review(previous=(Previous(date(2020, 1, 2), Rating(3, 5), None),))
    form = review_form(review)
    assert form == {
        "id": "r1",
        "title": "Carnival of Souls",
        "year": 1962,
        "rating": {"value": 3.5, "scale": 5, "stars": "★★★½"},
        "excerpt": "An organ, an empty ballroom, and more dread than money could have bought.",
        "quotes": ["I don't belong in the world."],
        "url": "https://example.org/reviews/carnival-of-souls.html",
        "links": {"Letterboxd": "https://example.com/film/carnival"},
        "challenge": {
            "name": "Spooktober 2025",
            "position": 7,
            "total": 31,
            "prompt": "Black and white",
            "url": "https://example.com/list/spooktober",
        },
        "tags": ["spooky"],
        "badges": ["RiffTrax"],
        "date": "2025-10-05",
        "previous": [{"date": "2020-01-02", "rating": {"value": 3, "scale": 5, "stars": "★★★"}, "url": None}],
        "spoilers": False,
        "content_warning": None,
    }
    assert "attic" not in json.dumps(form)


def test_a_review_with_nothing() -> None:
    form = review_form(replace(a_review(), rating=None, challenge=None, date=None))
    assert (form["rating"], form["challenge"], form["date"], form["previous"]) == (None, None, None, [])


def test_a_letter() -> None:
    form = review_form(a_review(rating=Rating(3, 4, "B")))
    assert form["rating"] == {"value": 3, "scale": 4, "stars": "B"}


def test_posts() -> None:
    toot = post_form("toots", compose(a_review(), TOOTS, Limits()))
    assert list(toot) == [
        "destination", "network", "text", "content_warning", "language", "visibility", "media", "length", "limit",
    ]  # fmt: skip
    assert (toot["destination"], toot["network"], toot["media"], toot["limit"]) == ("toots", "mastodon", [], 500)
    message = post_form("films", compose(a_review(), EMBEDS, Limits()))
    assert list(message) == ["destination", "network", "embed", "components", "files", "length", "limit"]
    assert (message["network"], message["files"]) == ("discord", [])
    json.dumps([toot, message])


def test_buttons_in_discords_own_form() -> None:
    told = post_form("films", compose(a_review(links=()), EMBEDS, Limits()))
    button = {"type": 2, "style": 5, "label": "Spooktober 2025", "url": "https://example.com/list/spooktober"}
    assert told["components"] == [{"type": 1, "components": [button]}]
    assert "components" not in post_form("films", compose(a_review(links=(), challenge=None), EMBEDS, Limits()))


def test_pictures() -> None:
    review = a_review(image=Image("/assets/carnival.jpg", None, "A dancing couple"))
    for policy, key in ((TOOTS, "media"), (EMBEDS, "files")):
        own = post_form("there", compose(review, policy, Limits()))[key]
        assert own == [{"file": "/assets/carnival.jpg", "alt": "A dancing couple"}]
        card = post_form("there", compose(review, replace(policy, pictures=("card",)), Limits()))[key]
        assert card[0]["file"] == "carnival-of-souls-1962.png"
        assert "3½ of 5 stars" in card[0]["alt"]

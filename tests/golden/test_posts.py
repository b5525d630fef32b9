"""Reviews and recaps as they are posted, to be looked at: ``posts/<case>`` holds what goes in and what comes out.

``MATINEE_UPDATE_GOLDEN=1`` writes what comes out now; look at the difference before you commit it.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest

from bot.format import compose
from bot.format.looking_back import Before, Pace, Recap, RecapCell, RecapEntry
from bot.format.model import FormatPolicy, Limits, Message, Post, Template, Toot, WarningRule
from bot.format.recap import compose_recap
from bot.review.condition import Condition
from bot.review.model import Challenge, Excerpt, Image, Previous, Rating, Review, Span
from tests.conftest import ROOT

POSTS = Path(__file__).parent / "posts"
CASES = sorted(folder.name for folder in POSTS.iterdir())
UPDATE = os.environ.get("MATINEE_UPDATE_GOLDEN") == "1"

TOOTS = FormatPolicy(
    "mastodon", "Late Show", hashtags={"silent": "SilentFilm", "spooky": "SpookySeason"}, timezone="Europe/Lisbon"
)
EMBEDS = replace(TOOTS, network="discord")


def a_rating(data: Any) -> Rating | None:
    return None if data is None else Rating(*data)


def an_excerpt(text: str, looks: list[Any], others: list[str]) -> Excerpt:
    """``looks``: a part of the text, how it looks, and where it leads if it is a link."""
    spans = [Span(text.index(part), text.index(part) + len(part), *kind) for part, *kind in looks]
    return Excerpt(text, "written for this test", tuple(others), tuple(sorted(spans, key=lambda one: one.start)))


def a_policy(usual: FormatPolicy, asked: dict[str, Any], folder: Path) -> FormatPolicy:
    """The destination with what ``asked`` tells otherwise. Templates: the example's, and ``embed.jinja`` beside it."""
    rules = [
        WarningRule(one["text"], _condition(one), tuple(one.get("words", ()))) for one in asked.get("warnings", ())
    ]
    policy = replace(usual, **{**asked, "warnings": tuple(rules), "pictures": tuple(asked.get("pictures", ["own"]))})
    if asked.get("template"):
        file = folder / "embed.jinja" if usual is EMBEDS else ROOT / asked["template"]
        policy = replace(policy, template=Template(file.name, file.read_text("utf-8")))
    return policy


def _condition(rule: dict[str, Any]) -> Condition | None:
    return Condition(tag=rule["tag"]) if "tag" in rule else None


def a_review(data: dict[str, Any]) -> Review:
    """The review that ``review.json`` tells of; what it leaves out is left out of the review."""
    plain: dict[str, Any] = {
        "id": "golden",
        "source": "films",
        "path": "golden.md",
        "year": None,
        "quotes": (),
        "url": None,
        "tags": (),
        "public_tags": (),
        "badges": (),
        "language": None,
        "content_warning": None,
        "spoilers": False,
        "post": True,
        "social": {},
        "text": "",
    }
    made = {
        "rating": a_rating(data.get("rating")),
        "excerpt": an_excerpt(data.get("excerpt", ""), data.pop("looks", ()), data.pop("others", ())),
        "image": Image(*data["image"]) if "image" in data else None,
        "challenge": Challenge(**data["challenge"]) if "challenge" in data else None,
        "date": date.fromisoformat(data["date"]) if "date" in data else None,
        "links": tuple(data.get("links", {}).items()),
        "previous": tuple(Previous(None, a_rating(rating), None) for rating in data.get("previous", ())),
    }
    return Review(**{**plain, **data, **made})


def a_recap(data: dict[str, Any]) -> Recap:
    """The recap that ``recap.json`` tells of. ``seen``: each number's stars, "-" for unrated, "." open, "x" missing."""
    entries = {name: tuple(RecapEntry(*entry) for entry in data.pop(name, ())) for name in ("entries", "best", "worst")}
    cells = tuple(_cell(number, sign) for number, sign in enumerate(data.pop("seen", "").split(), 1))
    pace, before = data.pop("pace", None), data.pop("before", None)
    return Recap(
        **{**data, **entries},
        pace=Pace(**pace) if pace else None,
        before=Before(**before) if before else None,
        cells=cells,
        picture=bool(cells),
    )


def _cell(number: int, sign: str) -> RecapCell:
    states: dict[str, Literal["unrated", "open", "missing"]] = {"-": "unrated", ".": "open", "x": "missing"}
    return RecapCell(number, states[sign]) if sign in states else RecapCell(number, "rated", float(sign))


def posts(folder: Path) -> tuple[tuple[Post, ...], tuple[Post, ...]]:
    """The toots and the messages that come of what the folder holds."""
    if (folder / "recap.json").exists():
        recap = a_recap(json.loads((folder / "recap.json").read_text("utf-8")))
        return compose_recap(recap, TOOTS, Limits()), compose_recap(recap, EMBEDS, Limits())
    data = json.loads((folder / "review.json").read_text("utf-8"))
    dated = date.fromisoformat(data.pop("dated")) if "dated" in data else None
    asked = data.pop("asked", {})
    toots, embeds = a_policy(TOOTS, asked, folder), a_policy(EMBEDS, asked, folder)
    review = a_review(data)
    return (compose(review, toots, Limits(), dated=dated),), (compose(review, embeds, Limits(), dated=dated),)


def drawn(toot: Post) -> str:
    assert isinstance(toot, Toot)
    warning = "" if toot.content_warning is None else f" · folded under: {toot.content_warning}"
    picture = f"\n[picture: {toot.picture.alt}]" if toot.picture else ""
    return f"[{toot.language} · {toot.visibility} · {toot.length}/{toot.limit}{warning}]\n{toot.text}{picture}\n"


def told(messages: tuple[Post, ...]) -> str:
    """One message as it is, several as a list."""
    forms = [_form(message) for message in messages]
    return json.dumps(forms if len(forms) > 1 else forms[0], indent=2, ensure_ascii=False) + "\n"


def _form(message: Post) -> dict[str, Any]:
    assert isinstance(message, Message)
    buttons = [asdict(button) for button in message.buttons]
    return {"embed": message.embed, "buttons": buttons, "length": message.length}


@pytest.mark.parametrize("case", CASES)
def test_a_post_looks_as_it_did(case: str) -> None:
    toots, messages = posts(POSTS / case)
    for name, now in (("toot.txt", "\n".join(map(drawn, toots))), ("embed.json", told(messages))):
        golden = POSTS / case / name
        if UPDATE:
            golden.write_text(now, "utf-8")
        assert golden.exists(), f"{golden.name} of {case} is missing; write it with MATINEE_UPDATE_GOLDEN=1"
        assert golden.read_text("utf-8") == now


def test_no_golden_file_is_unused() -> None:
    for case in CASES:
        names = {file.name for file in (POSTS / case).iterdir()}
        assert names - {"embed.jinja"} in (
            {"review.json", "toot.txt", "embed.json"},
            {"recap.json", "toot.txt", "embed.json"},
        ), case


def test_the_page_shows_a_recap_as_it_is_posted() -> None:
    (toot,), _ = posts(POSTS / "recap_in_full")
    assert isinstance(toot, Toot)
    assert f"```\n{toot.text}\n```" in (ROOT / "docs" / "posts.md").read_text("utf-8")

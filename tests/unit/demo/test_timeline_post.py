"""A status of the API drawn as a follower sees it, whatever the server puts into it."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.demo.timeline_post import draw

SERVER = "http://127.0.0.1:4000"
BERLIN = ZoneInfo("Europe/Berlin")


def html(**changes: Any) -> str:
    status = {
        "id": "42",
        "created_at": "2026-11-22T14:57:11+00:00",
        "account": {"display_name": "Screen <Five>", "acct": "screen_five", "avatar_static": f"{SERVER}/a.svg"},
        "content": "<p>The Perfection (2018)</p>",
        "language": "en",
        "spoiler_text": "",
        "sensitive": False,
        "media_attachments": [],
    }
    return draw(status | changes, SERVER, BERLIN).html


def picture(**changes: Any) -> dict[str, Any]:
    return {"type": "image", "url": f"{SERVER}/media/1.png", "description": 'A "card"'} | changes


def test_name_time_and_text_stand_in_it() -> None:
    drawn = html()
    assert "Screen &lt;Five&gt;" in drawn
    assert '<time datetime="2026-11-22T15:57:11+01:00">22 Nov 2026, 15:57</time>' in drawn
    assert '<div class="text" lang="en" dir="auto"><p>The Perfection (2018)</p></div>' in drawn


def test_a_warning_folds_text_and_pictures() -> None:
    drawn = html(spoiler_text="Gore & torture", media_attachments=[picture()], sensitive=True)
    folded = drawn[drawn.index("<details") : drawn.rindex("</details>")]
    assert folded.startswith(
        '<details class="folded"><summary><span class="warning">Gore &amp; torture</span></summary>'
    )
    assert "The Perfection" in folded
    assert "<img" in folded
    assert "The Perfection" not in drawn.replace(folded, "")


def test_pictures_have_their_description() -> None:
    drawn = html(media_attachments=[picture()])
    assert f'<img src="{SERVER}/media/1.png" alt="A &quot;card&quot;">' in drawn
    assert "<summary>ALT</summary><p>A &quot;card&quot;</p>" in drawn


def test_a_missing_description_is_told() -> None:
    assert "This picture has no description." in html(media_attachments=[picture(description=None)])


def test_a_sensitive_picture_is_folded_but_its_words_are_not() -> None:
    drawn = html(sensitive=True, media_attachments=[picture()])
    assert drawn.index("The Perfection") < drawn.index("<details") < drawn.index("/media/1.png")


@pytest.mark.parametrize("url", ["https://elsewhere.example/1.png", f"{SERVER}.example/1.png", "data:x", None, 7])
def test_pictures_from_elsewhere_are_not_fetched(url: object) -> None:
    drawn = html(media_attachments=[picture(url=url)], account={"avatar_static": url})
    assert "<img" not in drawn
    assert "A &quot;card&quot;" in drawn


@pytest.mark.parametrize(
    "status",
    [
        {},
        {"id": '"><script>'},
        {"account": "nobody", "created_at": "tomorrow", "language": '"><b>', "content": None},
        {"media_attachments": [None, {"type": "video"}], "spoiler_text": None},
        {"created_at": "0001-01-01T00:00:00+14:00"},
    ],
)
def test_a_status_of_any_shape_is_drawn(status: dict[str, Any]) -> None:
    drawn = draw(status, SERVER, BERLIN)
    assert drawn.html.startswith(f'<article id="{drawn.id}"')
    assert "<script>" not in drawn.html
    assert "<b>" not in drawn.html


def test_an_edited_post_has_the_same_id_and_another_version() -> None:
    status = {"id": "1", "content": "<p>a</p>"}
    first, second = draw(status, SERVER, BERLIN), draw(status | {"content": "<p>b</p>"}, SERVER, BERLIN)
    assert first.id == second.id
    assert first.version != second.version

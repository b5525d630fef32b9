"""Nothing of a spoiler section may be seen anywhere; what isn't one may not be lost."""

from __future__ import annotations

import pytest

from tests.unit.review.made import review

SAFE = "The film is a warm and funny thing, and I loved it."
SECRET = "The butler is the lamp and dies."

SPOILER_HEADINGS = [
    "#### Stray Thoughts / Spoilers",
    "#### SPOILER ZONE",
    "####SPOILERS",
    "<b>**** Spoilers below ****</b>",
    "<b>*** STRAY THOUGHTS / SPOILERS ***</b>",
    "<b>Stray Thoughts (Spoiler-ish?)</b>",
    "**Spoliers ahead**",
    "<b>Spoilors</b>",
    "<h3>Spioler talk</h3>",
    "SPOILERS",
    "Spoilers ahead!",
    "*** Thoughts / Spoilers ***",
    "<i>#### Stray Thoughts / Spoilers</i>",
    "<b>WARNING: spoilers for the first Lantern are inevitable. Readers beware.</b>",
    "<h3>Spoilerific thoughts</h3>",
    "## Spoilerish stuff",
    "S P O I L E R S",
    "S.P.O.I.L.E.R.S.",
    "Okay, spoilers from now on, you have been warned.",
    "There will be spoilers after this paragraph, so you may want to leave.",
    "If you haven't seen the film, stop reading now because spoilers follow.",
    "I'm going to spoil the ending now, so look away.",
    "*From here on there are spoilers for the whole film and its sequel.*",
    "(Spoilers below, don't read on if you haven't seen this.)",
    "Massive, massive spoilers in the rest of this piece, which you should skip",
    "No spoilers above; spoilers below",
    "The spoiler-free part ends here.",
    "👀 SPOILERS 👀 SPOILERS 👀 SPOILERS 👀 SPOILERS 👀 SPOILERS",
    "Overwrought analysis\n---\n\n<b>Deep dive (Spoilers Ahead):</b>",
]


@pytest.mark.parametrize("heading", SPOILER_HEADINGS)
@pytest.mark.parametrize("below", [SECRET, f"* {SECRET}\n* more", f"> {SECRET}", f"<div>{SECRET}</div>"])
def test_nothing_below_a_spoiler_heading_is_seen(heading: str, below: str) -> None:
    found = review(body=f"{SAFE}\n\n{heading}\n\n{below}\n\n<b>Another heading</b>\n\n{SECRET}")
    assert "butler" not in repr(found)
    assert found.excerpt.text == SAFE


@pytest.mark.parametrize("heading", SPOILER_HEADINGS[:8])
def test_nor_right_below_it_in_the_same_paragraph(heading: str) -> None:
    assert "butler" not in repr(review(body=f"{SAFE}\n\n{heading}\n{SECRET}"))


@pytest.mark.parametrize("end", ["#### END SPOILER ZONE", "**End spoilers**", "<b>Spoilers over</b>", "END SPOILERS"])
def test_the_review_goes_on_behind_the_end_of_the_spoilers(end: str) -> None:
    found = review(body=f"#### SPOILERS\n\n{SECRET}\n\n{end}\n\n{SAFE}")
    assert found.excerpt.text == SAFE
    assert "butler" not in repr(found)


@pytest.mark.parametrize(
    "prose",
    [
        "I won't spoil how the lamp enters the story, but it is stellar.",
        "A taut film up to a point (see spoilers below for an explanation), and then it is dumb.",
        "No spoilers here.",
        "The brat in this is spoiled rotten, and that is the whole joke of this lovely movie.",
        "I don't want to spoil anything, but the film is great.",
        "If you haven't seen it, avoid spoilers and go in blind: it is lovely.",
        "The trailer spoils the ending, which is a pity in a film as good as this.",
        "I had read spoilers before, and it was great from there on.",
        "This is a spoiler-free review of a film that I loved from start to end.",
    ],
)
def test_a_sentence_that_speaks_of_spoilers_is_no_heading(prose: str) -> None:
    assert review(body=prose).excerpt.text == prose


@pytest.mark.parametrize(
    "mark",
    [
        f"SPOILER: {SECRET}",
        f"(Spoilers: {SECRET}) I liked it.",
        f"Spoiler alert! {SECRET}",
        f"In it (spoiler) {SECRET}",
        f"From here on there are spoilers. {SECRET}\n\n{SECRET}\n\n> {SECRET}",
    ],
)
def test_a_paragraph_s_rest_behind_a_mark_is_the_spoiler(mark: str) -> None:
    found = review(body=f"{SAFE} {mark}")

    assert "butler" not in repr(found)
    assert found.excerpt.text == SAFE


def test_an_item_with_a_mark_is_left_out() -> None:
    found = review(
        body=f"{SAFE}\n\n* The lamps are very well lit in all the many rooms (spoiler: {SECRET})\n* Fine music"
    )

    assert "butler" not in repr(found)
    assert "Fine music" in found.text


def test_a_paragraph_that_starts_with_a_warning_is_the_spoiler() -> None:
    assert "butler" not in repr(review(body=f"{SAFE}\n\nSpoiler alert: {SECRET}\n\n{SECRET}"))


@pytest.mark.parametrize(
    "hidden",
    [
        f"<details><summary>Spoilers</summary>{SECRET}</details>",
        f'<span class="spoiler">{SECRET}</span>',
        f'<div id="Spoilers">\n\n{SECRET}\n\n</div>',
        f"{{{{< spoiler >}}}}{SECRET}{{{{< /spoiler >}}}}",
        f"{{% spoiler title %}}{SECRET}{{% endspoiler %}}",
    ],
)
def test_spoilers_in_the_page_s_own_marks_are_hidden_too(hidden: str) -> None:
    found = review(body=f"{SAFE}\n\n{hidden}\n\n{SAFE}")
    assert "butler" not in repr(found)
    assert found.text.count("warm and funny") == 2


def test_a_review_that_spoils_as_a_whole_gives_no_words() -> None:
    found = review("title: A\nspoilers: true", f"{SECRET}\n\n> {SECRET}")
    assert (found.spoilers, found.excerpt.text, found.quotes, found.text) == (True, "", (), "")


def test_stray_thoughts_are_searched_but_not_chosen_from() -> None:
    found = review(body=f"{SAFE}\n\n#### Stray Thoughts\n\nI love lamps, they are the best and great.\n\n* oil")
    assert found.excerpt.text == SAFE
    assert "I love lamps" in found.text


def test_the_verdict_behind_the_list_of_an_aside_belongs_to_the_review() -> None:
    body = "He lights it. " * 20 + "\n\n#### Stray Thoughts\n\n* oil\n* wick\n\nOverall, this film is a delight."
    assert review(body=body).excerpt.text == "Overall, this film is a delight."


def test_edit_notes_are_dropped() -> None:
    assert review(body=f"{SAFE}\n\nEdit 2024-04-09: fixed a name").text == SAFE


def test_an_anthologys_segments_are_not_chosen_from() -> None:
    body = f"{SAFE}\n\n<b>The Box — Ann Lamp ***.5</b>\nA great segment that I loved.\n\n<b>The Wick *</b>\nBad."
    assert review(body=body).excerpt.text == SAFE


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<b>I have heard of lamp oil, but lamp wine??</b>", "I have heard of lamp oil, but lamp wine??"),
        (
            "<b>A satire fit for students and lamp enthusiasts alike</b>",
            "A satire fit for students and lamp enthusiasts alike",
        ),
        ("<b>Stonehaven Maximum Lighthouse, Alaska, USA</b>", None),
        ("<b>Lisbon, 1957</b>", None),
        ("<b>Deep Hurting</b>", None),
    ],
)
def test_a_bold_sentence_at_the_top_is_the_authors_headline(line: str, expected: str | None) -> None:
    body = f"{line}\n\n" + "He lights the lamp and she sees him. " * 20
    assert review(body=body).excerpt.text.startswith(expected or "") is True
    assert bool(review(body=body).excerpt.text) is bool(expected)


@pytest.mark.parametrize("key", ["spoilers", "spoiler"])
def test_nor_does_it_give_quotes_that_are_listed(key: str) -> None:
    found = review(f"title: A\n{key}: 'yes'\nquotes: ['{SECRET}']", SECRET)

    assert found.spoilers
    assert "butler" not in repr(found)

"""The owner's own form of a post: what it may hold, what becomes of it, and what is said of a wrong one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.errors import TemplateTrouble
from bot.format import compose, template_trouble
from bot.format.draft import draft_of
from bot.format.model import FormatPolicy, Limits, Message, Template, Toot
from bot.format.template import rendered
from bot.format.template_check import EVERYTHING, NOTHING, problems
from bot.format.template_parts import NAMES, Escapes, parts_for
from bot.review.model import Excerpt, Previous, Rating, Review, Span
from tests.unit.format.made import EMBEDS, TOOTS, a_review
from tests.unit.format.policies import EXAMPLE

FULL = a_review(previous=(Previous(None, Rating(3, 5), None),))
PARTS: dict[str, Any] = {"film": "Carnival (1962)", "rating": "", "quote": "Two\nlines", "quotes": [], "total": 31}


def made(source: str) -> str:
    return rendered(Template("toot.jinja", source), PARTS)


def post(source: str, policy: FormatPolicy = TOOTS, review: Review = FULL, most: int = 500) -> str:
    told = compose(review, replace(policy, template=Template("toot.jinja", source)), Limits(most))
    return told.text if isinstance(told, Toot) else told.embed.get("description", "")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ film }}\n{{ rating }}\nend", "Carnival (1962)\nend"),
        ("{{ film }}\n\n{{ rating }}\n\nend", "Carnival (1962)\n\nend"),
        ("{{ film }} {{ rating }}\nend", "Carnival (1962)\nend"),
        ("{{ film }}\n{% if rating %}\n{{ rating }}\n{% endif %}\nend", "Carnival (1962)\nend"),
        ("{{ film }}\n{% if rating %}Rated {{ rating }}{% endif %}\nend", "Carnival (1962)\nend"),
        ("{% if quote %}> {{ quote }}{% endif %}\nend", "> Two\nlines\nend"),
        ("{# note\n   on two lines #}\n{{ film }} {# here #}\nend", "Carnival (1962)\nend"),
        ("\r\n{{ film }}\r\n\r\n\r\nend\r\n\r\n", "Carnival (1962)\n\nend"),
        ("{% for one in quotes %}\n> {{ one }}\n{% endfor %}\nend", "end"),
        ('{{ film[:8]|upper }} {{ total + 1 }} {{ quote|replace("\\n", " / ") }}', "CARNIVAL 32 Two / lines"),
        ("{% macro b(x) %}<{{ x }}>{% endmacro %}{{ b(film) }}", "<Carnival (1962)>"),
        ("{% for one in [1, 2] %}{{ loop.index }}{% if not loop.last %}, {% endif %}{% endfor %}", "1, 2"),
        ("{{ none }}{{ film }}\0", "Carnival (1962)"),
    ],
)
def test_lines_in_which_everything_is_missing_go(source: str, text: str) -> None:
    assert made(source) == text


@pytest.mark.parametrize("most", [500, 250, 200, 170, 130, 100])
def test_the_example_makes_the_very_posts_that_are_made_without_it(most: int) -> None:
    for review in (FULL, EVERYTHING, NOTHING, replace(FULL, content_warning="Drowning")):
        assert compose(review, replace(TOOTS, template=EXAMPLE), Limits(most)) == compose(review, TOOTS, Limits(most))


def test_every_part_is_told_of_in_the_example() -> None:
    words = set(EXAMPLE.source.replace(",", " ").split())
    assert words >= NAMES


@pytest.mark.parametrize("review", [EVERYTHING, NOTHING])
def test_every_part_is_there_as_plain_text_or_numbers(review: Review) -> None:
    found = parts_for(draft_of(review, TOOTS, quotes=2), review, TOOTS, Escapes(str, lambda draft: draft.words.text))
    assert found.keys() == NAMES
    for value in found.values():
        flat = (
            [part for one in value for part in (one if isinstance(one, list) else [one])]
            if isinstance(value, list)
            else [value]
        )
        assert all(type(one) in {str, int} for one in flat)


def test_parts_are_escaped_for_their_network() -> None:
    review = a_review(
        title="F***ed @ana", quotes=("*Hi* #all",), excerpt=Excerpt("So good", "", (), (Span(3, 7, "strong"),))
    )
    source = "{{ title }} {{ quote }} {{ words }}"
    assert post(source, TOOTS, review) == "F***ed @\u2060ana “*Hi* #\u2060all” So good"
    assert post(source, EMBEDS, review) == r"F\*\*\*ed @ana “\*Hi\* #all” So **good**"


def test_words_under_a_warning_come_behind_bars() -> None:
    warned = replace(FULL, content_warning="Drowning")
    assert post("{{ warning }}: {{ words }}{{ quote }}", EMBEDS, warned).startswith("Drowning: ||An organ")
    assert "|" not in post("{{ words }}", replace(EMBEDS, warned="show"), warned)
    assert "|" not in post("{{ words }}", TOOTS, warned)


def test_nobody_is_mentioned_whatever_stands_before_a_part() -> None:
    text = post("@{{ title }} https://example.org/@me @friend@example.org", TOOTS, a_review(title="ana"))
    assert text == "@\u2060ana https://example.org/@me @\u2060friend@example.org"
    assert post("@{{ title }}", EMBEDS, a_review(title="everyone")) == "@\u2060everyone"


def test_what_is_too_long_is_written_again_without_the_least_worthy() -> None:
    source = "{{ film }}! {{ words }} / {{ quote }} / {{ challenge }} / {{ address }} {{ hashtags }}"
    assert "#Spooktober #SpookySeason" in post(source)
    assert "#" not in post(source, most=200)
    assert "belong" in post(source, most=200)
    assert "belong" not in post(source, most=170)
    for most in range(100, 300, 7):
        told = compose(FULL, replace(TOOTS, template=Template("toot.jinja", source)), Limits(most))
        assert told.length <= most
        assert isinstance(told, Toot)
        assert told.text.startswith("Carnival of Souls (1962)!")


@pytest.mark.parametrize(
    ("source", "trouble"),
    [
        ("x" * 501, "toot.jinja: it is too long even without all that can be left out"),
        ("{% if year == 1 %}{{ film }}{% endif %}", "toot.jinja: it says nothing about this review"),
        ("{{ film }}\n{{ quotes[3] }}", "toot.jinja:2: list object has no element 3"),
        ("{{ film }}\n{{ 1 / 0 }}", "toot.jinja:2: division by zero"),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "toot.jinja:1: it calls itself without an end"),
        ("{{ fim }}", "toot.jinja:1: 'fim' is undefined"),
    ],
)
def test_where_it_fails_our_own_form_is_used_and_why_is_told(source: str, trouble: str) -> None:
    policy = replace(TOOTS, template=Template("toot.jinja", source))
    assert compose(FULL, policy, Limits()) == compose(FULL, TOOTS, Limits())
    assert template_trouble(FULL, policy, Limits()) == trouble
    assert template_trouble(FULL, replace(TOOTS, template=EXAMPLE), Limits()) is None
    assert template_trouble(FULL, TOOTS, Limits()) is None


def test_an_address_that_the_form_leaves_out_is_not_what_the_post_is_found_by() -> None:
    told = compose(FULL, replace(TOOTS, template=Template("toot.jinja", "{{ film }}")), Limits())
    assert told.address is None
    assert told.facts == compose(FULL, TOOTS, Limits()).facts


def test_on_discord_the_rest_of_the_embed_stays() -> None:
    ours, theirs = (
        compose(FULL, replace(EMBEDS, template=form), Limits()) for form in (None, Template("e.jinja", "{{ words }}"))
    )
    assert isinstance(ours, Message)
    assert isinstance(theirs, Message)
    assert {**ours.embed, "description": FULL.excerpt.text} == theirs.embed
    bare = compose(NOTHING, replace(EMBEDS, template=Template("e.jinja", "{{ words }}")), Limits())
    assert isinstance(bare, Message)
    assert "description" not in bare.embed


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("a\n{{ fim }}", ['t.jinja:2: there is no part "fim"; do you mean "film"?']),
        ("{{ film|uper }}", ['t.jinja:1: there is no filter "uper"; do you mean "upper"?']),
        (
            "{% if film is definite %}{% endif %}{{ film }}",
            ['t.jinja:1: there is no test "definite"; do you mean "define'],
        ),
        ("{{ film", ["t.jinja:1: unexpected end of template"]),
        ("a\n\n{% if film %}", ["t.jinja:3: Unexpected end of template"]),
        ("{% include 'x' %}", ["t.jinja:1: a template stands alone"]),
        ("{{ film }}\n{{ title.upper() }}", ['t.jinja:2: ".upper": parts are plain texts']),
        ("{{ film['__class__'] }}", ["t.jinja:1: access to attribute '__class__' of 'str' object is unsafe"]),
        (
            "{{ ().__class__.__base__.__subclasses__() }}",
            ['t.jinja:1: ".__base__"', 't.jinja:1: ".__class__"', "t.jinja:1: "],
        ),
        ("{{ film }}{{ quotes }}", ["t.jinja:1: a list can't be written as it is"]),
        ("{{ film }}{{ 'x' * 10000000000 }}", ['t.jinja:1: "*" is for small numbers only']),
        ("{{ 9 ** 9 ** 9 ** 9 }}", ['t.jinja:1: "**" is for small numbers only']),
        ("{{ '%9999999999d' % 1 }}", ['t.jinja:1: "%" is for small numbers only']),
        (
            "{% for a in words %}{% for b in words %}{{ words }}{% endfor %}{% endfor %}",
            ["t.jinja: it writes more than"],
        ),
        ("{{ film }}" + "x" * 50_000, ["t.jinja: it has more than 50000 characters"]),
        ("{{" + "(" * 2000 + "1" + ")" * 2000 + "}}", ["t.jinja: it is nested too deeply"]),
        ("{{ fim }}\n{{ yer }}\n{{ film|x }}", ["t.jinja:1: ", "t.jinja:2: ", "t.jinja:3: "]),
        ("", ["t.jinja: it says nothing about this review"]),
        ("{{ quotes[0] }}", ["t.jinja:1: list object has no element 0"]),
    ],
)
def test_what_is_wrong_is_told_with_its_line(source: str, told: list[str]) -> None:
    found = problems(Template("t.jinja", source), "mastodon")
    assert len(found) == len(told)
    for sentence, start in zip(found, told, strict=True):
        assert sentence.startswith(start)


def test_a_right_one_has_no_problems() -> None:
    assert problems(EXAMPLE, "mastodon") == problems(EXAMPLE, "discord") == []
    assert problems(Template("t.jinja", "{{ words }}"), "mastodon") == []  # a review without words gets our own form
    assert problems(Template("t.jinja", ""), "discord") == []


def test_an_unknown_part_names_those_that_there_are() -> None:
    (told,) = problems(Template("t.jinja", "{{ xylophone }}"), "discord")
    assert all(name in told for name in NAMES)


def test_methods_are_out_of_reach_when_a_post_is_made_too() -> None:
    with pytest.raises(TemplateTrouble, match=r"toot.jinja:1: nothing but macros can be called"):
        made("{{ film.center(1000000000) }}")
    with pytest.raises(TemplateTrouble, match=r"only texts and numbers"):
        made("{{ film.format }}")


def _loops(over: str, depth: int) -> str:
    return "".join(f"{{% for a{n} in {over} %}}" for n in range(depth)) + "{% endfor %}" * depth + "{{ film }}"


@pytest.mark.parametrize(
    "source",
    [
        _loops("words", 8),
        _loops("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]", 9),
        "{% set a = film %}" + "{% set a = a ~ a %}" * 60 + "{{ film }}",
        "{% set a = film %}" + "{% set a = a + a %}" * 60 + "{{ film }}",
        "{% set a = [1] %}" + "{% set a = a + a %}" * 60 + "{{ film }}",
        "{% set a = film %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 60 + "{{ film }}",
        "{% set a = film %}" + "{% set a = a|list|join(a) %}" * 9 + "{{ film }}",
        "{% set a = film %}" + '{% set a = a|replace("a", a) %}' * 30 + "{{ film }}",
        "{% macro a(n) %}{% if n %}{{ a(n - 1) }}{{ a(n - 1) }}{% endif %}{% endmacro %}{{ a(60) }}{{ film }}",
    ],
)
def test_endless_work_is_told_at_once(source: str) -> None:
    (problem,) = problems(Template("toot.jinja", source), "mastodon")

    assert problem.startswith("toot.jinja:1: it does too much")


@pytest.mark.parametrize(
    "source",
    [
        _loops("hashtag_list", 25),
        "{{ film" + "|upper" * 4000 + " }}",
        "{% set a = 9 %}" + "{% set a = a * a %}" * 40 + "{{ film }}",
        "{{ 1.5|round(99999999999) }}{{ film }}",
        "{{ " + "9" * 9000 + " }}{{ film }}",
    ],
)
def test_what_even_the_language_can_t_bear_is_told(source: str) -> None:
    assert len(problems(Template("toot.jinja", source), "mastodon")) == 1


def test_usual_loops_are_not_too_much_work() -> None:
    source = "{% for tag in hashtag_list %}{% for sign in tag %}{{ sign ~ '' }}{% endfor %} {% endfor %}{{ film }}"

    assert problems(Template("toot.jinja", source), "mastodon") == []

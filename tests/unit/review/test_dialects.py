"""Marks of site builders and of other dialects: what is left of a source before it is parsed."""

from __future__ import annotations

import pytest

from bot.review.markup import cleaned
from bot.review.settling import settle
from tests.unit.review.made import review


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Three men walk. {{ film.director }} holds each shot. It is a delight.", "Three men walk. It is a delight."),
        ("{{ film.director }}'s best, by far. It is a delight.", "It is a delight."),
        ("A film by {{ film.director }}. It is a delight.", "It is a delight."),
        ("A film, {frontmatter.kind}, by two. It is a delight.", "It is a delight."),
        ("{{ page.stars }} It is a delight.", "It is a delight."),
        ("{{ page.stars }}\n\nIt is a [delight]({{ site.baseurl }}/x).", "It is a delight."),
        ("## The {{ page.title }} verdict\n\nIt is a delight.", "It is a delight."),
        ("<img {{ size }} src={{ a }} alt=x>It is a delight.", "It is a delight."),
    ],
)
def test_a_sentence_with_a_value_in_it_is_not_whole(body: str, text: str) -> None:
    found = review(body=body)
    assert found.excerpt.text == text
    assert "\ue0f0" not in repr(found)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{< note >}}prose{{< /note >}}", "prose"),
        ('{{< a b="x >}} y" >}}prose', "prose"),
        ("{% highlight x %}code{% endhighlight %}prose", "prose"),
        ('{% include a.html b="{{ page.t }}" %}prose', "prose"),
        ("{% include a\nprose", "\nprose"),
        ("{{ broken\nprose", "\nprose"),
        ("{% raw %}prose{% endraw %}", "prose"),
        ("{% comment %}never closed", ""),
        ("{# note #}prose", "prose"),
        ("{/* note */}prose", "prose"),
        ("<X a={() => 1} b={{c: 1}} />prose", "<X a b />prose"),
        ("import X from 'y'\n\nprose", "\n\nprose"),
        ("export const a = {\n b: 1,\n}\n\nprose", "\n\nprose"),
        ("important things import nothing", "important things import nothing"),
        ("prose {: .a #b}\n{:.c}", "prose \n"),
        ("<% if a %>prose<%= b %>\n100%> <%", "prose\n100%> <%"),
        ('+++\nonly = "one"\n+++\nprose', "\nprose"),
        ("[[Page|label]] [[a/Page#part]] ![[x.png]]", "label Page "),
        ("==dear== a == b == c", "dear a == b == c"),
        ("%%note%%prose 100%", "prose 100%"),
        ("prose ^block-1", "prose"),
        ("::: {.note}\nprose\n:::", "\nprose\n"),
        ("[small]{.x} and [a](b){target=_blank}", "small and [a](b)"),
        ("a[^1] b^[note]\n\n[^1]: note\n    more", "a b\n\n"),
        ("$$x^2$$ costs $5 and $6, $a_1$", " costs $5 and $6, "),
        (r"\[escaped\] and \(so\)", r"\[escaped\] and \(so\)"),
        (":star: :+1: 10:30:15 a:b:c :nosuch:", "⭐ 👍 10:30:15 a:b:c "),
        ("---\ntitle: x\nrating: 3\n---\nprose", "\nprose"),
        ("---\nVerdict: a delight.\n---", "---\nVerdict: a delight.\n---"),
        ('[gallery ids="1"][caption]x[/caption]prose [a]', "prose [a]"),
        ("* [x] seen", "* seen"),
        ("*[HTML]: Hyper\nprose", "\nprose"),
        ("{++new++} {--old--}{>>why<<}", "new "),
        ("[b]bold[/b] [x]", "bold [x]"),
    ],
)
def test_what_is_left_of_a_source(source: str, expected: str) -> None:
    assert cleaned(source) == expected


@pytest.mark.parametrize(
    ("source", "quotes"),
    [
        ("{% quote %}Light it.{% endquote %}", ("Light it.",)),
        ('{{< pullquote author="Ann" >}}\nLight it.\n{{< /pullquote >}}', ("Light it.\n— Ann",)),
        ("{{< quote >}}\n> Light it.\n{{< /quote >}}", ("Light it.",)),
    ],
)
def test_tags_for_quotes_make_quotes(source: str, quotes: tuple[str, ...]) -> None:
    assert review(body=f"{source}\n\nThe film is fun.").quotes == quotes


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a\n##Heading", "a\n## Heading"),
        ('<a href=""https://a.example">x</a>', '<a href="https://a.example">x</a>'),
        ("<b>Lead\n\nprose", "<b>Lead</b>\n\nprose"),
        ("a <i>b\n\nc", "a <i>b</i>\n\nc"),
        ("<blockquote>a</blockquote>prose", "<blockquote>a</blockquote>\n\nprose"),
    ],
)
def test_slips_are_put_right(source: str, expected: str) -> None:
    assert settle(source) == expected


def test_a_sentence_indented_by_four_blanks_is_no_code() -> None:
    found = review(body="    The film is a warm and funny thing.\n\n```\nx = {1}\n```")
    assert found.excerpt.text == "The film is a warm and funny thing."
    assert "x = " not in found.text


def test_a_paragraph_right_above_a_ruler_is_no_heading() -> None:
    text = "The film is a warm and funny thing, and I loved it. " * 4
    assert review(body=f"{text}\n---\n").excerpt.text.startswith("The film is a warm")


def test_marks_of_footnotes_and_readings_of_signs_leave_no_trace() -> None:
    found = review(body='A lovely<sup id="r1"><a href="#f1">1</a></sup> film, <ruby>漢<rp>(</rp><rt>kan</rt></ruby>.')

    assert found.excerpt.text == "A lovely film, 漢."

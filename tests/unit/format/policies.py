"""Every kind of destination, and reviews with everything that one may ask about, to make format's rules hard."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from bot.format.model import FormatPolicy, Template, VisibilityRule, WarningRule
from bot.review.condition import Condition
from bot.review.model import Excerpt, Image, Rating, Review, Span
from tests.conftest import ROOT
from tests.unit.format.made import EMBEDS, LINES, REVIEWS, TEXTS, TOOTS, TRICKY

EXAMPLE = Template("config/toot.jinja", (ROOT / "config/toot.jinja").read_text("utf-8"))
TEMPLATES = [
    None,
    EXAMPLE,
    *(
        Template(f"form{number}.jinja", source)
        for number, source in enumerate(
            [
                "{{ film }} {{ address }}",
                "@{{ title }} #{{ title }} @{{ words }}@{{ site }}",
                "{{ words }}{{ words }}\n{% for quote in quotes %}\n> {{ quote }}{% endfor %}{{ words|upper }}",
                "||{{ words }}|| **{{ quote }}** [{{ film }}]({{ address }})",
                "{{ quotes[1] }}",
                "literal " * 300,
                "{% if quote and not words %}{{ address }}{% endif %}",
                "{{ score }}{{ badges }}{% for label, link in links %}\n{{ label }} {{ link }}{% endfor %}",
            ]
        )
    ),
]


def _policy(network: FormatPolicy) -> st.SearchStrategy[FormatPolicy]:
    return st.builds(
        replace,
        st.just(network),
        site_name=LINES,
        most_hashtags=st.integers(0, 20),
        glyphs=st.sampled_from(["as written", "stars", "outlined", "emoji", "numbers"]),
        warnings=st.sampled_from(
            [
                (),
                (WarningRule("Gore @ana #x", Condition(tag="attic")), WarningRule("Sign || * " * 40, None, ("e", "a"))),
            ]
        ),
        warned=st.sampled_from(["hide", "show"]),
        swearing=st.sampled_from(["leave", "avoid", "warn"]),
        visibilities=st.sampled_from([(), (VisibilityRule(Condition(tag="attic"), "direct"),)]),
        pictures=st.sampled_from([(), ("own",), ("card",), ("own", "card")]),
        picture_with_warning=st.booleans(),
        language=st.sampled_from(["en", "de", "fr", "ja"]),
        template=st.sampled_from(TEMPLATES),
    )


TOOT_POLICIES, MESSAGE_POLICIES = _policy(TOOTS), _policy(EMBEDS)

_KINDS = ["strong", "emphasis", "strike", "code", "item", "link"]
_SPANS = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 40), st.sampled_from(_KINDS)), max_size=5)


@st.composite
def _rich(draw: st.DrawFn) -> Review:
    review: Review = draw(REVIEWS)
    text, others = draw(TEXTS), draw(st.lists(LINES, max_size=2))
    spans = [
        Span(start, start + length, kind, "https://example.com/a" if kind == "link" else None)  # type: ignore[arg-type]
        for start, length, kind in sorted(draw(_SPANS))
    ]
    label = draw(st.none() | LINES)
    return replace(
        review,
        excerpt=Excerpt(text, "", tuple(others), tuple(spans)),
        rating=Rating(1, 4, label) if label and review.rating else review.rating,
        image=draw(st.sampled_from([None, Image("/a.jpg", None), Image(None, "https://example.com/a.png", "Shown")])),
        social=draw(
            st.sampled_from([{}, {"mastodon": "My own #Words @ana @b@example.org"}]) | st.builds(dict, mastodon=TRICKY)
        ),
    )


RICH = _rich()

"""What readers are warned of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.format.length import graphemes
from bot.format.model import WarningRule
from bot.format.warnings import mentions, warning
from bot.review.condition import Condition
from tests.unit.format.made import LINES, TEXTS, TOOTS, a_review

GORE = WarningRule("Gore and torture", Condition(tag="attic"))
RAPE = WarningRule("Sexual violence", words=("rape", "sexual assault"))
POLICY = replace(TOOTS, warnings=(GORE, RAPE), swearing="warn")


def test_nothing_to_warn_of() -> None:
    assert warning(a_review(), TOOTS, ("A fucking shame.",)) is None
    assert warning(a_review(tags=()), POLICY, ("A grape. A drapery.",)) is None


def test_the_review_s_own_then_rules_then_language_then_spoilers() -> None:
    review = a_review(content_warning="Snakes", spoilers=True)
    said = ("He was  RAPED.", "No shit.")
    assert warning(review, POLICY, said) == "Snakes, Gore and torture, Sexual violence, strong language, spoilers"
    assert warning(a_review(tags=()), POLICY, ("No shit.",)) == "Strong language"


def test_spoilers_alone_say_of_what() -> None:
    assert warning(a_review(spoilers=True), TOOTS, ()) == "Spoilers for Carnival of Souls (1962)"
    assert warning(a_review(spoilers=True, title=""), TOOTS, ()) == "Spoilers for this one (1962)"


def test_words_count_only_in_what_the_post_says() -> None:
    review = a_review(tags=(), text="A rape.", quotes=("A rape.",))
    assert warning(review, POLICY, ("An organ.", "A rape.")) == "Sexual violence"
    assert warning(review, POLICY, ("An organ.",)) is None


def test_a_rule_with_a_condition_and_words_needs_both() -> None:
    both = replace(TOOTS, warnings=(WarningRule("Gore", Condition(tag="attic"), ("blood",)),))
    assert warning(a_review(), both, ("So much blood",)) == "Gore"
    assert warning(a_review(), both, ("No drop",)) is None
    assert warning(a_review(tags=()), both, ("So much blood",)) is None
    always = replace(TOOTS, warnings=(WarningRule("Film review"),))
    assert warning(a_review(), always, ()) == "Film review"


def test_none_says_what_another_has_said() -> None:
    policy = replace(POLICY, warnings=(GORE, WarningRule("gore"), WarningRule("Torture"), WarningRule("tort")))
    assert warning(a_review(content_warning="gore  and Torture"), policy, ()) == "gore and Torture, tort"


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("rape", "rapes rape's rape’s raped raping rapist RAPISTS"),
        ("stab", "stabs stabbed stabbing stabber"),
        ("pedophile", "PEDOPHILES"),
        ("sexual assault", "sexual\nassaults"),
        ("baby", "babies"),
        ("été", "ÉTÉ E\u0301te\u0301"),
        ("レイプ", "彼女はレイプされた"),
        ("#MeToo", "#metoo"),
        ("1984", "1984"),
    ],
)
def test_words_are_found_with_their_endings(word: str, said: str) -> None:
    for one in [said] if "\n" in said else said.split():
        assert mentions([f"It has “{one}”."], (word,)), one


@pytest.mark.parametrize(
    ("word", "said"),
    [("rape", "grape drape rapeseed rapier"), ("viol", "violé violet"), ("rap", "rape wrap"), ("1984", "1984s 19845")],
)
def test_words_in_others_are_none(word: str, said: str) -> None:
    assert not mentions(said.split(), (word,))


def test_other_languages_have_their_own_endings() -> None:
    assert mentions(["Vergewaltigungen"], ("Vergewaltigung",), "de")
    assert not mentions(["raping"], ("rape",), "de")


@given(TEXTS, LINES, st.lists(LINES, max_size=3), st.lists(TEXTS, max_size=3), st.booleans())
def test_any_words_give_one_bounded_line(
    own: str, text: str, words: list[str], said: list[str], spoilers: bool
) -> None:
    policy = replace(TOOTS, warnings=(WarningRule(text, None, tuple(words)),), swearing="warn")
    found = warning(a_review(content_warning=own, spoilers=spoilers), policy, said)
    assert found is None or (found.strip() == found != "" and "\n" not in found and len(graphemes(found)) <= 300)

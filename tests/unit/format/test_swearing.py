"""Strong language, and words without it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from bot.format.swearing import chosen_quotes, chosen_words, swears
from bot.review.model import Excerpt, Span
from tests.unit.format.made import TEXTS, TOOTS, a_review

AVOID = replace(TOOTS, swearing="avoid")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "fuck fucks FUCKING fuckin' motherfucker fuuuuck shit shitty bullshit asshole ass arse bitches cunt"),
        ("en", "bastard pissed dicks wanker goddamn clusterfuck batshit dumbass"),
        ("de", "Scheiße scheisse Scheißfilm beschissen Arschloch ficken Hurensohn Wichser verpisst fucking"),
        ("fr", "merde putain connard connerie con enculé emmerder salope couilles chier"),
        ("es", "mierda joder jodido coño puta cabrón gilipollas cojones pendejo chingada"),
        ("it", "cazzo cazzi incazzato merda stronzo vaffanculo puttana coglione minchia"),
        ("pt", "merda porra caralho foda fodido puta cuzão buceta"),
        ("pl", "kurwa wkurwiony chuj spierdalaj pierdolony jebany zajebisty gówno dupa"),
        ("sv", "fuck shit"),
    ],
)
def test_words_that_swear(language: str, words: str) -> None:
    for word in words.split():
        assert swears(f"Well, “{word}”!", language), word


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            "Scunthorpe cockpit assassin classic Dick Dicks dickens shiitake Mishit Bass grass passed pass Hitchcock",
        ),
        ("en", "Kick-Ass Arsenal Essex Penistone bitcoin cumin therapist analyst damn hell crap f*** F***ed sh*t cons"),
        ("de", "dick Hölle hell Ass Marsch Fickle Arsenal"),
        ("fr", "confus concert content constat contre connaître biter"),
        ("es", "computadora disputa reputación putrefacto cabra pollo"),
        ("it", "Troia ragazzo pazzo merdavoli stronzio cazzuola"),
        ("pt", "cutia computador fodor"),
        ("pl", "dupleks cipher sukienka"),
        ("en", "con merde puta cazzo"),
    ],
)
def test_words_that_only_look_like_it(language: str, words: str) -> None:
    for word in words.split():
        assert not swears(f"Well, “{word}”!", language), word


def test_words_are_left_unless_it_is_to_be_avoided() -> None:
    spans = (Span(0, 1, "strong"),)
    review = a_review(excerpt=Excerpt("A fucking shame.", "", ("Shit too.", "A shame.", "A pity."), spans))
    assert chosen_words(review, TOOTS) == ("A fucking shame.", spans)
    assert chosen_words(review, AVOID) == ("A shame.", ())
    clean = replace(review, excerpt=replace(review.excerpt, text="A shame."))
    assert chosen_words(clean, AVOID) == ("A shame.", spans)
    assert chosen_words(a_review(excerpt=Excerpt("Shit.", "", ("Fuck.",))), AVOID) == ("", ())
    assert chosen_words(a_review(excerpt=Excerpt("Merde.", "", ("Bon.",)), language="fr"), AVOID) == ("Bon.", ())


def test_the_owner_s_own_words_are_never_judged() -> None:
    assert chosen_words(a_review(social={"": "Holy shit."}), AVOID) == ("Holy shit.", ())
    both = a_review(social={"": "For all.", "mastodon": "For toots.", "discord": "For embeds."})
    assert chosen_words(both, AVOID) == ("For toots.", ())
    assert chosen_words(both, replace(AVOID, network="discord")) == ("For embeds.", ())


def test_quotes_that_swear_stay_away_too() -> None:
    review = a_review(quotes=("Oh, shit.", "I see."))
    assert chosen_quotes(review, TOOTS) == review.quotes
    assert chosen_quotes(review, replace(TOOTS, swearing="warn")) == review.quotes
    assert chosen_quotes(review, AVOID) == ("I see.",)


@given(TEXTS)
def test_any_text_is_judged(text: str) -> None:
    assert swears(text) in {True, False}


def test_long_texts_cost_little() -> None:
    assert not swears("f" + "u" * 50_000 + " " + "sh" * 50_000)

"""Challenges as members ask about them: what they read, in which language, by which clock."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.challenges.progress import named
from bot.commands import codes
from bot.commands.answers import Answers
from bot.commands.challenges import one, recapped
from bot.commands.look import look_of
from bot.commands.lookup import Lookup
from bot.commands.question import OneChallenge, Recapped
from bot.commands.wording import wording_for
from bot.format.length import units
from bot.format.model import Limits, Message, WarningRule
from bot.format.recap import compose_recap
from bot.recaps.spans import brought
from bot.review.model import Challenge, Rating
from tests.flow.clocks import PushedClock
from tests.flow.library import Library, review
from tests.flow.room import SITE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.commands.question import Period
    from bot.commands.reply import Reply

WORDS, SPANISH = wording_for("en"), wording_for("es-ES")
NOW = datetime(2026, 1, 12, 22, 30, tzinfo=UTC)  # in Vienna it is 23:30
LIST = "https://boxd.example"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path) as made:
        yield made


def lookup(library: Library, now: datetime = NOW) -> Lookup:
    return Lookup(library.catalogue, SITE, look_of(SITE), clock=PushedClock(now))


def put(library: Library, *positions: int | None, name: str = "Owls", total: int | None = 10) -> None:
    """Reviews of 1 January 2026 and the days after that."""
    for place, position in enumerate(positions):
        challenge = Challenge(name, position, total, f"Week of the *{place}*", f"{LIST}/{name}"[:60])
        title = f"{name} {place}"
        library.put(review(title, 1980, challenge=challenge, date=date(2026, 1, 1) + timedelta(place)))


def said(reply: Reply) -> str:
    return str(reply.embed["description"])


def asked(library: Library, name: str = "owls", *, words: str = "en") -> Reply:
    return one(OneChallenge(name), wording_for(words), lookup(library))


def test_how_far_it_has_come(library: Library) -> None:
    put(library, 1, 2, 3, 4)
    reply = asked(library)
    assert (reply.embed["title"], reply.embed["url"]) == ("Owls: 4 of 10", f"{LIST}/Owls")
    assert said(reply).splitlines()[:5] == [
        "▰▰▰▰▱▱▱▱▱▱ 40%",
        "",
        "3.5/5 on average",
        "",
        "Latest:",
    ]
    assert said(reply).splitlines()[5] == (
        "4\\. [Owls 3 (1980)](https://films.example/owls-3) ★★★½ (3.5/5) · Week of the \\*3\\*"
    )
    assert said(reply).endswith("\n\nNext is no. 5.")
    assert [(link.label, link.url) for link in reply.buttons] == [("The list", f"{LIST}/Owls")]
    assert reply.share == OneChallenge("Owls")
    assert [choice.question for choice in reply.menu] == [Recapped("Owls", it) for it in ("week", "month", "all")]


@pytest.mark.parametrize(
    ("positions", "total", "end"),
    [
        ((1, 2, 5), 10, "Next is no. 6."),  # of the gap only the owner is told
        ((40,), 52, "Next is no. 41."),
        ((1, 99999999), 10**9, "Next is no. 100000000."),
    ],
)
def test_what_is_next(library: Library, positions: tuple[int, ...], total: int, end: str) -> None:
    put(library, *positions, total=total)
    assert said(asked(library)).split("\n\n")[-1] == end


@pytest.mark.parametrize("positions", [(1, 2), (2,)])
def test_one_that_is_finished_has_nothing_next(library: Library, positions: tuple[int, ...]) -> None:
    put(library, *positions, total=2)
    assert said(asked(library)).splitlines()[1] == "Finished!"
    assert "Next" not in said(asked(library))
    assert "no. 1" not in said(asked(library))


@pytest.mark.parametrize(("position", "total"), [(None, None), (None, 10), (3, None)])
def test_nothing_is_next_where_nothing_is_numbered(library: Library, position: int | None, total: int | None) -> None:
    put(library, position, total=total)
    assert "Next" not in said(asked(library))
    assert asked(library).embed["title"] == ("Owls: 1 of 10" if total else "Owls: 1 so far")


def test_letters_count_in_no_mean(library: Library) -> None:
    put(library, 1)
    library.put(review("Owls 0", 1980, challenge=Challenge("Owls", 1, 10), rating=Rating(4, 4, "A+")))
    assert "on average" not in said(asked(library))
    assert "A+" in said(asked(library))


def test_in_spanish(library: Library) -> None:
    put(library, 1, 2)
    reply = asked(library, words="es-419")
    assert reply.embed["title"] == "Owls: 2 de 10"
    assert "3,5/5 de media\n\nLo último:" in said(reply)


def test_an_unknown_name_offers_the_nearest(library: Library) -> None:
    put(library, 1)
    put(library, 1, name="Barn owls")
    reply = asked(library, "owels *2025*")
    assert said(reply).startswith(
        "There is no viewing challenge “owels \\*2025\\*”.\n\nDid you mean one of these?\n• Owls"
    )
    assert [choice.question for choice in reply.menu] == [OneChallenge("Owls"), OneChallenge("Barn owls")]
    again = recapped(Recapped("owels", "month"), WORDS, lookup(library))
    assert again.menu[0].question == Recapped("Owls", "month")


def test_there_is_no_challenge_at_all(library: Library) -> None:
    assert said(asked(library)) == "No review belongs to a viewing challenge yet."


def test_a_button_names_it_by_a_mark(library: Library) -> None:
    put(library, 1)
    assert asked(library, codes.mark("OWLS")).embed["title"].startswith("Owls")
    assert said(asked(library, codes.mark("Crows"))) == WORDS.say("gone")


@pytest.mark.parametrize("period", ["week", "month", "all"])
def test_a_recap_says_what_the_posted_one_says(library: Library, period: Period) -> None:
    put(library, *range(1, 12), total=52)
    known = lookup(library)
    reply = recapped(Recapped("owls", period), WORDS, known)
    challenge = named(known.challenges(), "Owls")
    assert challenge is not None
    recap = brought(library.catalogue, challenge, period, known.today())
    posted = compose_recap(recap, known.look, Limits())[0]
    assert isinstance(posted, Message)
    ours, theirs = said(reply).splitlines(), posted.embed["description"].splitlines()
    ours = [re.sub(r"since <t:(\d+):D>", "since then", line) for line in ours]
    theirs = [re.sub(r"since \d+ \w+( \d{4})?", "since then", line) for line in theirs]
    assert ours == [re.sub("On average (.+)", r"\1 on average", line) for line in theirs]
    for key in ("title", "url", "color", "timestamp", "footer"):
        assert reply.embed[key] == posted.embed[key]
    assert len(reply.menu) == 2


def test_days_are_the_sites(library: Library) -> None:
    put(library, *range(1, 20))
    lines = said(recapped(Recapped("owls", "week"), WORDS, lookup(library))).splitlines()
    assert [line.split("(")[0] for line in lines if line.startswith("•")] == [f"• [Owls {it} " for it in range(5, 12)]
    later = lookup(library, NOW + timedelta(hours=1))  # past midnight in Vienna, not yet in Greenwich
    assert "[Owls 12 (" in said(recapped(Recapped("owls", "week"), WORDS, later))
    assert "[Owls 5 (" not in said(recapped(Recapped("owls", "week"), WORDS, later))


def test_a_day_is_written_as_each_reader_reads_days(library: Library) -> None:
    put(library, 1)
    text = said(recapped(Recapped("owls", "week"), SPANISH, lookup(library, NOW + timedelta(90))))
    noon = int(datetime(2026, 4, 6, 10, tzinfo=UTC).timestamp())  # noon in Vienna, in summer
    assert f"Nada nuevo desde el <t:{noon}:D>." in text


def test_what_is_never_posted_is_in_no_recap(library: Library) -> None:
    library.add("Owls", 1, post=False)
    assert "Nothing yet." in said(recapped(Recapped("owls", "all"), WORDS, lookup(library)))


def test_a_long_recap_tells_the_newest_and_how_many_more(library: Library) -> None:
    put(library, *range(1, 61), total=100, name="W" * 70)
    reply = recapped(Recapped("W" * 70, "all"), WORDS, lookup(library, NOW + timedelta(days=90)))
    assert units(said(reply)) <= 4096
    assert said(reply).count("•") <= 20
    assert re.search(r"\nand \d\d more\n", said(reply))


def test_what_a_menu_asks_has_room_in_it(library: Library) -> None:
    put(library, 1, name="Ω" * 300)
    reply = asked(library, "Ω" * 300)
    for choice in reply.menu:
        question = codes.decode(codes.encode(choice.question))
        assert isinstance(question, Recapped)
        assert recapped(question, WORDS, lookup(library)).embed["title"] == reply.embed["title"]
    assert replace(reply).embed["title"].endswith("…: 1 of 10")


@pytest.mark.parametrize("question", [OneChallenge("Owls"), Recapped("Owls", "all")])
def test_they_show_the_picture(library: Library, question: OneChallenge | Recapped) -> None:
    put(library, 1, 2, 4)
    reply = Answers(lookup(library)).answer(question, SPANISH)
    assert reply.picture is not None
    assert reply.picture.alt.startswith("Imagen del reto Owls: 3 de 10. 3½ de 5 estrellas: 1, 2, 4. Sin reseña: 3.")


@pytest.mark.parametrize("question", [OneChallenge("Owls"), Recapped("Owls", "all")])
def test_a_name_that_calls_for_a_warning_has_one_and_no_picture(
    library: Library, question: OneChallenge | Recapped
) -> None:
    put(library, 1, 2, 3)
    known = lookup(library)
    known.look = replace(known.look, warnings=(WarningRule("Birds of *prey*", words=("owls",)),))
    reply = Answers(known).answer(question, WORDS)
    assert said(reply).startswith("⚠️ **Birds of \\*prey\\***\n\n▰▰▰▱")
    assert reply.picture is None


def test_how_it_goes_and_how_the_edition_before_stood(library: Library) -> None:
    put(library, *range(1, 12), total=52, name="Owls 2026")
    for day in (3, 8, 20):
        challenge = Challenge("Owls 2025", day, 52, None, f"{LIST}/before")
        library.put(review(f"Then {day}", 1970, challenge=challenge, date=date(2025, 1, day), rating=Rating(5, 5)))
    told = said(asked(library, "owls 2026"))
    assert re.search(r"100%|21%\n10 ahead of schedule\. It takes 0\.8 a week until <t:\d+:D>\. At this rate", told)
    assert "2 weeks in a row\nOwls 2025 at this point: 2, 5/5 on average" in told


def test_the_best_and_the_worst(library: Library) -> None:
    put(library, 1, 2, 3)
    challenge = Challenge("Owls", 4, 10, None, f"{LIST}/Owls")
    library.put(review("Great *Owl*", 1970, challenge=challenge, date=date(2026, 1, 9), rating=Rating(5, 5)))
    told = said(asked(library))
    assert "\nBest: [Great \\*Owl\\* (1970)](https://" in told
    assert ") ★★★★★ (5/5)\nWorst: [Owls 2 (1980)](" in told
    assert ") and 2 more ★★★½ (3.5/5)\n" in told


def test_what_is_never_posted_is_not_named(library: Library) -> None:
    put(library, 1, 2)
    library.add("Secret owl", 3, post=False)
    told = str(asked(library).embed)
    assert "Secret owl" not in told

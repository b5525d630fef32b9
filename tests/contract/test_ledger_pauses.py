"""Pauses and notices, on every store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ledger.model import Health, Pause, ToTell
from tests.contract.ledger_values import LATER, NOW

if TYPE_CHECKING:
    from bot.ledger.store import Ledger


def test_trouble_pauses_a_destination_until_it_works_again(ledger: Ledger) -> None:
    assert ledger.pauses() == {}
    assert ledger.pause("toots", "trouble", "The token is refused: give a new one.", LATER, NOW)
    assert not ledger.pause("toots", "trouble", "The account is suspended.", None, LATER)
    assert ledger.pauses() == {"toots": Pause("toots", NOW, "trouble", "The account is suspended.", None)}
    assert ledger.resumed_at("toots") is None
    assert ledger.resume("toots", LATER)
    assert ledger.pauses() == {}
    assert ledger.resumed_at("toots") == LATER
    assert ledger.resumed_at("channel") is None
    assert not ledger.resume("toots", LATER)
    assert ledger.pause("toots", "trouble", "Again.", None, LATER)


def test_the_owner_s_pause_is_stronger_than_any_trouble(ledger: Ledger) -> None:
    ledger.pause("toots", "trouble", "no channel", LATER, NOW)
    assert not ledger.pause("toots", "owner", "you paused it", None, LATER)
    assert not ledger.pause("toots", "trouble", "no channel", LATER, LATER)
    assert ledger.pauses() == {"toots": Pause("toots", NOW, "owner", "you paused it", None)}
    assert not ledger.resume("toots", LATER, by="trouble")  # a post went through all the same
    assert "toots" in ledger.pauses()
    assert ledger.resume("toots", LATER, by="owner")


def test_the_owner_is_told_once_of_each_pause(ledger: Ledger) -> None:
    for _ in range(2):
        ledger.pause("toots", "trouble", "no", LATER, NOW, notice=ToTell("toots down", "No channel.", NOW))
    assert [(one.text, one.created_at, one.told_at) for one in ledger.notices()] == [("No channel.", NOW, None)]


def test_a_notice_is_entered_once_and_told_once(ledger: Ledger) -> None:
    assert ledger.notice("unknown 7", "Nobody knows.", NOW)
    assert not ledger.notice("unknown 7", "Nobody knows, still.", LATER)
    assert ledger.notice("unknown 8", "Nor of this.", LATER)
    first, second = ledger.notices()
    assert (first.key, first.text) == ("unknown 7", "Nobody knows.")
    ledger.told(first.id, LATER)
    ledger.told(first.id, NOW)
    assert ledger.notices() == [second]
    assert [one.told_at for one in ledger.notices(untold=False)] == [LATER, None]


def test_every_key_is_one_that_networks_take(ledger: Ledger) -> None:
    keys = ["paused https://social.example 2026-03-01T12:30", "ärgerlich", "tab\there"]
    assert all(ledger.notice(key, "x", NOW) for key in keys)
    assert not any(ledger.notice(key, "x", NOW) for key in keys)
    stored = [one.key for one in ledger.notices()]
    assert all(len(key) <= 25 and key.isascii() and key.isprintable() for key in stored)


def test_the_first_of_several_failures_counts_until_something_gets_through(ledger: Ledger) -> None:
    assert ledger.health("toots") == Health()
    ledger.failing("toots", NOW)
    ledger.failing("toots", LATER)
    assert ledger.health("toots") == Health(failing_since=NOW)
    assert ledger.pauses() == {}
    ledger.answers("toots", back_at=None)
    assert ledger.health("toots") == Health()
    ledger.failing("toots", NOW)
    ledger.answers("toots", back_at=LATER)
    assert ledger.health("toots") == Health(resumed_at=LATER)


def test_the_end_of_a_pause_is_the_end_of_its_failures(ledger: Ledger) -> None:
    ledger.failing("toots", NOW)
    ledger.pause("toots", "trouble", "Away.", LATER, NOW)
    assert ledger.health("toots").pause == ledger.pauses()["toots"]
    ledger.resume("toots", LATER, by="trouble")
    assert ledger.health("toots") == Health(resumed_at=LATER)

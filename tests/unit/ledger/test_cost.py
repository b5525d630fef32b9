"""What a post costs the disk: one statement for each move, and one wait for the disk in all."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import event

from bot.ledger.model import Owed, Receipt, Wish
from bot.ledger.store import Ledger

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def test_a_claim_and_a_receipt_are_one_statement_each_and_only_the_claim_waits_for_the_disk(tmp_path: Path) -> None:
    with closing(Ledger.open(f"sqlite:///{tmp_path}/matinee.db")) as ledger:
        entered = ledger.enqueue(Owed("r1", "review", "Vertigo", "toots", NOW), NOW)
        said: list[str] = []
        event.listen(ledger._engine, "before_cursor_execute", lambda *heard: said.append(heard[2]))
        ledger.claim(entered.id, {"text": "x"}, "7", NOW)
        ledger.settle(entered.id, Receipt("8", None, NOW))
    said = [" ".join(one.split()[:4]) for one in said]
    assert said == [
        *("PRAGMA synchronous = FULL", "BEGIN IMMEDIATE", "UPDATE deliveries SET status=?,"),
        *("PRAGMA synchronous = NORMAL", "BEGIN IMMEDIATE", "UPDATE deliveries SET status=?,"),
    ]


def test_so_are_a_correction_s(tmp_path: Path) -> None:
    with closing(Ledger.open(f"sqlite:///{tmp_path}/matinee.db")) as ledger:
        entered = ledger.enqueue(Owed("r1", "review", "Vertigo", "toots", NOW), NOW)
        ledger.claim(entered.id, {"text": "x"}, "7", NOW)
        ledger.settle(entered.id, Receipt("8", None, NOW))
        (action,) = ledger.wish([Wish("r1", "edit", 2, ("toots",), NOW)], NOW)
        said: list[str] = []
        event.listen(ledger._engine, "before_cursor_execute", lambda *heard: said.append(heard[2].split(" SET ")[0]))
        ledger.claim_action(action.id, {"text": "y"}, NOW)
        ledger.finish_action(action.id, NOW, body={"text": "y"})
    assert said == [
        *("PRAGMA synchronous = FULL", "BEGIN IMMEDIATE", "UPDATE actions"),
        *("PRAGMA synchronous = NORMAL", "BEGIN IMMEDIATE", "UPDATE actions", "UPDATE deliveries"),
    ]

"""Reviews that somebody's message speaks of: by their addresses, else by their titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalogue.addresses import keys_in

if TYPE_CHECKING:
    import sqlite3

LONGEST_TEXT = 2000  # characters of the message that are looked at


def mentioned(connection: sqlite3.Connection, text: str, limit: int) -> list[int]:
    """Rows of the reviews, likeliest first, each film once."""
    found: list[int] = []
    for address in dict.fromkeys(keys_in(text[:LONGEST_TEXT])):
        found += [row for row in at_address(connection, address) if row not in found]
    return found[: max(0, limit)]


def at_address(connection: sqlite3.Connection, key: str) -> list[int]:
    """The newest review at that address, if there is one."""
    rows = connection.execute(
        "SELECT id FROM review WHERE address = ? AND address <> '' ORDER BY date DESC, path DESC LIMIT 1", (key,)
    )
    return [row for (row,) in rows]

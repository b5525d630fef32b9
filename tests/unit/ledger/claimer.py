"""A process that claims and settles deliveries until it is killed: ``python -m tests.unit.ledger.claimer FILE``.

It says the number of each after the records have acknowledged it: "claimed 7", "settled 7".
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from bot.ledger.model import Owed, Receipt
from bot.ledger.store import Ledger

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def main(file: str) -> None:
    ledger = Ledger.open(f"sqlite:///{file}")
    number = 0
    while True:
        number += 1
        entered = ledger.enqueue(Owed(f"r{number}", "review", "Vertigo", "toots", NOW), NOW)
        ledger.claim(entered.id, {"text": "x" * 500}, None, NOW)
        say(f"claimed {entered.id}")
        ledger.settle(entered.id, Receipt(str(number), None, NOW))
        say(f"settled {entered.id}")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])

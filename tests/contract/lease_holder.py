"""A process that takes a lease and keeps it until it is killed: ``python -m tests.contract.lease_holder URL SECONDS``.

It says "held" once it has the lease.
"""

from __future__ import annotations

import sys
from contextlib import closing

from bot.ledger.store import Ledger


def main(url: str, seconds: float) -> None:
    with closing(Ledger.open(url)) as ledger:
        assert ledger.lease("lane", "child", seconds)
        sys.stdout.write("held\n")
        sys.stdout.flush()
        while ledger.lease("lane", "child", seconds):
            pass


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))

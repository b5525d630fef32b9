"""The catalogue: every review, searchable. A cache of the files, which may be thrown away at any time.

It decides nothing: what is known, owed and posted stands in the ledger. Tags that aren't public never enter it.
"""

from __future__ import annotations

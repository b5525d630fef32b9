"""Reading reviews: bytes of a file in, a ``Review`` or ``Problem`` out. Pure: no disk, network or database."""

from __future__ import annotations

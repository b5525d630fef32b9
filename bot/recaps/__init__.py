"""Looking back: how far viewing challenges have come, and a post about it on each slot. It sends none itself."""

from __future__ import annotations

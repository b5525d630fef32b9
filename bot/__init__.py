"""Matinee: posts a site's new reviews to Discord and Mastodon, answers look-ups and recaps viewing challenges.

A review travels one way: ``watch`` brings it in, ``post`` sends it out, ``recaps`` looks back over the year.
They meet at two stores: ``catalogue`` (what can be looked up; a cache) and ``ledger`` (what is owed; the truth).
"""

from __future__ import annotations

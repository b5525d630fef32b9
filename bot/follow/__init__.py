"""Channels that follow: Discord channels which the admins of their own servers add, beside those of the owner's file.

What such a channel may have and get is ruled here; where it is written down are the records. Posts nothing.
"""

from __future__ import annotations

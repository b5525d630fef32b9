"""The watcher's room: finds review files, reads what changed, and brings it to the records and the catalogue.

A full scan is the truth; events only say that it is time for one. Nothing here posts.
"""

from __future__ import annotations

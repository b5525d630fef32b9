"""Viewing challenges out of the reviews' lines: which there are, how far each has come, how it goes. Pure: no clock."""

from __future__ import annotations

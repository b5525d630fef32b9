"""The slash commands' definitions: one file each, with names, options and completions. They answer nothing."""

from __future__ import annotations

"""Discord's slash commands: definitions, checks and replies. They ask the catalogue, hold no rule and post nothing."""

from __future__ import annotations

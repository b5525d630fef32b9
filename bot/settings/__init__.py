"""The configuration: a TOML file and the environment in, frozen policy values out, or all its problems at once."""

from __future__ import annotations

from bot.settings.load import load

__all__ = ["load"]

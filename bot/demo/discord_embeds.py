"""Lets simcord's page show in embeds what Discord shows there: channels by their names, and small print.

simcord 3.2 does both in messages alone. It must not know what is shown, and a simcord that does it by itself, or in
another way, is left as it is.
"""

from __future__ import annotations

from contextlib import suppress


def show_embeds_as_discord_does() -> None:
    """For every page of this process."""
    with suppress(ImportError, AttributeError, KeyError):
        from simcord.preview import _markdown

        _markdown._FIELD_POLICIES["embed_description"].update(mentions=True, subtext=True)  # noqa: SLF001

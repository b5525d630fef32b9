"""How answers look: as the site's own posts on Discord, and warned as any of its posts would be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.format.model import FormatPolicy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.format.model import WarningRule
    from bot.settings.model import Destination, Site


def look_of(site: Site, destinations: Sequence[Destination] = ()) -> FormatPolicy:
    """Stars, swearing, what is hidden, light or dark pictures as at the first Discord destination; all warnings.

    An answer may be shared in any channel, so what is warned of anywhere is warned of there.
    """
    first = next((one.format for one in destinations if one.network == "discord"), FormatPolicy("discord", site.name))
    warnings: list[WarningRule] = []
    for rule in (rule for one in destinations for rule in one.format.warnings):
        if rule not in warnings:
            warnings.append(rule)
    return FormatPolicy(
        "discord",
        site.name,
        site.language,
        timezone=site.timezone,
        glyphs=first.glyphs,
        warnings=tuple(warnings),
        warned=first.warned,
        swearing=first.swearing,
        pictures=(),
        card_theme=first.card_theme,
    )

"""Tokens: only from the environment, or from a file that the environment names. Never kept in a settings value."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import ConfigurationError
from bot.log import hide

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.settings.model import Settings

_LONGEST = 4096  # bytes of a token's file; more is another file


def tokens(settings: Settings, names: Iterable[str], environ: Mapping[str, str]) -> dict[str, str]:
    """The tokens of those environment names, by name; each is hidden in all logs from now on.

    Raises :class:`bot.errors.ConfigurationError` with one sentence for each that is missing or unreadable.
    """
    found: dict[str, str] = {}
    problems = []
    for name in dict.fromkeys(names):
        try:
            found[name] = _token(name, environ)
        except ValueError as error:
            problems.append(str(error))
    if problems:
        raise ConfigurationError(settings.path, problems)
    for token in found.values():
        hide(token)
    return found


def _token(name: str, environ: Mapping[str, str]) -> str:
    token = environ.get(name, "").strip()
    if token:
        return token
    file = environ.get(f"{name}_FILE", "").strip()
    if not file:
        how = f"set it to the token (or {name}_FILE to a file that holds it)"
        if environ.get("GITHUB_ACTIONS") == "true":
            how = "paste the token as a secret of that name under Settings -> Secrets and variables -> Actions"
        raise ValueError(f"the environment has no {name}: {how}")
    try:
        with Path(file).open("rb") as stream:
            token = stream.read(_LONGEST).decode("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        cause = getattr(error, "strerror", None) or "it isn't text"
        raise ValueError(f"{name}_FILE names {file}, which can't be read: {cause}") from None
    if not token:
        raise ValueError(f"{name}_FILE names {file}, which is empty: put the token into it")
    return token

"""``login mastodon``: gets a token for an account, and keeps it in a file that only its owner can read.

The token goes into that file, or once to the terminal; never into the configuration or a log.
"""

from __future__ import annotations

import getpass
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.begin.login_oauth import (
    SCOPES,
    WITH_SEARCH,
    CodeRefused,
    account_of,
    register,
    server_address,
    token_for,
)
from bot.desk.answer import Answer
from bot.desk.drawing import clean
from bot.errors import ConfigurationError, UsageError
from bot.settings import load

if TYPE_CHECKING:
    from bot.begin.login_oauth import Application
    from bot.settings.model import Destination, Settings

_TRIES = 3
_TOKEN = "MATINEE_MASTODON_TOKEN"  # noqa: S105 (a variable's name)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command was given. ``show``: the token is shown and not kept."""

    name: str | None
    server: str | None
    save: Path | None
    show: bool
    as_json: bool


def log_in(config: Path, wanted: Wanted) -> Answer:
    """Ask the owner for a code and get the token for it. Raises ``UsageError`` and ``LoginFailed``."""
    if wanted.show and (wanted.as_json or wanted.save):
        raise UsageError("--print shows the token to a person; leave --json and --save away")
    settings = None if wanted.server else load(config)
    server, variable = _where(settings, wanted)
    file = None if wanted.show else (wanted.save or _usual(variable)).absolute()
    if file is not None:
        _require_private(file)
    scopes = WITH_SEARCH if settings is not None and settings.owner.mastodon else SCOPES
    application = register(server, settings.site.base_url if settings else None, scopes)
    _say("1. Open this address in your browser, log in as the account that shall post, and allow it:\n\n")
    _say(f"   {application.page}\n\n2. Your server shows a code then. Paste it here (nothing is shown while you do).\n")
    token = _token(application)
    account = clean(account_of(server, token))
    document: dict[str, Any] = {"account": account, "server": server, "variable": variable, "file": str(file or "")}
    if file is None:
        return Answer(document, [f"This is {account}. Paste this as {variable}; it is shown only now:", "", token])
    _keep(file, token)
    return Answer(
        document,
        [
            f"This is {account}. Its token is in {file}, which only you can read.",
            f"Tell Matinee where: export {variable}_FILE={_quoted(file)}",
        ],
    )


def _where(settings: Settings | None, wanted: Wanted) -> tuple[str, str]:
    """The server, and the variable that holds the token."""
    if settings is None:
        return server_address(wanted.server or ""), _TOKEN
    one = _destination(settings, wanted.name)
    return server_address(one.api_base_url or ""), one.token_env


def _destination(settings: Settings, name: str | None) -> Destination:
    ours = [one for one in settings.destinations if one.network == "mastodon"]
    if not ours:
        raise ConfigurationError(
            settings.path, ["there is no [[destination]] on Mastodon; add one, or name your server with --server"]
        )
    named = [one for one in ours if name is None or one.name == name]
    names = ", ".join(one.name for one in ours)
    if not named:
        raise UsageError(f'there is no destination "{name}" on Mastodon; allowed are {names}')
    if len({(one.api_base_url, one.token_env) for one in named}) > 1:
        raise UsageError(f"which account? Name one of {names}: matinee login mastodon NAME")
    return named[0]


def _usual(variable: str) -> Path:
    """Outside of every repository."""
    base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    name = "mastodon" if variable == _TOKEN else variable.lower()
    return base / "matinee" / f"{name}.token"


def _require_private(file: Path) -> None:
    """Before anything is asked: it can be written, and lies in no repository, where it would be pushed one day."""
    near = next(one for one in file.parents if one.exists())
    if file.is_dir() or not os.access(near, os.W_OK | os.X_OK):
        raise UsageError(f"{file}: it can't be written there; name another file with --save, or use --print")
    inside = next((one for one in file.parents if (one / ".git").exists()), None)
    if inside is not None and inside != Path.home():
        raise UsageError(f"{file}: it is in the repository {inside}, where no secret belongs; name another file")


def _token(application: Application) -> str:
    for left in range(_TRIES - 1, -1, -1):
        code = _code()
        if not code:
            raise UsageError("no code was given, so there is no token; matinee login mastodon begins anew")
        try:
            return token_for(application, code)
        except CodeRefused as error:
            if not left or not sys.stdin.isatty():
                raise
            _say(f"   {clean(str(error))} Copy it whole, or open the address again for a new one.\n")
    raise AssertionError("the last try returns or raises")


def _code() -> str:
    """One line; at a terminal it isn't shown."""
    if sys.stdin.isatty():
        return getpass.getpass("   Code: ", stream=sys.stderr).strip()
    return sys.stdin.readline().strip()


def _keep(file: Path, token: str) -> None:
    """Whole or not at all, readable by nobody else at any moment."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
            stream.write(f"{token}\n")
        fresh.replace(file)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise UsageError(f"{file}: the token can't be kept there: {error.strerror}; use --print") from None


def _say(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


def _quoted(file: Path) -> str:
    import shlex

    return shlex.quote(str(file))

"""``matinee init --github-actions``: workflows for a site that has no server, and what is left for its owner to do.

It asks nothing, and writes the workflows and at most two lines of the configuration; no secret passes through it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.begin.github_deploy import OURS, deploy_workflow
from bot.begin.github_site import site
from bot.begin.github_steps import BRANCH, FROM, steps
from bot.begin.github_workflow import Plan, checking, posting
from bot.begin.whence import FITS, installed_from
from bot.desk.answer import Answer
from bot.errors import ConfigurationError, UsageError
from bot.settings import load

if TYPE_CHECKING:
    from bot.settings.model import Settings

_PATH = re.compile(r"[A-Za-z0-9._/-]+")
_MINUTES = 15  # of a run, besides the wait for a page
_DATABASE = "PGPASSWORD"  # PostgreSQL's own, https://www.postgresql.org/docs/current/libpq-envars.html


def write(config: Path, *, force: bool = False, show: bool = False) -> Answer:
    """Write both workflows into the repository that the configuration is in. ``show``: print them instead.

    Raises UsageError where there is no repository, or a workflow of ours is there already and ``force`` is not given.
    """
    settings = load(config)
    root = _repository(config)
    here = site(root)
    plan = _plan(settings, config, root, here.branches)
    texts = {
        f".github/workflows/{name}": text for name, text in zip(OURS, (posting(plan), checking(plan)), strict=True)
    }
    if show:
        return Answer({"files": texts}, [f"# {path}\n{text}" for path, text in texts.items()])
    there = [path for path in texts if (root / path).exists()]
    if there and not force:
        raise UsageError(f"{there[0]} is there already; --force replaces it, --print shows what would be written")
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    added = _remember(config, settings)
    told = steps(plan, settings, here.page, added=added)
    document = {"files": sorted(texts), "secrets": list(plan.secrets), "deploy": plan.deploy, "configuration": added}
    document |= {"variable": None if plan.install else FROM, "steps": told}
    return Answer(document, [*(f"written: {path}" for path in texts), *told])


def _repository(config: Path) -> Path:
    folder = config.resolve().parent
    root = next((one for one in (folder, *folder.parents) if (one / ".git").exists()), None)
    if root is None:
        raise UsageError(f"{config}: it is in no git repository; put it into your site's, and start this there")
    if Path.cwd().resolve() != root:
        raise UsageError(f"start this in the folder of the repository: {root}")
    return root


def _plan(settings: Settings, config: Path, root: Path, branches: tuple[str, ...]) -> Plan:
    path = config.resolve().relative_to(root).as_posix()
    if not _PATH.fullmatch(path) or path.startswith("-"):
        raise UsageError(f"{path}: for a workflow the configuration's path may hold letters, digits and . _ - / only")
    install = os.environ.get(FROM) or installed_from()
    if install is not None and not FITS.fullmatch(install):
        raise UsageError(f"{FROM} is not of the form git+https://SERVER/OWNER/matinee@VERSION, without any password")
    minutes = _MINUTES + -(-int(settings.live.wait.total_seconds()) // 60)
    postgres = settings.store.url.startswith("postgresql")
    return Plan(
        path,
        tuple(_secrets(settings)),
        install,
        deploy_workflow(root),
        minutes,
        "read" if postgres else "write",
        branches,
    )


def _secrets(settings: Settings) -> list[str]:
    """The environment variables that a run needs, once each."""
    names = [one.token_env for one in settings.destinations]
    names += [settings.discord.token_env] if settings.owner.discord_id is not None else []
    names += [one.git.token_env for one in settings.sources if one.git is not None and one.git.token_env]
    for name in names:
        if name.upper().startswith("GITHUB_"):
            raise UsageError(f'token_env "{name}": GitHub takes no secret whose name begins with GITHUB_; rename it')
    if settings.store.url.startswith("postgresql"):
        if urlsplit(settings.store.url).password:
            raise UsageError(f"{settings.path}: take the password out of [store] url; a secret {_DATABASE} holds it")
        names.append(_DATABASE)
    return list(dict.fromkeys(names))


def _remember(config: Path, settings: Settings) -> list[str]:
    """Have the configuration keep the records on a branch; the lines that were added. It must still be one then."""
    if settings.store.branch is not None or not settings.store.url.startswith("sqlite"):
        return []
    before = config.read_text(encoding="utf-8")
    line = f'branch = "{BRANCH}"   # what was posted is remembered there between runs on GitHub'
    head = re.search(r"(?m)^\[store\][ \t]*(#.*)?$", before)
    if head is not None:
        after, added = f"{before[: head.end()]}\n{line}{before[head.end() :]}", [line]
    else:
        after, added = f"{before.rstrip()}\n\n[store]\n{line}\n", ["[store]", line]
    config.write_text(after, encoding="utf-8")
    try:
        load(config)
    except ConfigurationError:
        config.write_text(before, encoding="utf-8")
        raise UsageError(f'{config}: write two lines into it first: [store] and branch = "{BRANCH}"') from None
    return added

"""``matinee init --github-actions``: workflows for a site that has no server, and what is left for its owner to do.

It asks nothing, and writes the workflows and at most two lines of the configuration; no secret passes through it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from bot.begin.github_deploy import OURS, deploy_workflow
from bot.begin.github_workflow import Plan, checking, posting
from bot.begin.whence import FITS, installed_from
from bot.desk.answer import Answer
from bot.desk.drawing import clean
from bot.errors import ConfigurationError, UsageError
from bot.settings import load

if TYPE_CHECKING:
    from bot.settings.model import Settings

BRANCH = "matinee-state"
_FROM = "MATINEE_FROM"  # this environment variable says what pip is to install
_PATH = re.compile(r"[A-Za-z0-9._/-]+")
_MINUTES = 15  # of a run, besides the wait for a page
_WHERE = "Settings -> Secrets and variables -> Actions"


def write(config: Path, *, force: bool = False, show: bool = False) -> Answer:
    """Write both workflows into the repository that the configuration is in. ``show``: print them instead.

    Raises UsageError where there is no repository, or a workflow of ours is there already and ``force`` is not given.
    """
    settings = load(config)
    root = _repository(config)
    plan = _plan(settings, config, root)
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
    steps = _steps(plan, settings, added=added)
    document = {"files": sorted(texts), "secrets": list(plan.secrets), "deploy": plan.deploy, "configuration": added}
    document |= {"variable": None if plan.install else _FROM, "steps": steps}
    return Answer(document, [*(f"written: {path}" for path in texts), *steps])


def _repository(config: Path) -> Path:
    folder = config.resolve().parent
    root = next((one for one in (folder, *folder.parents) if (one / ".git").exists()), None)
    if root is None:
        raise UsageError(f"{config}: it is in no git repository; put it into your site's, and start this there")
    if Path.cwd().resolve() != root:
        raise UsageError(f"start this in the folder of the repository: {root}")
    return root


def _plan(settings: Settings, config: Path, root: Path) -> Plan:
    path = config.resolve().relative_to(root).as_posix()
    if not _PATH.fullmatch(path) or path.startswith("-"):
        raise UsageError(f"{path}: for a workflow the configuration's path may hold letters, digits and . _ - / only")
    install = os.environ.get(_FROM) or installed_from()
    if install is not None and not FITS.fullmatch(install):
        raise UsageError(f"{_FROM}: {install!r} is not of the form git+https://SERVER/OWNER/matinee@VERSION")
    minutes = _MINUTES + -(-int(settings.live.wait.total_seconds()) // 60)
    postgres = settings.store.url.startswith("postgresql")
    return Plan(
        path,
        tuple(_secrets(settings)),
        install,
        deploy_workflow(root),
        minutes,
        "postgres" if postgres else "",
        "read" if postgres else "write",
    )


def _secrets(settings: Settings) -> list[str]:
    """The environment variables that a run needs, once each."""
    names = [one.token_env for one in settings.destinations]
    names += [settings.discord.token_env] if settings.owner.discord_id is not None else []
    names += [one.git.token_env for one in settings.sources if one.git is not None and one.git.token_env]
    for name in names:
        if name.upper().startswith("GITHUB_"):
            raise UsageError(f'token_env "{name}": GitHub takes no secret whose name begins with GITHUB_; rename it')
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


def _steps(plan: Plan, settings: Settings, *, added: list[str]) -> list[str]:
    """What happened and what to do next, a sentence each."""
    after = f'after your workflow "{clean(plan.deploy)}"' if plan.deploy else "after each push"
    said = [f"It runs {after}, at minute 17 of each hour, and whenever you start it by hand."]
    if added:
        said.append(f'{settings.path}: added branch = "{BRANCH}" to [store]: each run goes on from there.')
    if plan.install is None:
        said.append(
            f"Say where Matinee comes from: {_WHERE} -> Variables -> New repository variable, "
            f"name {_FROM}, value git+https://SERVER/OWNER/matinee@VERSION"
        )
        said.append(
            f"Pull requests of strangers can't see that variable. To have it in the files instead, set {_FROM} here "
            "and repeat this with --force."
        )
    said += [
        f"Paste the token for {_used_by(settings, name)}: {_WHERE} -> New repository secret, name {name}"
        for name in plan.secrets
    ]
    if not settings.live.wait:
        said.append(
            'So that posts wait until their pages are on the web, write two more lines there: [live] and wait = "10m"'
        )
    said.append("Then commit and push. The first run notes the reviews that are there and posts none of them.")
    said.append("What each run did stands on its page under Actions; what needs you is told there, with what to type.")
    return said


def _used_by(settings: Settings, name: str) -> str:
    users = [f'"{one.name}"' for one in settings.destinations if one.token_env == name]
    users += [f'source "{one.name}"' for one in settings.sources if one.git and one.git.token_env == name]
    return " and ".join(users) or "messages to you"

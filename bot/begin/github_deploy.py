"""Which of a repository's own workflows puts the site on the web: read from their files, nothing is run or asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OURS = ("matinee.yml", "matinee-check.yml")
_MOST = 200_000  # bytes of a workflow that is looked at
# What deploys, by the actions' names; then by what such workflows are usually called.
_ACTIONS = re.compile(
    r"actions/deploy-pages|gh-pages|github-pages-deploy|pages-action|wrangler|actions-netlify|netlify/actions|"
    r"vercel-action|s3-sync|ftp-deploy|ssh-deploy|rsync|rclone|surge|firebaseextended|azure/static-web-apps",
    re.IGNORECASE,
)
_NAMES = re.compile(r"deploy|publish|pages|release.?site", re.IGNORECASE)


def deploy_workflow(root: Path) -> str | None:
    """The name by which GitHub knows the workflow that deploys the site in ``root``; None: none is there."""
    found = sorted(_found(root), key=lambda one: (-one[0], one[1]))
    return found[0][1] if found else None


def _found(root: Path) -> Iterator[tuple[int, str]]:
    """(how surely, name) of each that seems to deploy."""
    folder = root / ".github" / "workflows"
    for path in sorted(folder.glob("*.y*ml")) if folder.is_dir() else ():
        if path.name in OURS or path.suffix not in (".yml", ".yaml"):
            continue
        document = _read(path)
        if document is None:
            continue
        told = document.get("name")
        name = told if isinstance(told, str) and told.strip() else f".github/workflows/{path.name}"
        sure = 2 * bool(_ACTIONS.search(_work(document))) + bool(_NAMES.search(f"{name} {path.stem}"))
        if sure:
            yield sure, name


def _read(path: Path) -> dict[Any, Any] | None:
    try:
        if path.stat().st_size > _MOST:
            return None
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError, RecursionError):
        return None
    return document if isinstance(document, dict) else None


def _work(document: dict[Any, Any]) -> str:
    """The actions it uses and the commands it runs, as text."""
    jobs = document.get("jobs")
    works = [job.get("steps") for job in jobs.values() if isinstance(job, dict)] if isinstance(jobs, dict) else []
    steps = [step for work in works if isinstance(work, list) for step in work if isinstance(step, dict)]
    return "\n".join(str(step.get(key, "")) for step in steps for key in ("uses", "run"))

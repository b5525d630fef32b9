"""The two workflows' text: one that posts, one that checks pull requests. It knows no files.

The words: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

_MINUTE = 17  # of each hour: at the full hour GitHub is busiest, and drops timers


@dataclass(frozen=True, slots=True)
class Plan:
    """What the workflows are made of."""

    config: str  # the configuration's path in the repository
    secrets: tuple[str, ...]  # the environment variables with tokens
    install: str | None  # what pip installs, pinned; None: the repository's variable MATINEE_FROM tells
    deploy: str | None  # the name of the workflow that puts the site on the web
    minutes: int  # after which GitHub ends a run
    extras: str = ""  # of the package: "postgres"
    contents: str = "write"  # the state branch is pushed; "read" without one


def posting(plan: Plan) -> str:
    """The workflow that posts."""
    return f"""\
# Written by "matinee init --github-actions". It posts new reviews after each deploy, and on a timer what has become
# due meanwhile (slots, recaps). Matinee is run, and ends; nothing of it stays.
name: Matinee

on:
{_after_deploy(plan)}
  schedule:
    # Not at the full hour: GitHub is busiest then. Timers come late, and now and then not at all: nothing is lost
    # by it. Without any activity in a public repository GitHub stops timers after 60 days, and says so by mail.
    - cron: "{_MINUTE} * * * *"
  workflow_dispatch:

permissions:
  contents: {plan.contents}{"  # for the branch that remembers what was posted" if plan.contents == "write" else ""}

# One run at a time. None is cancelled: it may be about to post.
concurrency:
  group: matinee
  cancel-in-progress: false

jobs:
  post:
    runs-on: ubuntu-latest
    timeout-minutes: {plan.minutes}
{_only_if(plan)}    steps:
      - uses: actions/checkout@v4
        with:
          # Always what is published: with these secrets nothing of a pull request is ever run.
          ref: ${{{{ github.event.repository.default_branch }}}}
          fetch-depth: 1
{_installed(plan)}
      - name: Post what is due
        run: matinee run --once -c {plan.config}
{_environment(plan)}"""


def checking(plan: Plan) -> str:
    """The workflow that checks pull requests. It has no secrets, so it works for those of strangers too."""
    return f"""\
# Written by "matinee init --github-actions". It reads the reviews of a pull request, marks what is wrong in them, and
# shows what would be posted. It posts nothing and knows no tokens.
name: Matinee check

on:
  pull_request:

permissions:
  contents: read

concurrency:
  group: matinee-check-${{{{ github.ref }}}}
  cancel-in-progress: true

jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 2  # the pull request, and what it is compared with
          persist-credentials: false
{_installed(plan)}
      - name: Check the reviews that change
        run: matinee check --github --since HEAD^1 -c {plan.config}
"""


def _after_deploy(plan: Plan) -> str:
    if plan.deploy is not None:
        return (
            "  # After your site was deployed.\n"
            "  workflow_run:\n"
            f"    workflows: [{json.dumps(plan.deploy, ensure_ascii=False)}]\n"
            "    types: [completed]"
        )
    return (
        "  # No workflow that deploys your site was found: it runs after each push, and when GitHub Pages or a host\n"
        "  # says that a deploy is through. Until a page is on the web its post waits ([live] in the configuration).\n"
        "  push:\n"
        "    branches: [main, master]\n"
        "  page_build:\n"
        "  deployment_status:"
    )


def _only_if(plan: Plan) -> str:
    if plan.deploy is not None:
        return (
            "    # After a deploy only if it went well, and not if a pull request was deployed.\n"
            "    if: >-\n"
            "      github.event_name != 'workflow_run' ||\n"
            "      (github.event.workflow_run.conclusion == 'success' &&\n"
            "      github.event.workflow_run.event != 'pull_request')\n"
        )
    return "    if: github.event_name != 'deployment_status' || github.event.deployment_status.state == 'success'\n"


def _installed(plan: Plan) -> str:
    comment = (
        "      # Matinee is in no package index yet: pip takes it from its repository, at this version. To upgrade,\n"
        "      # read its CHANGELOG and change what stands behind the @."
    )
    value = _text(plan.install) if plan.install else "${{ vars.MATINEE_FROM }}"
    if plan.install is None:
        comment = (
            "      # Matinee is in no package index yet: pip takes it from its repository. Which, and which version,\n"
            "      # says a variable (Settings -> Secrets and variables -> Actions -> Variables -> New repository\n"
            "      # variable): MATINEE_FROM, such as  git+https://git.example/owner/matinee@v0.1.0"
        )
    name = f"matinee[{plan.extras}]" if plan.extras else "matinee"
    return f"""\
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
{comment}
      - name: Install Matinee
        run: python -m pip install --quiet "{name} @ $MATINEE_FROM"
        env:
          MATINEE_FROM: {value}"""


def _environment(plan: Plan) -> str:
    if not plan.secrets:
        return ""
    lines = "".join(f"          {name}: ${{{{ secrets.{name} }}}}\n" for name in plan.secrets)
    return f"        env:\n{lines}"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=True)

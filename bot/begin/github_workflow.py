"""The two workflows' text: one that posts, one that checks pull requests. It knows no files.

The words: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

_MINUTE = 17  # of each hour: at the full hour GitHub is busiest, and drops timers
# By commit, for a tag can be moved: https://docs.github.com/en/actions/reference/security/secure-use
_CHECKOUT = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0"
_PYTHON = "actions/setup-python@e797f83bcb11b83ae66e0230d6156d7c80228e7c # v6.0.0"
WHERE = "Settings -> Secrets and variables -> Actions"  # on a repository's page
_MISSING = f"""\
          if [ -z "$MATINEE_FROM" ]; then
            said="No variable MATINEE_FROM tells where Matinee comes from; a pull request of a fork can't see it."
            said="$said Add it under {WHERE} -> Variables. Better: have it in this"
            said="$said file, by MATINEE_FROM=... matinee init --github-actions --force"
            echo "::error::$said"
            echo "$said" >> "$GITHUB_STEP_SUMMARY"
            exit 1
          fi
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the workflows are made of."""

    config: str  # the configuration's path in the repository
    secrets: tuple[str, ...]  # the environment variables with tokens
    install: str | None  # Matinee's repository @ a version of it; None: the repository's variable MATINEE_FROM tells
    deploy: str | None  # the name of the workflow that puts the site on the web
    minutes: int  # after which GitHub ends a run
    contents: str = "write"  # the state branch is pushed; "read" without one
    branches: tuple[str, ...] = ("main", "master")  # a push to one of them is of what is published


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

jobs:
  post:
    runs-on: ubuntu-latest
    timeout-minutes: {plan.minutes}
{_only_if(plan)}    # One at a time. None is cancelled: it may be about to post.
    concurrency:
      group: matinee
      cancel-in-progress: false
    steps:
      - uses: {_CHECKOUT}
        with:
          # Always what is published: with these secrets nothing of a pull request is ever run.
          ref: ${{{{ github.event.repository.default_branch }}}}
          fetch-depth: 1
{_no_credentials(plan)}{_installed(plan)}
      - name: Post what is due
        # "exec": GitHub tells the first process alone that a run is cancelled, or out of time.
        run: exec matinee run --once -c {plan.config}
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
      - uses: {_CHECKOUT}
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
        f"    branches: {json.dumps(plan.branches, ensure_ascii=False)}\n"
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


def _no_credentials(plan: Plan) -> str:
    return "          persist-credentials: false\n" if plan.contents == "read" else ""


def _installed(plan: Plan) -> str:
    value = json.dumps(plan.install) if plan.install else "${{ vars.MATINEE_FROM }}"
    return f"""\
      - uses: {_PYTHON}
        with:
          python-version: "3.12"
      # From Matinee's own repository, at this version, with exactly the libraries that it was tested with.
      # To upgrade, read its CHANGELOG and change what stands behind the @ (a tag, or a whole commit).
      - name: Install Matinee
        run: |
{"" if plan.install else _MISSING}\
          git init --quiet "$RUNNER_TEMP/matinee"
          cd "$RUNNER_TEMP/matinee"
          from="${{MATINEE_FROM#git+}}"
          git fetch --quiet --depth 1 "${{from%@*}}" "${{from##*@}}"
          git checkout --quiet --detach FETCH_HEAD
          python -m pip install --quiet --require-hashes -r config/requirements/run.txt -r config/requirements/build.txt
          python -m pip install --quiet --no-deps --no-build-isolation .
        env:
          MATINEE_FROM: {value}"""


def _environment(plan: Plan) -> str:
    if not plan.secrets:
        return ""
    lines = "".join(f"          {name}: ${{{{ secrets.{name} }}}}\n" for name in plan.secrets)
    return f"        env:\n{lines}"

"""What is left for an owner to do once the workflows are written, a sentence each: where to click, what to paste."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from bot.begin.github_workflow import WHERE
from bot.desk.drawing import clean

if TYPE_CHECKING:
    from bot.begin.github_workflow import Plan
    from bot.settings.model import Settings

BRANCH = "matinee-state"
FROM = "MATINEE_FROM"  # this environment variable says where Matinee comes from
_PORTAL = "https://discord.com/developers/applications"


def steps(plan: Plan, settings: Settings, site: str | None, *, added: list[str]) -> list[str]:
    """What happened and what to do next. ``site``: its page on GitHub; ``added``: lines of the configuration."""
    after = f'after your workflow "{clean(plan.deploy)}"' if plan.deploy else "after each push"
    said = [f"It runs {after}, at minute 17 of each hour, and whenever you start it by hand."]
    if added:
        said.append(f'{settings.path}: added branch = "{BRANCH}" to [store]: each run goes on from there.')
    said += [*_sources(plan), *_secrets(plan, settings, site), *_invitation(settings)]
    if not settings.live.wait:
        said.append(
            'So that posts wait until their pages are on the web, write two more lines there: [live] and wait = "10m"'
        )
    paths = shlex.join([".github/workflows", plan.config])
    said.append(f'Then commit and push: git add {paths} && git commit -m "Post with Matinee" && git push')
    said.append(_first_run(plan, settings, site))
    if any(one.policy.hold for one in settings.sources):
        said.append(
            "A new review waits for its hold, so that you can mend a slip, and goes out with the first run "
            'after it: mostly the timer\'s. hold = "0s" in [[source]] lets it go out right after the deploy.'
        )
    said.append("What each run did stands on its page there; what needs you is told there, with what to type.")
    return said


def _sources(plan: Plan) -> list[str]:
    if plan.install is not None:
        return []
    where = "the address that you cloned it from, or took its archive from"
    said = f"Say where Matinee comes from: {WHERE} -> Variables -> New repository variable, name {FROM}, value "
    strangers = "Pull requests of strangers can't see that variable. To have it in the files instead, set it here"
    return [f"{said}git+https://SERVER/OWNER/matinee@VERSION: {where}.", f"{strangers} and repeat this with --force."]


def _secrets(plan: Plan, settings: Settings, site: str | None) -> list[str]:
    if not plan.secrets:
        return []
    page = f"{site}/settings/secrets/actions/new" if site else "your repository's page on GitHub"
    said = [f"Paste each secret at {page} ({WHERE} -> New repository secret):"]
    return said + [f"  Name {name}, Secret: {_what(settings, name)}" for name in plan.secrets]


def _what(settings: Settings, name: str) -> str:
    """What to paste, and how to come by it."""
    ours = [one for one in settings.destinations if one.token_env == name]
    users = " and ".join(f'"{one.name}"' for one in ours)
    if any(one.network == "mastodon" for one in ours):
        which = (
            f" {shlex.quote(ours[0].name)}"
            if sum(one.network == "mastodon" for one in settings.destinations) > 1
            else ""
        )
        return f"the token for {users}; matinee login mastodon{which} --print shows one"
    if ours or name == settings.discord.token_env:
        return f"your bot's token, for {users or 'messages to you'}; {_PORTAL}, your application, Bot, Reset Token"
    sources = [one.name for one in settings.sources if one.git and one.git.token_env == name]
    return f'the token for source "{sources[0]}"' if sources else "the password of the database"


def _invitation(settings: Settings) -> list[str]:
    if not any(one.network == "discord" for one in settings.destinations):
        return []
    from bot.desk.invitation import invitation, permissions

    link = invitation("APPLICATION_ID", permissions(settings))
    said = f"Let the bot into your Discord server, if it isn't there: {link}"
    number = f"your application's number ({_PORTAL}, General Information)"
    return [f"{said} with {number} for APPLICATION_ID; matinee doctor, given the token, shows it ready to open."]


def _first_run(plan: Plan, settings: Settings, site: str | None) -> str:
    page = f"{site}/actions/workflows/matinee.yml" if site else "Actions -> Matinee"
    known = all(one.policy.first_run == "known" for one in settings.sources)
    what = "notes the reviews that are there and posts none of them" if known else "posts the reviews that are there"
    by_itself = "" if plan.deploy else " by itself"
    return f"The push starts the first run{by_itself}, or you do: {page}, Run workflow. It {what}."

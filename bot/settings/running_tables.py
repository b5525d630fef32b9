"""How the bot runs, as it stands in the TOML file. Each field's description completes the sentence "allowed is …"."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from bot.settings import values
from bot.settings.forms import DURATION, Duration, EnvName, Table, Text


class LiveTable(Table):
    """``[live]``: posts wait until their review's page is on the web."""

    wait: Duration = Field(default=timedelta(0), description=DURATION + ', or "0s" for not at all')
    then: Literal["post", "hold"] = Field(default="post", description='"post" or "hold"')
    private: bool = Field(default=False, description="true or false")


class PageTable(Table):
    """``[page]``: the owner's page, and what watches over the bot. Without this table there is none."""

    listen: Annotated[tuple[str, int], BeforeValidator(values.listen_address)] = Field(
        default=("127.0.0.1", 8017), description='an address and a port such as "127.0.0.1:8017"'
    )
    token_env: EnvName = Field(default="MATINEE_PAGE_TOKEN", description="the name of an environment variable")
    hook_env: EnvName | None = Field(default=None, description='an environment variable such as "MATINEE_HOOK_SECRET"')


class LogTable(Table):
    """``[log]``."""

    form: Literal["auto", "text", "json"] = Field(default="auto", description='"auto", "text" or "json"')
    level: Literal["debug", "info", "warning"] = Field(default="info", description='"debug", "info" or "warning"')


class OwnerTable(Table):
    """``[owner]``: who is told of troubles."""

    discord_id: int | None = Field(default=None, gt=0, lt=2**63, description="your own number (Discord: Copy User ID)")
    mastodon: Annotated[str, BeforeValidator(values.mastodon_name)] | None = Field(
        default=None, description='your own account, such as "@me@mastodon.example"'
    )


class StoreTable(Table):
    """``[store]``."""

    url: Annotated[str, BeforeValidator(values.store_address)] = Field(
        default="sqlite:///data/matinee.db", description='"sqlite:///data/matinee.db" or "postgresql://…"'
    )
    branch: Annotated[str, BeforeValidator(values.git_branch)] | None = Field(
        default=None, description='a branch\'s name such as "matinee-state"'
    )
    repository: Text = Field(default=".", description='a folder such as "."')
    data_dir: Text = Field(default="data", description='a folder such as "data"')

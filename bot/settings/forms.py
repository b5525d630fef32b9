"""The forms of single values in the TOML file, and what every table of it has in common."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from bot.settings import values

Duration = Annotated[timedelta, BeforeValidator(values.duration)]
WallTime = Annotated[time, BeforeValidator(values.wall_time)]
Quiet = Annotated[tuple[time, time], BeforeValidator(values.quiet_hours)]
Zone = Annotated[str, BeforeValidator(values.zone)]
Language = Annotated[str, BeforeValidator(values.language)]
Address = Annotated[str, BeforeValidator(values.address)]
Pattern = Annotated[str, BeforeValidator(values.permalink)]
Cron = Annotated[str, BeforeValidator(values.cron)]
EnvName = Annotated[str, BeforeValidator(values.environment_name)]
Keys = Annotated[list[str], BeforeValidator(values.one_or_many)]
Text = Annotated[str, Field(min_length=1)]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Visibility = Literal["public", "unlisted", "private", "direct"]

DURATION = 'a duration such as "90s", "5m" or "2h"'


class Table(BaseModel):
    """A table of the file: unknown keys are problems, values keep the type they are written in."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

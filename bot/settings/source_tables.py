"""``[[source]]`` as it stands in the TOML file. Each field's description completes the sentence "allowed is …"."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from bot.settings import values
from bot.settings.forms import DURATION, Duration, EnvName, Keys, Language, Pattern, Table, Text


class FieldsTable(Table):
    """``[source.fields]``: where each meaning stands in the front matter."""

    title: Keys = Field(default=["title"], description="a front matter key, or a list of keys")
    year: Keys = Field(default=["year"], description="a front matter key, or a list of keys")
    rating: Keys = Field(default=["rating"], description="a front matter key, or a list of keys")
    excerpt: Keys = Field(default=["excerpt", "description"], description="a front matter key, or a list of keys")
    quotes: Keys = Field(default=["quotes"], description="a front matter key, or a list of keys")
    date: Keys = Field(default=["date"], description="a front matter key, or a list of keys")
    tags: Keys = Field(default=["tags"], description="a front matter key, or a list of keys")
    challenge: Keys = Field(default=["challenge"], description="a front matter key, or a list of keys")
    links: dict[str, str] = Field(default={}, description='labels and keys such as { Letterboxd = "letterboxd_url" }')
    badges: dict[str, str] = Field(default={}, description='labels and keys such as { MST3K = "mst3k" }')
    image: Keys = Field(default=["image"], description="a front matter key, or a list of keys")
    image_alt: Keys = Field(default=["image_alt"], description="a front matter key, or a list of keys")


class RatingTable(Table):
    """``[source.rating]``."""

    scale: float | None = Field(default=None, gt=0, le=1000, description="the best possible rating, a number above 0")
    letters: list[Text] = Field(
        default=[], description='marks or words from the worst to the best, such as ["F", "D", "C", "B", "A"]'
    )
    unrated: list[Text] = Field(default=[], description='words that stand for no rating, such as ["Abandoned"]')


class ChallengeFormTable(Table):
    """``[source.challenge]``: the site's own way to write challenges."""

    pattern: Annotated[str, BeforeValidator(values.challenge_pattern)] | None = Field(
        default=None, description=r"""a pattern such as '(?P<name>.+): film (?P<position>\d+) of (?P<total>\d+)'"""
    )
    name: Keys = Field(default=[], description="a front matter key, or a list of keys")
    position: Keys = Field(default=[], description="a front matter key, or a list of keys")
    total: Keys = Field(default=[], description="a front matter key, or a list of keys")
    prompt: Keys = Field(default=[], description="a front matter key, or a list of keys")
    url: Keys = Field(default=[], description="a front matter key, or a list of keys")


class SourceTable(Table):
    """``[[source]]``."""

    name: Text = Field(description="a name of your choice in quotation marks")
    path: Text | None = Field(default=None, description='a folder such as "_posts"')
    git: Annotated[str, BeforeValidator(values.git_address)] | None = Field(
        default=None, description='a repository\'s address such as "https://example.org/me/site.git"'
    )
    branch: Annotated[str, BeforeValidator(values.git_branch)] | None = Field(
        default=None, description='a branch\'s name such as "main"'
    )
    folder: Text | None = Field(default=None, description='a folder of that repository such as "_posts"')
    poll: Duration = Field(default=timedelta(minutes=5), description=DURATION + ', at least "10s"')
    token_env: EnvName | None = Field(default=None, description="the name of an environment variable")
    key_file: Text | None = Field(default=None, description='a file with a private key, such as "/run/secrets/key"')
    include: list[Text] = Field(default=["**/*.md", "**/*.markdown"], description='patterns such as ["**/*.md"]')
    exclude: list[Text] = Field(default=[], description='patterns such as ["_drafts/**"]')
    where: dict[str, Any] = Field(default={}, description='front matter such as { layout = "review" }')
    permalink: Pattern | None = Field(
        default=None, description='a pattern such as "/{category}/{year}/{month}/{day}/{slug}.html"'
    )
    hold: Duration = Field(default=timedelta(minutes=20), description=DURATION)
    mass: int = Field(default=20, ge=1, description="a whole number from 1")
    first_run: Literal["known", "post"] = Field(default="known", description='"known" or "post"')
    watch: Literal["auto", "events", "poll"] = Field(default="auto", description='"auto", "events" or "poll"')
    rescan: Duration = Field(default=timedelta(minutes=5), description=DURATION + ", at least 1s")
    max_size: int = Field(default=1_000_000, ge=1_000, description="a number of bytes from 1000")
    language: Language | None = Field(default=None, description='two letters (ISO 639-1) such as "es"')
    image_base: Annotated[str, BeforeValidator(values.image_base)] | None = Field(
        default=None,
        description='a path such as "/assets/posters/", or an address such as "https://example.org/posters/"',
    )
    fields: FieldsTable = FieldsTable()
    rating: RatingTable = RatingTable()
    challenge: ChallengeFormTable = ChallengeFormTable()

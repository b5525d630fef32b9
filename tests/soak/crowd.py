"""Who asks what: members of many servers, and people in private channels, each with one question at the same moment."""

from __future__ import annotations

from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any

from tests.bench import words
from tests.bench.queries import slip
from tests.bench.reviews import film

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

JSON = dict[str, Any]
FIRST_PERSON = 800000000000000000
LOCALES = ("en-US", "en-GB", "es-ES", "es-419", "de")
COMMANDS = ("review", "review", "search", "search", "latest", "random", "quote", "challenge", "recap", "stats", "help")
# Shares of a hundred. Who types asks at every letter, so completions come most.
COMPLETIONS, ASKED, PRESSED, CHOSEN = 40, 30, 15, 10  # what is left: the menu of a message
SHARE = "m1:s"


class Crowd:
    """Makes questions. The same seed makes the same ones.

    ``channels``: of all servers; ``films``: how many reviews there are; the messages that answers left behind, whose
    buttons and menus are used, come by :meth:`remember`.
    """

    def __init__(self, channels: Sequence[str], films: int, seed: int) -> None:
        self._channels, self._films = channels, films
        self._rng = Random(seed)  # noqa: S311 (the same questions each time is the point)
        self._people = count(FIRST_PERSON)
        self._buttons: list[tuple[JSON, str]] = []
        self._menus: list[tuple[JSON, str, list[str]]] = []

    def remember(self, messages: Sequence[JSON]) -> None:
        """Answers that stand there from now on, for their buttons and menus to be used."""
        for message in messages:
            for part in (part for row in message["components"] for part in row["components"]):
                if "options" in part:
                    self._menus.append((message, part["custom_id"], [one["value"] for one in part["options"]]))
                elif "custom_id" in part:
                    self._buttons.append((message, part["custom_id"]))

    def ask(self, times: int) -> list[JSON]:
        """So many questions, all by different people."""
        return [self._asked() for _ in range(times)]

    def commands(self) -> Iterator[JSON]:
        """Every command once or twice, for answers to be remembered."""
        for name in COMMANDS:
            yield {**self._command(name), **self._where()}

    def _asked(self) -> JSON:
        drawn = self._rng.randrange(100)
        if drawn < COMPLETIONS:
            typed = self._typed()
            what: JSON = {"command": "review", "options": {"title": typed}, "focused": "title"}
        elif drawn < COMPLETIONS + ASKED or not self._buttons:
            what = self._command(self._rng.choice(COMMANDS))
        elif drawn < COMPLETIONS + ASKED + PRESSED:
            message, custom_id = self._rng.choice(self._buttons)
            what = {"message": self._new(message), "custom_id": custom_id}
        elif drawn < COMPLETIONS + ASKED + PRESSED + CHOSEN and self._menus:
            message, custom_id, values = self._rng.choice(self._menus)
            what = {"message": self._new(message), "custom_id": custom_id, "values": [self._rng.choice(values)]}
        else:
            what = {"command": "Find the review", "target": self._message(self._title())}
        return {**what, **self._where()}

    def _where(self) -> JSON:
        drawn = self._rng.randrange(10)
        place: JSON = {"private": True} if drawn == 0 else {"private": "people"} if drawn == 1 else {}
        if not place:
            place = {"channel_id": self._rng.choice(self._channels)}
        return {**place, "user_id": next(self._people), "locale": self._rng.choice(LOCALES)}

    def _command(self, name: str) -> JSON:
        return {"command": name, "options": self._options(name)}

    def _options(self, name: str) -> JSON:
        if name == "review":
            return {"title": self._title() if self._rng.random() < 0.7 else slip(self._title(), self._rng)}
        if name == "search":
            return self._rng.choice((
                {"text": self._title().split()[-1][:50]},
                {"tag": "noir", "min_rating": 3.5},
                {"year": "1970s", "text": "overall"},
            ))  # fmt: skip
        if name in ("challenge", "recap"):
            return {"name": f"{words.CHALLENGES[0]} 2020"}
        return {}

    def _title(self) -> str:
        return film(self._rng.randrange(self._films)).title

    def _typed(self) -> str:
        title = self._title()
        begun = title[: self._rng.randint(3, len(title))]
        return slip(begun, self._rng) if self._rng.random() < 0.5 else begun

    def _new(self, message: JSON) -> JSON:
        """The same answer as somebody else has it: each has a number of its own."""
        return {**message, "id": str(next(self._people))}

    def _message(self, text: str) -> JSON:
        return {
            "id": str(next(self._people)),
            "channel_id": self._channels[0],
            "type": 0,
            "author": {"id": "700000000000000002", "username": "writer", "discriminator": "0", "avatar": None},
            "content": f"Has anybody seen {text} lately?",
            "timestamp": "2026-01-01T00:00:00+00:00",
            "edited_timestamp": None,
            **{key: [] for key in ("components", "attachments", "mentions", "mention_roles", "embeds")},
            **dict.fromkeys(("mention_everyone", "pinned", "tts"), False),
            "flags": 0,
        }

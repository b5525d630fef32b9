"""An office for the courier: real records in a file, a clock that tests push, publishers that do as they are told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.format.model import FormatPolicy
from bot.ledger.model import Owed, Wish
from bot.ledger.store import Ledger
from bot.ledger.thread import LedgerThread
from bot.plan.model import RoutePolicy, SchedulePolicy
from bot.post.composer import Composer
from bot.post.courier import Courier
from bot.review.model import Excerpt, Reading, Review
from bot.settings.model import Destination
from tests.flow.clocks import PushedClock
from tests.unit.post.scripted import ScriptedMessenger, ScriptedPublisher

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.ledger.model import Action, ActionKind, Delivery
    from bot.post.pictures import Pictures
    from bot.settings.model import LivePolicy

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def review(review_id: str) -> Review:
    return Review(
        id=review_id,
        source="films",
        path=f"{review_id}.md",
        title="Vertigo",
        year=1958,
        rating=None,
        excerpt=Excerpt(f"Dizzy, and glad of it ({review_id}).", "short"),
        quotes=(),
        url=f"https://films.example/{review_id}.html",
        links=(),
        challenge=None,
        tags=(),
        public_tags=(),
        badges=(),
        date=None,
        language=None,
        content_warning=None,
        spoilers=False,
        post=True,
        social={},
        text="Dizzy.",
    )


@dataclass(slots=True)
class Office:
    ledger: Ledger
    thread: LedgerThread
    clock: PushedClock
    publishers: dict[str, ScriptedPublisher] = field(default_factory=dict)
    schedules: dict[str, SchedulePolicy] = field(default_factory=dict)
    routes: dict[str, RoutePolicy] = field(default_factory=dict)
    readings: dict[str, Reading | None] = field(default_factory=dict)
    settled: list[Delivery] = field(default_factory=list)
    messengers: list[ScriptedMessenger] = field(default_factory=list)
    pictures: Pictures | None = None
    policy: FormatPolicy = field(default_factory=lambda: FormatPolicy("mastodon", "My reviews"))

    def messenger(self, name: str = "Discord", *, lane: str = "") -> ScriptedMessenger:
        made = ScriptedMessenger(name, lane or name)
        self.messengers.append(made)
        return made

    def publisher(self, name: str, *, lane: str = "", schedule: SchedulePolicy | None = None) -> ScriptedPublisher:
        made = ScriptedPublisher(name, self.clock, lane)
        self.publishers[name] = made
        self.schedules[name] = schedule or SchedulePolicy()
        return made

    def owe(self, subject: str, destination: str = "toots", *, after: float = 0.0, urgent: bool = False) -> Delivery:
        """Enter a post that is ready after so many minutes."""
        self.readings.setdefault(subject, Reading(f"{subject}.md", review(subject)))
        ready = self.clock.now() + timedelta(minutes=after)
        owed = Owed(subject, "review", "Vertigo (1958)", destination, ready, urgent)
        return self.ledger.enqueue(owed, self.clock.now())

    def wish(
        self, subject: str, kind: ActionKind = "edit", *, after: float = 0.0, urgent: bool = False, revision: int = 2
    ) -> Action | None:
        """Wish for a change at every destination, in so many minutes; returns the first action that waits for it."""
        ready = self.clock.now() + timedelta(minutes=after)
        wish = Wish(subject, kind, revision, tuple(self.publishers), ready, urgent)
        return next(iter(self.ledger.wish([wish], self.clock.now())), None)

    def action(self, number: int) -> Action:
        return next(action for action, _ in self.ledger.actions() if action.id == number)

    def courier(self, live: LivePolicy | None = None) -> Courier:
        """As after a restart: what was met is forgotten, the records stay."""
        return Courier(
            list(self.publishers.values()),
            self.schedules,
            Composer(
                self.readings.get,
                self.ledger.recap_data,
                self.destinations(),
                self.ledger.member_ids,
                self.ledger.part_before,
            ),
            self.ledger,
            self.thread,
            self.clock,
            self.settled.append,
            self.messengers,
            pictures=self.pictures,
            live=live,
        )

    def destinations(self) -> dict[str, Destination]:
        return {
            name: Destination(
                name=name,
                network="mastodon",
                channel_id=None,
                api_base_url="https://toots.example",
                token_env="TOKEN",
                route=self.routes.get(name, RoutePolicy(name)),
                schedule=self.schedules[name],
                format=self.policy,
            )
            for name in self.publishers
        }

    def now_of(self, delivery: Delivery) -> Delivery:
        found = self.ledger.delivery(delivery.id)
        assert found is not None
        return found

    def edit(self, subject: str, **changes: object) -> None:
        self.readings[subject] = Reading(f"{subject}.md", replace(review(subject), **changes))  # type: ignore[arg-type]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    ledger, thread = Ledger.open(f"sqlite:///{tmp_path}/matinee.db"), LedgerThread()
    yield Office(ledger, thread, PushedClock(NOW))
    thread.close()
    ledger.close()

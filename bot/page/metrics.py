"""The numbers for Prometheus. Counts come from the records, so that they outlive the process.

Names and units as https://prometheus.io/docs/practices/naming/ has them; labels are destinations' and sources' names
of the owner's file, so their number is bounded: channels that follow are counted together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from bot.ledger.model import Status
from bot.page.pace import BOUNDS, Pace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from prometheus_client import Metric

    from bot.page.means import Means

FOLLOWERS = "followers"  # all of them together
_SETTLED = (Status.POSTED, Status.GATHERED, Status.REMOVED, Status.SKIPPED)
_OPEN = (Status.WAITING, Status.SENDING, Status.UNKNOWN, Status.FAILED)


def told(means: Means) -> tuple[bytes, str]:
    """The text and its type. Raises the ``StoreError`` tree."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Now(means))
    return generate_latest(registry), CONTENT_TYPE_LATEST


class _Now(Collector):
    """Everything as it is when it is asked for."""

    def __init__(self, means: Means) -> None:
        self._means, self._now = means, means.clock.now()
        self._own = {one.name for one in means.settings.destinations}

    def describe(self) -> list[Metric]:
        """Nothing is read when it is registered."""
        return []

    def collect(self) -> Iterator[Metric]:
        """The families."""
        yield InfoMetricFamily("matinee_build", "Which Matinee this is.", {"version": _version()})
        yield from self._posts()
        yield from self._places()
        yield from self._sources()
        yield self._durations()
        if self._means.gateway is not None:
            latency = self._means.gateway()
            up = GaugeMetricFamily("matinee_discord_gateway_up", "Whether slash commands reach the bot.")
            up.add_metric([], float(latency is not None))
            yield up
            if latency is not None:
                seconds = GaugeMetricFamily("matinee_discord_gateway_latency_seconds", "From heartbeat to its answer.")
                seconds.add_metric([], latency)
                yield seconds

    def _posts(self) -> Iterator[Metric]:
        counts: Counter[tuple[str, Status]] = Counter()
        for (name, status), found in self._means.ledger.standings().items():
            counts[self._label(name), status] += found.count
        labels = sorted(self._own | {name for name, _ in counts})
        settled = CounterMetricFamily(
            "matinee_deliveries", "Deliveries that came to an end, ever.", labels=("destination", "outcome")
        )
        waiting = GaugeMetricFamily(
            "matinee_deliveries_open", "Deliveries that wait or need the owner.", labels=("destination", "status")
        )
        for label in labels:
            for status in _SETTLED:
                settled.add_metric([label, str(status)], counts[label, status])
            for status in _OPEN:
                waiting.add_metric([label, str(status)], counts[label, status])
        yield settled
        yield waiting
        yield self._oldest()
        questions = GaugeMetricFamily("matinee_questions", "Questions that only the owner can answer.")
        questions.add_metric([], len(self._means.ledger.asking()))
        yield questions

    def _oldest(self) -> Metric:
        """Only destinations where something waits have a value."""
        oldest: dict[str, datetime] = {}
        for (name, status), found in self._means.ledger.standings().items():
            label = self._label(name)
            if status is Status.WAITING:
                oldest[label] = min(found.oldest_ready, oldest.get(label, found.oldest_ready))
        age = GaugeMetricFamily(
            "matinee_oldest_waiting_seconds",
            "For how long the oldest waiting delivery has been ready; its schedule may hold it up.",
            labels=("destination",),
        )
        for label, since in oldest.items():
            age.add_metric([label], max(0.0, (self._now - since).total_seconds()))
        return age

    def _places(self) -> Iterator[Metric]:
        pauses = self._means.ledger.pauses()
        paused = GaugeMetricFamily(
            "matinee_destination_paused", "Whether nothing is sent there.", labels=("destination", "by")
        )
        for name in sorted(self._own):
            for by in ("owner", "trouble"):
                paused.add_metric([name, by], float(name in pauses and pauses[name].by == by))
        yield paused
        followers = GaugeMetricFamily("matinee_followers", "Discord channels that follow.")
        followers.add_metric([], len(self._means.ledger.follows()))
        yield followers

    def _sources(self) -> Iterator[Metric]:
        since = GaugeMetricFamily(
            "matinee_seconds_since_last_scan", "Since a source's files were looked at.", labels=("source",)
        )
        problems = GaugeMetricFamily(
            "matinee_problems", "Problems in a source's review files.", labels=("source", "severity")
        )
        reviews = GaugeMetricFamily("matinee_reviews", "Reviews that a source has.", labels=("source",))
        for source in self._means.settings.sources:
            if source.name in self._means.scans:
                since.add_metric([source.name], (self._now - self._means.scans[source.name]).total_seconds())
            found = Counter(one.severity for one in self._means.catalogue.problems(source.name))
            for severity in ("error", "warning"):
                problems.add_metric([source.name, severity], found[severity])
            reviews.add_metric([source.name], self._means.catalogue.count(source.name))
        yield from (since, problems, reviews)

    def _durations(self) -> Metric:
        """Since this process began."""
        together: defaultdict[str, Pace] = defaultdict(Pace)
        for name, pace in list(self._means.paces.by_destination.items()):
            one = together[self._label(name)]
            one.counts = [mine + theirs for mine, theirs in zip(one.counts, pace.counts, strict=True)]
            one.seconds += pace.seconds
        family = HistogramMetricFamily(
            "matinee_delivery_seconds", "From the claim of a delivery to its receipt.", labels=("destination",)
        )
        for label, pace in together.items():
            bounds = [*(str(bound) for bound in BOUNDS), "+Inf"]
            buckets = [(bound, float(sum(pace.counts[: at + 1]))) for at, bound in enumerate(bounds)]
            family.add_metric([label], buckets, pace.seconds)
        return family

    def _label(self, destination: str) -> str:
        return destination if destination in self._own else FOLLOWERS


def _version() -> str:
    try:
        return version("matinee")
    except PackageNotFoundError:  # started from its folder, without being installed
        return "unknown"

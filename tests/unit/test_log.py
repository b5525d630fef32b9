"""What a log line looks like, for people and for machines; and that nothing in an event can forge another."""

from __future__ import annotations

import io
import json
import logging
import sys
import threading
import warnings
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import structlog

from bot.ledger.model import Delivery, Status
from bot.log import last_words, set_up
from bot.post import canonical
from bot.settings.model import LogRule
from tests.flow.terminal import quiet_logs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.post.canonical import Outcome

NOW = datetime(2026, 1, 2, 18, 30, tzinfo=UTC)
log = structlog.stdlib.get_logger("bot.test")


def delivery(**more: Any) -> Delivery:
    """A claimed one."""
    began = NOW - timedelta(seconds=0.8)
    facts: dict[str, Any] = {
        "id": 12,
        "key": "k-1",
        "subject": "3f2a",
        "kind": "review",
        "title": "The Thing (1982)",
        "destination": "toots",
        "generation": 1,
        "status": Status.SENDING,
        "ready_at": NOW,
        "urgent": False,
        "created_at": NOW,
        "attempts": 1,
        "first_claimed_at": began,
        "claimed_at": began,
        "mark": None,
        "body": None,
        "reason": None,
        "remote_id": None,
        "remote_url": None,
        "posted_at": None,
    }
    return Delivery(**facts | more)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _logs_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("CI", "NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    with quiet_logs(), warnings.catch_warnings():
        yield
        logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def written(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO | None = None, **rule: Any) -> io.StringIO:
    """Where the log goes from here on."""
    stream = stream or io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    set_up(LogRule(**rule))
    return stream


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def posted(what: Outcome = "posted", **more: Any) -> None:
    canonical.outcome(what, delivery(**more), NOW, reason=None if what == "posted" else "It is down.")


def test_a_delivery_is_one_line_for_people(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = written(monkeypatch, form="text")
    posted(remote_url="https://mastodon.example/@me/1")
    [line] = stream.getvalue().splitlines()
    assert line[8:] == "  posted  toots  The Thing (1982)  https://mastodon.example/@me/1  attempt 1, 0.8 s"


def test_what_has_to_wait_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = written(monkeypatch, form="text")
    posted("waits")
    posted("failed")
    waits, failed = stream.getvalue().splitlines()
    assert waits[8:] == "  waits  toots  The Thing (1982)  It is down.  attempt 1, 0.8 s"
    assert failed[8:].startswith("  warning  failed  toots")


def test_a_delivery_is_one_object_for_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = written(monkeypatch, form="json")
    posted(remote_id="77", remote_url="https://mastodon.example/@me/77")
    [told] = lines(stream)
    assert told.pop("time").endswith("Z")
    assert told == {
        "level": "info",
        "event": "posted",
        "destination": "toots",
        "title": "The Thing (1982)",
        "review": "3f2a",
        "delivery": 12,
        "remote_id": "77",
        "address": "https://mastodon.example/@me/77",
        "attempts": 1,
        "seconds": 0.8,
        "outcome": "posted",
        "logger": "bot.post.canonical",
    }


def test_steps_are_details(monkeypatch: pytest.MonkeyPatch) -> None:
    for level, told in (("info", 0), ("debug", 1)):
        stream = written(monkeypatch, form="text", level=level)
        canonical.step("claimed", delivery())
        assert len(stream.getvalue().splitlines()) == told


@pytest.mark.parametrize(
    ("form", "stream", "ci", "is_json"),
    [
        ("auto", io.StringIO, "", True),
        ("auto", Terminal, "", False),
        ("auto", io.StringIO, "true", False),  # people read a CI job's log
        ("json", Terminal, "true", True),
        ("text", io.StringIO, "", False),
    ],
)
def test_the_form_goes_by_who_reads(
    monkeypatch: pytest.MonkeyPatch, form: str, stream: type[io.StringIO], ci: str, is_json: bool
) -> None:
    monkeypatch.setenv("CI", ci)
    told = written(monkeypatch, stream(), form=form)
    posted()
    assert told.getvalue().startswith("{") == is_json


def test_colours_only_where_they_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    told = written(monkeypatch, Terminal())
    posted()
    assert "\x1b[32mposted" in told.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    told = written(monkeypatch, Terminal())
    posted()
    assert "\x1b" not in told.getvalue()


EVIL = "The Thing\n09:00:00  posted  toots  Forged\r\x1b[31m\x1b]0;title\x07\x9b2J\u202e\u2028\x00 \ud800 %s {x}"


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_title_forges_no_line_and_paints_nothing(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    stream = written(monkeypatch, form=form)
    posted(title=EVIL)
    log.warning(EVIL, reason=EVIL)
    logging.getLogger("aiohttp").warning("answer: %s", EVIL)
    text = stream.getvalue()
    assert len(text.splitlines()) == 3
    assert text.isprintable() or set(text) - {"\n"} == {it for it in text if it.isprintable()}
    text.encode("utf-8")
    if form == "json":
        assert lines(stream)[0]["title"] == EVIL


def test_a_trace_is_one_object_and_forges_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = written(monkeypatch, form="json")
    _fail(log)
    [told] = lines(stream)
    assert "ValueError: invalid literal" in told["trace"]
    assert told["event"] == "defect"
    stream = written(monkeypatch, form="text")
    _fail(log)
    first, *rest = stream.getvalue().splitlines()
    assert "error  defect" in first
    assert all(line.startswith("    | ") for line in rest)


def _fail(log: Any) -> None:
    try:
        int("bad\n09:00:00  posted  toots  Forged")
    except ValueError:
        log.exception("defect")


def test_facts_can_not_take_the_place_of_the_line_s_own(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = written(monkeypatch, form="json")
    log.info("real", level="forged", time="never", name="x", message="y", args=(1,), logger="z")
    [told] = lines(stream)
    assert (told["event"], told["level"], told["level_"]) == ("real", "info", "forged")


def test_whatever_is_in_an_event_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def __str__(self) -> str:
            raise RuntimeError("no")

    for form in ("text", "json"):
        stream = written(monkeypatch, form=form)
        log.info("event", it=Broken(), them={("a", 1): {2}}, number=float("inf"))
        log.info("100 %", said="50 %s")
        assert len(stream.getvalue().splitlines()) == 2


def test_warnings_and_threads_are_events(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)
    monkeypatch.setattr(sys, "unraisablehook", sys.__unraisablehook__)
    stream = written(monkeypatch, form="json")
    warnings.simplefilter("always")
    warnings.warn("old\nthing", stacklevel=1)
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
    warned, failed = lines(stream)
    assert "old\nthing" in warned["event"]
    assert "ZeroDivisionError" in failed["trace"]


def test_a_wrong_call_is_told_without_its_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = written(monkeypatch, form="json")
    logging.getLogger("library").warning("%d", "made-up-secret")
    [told] = lines(stream)
    assert told["event"] == "an event can't be told"
    assert "made-up-secret" not in stream.getvalue()


def test_the_last_words_are_a_sentence_or_an_object(monkeypatch: pytest.MonkeyPatch) -> None:
    written(monkeypatch, form="text")
    assert last_words("it failed\nbadly") == "matinee: it failed\nbadly\n"
    written(monkeypatch, form="json")
    assert json.loads(last_words("it failed", "Traceback"))["trace"] == "Traceback"
    set_up(LogRule(form="json"), least="warning")  # a command whose results are not its log
    assert last_words("it failed") == "matinee: it failed\n"


def test_least_is_for_those_who_asked_for_no_details(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    for level, told in (("info", logging.WARNING), ("warning", logging.WARNING), ("debug", logging.DEBUG)):
        set_up(LogRule(level=level), least="warning")  # type: ignore[arg-type] # one of the three
        assert logging.getLogger().level == told

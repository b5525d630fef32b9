"""The fake Mastodon server as tests handle it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any, Literal

from tests.fakes.control import JSON, Control

TOKEN = "a-token-that-only-the-fake-server-knows"
OWNER = "owner@films.example"  # somebody whom the server can find
STATUSES = "/api/v1/statuses"
HISTORY = "/api/v1/accounts/*/statuses"
Form = Literal["reset", "retry-after", "bare"]
_JSON = {"Content-Type": "application/json; charset=utf-8"}


class MastodonControl(Control):
    """A running fake Mastodon server: its address for the bot, and strings to pull."""

    token = TOKEN

    @property
    def api_base_url(self) -> str:
        return self.address

    def statuses(self) -> list[JSON]:
        """Every status that stands, oldest first; no direct messages."""
        found: list[JSON] = self.state()["statuses"]
        return found

    def created(self) -> int:
        """How many statuses were ever made, deleted ones too, direct messages not."""
        return int(self.state()["created"])

    def directs(self) -> list[JSON]:
        """Direct messages that the account wrote, oldest first."""
        found: list[JSON] = self.state()["directs"]
        return found

    def edits(self) -> list[JSON]:
        """Every edit over the API, oldest first: id, what was sent, and whether it was swallowed as no change."""
        found: list[JSON] = self.state()["edits"]
        return found

    def edit_by_hand(self, status_id: str, text: str, warning: str | None = None) -> None:
        """The owner changes a status in another program."""
        self.call("statuses/edit", {"id": status_id, "text": text, "warning": warning})

    def delete_status(self, status_id: str) -> None:
        """A moderator, or the owner, takes a status down."""
        self.call("statuses/delete", {"id": status_id})

    def wait_created(self, count: int, timeout: float = 60.0) -> JSON:
        """Wait until that many statuses were made."""
        return self.wait_until(lambda state: state["created"] >= count, timeout)

    def answer(self, status: int, error: str = "trouble", headers: dict[str, str] | None = None, **more: Any) -> None:
        """Answer with an error as Mastodon words it."""
        body = f'{{"error": "{error}"}}'
        self.fault("status", status=status, headers=_JSON | (headers or {}), body=body, **more)

    def rate_limited(self, form: Form = "reset", seconds: float = 60.0, **more: Any) -> None:
        """429 in the forms that servers use: the reset as an ISO time alone, Retry-After alone, or nothing."""
        reset = (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat(timespec="milliseconds")
        headers: dict[str, str] = {}
        if form == "reset":
            headers = {
                "X-RateLimit-Limit": "300",
                "X-RateLimit-Remaining": "0",
                "X-RateLimit-Reset": reset.replace("+00:00", "Z"),
            }
        elif form == "retry-after":
            headers = {"Retry-After": str(round(seconds))}
        self.answer(429, "Too many requests", headers, **more)

    def unavailable(self, seconds: float = 60.0, **more: Any) -> None:
        """503 with Retry-After as an HTTP date."""
        back = format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)
        self.answer(503, "Service unavailable", {"Retry-After": back}, **more)

    def hide_history(self, status: int = 403) -> None:
        """From now on the account's own statuses can't be read."""
        self.answer(status, "This action is outside the authorized scopes", method="GET", path=HISTORY, times=None)

    def set(self, **changes: Any) -> None:
        """keys=False: the Idempotency-Key is ignored; bad_request=400; revoked=True; edits_known=False;
        instance={…}: laid over what the server tells of itself, None takes away.
        """
        self.call("set", changes)

    def media(self, **changes: Any) -> None:
        """How pictures fare: looks=3, looks=None, scope=False, dropped=True, most_bytes=…, most_alt=…, types=[…]."""
        self.call("media", changes)

    def pictures(self, status_id: str) -> list[JSON]:
        """The pictures of a status, in their order: id, alt."""
        return [one for one in self.state()["pictures"] if one["status"] == status_id]

    def uploads(self) -> list[JSON]:
        """Every picture that was ever taken, oldest first: name, type, size (bytes), alt."""
        found: list[JSON] = self.state()["uploads"]
        return found

    def like_gotosocial(self) -> None:
        """Ignore the Idempotency-Key and answer 400 where Mastodon answers 422."""
        self.set(keys=False, bad_request=400)

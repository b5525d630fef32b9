"""What records of each earlier form may hold: for every revision but the newest, rows of every kind in every table.

Rows are as that version wrote them. A form that was once published is never changed here.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

Rows = dict[str, list[dict[str, Any]]]

THEN = datetime(2025, 11, 9, 18, 0, 0, 250, tzinfo=UTC)
LATER = THEN + timedelta(minutes=20)


def _delivery(number: int, status: str, **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "key": f"key-{number:020}",
        "subject": f"r{number}",
        "kind": "review",
        "title": "Überfall (1928)",
        "destination": "toots",
        "generation": 1,
        "status": status,
        "ready_at": LATER,
        "urgent": False,
        "created_at": THEN,
        "attempts": 0,
        "first_claimed_at": None,
        "claimed_at": None,
        "mark": None,
        "body": None,
        "reason": None,
        "remote_id": None,
        "remote_url": None,
        "posted_at": None,
        "may_stand": False,
        **more,
    }


_TRIED = {"attempts": 2, "first_claimed_at": THEN, "claimed_at": LATER, "mark": "7", "body": {"text": "★★★½"}}
_OUT = {"remote_id": "8", "remote_url": "https://toots.example/8", "posted_at": LATER}

FIRST: Rows = {
    "sources": [{"name": "films", "first_scan_at": THEN}],
    "files": [
        {
            "source": "films",
            "path": path,
            "review_id": review_id,
            "content_hash": "c" * 64,
            "body_hash": "b" * 64,
            "revision": 3,
            "first_seen": THEN,
            "gone_since": gone,
        }
        for path, review_id, gone in (("überfall.md", "r4", None), ("gone.md", "r5", LATER))
    ],
    "questions": [{"source": "films", "asked_at": LATER, "reviews": [["n1", "new/1.md"], ["n2", "new/2.md"]]}],
    "accepted": [{"source": "films", "review_id": "n3", "accepted_at": LATER}],
    "deliveries": [
        _delivery(1, "waiting"),
        _delivery(2, "waiting", reason="no answer", may_stand=True, **_TRIED),
        _delivery(3, "sending", **_TRIED),
        _delivery(4, "posted", **_TRIED, **_OUT),
        _delivery(5, "unknown", reason="no history", may_stand=True, **_TRIED),
        _delivery(6, "failed", reason="too rude", **_TRIED),
        _delivery(7, "skipped", reason="you skipped it"),
        _delivery(8, "posted", kind="recap", urgent=True, subject="horror@1", **_TRIED, **(_OUT | {"remote_id": "9"})),
    ],
    "recap_starts": [{"recap_key": "horror", "since": THEN, "known": ["r1", "r2"]}],
    "recap_slots": [
        {
            "recap_key": "horror",
            "slot": "2025-11-09T18:00",
            "subject": "horror@1",
            "data": {"done": 3},
            "recorded_at": THEN,
        }
    ],
    "recap_told": [{"recap_key": "horror", "review_id": "r4"}],
}


def _more(table: str, **more: Any) -> list[dict[str, Any]]:
    return [row | more for row in FIRST[table]]


def _action(number: int, delivery: int, status: str, **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "delivery_id": delivery,
        "kind": "edit",
        "revision": 2,
        "status": status,
        "ready_at": LATER,
        "urgent": False,
        "created_at": THEN,
        "attempts": 0,
        "claimed_at": None,
        "done_at": None,
        "body": None,
        "reason": None,
        **more,
    }


_PAUSE = {"since": None, "by": None, "reason": None, "look_at": None, "resumed_at": None, "failing_since": None}

SECOND: Rows = FIRST | {
    "sources": _more("sources", doubt_since=None),
    "recap_starts": _more("recap_starts", doubt_since=LATER),
    "files": _more("files", sketch="s1 s2"),
    "questions": _more("questions", changed=None, gone=[]),
    "accepted": _more("accepted", quiet=False),
    "deliveries": _more("deliveries", by_hand=False),
    "actions": [
        _action(1, 4, "done", attempts=1, claimed_at=LATER, done_at=LATER, body={"text": "★★★"}),
        _action(2, 8, "waiting", kind="delete", urgent=True),
    ],
    "pauses": [_PAUSE | {"destination": "channel", "since": THEN, "by": "owner", "reason": "on holiday"}],
    "leases": [{"lane": "mastodon toots.example toots", "holder": "h1", "until": THEN}],
    "notices": [{"id": 1, "key": "k1", "text": "look there", "created_at": THEN, "told_at": None}],
}

THIRD: Rows = SECOND | {
    "deliveries": [
        *(row | {"for_digest": False, "digest_id": None} for row in SECOND["deliveries"]),
        _delivery(9, "posted", kind="digest", by_hand=False, for_digest=False, digest_id=None, **_TRIED, **_OUT),
        _delivery(10, "gathered", by_hand=False, for_digest=True, digest_id=9),
    ],
}

FOURTH: Rows = THIRD | {
    "files": [row | {"appeared_at": LATER} for row in SECOND["files"]],
    "accepted": [row | {"asked_at": THEN} for row in SECOND["accepted"]],
    "follows": [
        {
            "id": 1,
            "destination": "channel-7",
            "server_id": 2**40,
            "channel_id": 7,
            "server": "Film Club",
            "channel": "films",
            "filter": {"min_rating": 3.0},
            "manners": {},
            "created_by": 9,
            "created_at": THEN,
        }
    ],
}

FIFTH: Rows = FOURTH | {
    "deliveries": [
        *(row | {"pace": None} for row in THIRD["deliveries"]),
        _delivery(11, "waiting", by_hand=False, for_digest=False, digest_id=None, pace=86400),
    ],
}

EARLIER: dict[str, Rows] = {"0001": FIRST, "0002": SECOND, "0003": THIRD, "0004": FOURTH, "0005": FIFTH}

"""A Mastodon account (or one on another server of the same API) to post to, by Mastodon.py."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import structlog

from bot.errors import DeliveryError, DestinationTrouble, OutcomeUnclear, Refused, Removed, TokenRefused
from bot.format.model import Limits, Toot
from bot.post.limits import keep_limits, kept_limits, limits_of
from bot.post.mastodon.calls import MastodonCalls, mapping
from bot.post.mastodon.history import MastodonHistory, is_before
from bot.post.mastodon.media import MastodonMedia, MediaRefused

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from bot.clock import Clock
    from bot.format.model import Network, Post
    from bot.ledger.model import Receipt
    from bot.post.mastodon.client import Account
    from bot.post.publisher import File, Keep, OwnPost, Standing

log = structlog.stdlib.get_logger(__name__)
_ASK_AGAIN = timedelta(days=1)  # for the limits: they change, if seldom
_ASK_SOON = timedelta(minutes=10)  # after the server couldn't tell them
_EVER = datetime(1970, 1, 2, tzinfo=UTC)
_ABSENT, _NOT_TAKEN = frozenset({404, 410}), frozenset({404, 405, 410, 501})


class MastodonAccount:
    """Publishes toots to one account. ``lane`` is shared by destinations that post to the same account.

    ``data_dir``: where the server's limits are kept for whoever can't ask; None: nowhere.
    """

    network: Network = "mastodon"
    # Mastodon remembers a key for an hour, GoToSocial not at all, and nothing tells which server this is.
    key_window: timedelta | None = None

    def __init__(self, name: str, lane: str, account: Account, clock: Clock, data_dir: Path | None = None) -> None:
        self.name, self.lane = name, lane
        self.advice: str | None = None
        self._account, self._clock, self._data_dir = account, clock, data_dir
        self._calls = MastodonCalls(name, account, clock)
        self._history = MastodonHistory(self._calls)
        self._media = MastodonMedia(self._calls)
        self._limits: Limits | None = None
        self._ask_limits_at = _EVER

    def __repr__(self) -> str:
        return f"MastodonAccount({self.name!r}, {self._account!r})"

    async def limits(self, *, anew: bool = False) -> Limits:
        """The server's limits; until it tells them what it told an earlier process, else Mastodon's own."""
        now = self._clock.now()
        due = anew or not self._ask_limits_at - _ASK_AGAIN <= now < self._ask_limits_at  # the clock may be put back
        if due:
            try:
                self._limits = await self._calls.run(self._read_limits, reading=True)
                self._ask_limits_at = now + _ASK_AGAIN
            except Exception:  # noqa: BLE001 - whatever it is, posting with the usual limits goes on
                self._ask_limits_at = now + _ASK_SOON
                self._limits = self._limits or self._kept_limits()
        return self._limits or Limits()

    async def mark(self) -> str:
        """The id of the account's newest status, "" if it has none."""
        return await self._calls.run(self._history.newest, reading=True)

    async def publish(self, post: Post, key: str, file: File | None = None) -> Receipt:
        """Send a toot; a repeat with the same key within the hour changes nothing on a Mastodon server.

        The key is the words': with another upload of the picture it is the same post.
        """
        toot = self._toot(post)
        media = await self._uploaded(file)
        try:
            status = await self._sent(toot, key, media)
        except (Refused, DestinationTrouble) as error:
            if toot.reply_to is not None and not isinstance(error, TokenRefused):
                await self._require(toot.reply_to)
            raise
        receipt = self._history.receipt(status)
        if receipt is None:
            raise OutcomeUnclear(f"{self._calls.host} answered, but not with a post.")
        self._look_whether_empty(status)
        self._look_for_pictures(status, media)
        return receipt

    async def finish(self, remote_id: str, post: Post) -> None:
        """Nothing: a toot that stands is all that there is."""

    async def find(
        self, post: Post, after: str | None, exclude: frozenset[str], since: datetime | None = None
    ) -> Receipt | None:
        """Look for the toot among the account's own statuses after a mark, or since a moment."""
        return await self._calls.run(lambda: self._history.find(post, after, exclude, since), reading=True)

    async def standing(self, remote_id: str, post: Post) -> Standing:
        """Compare words, addresses and warning; that a status was edited says nothing, for we do that too."""
        return await self._calls.run(lambda: self._history.standing(remote_id, post), reading=True)

    async def edit(self, remote_id: str, post: Post, file: File | Keep | None = "keep") -> None:
        """Send everything again but the visibility, which can't change.

        Of several pictures the first is ours, and the others stay: somebody has put them there by hand. It counts among
        the 300 posts in 3 hours: https://docs.joinmastodon.org/api/rate-limits/.
        """
        toot = self._toot(post)
        before = await self._calls.run(lambda: self._history.status(remote_id), reading=True)
        if before is None:
            raise self._removed()
        kept = [str(one["id"]) for one in before.get("media_attachments") or ()]
        fresh = [] if file == "keep" else await self._uploaded(file)
        kept = kept if file == "keep" else kept[1:]
        after = await self._changed(remote_id, toot, fresh, kept)
        if after is None:
            await self._not_changed(remote_id)
            return
        if str(after.get("id")) != remote_id:
            raise OutcomeUnclear(f"{self._calls.host} answered, but not with the post that was changed.")
        self._look_whether_empty(after)
        if len(after.get("media_attachments") or ()) < len(kept):
            raise Refused(f"{self._calls.host} changed the post and dropped its pictures: look at {after.get('url')}.")
        self._look_for_pictures(after, fresh)

    async def delete(self, remote_id: str) -> None:
        """Take the status down: 30 in 30 minutes, the server says."""
        deleted = await self._calls.run(lambda: self._delete(remote_id), reading=False)
        if not deleted:  # it says that there is no such post; a wrong address would say the same
            stands = await self._calls.run(lambda: self._history.status(remote_id), reading=True)
            if stands is not None:
                raise Refused(f"{self._calls.host} doesn't let this account take the post {remote_id} down.")

    async def own_posts(self, since: datetime | None, most: int) -> AsyncIterator[OwnPost]:
        """The account's own statuses, newest first, those written by hand too; boosts and direct messages left out."""
        before: str | None = None
        seen: set[str] = set()
        while most > 0:
            page = await self._page(before, most)
            fresh = [one for one in page if str(one.get("id")) not in seen]
            for status in fresh:
                if is_before(status, since):
                    return
                own = self._history.own(status)
                if own is not None:
                    yield own
            if not fresh:
                return
            seen.update(str(one.get("id")) for one in fresh)
            most, before = most - len(fresh), str(page[-1]["id"])

    async def close(self) -> None:
        """Close the connections."""
        self._calls.close()

    async def _page(self, before: str | None, most: int) -> list[dict[str, Any]]:
        return await self._calls.run(lambda: self._history.page(before, most), reading=True)

    def _toot(self, post: Post) -> Toot:
        if not isinstance(post, Toot):
            raise Refused(f'"{self.name}" is a Mastodon account and takes no Discord message.')
        return post

    def _look_whether_empty(self, status: dict[str, Any]) -> None:
        if not (status.get("content") or status.get("spoiler_text")):
            where = status.get("url") or status.get("id")
            raise Refused(f"{self._calls.host} took the post and left it empty: look at {where}.")

    async def _require(self, replied_to: str) -> None:
        """Look whether a toot stands that another was to reply to: servers refuse a reply to nothing."""
        try:
            stands = await self._calls.run(lambda: self._history.status(replied_to), reading=True)
        except DeliveryError:  # what the server said of the reply tells more
            return
        if stands is None:
            raise Removed(f"The post that it goes on from was taken down from {self._calls.host}.")

    def _removed(self) -> Removed:
        return Removed(f"It was posted to {self._calls.host} and taken down there since.")

    async def _uploaded(self, file: File | None) -> list[str]:
        """The picture's id in a list; none where there is no picture, or the server doesn't take it."""
        if file is None:
            return []
        try:
            media_id = await self._media.upload(file)
        except DeliveryError as error:
            self.advice = error.advice if isinstance(error, MediaRefused) else None
            self._without_picture(str(error))
            return []
        self.advice = None
        return [media_id]

    async def _sent(self, toot: Toot, key: str, media: Sequence[str]) -> dict[str, Any]:
        """Refused with its picture, it is sent again without: a refused post has used up no key."""
        try:
            return await self._calls.run(lambda: self._send(toot, key, media), reading=False)
        except Refused as error:
            if not media:
                raise
            self._without_picture(str(error))
        return await self._calls.run(lambda: self._send(toot, key, ()), reading=False)

    async def _changed(
        self, remote_id: str, toot: Toot, fresh: Sequence[str], kept: Sequence[str]
    ) -> dict[str, Any] | None:
        try:
            return await self._calls.run(lambda: self._put(remote_id, toot, [*fresh, *kept]), reading=False)
        except Refused as error:
            if not fresh:
                raise
            self._without_picture(str(error))
        return await self._calls.run(lambda: self._put(remote_id, toot, kept), reading=False)

    def _look_for_pictures(self, status: dict[str, Any], media: Sequence[str]) -> None:
        if len(status.get("media_attachments") or ()) < len(media):
            self._without_picture(f"{self._calls.host} dropped it.")

    def _without_picture(self, reason: str) -> None:
        log.warning("the post goes without its picture", destination=self.name, reason=reason)

    def _send(self, toot: Toot, key: str, media: Sequence[str]) -> dict[str, Any]:
        return mapping(
            self._calls.client().status_post(
                toot.text,
                idempotency_key=key,
                visibility=toot.visibility,
                language=toot.language,
                spoiler_text=toot.content_warning,
                sensitive=True if toot.content_warning else None,  # False goes out as "0"
                in_reply_to_id=toot.reply_to,
                **({"media_ids": list(media)} if media else {}),
            )
        )

    def _put(self, remote_id: str, toot: Toot, media: Sequence[str]) -> dict[str, Any] | None:
        """The changed status; None where the server says that there is nothing to change, or can't change posts."""
        form: dict[str, Any] = {
            "status": toot.text,
            "language": toot.language,
            "spoiler_text": toot.content_warning or "",
            "media_ids[]": list(media),
        }
        if toot.content_warning:
            form["sensitive"] = "true"
        return self._calls.unless(_NOT_TAKEN, lambda: self._calls.put_status(remote_id, form))

    async def _not_changed(self, remote_id: str) -> None:
        """Say why, after the server found nothing to change."""
        if await self._calls.run(lambda: self._history.status(remote_id), reading=True) is None:
            raise self._removed()
        raise Refused(f"{self._calls.host} can't change posts: servers before Mastodon 3.5 don't.")

    def _delete(self, remote_id: str) -> bool:
        client = self._calls.client()
        return self._calls.unless(_ABSENT, lambda: mapping(client.status_delete(remote_id))) is not None

    def _read_limits(self) -> Limits:
        """Asked as it is, for the library's own form of it leaves out what it doesn't know."""
        answer = self._calls.request("GET", "/api/v2/instance")
        if answer.status_code in _NOT_TAKEN:  # Mastodon before 4.0, and others
            answer = self._calls.request("GET", "/api/v1/instance")
        answer.raise_for_status()
        limits = limits_of(mapping(answer.json()))
        if self._data_dir is not None:
            keep_limits(self._data_dir, self._account.api_base_url, limits)
        return limits

    def _kept_limits(self) -> Limits | None:
        return None if self._data_dir is None else kept_limits(self._data_dir, self._account.api_base_url)

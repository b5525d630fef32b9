"""What stands on one Mastodon account: reading back, and how a status of ours stands. It changes nothing.

Its methods block and let the library's errors out: they are run by :class:`bot.post.mastodon.calls.MastodonCalls`.
"""

from __future__ import annotations

from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING, Any

from bot.errors import HistoryUnreadable, Refused
from bot.format.model import Toot
from bot.ledger.model import Receipt
from bot.post.mastodon.calls import mapping
from bot.post.page_text import addresses, same_post, words
from bot.post.publisher import OwnPost
from bot.post.wording import loosely, squeezed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.format.model import Post
    from bot.post.mastodon.calls import MastodonCalls
    from bot.post.publisher import Standing

_PAGE = 40  # statuses; the most that Mastodon gives at once
_PAGES = 25  # pages of posts after the mark before reading back is given up
_LOOSE_PAGES = 3  # pages of newest posts where no mark is known
_ABSENT = frozenset({404, 410})
_NO_SOURCE = frozenset({400, 403, 404, 405, 406, 410, 422, 501})  # servers without it, tokens that may not ask


class MastodonHistory:
    """One account's own statuses."""

    def __init__(self, calls: MastodonCalls) -> None:
        self._calls = calls
        self._id: str | None = None

    def newest(self) -> str:
        """The id of the newest status, "" if there is none."""
        page = self._page(limit=1)
        return str(page[0]["id"]) if page else ""

    def find(self, post: Post, after: str | None, exclude: frozenset[str], since: datetime | None) -> Receipt | None:
        """The status of ours that is this post, among those after the one with this id, or since a moment."""
        if not isinstance(post, Toot):
            return None
        for status in self._behind(after, since):
            if str(status.get("id")) in exclude or not _is_post(status) or _replies_elsewhere(status, post):
                continue
            if status.get("visibility") == "direct" != post.visibility:  # a try of the owner's, on the same account
                continue
            if same_post(str(status.get("content") or ""), post.text, post.address):
                return self.receipt(status)
        return None

    def standing(self, remote_id: str, post: Post) -> Standing:
        """How the status with this id stands, held against what was sent."""
        if not isinstance(post, Toot):
            raise Refused(f"{self._calls.host} holds no Discord messages.")
        status = self.status(remote_id)
        if status is None:
            return "gone"
        return "as sent" if self._says(status, post) else "changed"

    def status(self, remote_id: str) -> dict[str, Any] | None:
        """The status; None where it surely doesn't stand.

        A 404 alone proves nothing, for a wrong address or a proxy before the server gives one too: it must come in the
        API's own form, and the account itself be readable at the same time, without this status.
        """
        client = self._calls.client()
        found = self._calls.unless(_ABSENT, lambda: mapping(client.status(remote_id)))
        if found is None:
            heard = self._calls.heard
            page = self._page(limit=_PAGE)
            if heard is None or not (heard.said or heard.status == 410):
                told = f"{self._calls.host} doesn't say clearly whether the post stands."
                raise HistoryUnreadable(told, lasting=False)
            return next((one for one in page if str(one.get("id")) == remote_id), None)
        if str(found.get("id")) != remote_id:
            raise TypeError("another status was asked for")
        if str(mapping(found.get("account") or {}).get("id")) != self._own_id():
            raise Refused(f"The post {remote_id} on {self._calls.host} isn't this account's: it stays as it is.")
        return found

    def page(self, before: str | None, most: int) -> list[dict[str, Any]]:
        """The newest statuses before the one with this id, newest first, at most so many."""
        wish = {"max_id": before} if before else {}
        return self._page(limit=min(most, _PAGE), **wish)

    def own(self, status: dict[str, Any]) -> OwnPost | None:
        """The status as a post of ours; None where it is none."""
        receipt = self.receipt(status)
        if receipt is None or not _is_post(status) or _answers_somebody(status):
            return None
        content = str(status.get("content") or "")
        return OwnPost(receipt, words(content), addresses(content))

    def receipt(self, status: dict[str, Any]) -> Receipt | None:
        """Where the status stands; None for an answer that is no status."""
        if not status.get("id"):
            return None
        posted, url = status.get("created_at"), status.get("url") or status.get("uri")
        if not isinstance(posted, datetime) or posted.tzinfo is None:
            posted = self._calls.clock.now()
        return Receipt(str(status["id"]), str(url) if url else None, posted)

    def _says(self, status: dict[str, Any], toot: Toot) -> bool:
        """Whether words and warning are those of the toot: as shown, else as entered, where the server tells that.

        Servers render what was entered: they shorten addresses, take signs for Markdown, mend quotation marks. Only a
        server that doesn't tell the source is compared loosely.
        """
        shown = words(str(status.get("content") or "")), unescape(str(status.get("spoiler_text") or ""))
        if _same(shown, toot, squeezed):
            return True
        entered = self._source(str(status["id"]))
        return _same(entered, toot, squeezed) if entered else _same(shown, toot, loosely)

    def _source(self, remote_id: str) -> tuple[str, str] | None:
        """Words and warning as they were entered; None where the server doesn't tell.

        https://docs.joinmastodon.org/methods/statuses/#source
        """
        client = self._calls.client()
        source = self._calls.unless(_NO_SOURCE, lambda: mapping(client.status_source(remote_id)))
        if source is None or not source.get("text"):
            return None
        return str(source["text"]), str(source.get("spoiler_text") or "")

    def _behind(self, after: str | None, since: datetime | None) -> Iterator[dict[str, Any]]:
        """Own statuses: those after a mark, oldest page first; without one the newest, back to that moment.

        Ids are opaque, so a page's own order says which of its statuses is the newest (the first).
        """
        seen: set[str] = set()
        wish: dict[str, str] = {"min_id": after} if after else {}
        to_the_end = after is not None or since is not None
        for _ in range(_PAGES if to_the_end else _LOOSE_PAGES):
            page = [one for one in self._page(limit=_PAGE, **wish) if str(one.get("id")) not in seen]
            if not page:
                return
            yield from page
            if after is None and is_before(page[-1], since):
                return
            seen.update(str(one.get("id")) for one in page)
            wish = {"min_id": str(page[0]["id"])} if after else {"max_id": str(page[-1]["id"])}
        if to_the_end:
            raise HistoryUnreadable(f"{self._calls.host} has too many newer posts to look through.", lasting=True)

    def _page(self, **wish: Any) -> list[dict[str, Any]]:
        account = self._own_id()
        found = self._calls.client().account_statuses(account, exclude_reblogs=True, **wish)
        if not found and self._calls.heard_json() != []:  # to the library an empty object is an empty list too
            raise TypeError("a list was expected")
        return [mapping(status) for status in found]

    def _own_id(self) -> str:
        if self._id is None:
            self._id = str(mapping(self._calls.client().account_verify_credentials())["id"])
        return self._id


def is_before(status: dict[str, Any], moment: datetime | None) -> bool:
    """Whether the status was surely posted before that moment (aware)."""
    posted = status.get("created_at")
    return moment is not None and isinstance(posted, datetime) and posted.tzinfo is not None and posted < moment


def _is_post(status: dict[str, Any]) -> bool:
    """Boosts are somebody else's words, and a direct message to somebody (to the owner) is no post."""
    return not status.get("reblog") and not (status.get("visibility") == "direct" and status.get("mentions"))


def _replies_elsewhere(status: dict[str, Any], toot: Toot) -> bool:
    """Whether it replies to something else than the toot does. What a server deleted it names no more."""
    return str(status.get("in_reply_to_id") or toot.reply_to) != str(toot.reply_to)


def _answers_somebody(status: dict[str, Any]) -> bool:
    """Whether it is an answer to somebody else; what the owner adds to a post of his own is a post."""
    to, own = status.get("in_reply_to_account_id"), mapping(status.get("account") or {}).get("id")
    return bool(status.get("in_reply_to_id")) and str(to) != str(own)


def _same(told: tuple[str, str], toot: Toot, plainly: Callable[[str], str]) -> bool:
    return (plainly(told[0]), plainly(told[1])) == (plainly(toot.text), plainly(toot.content_warning or ""))

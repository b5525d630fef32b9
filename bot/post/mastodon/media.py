"""Uploads a picture to a Mastodon account, and waits until the server has worked on it. It posts nothing.

A picture that no post names is thrown away by the server after a while, so an upload may be left behind at any moment.
https://docs.joinmastodon.org/methods/media/
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.errors import DeliveryError

if TYPE_CHECKING:
    import requests

    from bot.post.mastodon.calls import MastodonCalls
    from bot.post.publisher import File

UPLOAD_TIMEOUT = 45.0  # seconds for sending it
LOOK_TIMEOUT = 10.0  # seconds for asking once whether it is ready
_PAUSES = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0)  # seconds between those; together 30
_TAKEN, _READY, _WORKING = 202, 200, 206


class MediaRefused(DeliveryError):
    """The server takes no picture, or not this one. ``advice``: what the owner has to do about it; None: nothing."""

    def __init__(self, message: str, advice: str | None = None) -> None:
        self.advice = advice
        super().__init__(message)


class MastodonMedia:
    """One account's uploads."""

    def __init__(self, calls: MastodonCalls) -> None:
        self._calls = calls

    async def upload(self, file: File) -> str:
        """The id of the picture, ready to be named by a post. Raises ``DeliveryError``; nothing is posted by it."""
        media_id, ready = await self._calls.run(lambda: self._send(file), reading=False, within=UPLOAD_TIMEOUT)
        for pause in _PAUSES:
            if ready:
                return media_id
            await self._calls.clock.sleep(pause)
            ready = await self._calls.run(lambda: self._is_ready(media_id), reading=True, within=LOOK_TIMEOUT)
        if ready:
            return media_id
        raise MediaRefused(f"{self._calls.host} was not done with the picture after {sum(_PAUSES):g} seconds.")

    def _send(self, file: File) -> tuple[str, bool]:
        """The id, and whether it is ready."""
        sent = {"file": (file.name, file.data, file.type)}
        answer = self._calls.request("POST", "/api/v2/media", data={"description": file.alt}, files=sent)
        if answer.status_code not in {_READY, _TAKEN}:
            raise self._refused(answer)
        media_id = answer.json().get("id")
        if not media_id:
            raise MediaRefused(f"{self._calls.host} answered, but not with a picture.")
        return str(media_id), answer.status_code == _READY

    def _is_ready(self, media_id: str) -> bool:
        answer = self._calls.request("GET", f"/api/v1/media/{quote(media_id, safe='')}")
        if answer.status_code not in {_READY, _WORKING}:
            raise self._refused(answer)
        return answer.status_code == _READY

    def _refused(self, answer: requests.Response) -> MediaRefused:
        host, status = self._calls.host, answer.status_code
        said = " ".join((self._calls.heard.said if self._calls.heard else "").split())[:200]
        told = f'{host} took no picture: {status} "{said}".' if said else f"{host} took no picture: {status}."
        if status != 403:
            return MediaRefused(told)
        advice = f"{host} lets this token upload none: make a new token with the permission write:media, and set it."
        return MediaRefused(told, advice)

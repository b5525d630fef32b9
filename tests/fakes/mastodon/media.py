"""What Mastodon does with media and mastodon_mock doesn't: it works on them for a while, and refuses some.

https://docs.joinmastodon.org/methods/media/ and the rules of its MediaAttachment model.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from tests.fakes.multipart import parts

if TYPE_CHECKING:
    from collections.abc import Iterable

JSON = dict[str, Any]
UPLOAD = "/api/v2/media"
_ONE = re.compile(r"/api/v1/media/(\w+)")


@dataclass(slots=True)
class Media:
    """``looks``: how often 206 comes before a picture is ready, None for ever; 0: it is ready at once."""

    looks: int | None = 0
    scope: bool = True  # False: the token lacks write:media
    dropped: bool = False  # posts are taken, and their pictures dropped without a word
    most_bytes: int = 10_485_760
    most_alt: int = 1500
    types: tuple[str, ...] = ("image/jpeg", "image/png", "image/gif", "image/webp")
    uploads: list[JSON] = field(default_factory=list)
    _left: dict[str, int | None] = field(default_factory=dict)

    def refusal(self, content_type: str, raw: bytes) -> tuple[int, str] | None:
        """Why an upload isn't taken: status and words."""
        if not self.scope:
            return 403, "This action is outside the authorized scopes"
        sent = {part.name: part for part in parts(content_type, raw)}
        file = sent.get("file")
        if file is None:
            return 422, "Validation failed: File can't be blank"
        if file.content_type not in self.types:
            return 422, "Validation failed: File content type is invalid"
        if len(file.data) > self.most_bytes:
            return 422, "Validation failed: File size must be less than the limit"
        alt = sent["description"].data.decode() if "description" in sent else ""
        if len(alt) > self.most_alt:
            return 422, f"Validation failed: Description is too long (maximum is {self.most_alt} characters)"
        self.uploads.append({"name": file.filename, "type": file.content_type, "size": len(file.data), "alt": alt})
        return None

    def begin(self, media_id: str) -> bool:
        """An upload was taken: whether it is ready at once."""
        self._left[media_id] = self.looks
        return self.looks == 0

    def look(self, path: str) -> bool | None:
        """Somebody asks whether it is ready; None: it is another path."""
        one = _ONE.fullmatch(path)
        if one is None:
            return None
        left = self._left.get(one[1], 0)
        if left:
            self._left[one[1]] = left - 1
        return left == 0

    def unready(self, ids: Iterable[str]) -> bool:
        """Whether one of them is still being worked on."""
        return any(self._left.get(one, 0) != 0 for one in ids)


def named(content_type: str, raw: bytes) -> list[str]:
    """The media that a status names."""
    if "json" in content_type:
        return [str(one) for one in json.loads(raw or b"{}").get("media_ids") or ()]
    return parse_qs(raw.decode()).get("media_ids[]", [])


def without(content_type: str, raw: bytes) -> bytes:
    """The same status without its media."""
    if "json" in content_type:
        return json.dumps({**json.loads(raw), "media_ids": []}).encode()
    kept = [pair for pair in raw.split(b"&") if not pair.startswith((b"media_ids%5B%5D=", b"media_ids[]="))]
    return b"&".join(kept)

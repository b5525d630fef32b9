"""What Mastodon does with an edit and mastodon_mock doesn't.

It resets whatever isn't sent again (warning, sensitive, language), takes away media that isn't named again, and
swallows an edit that changes nothing. https://docs.joinmastodon.org/methods/statuses/#edit
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from mastodon_mock.db.models import MediaAttachment, Status
from sqlalchemy import select

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

LONGEST = 500
_TRUE = frozenset({"1", "true", "True", "on"})


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit as it was asked for: everything of it counts, what is missing too."""

    text: str
    warning: str
    sensitive: bool
    language: str | None
    media: tuple[str, ...]

    @classmethod
    def read(cls, content_type: str, raw: bytes) -> Edit:
        """From a form or from JSON."""
        sent = json.loads(raw) if "json" in content_type else _form(raw)
        return cls(
            str(sent.get("status") or "").strip(),
            str(sent.get("spoiler_text") or "").strip(),
            str(sent.get("sensitive", "")) in _TRUE,
            sent.get("language") or None,
            tuple(map(str, sent.get("media_ids") or ())),
        )

    def told(self) -> dict[str, Any]:
        """For the state that tests see."""
        warned = {"content_warning": self.warning, "sensitive": self.sensitive}
        return {"text": self.text, **warned, "language": self.language, "media": list(self.media)}

    def refusal(self) -> str | None:
        """Why Mastodon wouldn't take it."""
        if len(self.text) + len(self.warning) > LONGEST:
            return "Validation failed: Text character limit of 500 exceeded"
        if not (self.text or self.media):
            return "Validation failed: Text can't be blank"
        return None

    def changes(self, session: Session, status: Status) -> bool:
        """Whether it is an edit at all, which history and boosters see."""
        before = (status.text.strip(), status.spoiler_text, {str(one.id) for one in _media(session, status)})
        return before != (self.text, self.warning, set(self.media))

    def reset(self, session: Session, status: Status) -> None:
        """Set what mastodon_mock keeps although it wasn't sent again."""
        status.spoiler_text, status.language = self.warning, self.language
        status.sensitive = self.sensitive or bool(self.warning)
        for one in _media(session, status):
            if str(one.id) not in self.media:
                one.status_id = None
        for number in self.media:
            session.get_one(MediaAttachment, int(number)).status_id = status.id


def replied_to(content_type: str, raw: bytes) -> str | None:
    """The id of the status that a new one replies to."""
    sent = json.loads(raw or b"{}") if "json" in content_type else _form(raw)
    return str(sent.get("in_reply_to_id") or "") or None


def _media(session: Session, status: Status) -> list[MediaAttachment]:
    return list(session.scalars(select(MediaAttachment).where(MediaAttachment.status_id == status.id)))


def _form(raw: bytes) -> Mapping[str, Any]:
    fields = parse_qs(raw.decode(), keep_blank_values=True)
    return {key.removesuffix("[]"): values if key.endswith("[]") else values[-1] for key, values in fields.items()}

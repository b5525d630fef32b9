"""What came in a form with files."""

from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One field; ``filename`` is None where it isn't a file."""

    name: str
    filename: str | None
    content_type: str
    data: bytes


def parts(content_type: str, raw: bytes) -> list[Part]:
    """The parts of a multipart body, in their order. ``content_type``: the request's, with its boundary."""
    whole = email.message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + raw, policy=email.policy.HTTP)
    found = []
    for part in whole.iter_parts():
        data = part.get_payload(decode=True)
        assert isinstance(data, bytes)
        name = part.get_param("name", header="content-disposition")
        found.append(Part(str(name or ""), part.get_filename(), part.get_content_type(), data))
    return found

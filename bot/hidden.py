"""Secrets, and texts without them: each token is told to :func:`hide` once, and leaves no text that passes here again.

It knows nothing of logs. A secret is found as it is, in pieces, and as it is written in addresses, JSON, Python and
base64; passwords in addresses and ``Authorization`` headers are blotted out even where nobody told of them.
"""

from __future__ import annotations

import base64
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus, unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

INSTEAD = "[hidden]"
_SHORTEST = 6  # characters; a shorter "secret" would blot out ordinary words
_PIECE = 12  # characters of a long secret that tell it from ordinary words: so much of it is hidden by itself
_LONG = 16  # characters from which on pieces are looked for
_whole: set[str] = set()
_pieces: set[str] = set()
# Secrets that nobody told of, by their place: what stands before "@" in an address, and after these words.
_BY_PLACE = (
    re.compile(r"(?<=://)([^\s/:@'\"]*):([^\s/@'\"]+)(?=@)"),
    re.compile(r"\b(Bearer|Bot|Basic|bearer)(\s+)([\w.~+/=-]{20,})"),
    re.compile(r"(?i)\b(password|client_secret|access_token|refresh_token|authorization_code)(=)([^\s&'\"\\,;)]+)"),
)


def hide(secret: str) -> None:
    """From now on no text that passes :func:`redacted` shows this one."""
    if len(secret) < _SHORTEST:
        return
    for form in {*_forms(secret)}:
        if len(form) >= _LONG:
            _pieces.update(form[at : at + _PIECE] for at in range(len(form) - _PIECE + 1))
        elif len(form) >= _SHORTEST:
            _whole.add(form)


def hide_password(address: str) -> None:
    """Hide the password in an address such as ``postgresql://user:password@host/name``, if it has one.

    One that is also the user's or the database's name is hidden in addresses only: logs would lose an ordinary word.
    """
    found = re.match(r"[\w+.-]+://(?P<user>[^/:@]*):(?P<password>[^@]+)@(?P<rest>.*)", address)
    if found is None:
        return
    password = unquote(found["password"])
    if password not in (unquote(found["user"]), *re.split(r"[/:?&=]", found["rest"])):
        hide(password)


def redacted(text: str) -> str:
    """The text with every secret blotted out."""
    for secret in sorted(_whole, key=len, reverse=True):
        text = text.replace(secret, INSTEAD)
    text = _without_pieces(text)
    text = _BY_PLACE[0].sub(rf"\1:{INSTEAD}", text)
    for place in _BY_PLACE[1:]:
        text = place.sub(rf"\1\2{INSTEAD}", text)
    return text


def _forms(secret: str) -> Iterator[str]:
    """How a secret may be written."""
    yield from (secret, quote(secret, safe=""), quote(secret), quote_plus(secret))
    yield from (quote(secret, safe="").replace("%", "%25"), re.sub(r"%..", lambda it: it[0].lower(), quote(secret)))
    yield from (json.dumps(secret)[1:-1], repr(secret)[1:-1], repr(repr(secret))[1:-1].strip("'\""))
    data = secret.encode("utf-8", "surrogatepass")
    yield data.hex()
    for before in range(3):  # in base64 its letters depend on where it begins; those at the edges on its neighbours
        plain = base64.b64encode(bytes(before) + data).decode("ascii")
        inner = plain[(before * 8 + 5) // 6 : (before + len(data)) * 8 // 6]
        yield from (inner, inner.translate(str.maketrans("+/", "-_")), quote(inner, safe=""))


def _without_pieces(text: str) -> str:
    """Blot out each run of pieces. Runs that touch are one."""
    if not _pieces:
        return text
    kept: list[str] = []
    done = at = 0
    while at <= len(text) - _PIECE:
        if text[at : at + _PIECE] not in _pieces:
            at += 1
            continue
        end = at + _PIECE
        while text[end - _PIECE + 1 : end + 1] in _pieces:
            end += 1
        kept += [text[done:at], INSTEAD]
        done = at = end
    return "".join([*kept, text[done:]])

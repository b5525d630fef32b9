"""Bytes to text, or the Problem that says why not. Knows nothing of front matter; must never raise."""

from __future__ import annotations

import hashlib

from bot.review.model import Problem

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def digest(data: bytes) -> str:
    """Hex SHA-256 of the bytes with CRLF and CR turned to LF, so that a rewrite of line ends changes nothing."""
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return hashlib.sha256(data, usedforsecurity=False).hexdigest()


def place(text: str, index: int) -> tuple[int, int]:
    """Line and column (both from 1) of a character's index in text whose lines end with LF."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def decode(data: bytes, path: str) -> str | Problem:
    """UTF-8 text with LF line ends and without a byte order mark; a Problem for anything that isn't UTF-8 text."""
    if data.startswith(_UTF16):
        return Problem(path, 1, 1, "", "The file is in UTF-16; save it as UTF-8.")
    if (nul := data.find(b"\0")) >= 0:
        line, column = _byte_place(data, nul)
        return Problem(path, line, column, "", "The file is binary, not text; move it out of the reviews' folder.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _byte_place(data, error.start)
        message = f"The byte 0x{data[error.start]:02x} here is not UTF-8; save the file as UTF-8."
        return Problem(path, line, column, "", message)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _byte_place(data: bytes, index: int) -> tuple[int, int]:
    before = data[:index].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    return before.count(b"\n") + 1, column

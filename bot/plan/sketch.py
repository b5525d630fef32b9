"""Sketches: a few characters by which two texts are told to be alike. Pure; the same in every process and version.

A text is cut at its punctuation. Of the hashes of its pieces the smallest are kept ("bottom-k", Broder 1997,
https://doi.org/10.1109/SEQUEN.1997.666900): of two sketches about as large a part is common as of their texts. The
records keep sketches, so another way of making them needs another first character: two kinds are never compared.
"""

from __future__ import annotations

import zlib

_KIND = "1"
_KEPT = 32  # hashes
_DIGITS = 5  # hexadecimal ones of each: by chance two pieces agree once in a million
_CUT = bytes.maketrans(b".,;:!?()", b"\n" * 8)
_SHORTEST = 12  # bytes: shorter pieces ("and then") are in many texts
_FEWEST = 6  # a text of fewer pieces says too little


def sketch(text: str) -> str:
    """The text's sketch, at most 161 characters; "" for one too short to be told from others."""
    pieces = text.encode("utf-8", "surrogatepass").translate(_CUT).split(b"\n")
    hashes = {zlib.crc32(piece) for piece in pieces if len(piece) >= _SHORTEST}
    if len(hashes) < _FEWEST:
        return ""
    smallest = [one >> 12 for one in sorted(hashes)[:_KEPT]]
    return _KIND + f"%0{_DIGITS}x" * len(smallest) % tuple(smallest)


def similar(one: str, other: str) -> float:
    """How much of two sketched texts is common, from 0 (or not known) to 1."""
    if not one or one[:1] != other[:1]:
        return 0.0
    if one == other:
        return 1.0
    left, right = hashes(one), hashes(other)
    smallest = sorted(left | right)[:_KEPT]
    common = sum(piece in left and piece in right for piece in smallest)
    # Of the pieces of one text, not of both together: as git counts it.
    return 2 * common / (len(smallest) + common) if common else 0.0


def hashes(made: str) -> set[str]:
    """What a sketch is made of. Nothing for an empty one."""
    return {made[at : at + _DIGITS] for at in range(1, len(made), _DIGITS)}

"""The sentences that docs/troubleshooting.md explains are still said by the program."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "troubleshooting.md").read_text(encoding="utf-8")
PIECES = [
    pytest.param(piece, id=f"{quote}: {piece}")
    for bold in re.findall(r"\*\*\"(.+?)\"\*\*", PAGE)
    for quote in [bold]
    for piece in (part.strip(" .:,()") for part in quote.split("…"))
    if len(piece) > 3
]


@cache
def said() -> str:
    """Every text of the program, those in pieces put together, with one mark for what is filled in."""
    texts = []
    for path in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.append(node.value)
            elif isinstance(node, ast.JoinedStr):
                texts.append("".join(str(getattr(part, "value", "")) if isinstance(part, ast.Constant) else "…"
                                     for part in node.values))  # fmt: skip
    return "\n".join(texts)


def test_the_page_explains_many() -> None:
    assert len(PIECES) > 25


@pytest.mark.parametrize("piece", PIECES)
def test_each_sentence_is_said(piece: str) -> None:
    assert piece in said()

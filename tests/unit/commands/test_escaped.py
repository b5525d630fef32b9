from __future__ import annotations

import pytest

from bot.commands.reviews import escaped
from bot.format.length import units


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("two \n lines", "two lines"),
        ("*bold* @everyone", "\\*bold\\* @\u2060everyone"),
        ("a\u202eb\u2066c\x07", "a b c"),
        ("שלום", "\u2068שלום\u2069"),
        ("", ""),
    ],
)
def test_what_was_typed_is_only_text(typed: str, said: str) -> None:
    assert escaped(typed) == said


def test_it_is_cut() -> None:
    assert units(escaped("*" * 6000)) <= 200

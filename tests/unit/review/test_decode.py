from __future__ import annotations

import pytest

from bot.review.decode import decode, digest, place
from bot.review.model import Problem


def test_line_ends_and_a_byte_order_mark_make_no_difference() -> None:
    assert decode(b"\xef\xbb\xbfa\r\nb\rc\nd", "x.md") == "a\nb\nc\nd"


def test_a_digest_is_the_same_for_every_line_end() -> None:
    assert digest(b"a\r\nb\r\n") == digest(b"a\nb\n") == digest(b"a\rb\r")
    assert digest(b"a\nb\n") != digest(b"a\nb")


def test_the_digest_of_known_bytes_never_changes() -> None:
    assert digest(b"one\r\ntwo\n") == "c3f9c8c283a2b1f2f1896f27a01cbe3cddc0c9d93f752e4639035a0f5b36f6e8"


@pytest.mark.parametrize(
    ("data", "line", "column", "words"),
    [
        (b"good\r\nb\xc3\xa4d \xff", 2, 5, "not UTF-8"),
        (b"a\nb\0c", 2, 2, "binary"),
        ("hä".encode("utf-16"), 1, 1, "UTF-16"),
    ],
)
def test_what_is_no_text_is_told_with_its_place(data: bytes, line: int, column: int, words: str) -> None:
    problem = decode(data, "x.md")
    assert isinstance(problem, Problem)
    assert (problem.line, problem.column, problem.severity) == (line, column, "error")
    assert words in problem.message


def test_a_place_is_told_from_one() -> None:
    assert place("ab\ncd", 0) == (1, 1)
    assert place("ab\ncd", 4) == (2, 2)

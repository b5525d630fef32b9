from __future__ import annotations

import time

import pytest

from bot.review.unseen import without_unseen


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u200bb\u00adc\u2060d\ufeff", "abcd"),
        ("a\u202eb\u2066c", "abc"),
        ("a\x07b\x00c\ud800d\uffff", "abcd"),
        ("a\u2028b\x0bc\rd\r\ne", "a\nb\nc\nd\ne"),
        ("a\u200db a\u200eb", "ab ab"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("🏴\U000e0067\U000e0062\U000e007f", "🏴\U000e0067\U000e0062\U000e007f"),
        ("a\U000e0067\U000e0062b", "ab"),
        ("a\tb\u00a0c", "a\tb\u00a0c"),
        ("a&#8203;b&shy;c&#xFEFF;d", "abcd"),
        ("a &amp;amp; b &amp;quot;", "a &amp; b &quot;"),
        ("a &amp; b &lt;", "a &amp; b &lt;"),
        ("AT&T; &nosuch", "AT&T; &nosuch"),
    ],
)
def test_what_no_reader_sees_is_taken_out(text: str, expected: str) -> None:
    assert without_unseen(text) == expected


@pytest.mark.parametrize("piece", ["\u200b", "&amp;", "&amp;amp;", "&#", "\U000e0067", "\u200d", "\x07\x08", "\r"])
def test_it_takes_no_time(piece: str) -> None:
    before = time.process_time()
    without_unseen((piece * 200_000)[:200_000])
    assert time.process_time() - before < 1

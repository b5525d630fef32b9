"""Discord's Markdown is read as Discord shows it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.markdown import Block, Run, read
from bot.format.escape import for_discord
from tests.unit.format.made import PIECES

MARKS = [
    *("**", "*", "_", "__", "~~", "||", "`", "``` ", "[", "](https://a.example/b)", "\\", "\n", "> ", "- ", "1. "),
    *("#", "# ", " ", "word"),
]


def shown(markdown: str) -> str:
    """The words, with what they look like in angle brackets."""
    return "\n".join(_block(block) for block in read(markdown))


def _block(block: Block) -> str:
    lead = ("> " if block.quoted else "") + ("" if block.kind == "text" else f"{block.kind}{block.mark}: ")
    return lead + "".join(_run(run) for run in block.runs)


def _run(run: Run) -> str:
    looks = " ".join([*sorted(run.looks), *([run.url] if run.url else [])])
    return f"<{looks}>{run.text}</>" if looks else run.text


@pytest.mark.parametrize(
    ("markdown", "seen"),
    [
        ("plain words", "plain words"),
        ("a **bold** b", "a <strong>bold</> b"),
        ("*soft* and _soft_", "<emphasis>soft</> and <emphasis>soft</>"),
        ("**bold *both* bold**", "<strong>bold </><emphasis strong>both</><strong> bold</>"),
        ("***both***", "<emphasis strong>both</>"),
        ("**a *b***", "<strong>a </><emphasis strong>b</>"),
        ("__under__ ~~gone~~", "<underline>under</> <strike>gone</>"),
        ("`co*d*e`", "<code>co*d*e</>"),
        ("snake_case_word", "snake_case_word"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("**no end", "**no end"),
        (r"\*\*plain\*\* \\", "**plain** \\"),
        ("||hidden **much**||", "<spoiler>hidden </><spoiler strong>much</>"),
        ("||two\n\nparagraphs||", "<spoiler>two</><spoiler>\n</><spoiler>\n</><spoiler>paragraphs</>"),
        (
            "[a *link*](https://x.example/a_(b))",
            "<https://x.example/a_(b)>a </><emphasis https://x.example/a_(b)>link</>",
        ),
        ("[none](javascript:alert(1))", "[none](javascript:alert(1))"),
        ("see https://x.example/a.", "see <https://x.example/a>https://x.example/a</>."),
        ("> quoted\n> twice\nnot", "> quoted\ntwice\nnot"),
        (r"\> not quoted", "> not quoted"),
        ("- one\n- **two**\n3. three", "item•: one\nitem•: <strong>two</>\nitem3.: three"),
        ("* star\n* star", "item•: star\nitem•: star"),
        (r"\- no" + "\n" + r"1\. no", "- no\n1. no"),
        ("# Title\n-# small", "heading#: Title\nsmall: small"),
        ("||- a\n- b||", "item•: <spoiler>a</>\nitem•: <spoiler>b</>"),
        ("```\na *b*\n```", "<code>a *b*</>"),
    ],
)
def test_what_readers_see(markdown: str, seen: str) -> None:
    assert shown(markdown) == seen


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_what_was_escaped_is_shown_sign_by_sign(text: str) -> None:
    escaped = for_discord(text)
    blocks = read(escaped)
    assert all(block.kind == "text" and not block.quoted for block in blocks)
    assert all(not run.looks and run.url is None for block in blocks for run in block.runs)
    seen = "".join(run.text for block in blocks for run in block.runs)
    assert seen == re.sub(r"\\([^0-9A-Za-z\s])", r"\1", escaped)


@given(st.lists(st.sampled_from(MARKS), max_size=60).map("".join))
def test_any_marks_can_be_read_and_no_word_is_lost(text: str) -> None:
    seen = "".join(run.text for block in read(text) for run in block.runs)
    assert seen.count("word") == text.count("word")


@pytest.mark.parametrize("piece", ["*a ", "**a", "[", "[a](", "`a", "||", "\\", "> ", "- ", "(", "_a", "1", " ", "\n"])
def test_long_rows_of_marks_are_read_at_once(piece: str) -> None:
    read(piece * (4096 // len(piece)))

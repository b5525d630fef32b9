"""What answers print: text of files and networks, which must neither steer the terminal nor look like our own lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.desk.answer import Answer, show
from bot.desk.sheet import problem_line
from bot.review.model import Problem

if TYPE_CHECKING:
    import pytest


def test_no_text_steers_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    show(Answer({}, ["one \x1b[2J\x1b]0;owned\x07\x9b2J \u202etwo\nthree \ud800"]), as_json=False)
    assert capsys.readouterr().out == "one [2J]0;owned2J two\nthree \n"


def test_a_problem_is_one_line_whatever_the_file_is_called() -> None:
    problem = Problem("a\n::error::b.md", 1, 2, "title", "It is\u2028wrong.")
    assert str(problem) == problem_line(problem, problem.path) == "a ::error::b.md:1:2: title: It is wrong."

from __future__ import annotations

import pytest

from bot.review.frontmatter import Parts, split
from bot.review.model import Problem
from tests.unit.review.made import complaints, reading, review


def parts(text: str) -> Parts:
    found = split(text, "x.md")
    assert isinstance(found, Parts), found
    return found


def problem(text: str) -> Problem:
    found = split(text, "x.md")
    assert isinstance(found, Problem), found
    return found


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: A\nmore:\n  deep: 1\n---\nbody",
        '+++\ntitle = "A"\n[more]\ndeep = 1\n+++\nbody',
        '{"title": "A", "more": {"deep": 1}}\nbody',
        '{\n  "title": "A",\n  "more": {\n"deep": 1\n}\n}\n\nbody',
    ],
)
def test_yaml_toml_and_json(text: str) -> None:
    found = parts(text)
    assert (found.values, found.body) == ({"title": "A", "more": {"deep": 1}}, "body")


@pytest.mark.parametrize(
    "text", ["", "# Just text", "{{< shortcode >}} text", "{% raw %}", "{: .note}\ntext", "-- no --"]
)
def test_without_front_matter_there_are_no_values(text: str) -> None:
    assert parts(text).values is None


def test_empty_front_matter_is_a_mapping_without_values() -> None:
    assert parts("---\n---\nbody").values == {}


@pytest.mark.parametrize(
    ("text", "line", "column", "field", "words"),
    [
        ("---\ntitle: A\n", 1, 1, "", "never closed"),
        ("+++\ntitle = 'A'\n", 1, 1, "", "never closed"),
        ("---\njust text\n---\n", 1, 1, "", 'no "name: value" lines'),
        ("---\n- a\n- b\n---\n", 1, 1, "", 'no "name: value" lines'),
        ("---\nlayout: x\ntitle: Spartacus: Vengeance 1x4\n---\n", 3, 17, "title", 'title: "Spartacus: Vengeance 1x4"'),
        ("---\ntitle: *batteries\n---\n", 2, 8, "title", "quotation marks"),
        ("---\ntitle: [REC] (2007)\n---\n", 2, 14, "title", '"[REC] (2007)"'),
        ("---\ntitle: @home\n---\n", 2, 8, "title", "reserves"),
        ('---\ntitle: "A\nyear: 1\n---\n', 2, 8, "title", "never closed"),
        ('---\ntitle: "a\\q"\n---\n', 2, 10, "title", "backslash"),
        ("---\ntitle: !wow\n---\n", 2, 8, "title", '"!"'),
        ("---\n\ttitle: A\n---\n", 2, 1, "", "tab"),
        ("+++\ntitle = A\n+++\n", 2, 9, "title", "TOML"),
        ('{\n"title": "A",\n}\nbody', 3, 1, "", "JSON"),
    ],
)
def test_what_cant_be_read_is_told_with_place_field_and_remedy(
    text: str, line: int, column: int, field: str, words: str
) -> None:
    found = problem(text)
    assert (found.line, found.column, found.field, found.severity) == (line, column, field, "error")
    assert words in found.message


def test_a_key_that_stands_twice_is_told_and_the_last_counts() -> None:
    found = parts("---\ntitle: A\nyear: 1\ntitle: B\n---\n")
    assert found.values == {"title": "B", "year": 1}
    assert [(p.line, p.column, p.field, p.severity) for p in found.problems] == [(4, 1, "title", "warning")]


MERGES = "".join(f"a{n}: &a{n}\n  <<: [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
HOSTILE = {
    "brackets": "a: " + "[" * 30_000,
    "dashes": "- " * 30_000 + "a",
    "braces": "{a: " * 9_000,
    "questions": "? " * 20_000,
    "steps": "\n".join(" " * n + "a:" for n in range(300)),
    "aliases": "a: &a [x]\nb: [" + ", ".join(["*a"] * 500) + "]",
    "merges": "a0: &a0 {x: 1}\n" + MERGES,
    "long": "a: " + "x" * 70_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_front_matter_is_refused_at_once(name: str) -> None:
    found = problem(f"---\n{HOSTILE[name]}\n---\nbody")
    assert any(word in found.message for word in ("deeply", "aliases", "longer"))


@pytest.mark.parametrize("text", ["+++\na = " + "[" * 5000 + "\n+++\n", '{"a": ' + "[" * 50_000])
def test_deep_toml_and_json_are_refused(text: str) -> None:
    assert problem(text).message


def test_many_tags_and_a_few_aliases_are_fine() -> None:
    many = "\n".join(f"- tag{n}" for n in range(200))
    assert review(f"title: A\nx: &x y\nz: *x\ntags:\n{many}").tags[-1] == "tag199"


@pytest.mark.parametrize(
    ("written", "title"),
    [("007", "007"), ("8:30", "8:30"), ("1_000", "1_000"), ("Yes", "Yes"), ("2012", "2012"), ("3.10", "3.10")],
)
def test_a_bare_title_is_what_was_written(written: str, title: str) -> None:
    assert review(f"title: {written}").title == title


def test_impossible_dates_and_numbers_spoil_nothing_else() -> None:
    found = review(f"title: A\nreleased: 2023-02-31\nvotes: {'9' * 6000}")
    assert found.title == "A"


@pytest.mark.parametrize(
    ("front", "complaint"),
    [
        ("title: '#'\nrating: 44.0", "!3:9 rating: 44 is not between 0 and 5; correct the rating."),
        (
            "title: A\nreview:\n  rating: 11/10",
            "!4:11 review.rating: 11/10 is not between 0 and 10; correct the rating.",
        ),
        ("rating: 3", '!1:1 : The review has no title; add a line "title: …".'),
        ("title:", '!2:7 title: The "title" is empty; write the film\'s title.'),
        ("title: #Alive", '!2:7 title: "#" starts a comment here, so the "title" is empty; put it in quotation marks.'),
    ],
)
def test_a_bad_value_is_told_at_its_place(front: str, complaint: str) -> None:
    assert complaints(front) == [complaint]


def test_places_in_toml_and_json() -> None:
    toml = reading('+++\ntitle = "A"\nrating = 9\n+++\nx').problems[0]
    assert (toml.line, toml.column, toml.field) == (3, 10, "rating")
    json = reading('{\n  "title": "A",\n  "rating": 9\n}\nx').problems[0]
    assert (json.line, json.column, json.field) == (3, 13, "rating")

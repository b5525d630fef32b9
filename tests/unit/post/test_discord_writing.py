"""What a post's thread is called, and which tags it gets."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bot.errors import DestinationTrouble
from bot.post.discord.tags import chosen, required
from bot.post.discord.writing import thread_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Vertigo (1958)", "Vertigo (1958)"),
        (r"\*batteries not included", "*batteries not included"),
        (r"A \\ B", r"A \ B"),
        (r"S\_x  and\n", r"S_x and\n"),
        ("x" * 100, "x" * 100),
        ("x" * 101, "x" * 99 + "…"),
        ("", "Review"),
        (None, "Review"),
    ],
)
def test_names(title: str | None, name: str) -> None:
    assert thread_name(title) == name


def forum(*names: str) -> Any:
    return SimpleNamespace(available_tags=[SimpleNamespace(id=900 + it, name=name) for it, name in enumerate(names)])


def test_tags_are_chosen_by_name_or_number() -> None:
    there = forum("Horror", "Queer cinema")
    assert [one.id for one in chosen(there, ("queer  CINEMA", "900", "horror"), "It")] == [901, 900]


def test_an_unknown_tag_is_told_with_those_that_there_are() -> None:
    with pytest.raises(DestinationTrouble) as caught:
        chosen(forum("Horror"), ("Comedy", "Noir"), "It")
    assert str(caught.value) == 'It is a forum without the tag "Comedy", "Noir": mend forum_tags. It has "Horror".'
    assert "no tags yet" in str(required(forum(), "It"))

"""Whatever is typed: no error, no more than was asked for, and the same answer each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.model import Wanted
from bot.catalogue.store import Catalogue
from tests.unit.catalogue.samples import read, review
from tests.unit.catalogue.test_typed import LIBRARY

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECES = st.sampled_from([
    "dune", "part", "ii", "2", "1979", "(1979)", "the", ", The", "l'", "*", '"', "'", "NEAR(", "AND", "NOT", "OR", "^",
    "title:", "{", "}", "\0", "\ud800", "\u202e", "\u200b", "東京", "ال", "сталк", "🎃", "(a+)+$", "%_", "--", ";",
    "\n", "https://", "www.", "x" * 300, "a " * 200, "_", "`", "++", "ǅ", "́", "²", "½", "ﷺ", "𞤀", "İ", "ß",
])  # fmt: skip
TYPED = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=8).map(" ".join), st.lists(PIECES).map("".join))
MAYBE = st.one_of(st.none(), TYPED)
NUMBER = st.one_of(st.none(), st.floats(), st.integers(-(10**30), 10**30))
YEAR = st.one_of(st.none(), st.integers(-(10**30), 10**30))
WANTED = st.builds(Wanted, TYPED, NUMBER, NUMBER, YEAR, YEAR, MAYBE, MAYBE, MAYBE)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    opened = Catalogue.open(tmp_path_factory.mktemp("library"), "rules")
    opened.update("films", [read(review(title, year)) for title, year in LIBRARY], ())
    yield opened
    opened.close()


@given(text=TYPED, limit=st.integers(-1, 30))
@settings(max_examples=60, deadline=None)
def test_suggestions(library: Catalogue, text: str, limit: int) -> None:
    found = library.suggest(text, limit)
    assert len(found) <= max(0, limit)
    assert found == library.suggest(text, limit)
    assert len({one.handle for one in found}) == len(found)


@given(wanted=WANTED, limit=st.integers(-1, 30), offset=st.integers(-1, 40))
@settings(max_examples=60, deadline=None)
def test_searches(library: Catalogue, wanted: Wanted, limit: int, offset: int) -> None:
    found = library.find(wanted, limit=limit, offset=offset)
    assert len(found.hits) <= max(0, limit)
    assert len(found.hits) <= found.total <= len(LIBRARY)
    assert found == library.find(wanted, limit=limit, offset=offset)


@given(text=TYPED)
@settings(max_examples=60, deadline=None)
def test_messages_and_addresses(library: Catalogue, text: str) -> None:
    assert len(library.mentioned(text)) <= 5
    assert library.mentioned(text) == library.mentioned(text)
    library.by_handle(text)

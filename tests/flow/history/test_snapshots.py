"""Two samples of a real site, a month apart: each holds other reviews, so that little is in both."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.flow.history.site import Site


def tree(folder: Path) -> dict[str, str]:
    """The files as they are, every byte kept."""
    return {file.name: file.read_bytes().decode("utf-8", "surrogateescape") for file in sorted(folder.glob("*.md"))}


async def test_a_month_of_a_real_site(empty: Site, shared: Path) -> None:
    empty.tree = tree(shared / "reviews" / "site-2025-10-13" / "_posts")
    first = await empty.turn()
    assert len(first.changes.baseline) == first.reviews
    second = tree(shared / "reviews" / "site-2025-11-10" / "_posts")
    empty.tree |= {path: text for path, text in second.items() if path in empty.tree}
    few = await empty.turn(days=1)
    assert (len(few.changes.edited), few.question) == (1, None)

    empty.tree = second
    asked = await empty.turn(days=27)
    assert asked.question is not None
    assert len(asked.question.added) + 1 == asked.reviews
    assert len(asked.question.gone) + 1 == first.reviews
    assert asked.question.changed == ()
    await empty.settle()
    assert empty.requests() == []
    empty.accept(known=True)
    await empty.settle()
    assert (empty.requests(), empty.ledger.questions()) == ([], [])
    report = await empty.turn()
    assert report.changes.unchanged == asked.reviews

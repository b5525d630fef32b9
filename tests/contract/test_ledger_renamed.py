"""A source under another name: what was known goes on, and nothing that another source has is touched."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

from bot.ledger.store import Ledger
from bot.plan.model import Changes
from tests.contract.ledger_values import NOW, seen

LATER = NOW + timedelta(days=1)


def known(ledger: Ledger, source: str, **contents: str) -> None:
    """A first scan of a source: its reviews' ids with what their files say; the files are named after them."""
    there = [replace(seen(one, f"{one}.md"), content_hash=content) for one, content in contents.items()]
    ledger.record(source, Changes(baseline=tuple(there)), [], [], NOW)


def ids(ledger: Ledger, source: str) -> dict[str, str]:
    return {path: row.review_id for path, row in ledger.known(source).items()}


def test_it_goes_on_under_the_new_name_with_files_that_moved_or_changed_meanwhile(ledger: Ledger) -> None:
    known(ledger, "films", a="A", b="B", c="C", d="D")
    there = {"a.md": "A", "moved/b.md": "B", "c.md": "other", "e.md": "E"}
    assert ledger.take_over("cinema", [], there) == 3
    assert ids(ledger, "cinema") == {"a.md": "a", "moved/b.md": "b", "c.md": "c"}
    assert ids(ledger, "films") == {"d.md": "d"}
    assert ledger.first_scan("cinema") == NOW
    assert ledger.take_over("cinema", [], there) == 0


def test_what_a_configured_source_has_stays_there(ledger: Ledger) -> None:
    known(ledger, "films", a="A", b="B")
    assert ledger.take_over("copies", ["films"], {"a.md": "A", "b.md": "B"}) == 0
    assert ids(ledger, "films") == {"a.md": "a", "b.md": "b"}
    assert ledger.first_scan("copies") is None


def test_another_site_s_files_of_the_same_names_are_news(ledger: Ledger) -> None:
    known(ledger, "films", a="A", b="B", c="C")
    assert ledger.take_over("books", [], {"a.md": "X", "b.md": "Y", "c.md": "C"}) == 1
    assert ids(ledger, "books") == {"c.md": "c"}
    assert ledger.first_scan("books") is None


def test_a_source_in_two_parts_and_two_sources_in_one_keep_all_they_knew(ledger: Ledger) -> None:
    known(ledger, "films", a="A", b="B")
    assert ledger.take_over("old", ["new"], {"a.md": "A"}) == 1
    assert ledger.take_over("new", ["old"], {"b.md": "B"}) == 1
    assert (ids(ledger, "old"), ids(ledger, "new")) == ({"a.md": "a"}, {"b.md": "b"})
    assert ledger.take_over("all", [], {"x/a.md": "A", "y/b.md": "B"}) == 2
    assert ids(ledger, "all") == {"x/a.md": "a", "y/b.md": "b"}


def test_one_whose_first_scan_is_over_takes_nothing(ledger: Ledger) -> None:
    known(ledger, "films", a="A")
    ledger.record("cinema", Changes(), [], [], LATER)
    assert ledger.take_over("cinema", [], {"a.md": "A"}) == 0


def test_two_processes_that_find_the_new_name_at_once_agree(ledger: Ledger, url: str) -> None:
    contents = {f"r{number}": f"c{number}" for number in range(200)}
    known(ledger, "films", **contents)
    there = {f"{one}.md": content for one, content in contents.items()}
    with closing(Ledger.open(url)) as other, ThreadPoolExecutor() as pool:
        took = [pool.submit(one.take_over, "cinema", [], there) for one in (ledger, other)]
        assert len(there) in {one.result() for one in took}
    assert ids(ledger, "cinema") == {f"{one}.md": one for one in contents}
    assert ledger.known("films") == {}


def test_what_is_away_from_another_source_is_brought_over(ledger: Ledger) -> None:
    known(ledger, "films", a="A", b="B", c="C")
    ledger.record("more", Changes(), [], [], NOW)
    away = {("films", "a.md"), ("films", "c.md")}
    there = {"x/a.md": "A", "b.md": "B", "new.md": "N", "empty.md": ""}
    assert ledger.bring_over("more", there, lambda source, path: (source, path) in away) == 1
    assert (ids(ledger, "more"), ids(ledger, "films")) == ({"x/a.md": "a"}, {"b.md": "b", "c.md": "c"})
    many = {f"{number}.md": f"no {number}" for number in range(1200)} | {"last.md": "C"}
    assert ledger.bring_over("more", many, lambda source, path: (source, path) in away) == 1
    assert ids(ledger, "more")["last.md"] == "c"

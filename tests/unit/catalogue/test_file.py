"""The catalogue's file: emptied for other rules, thrown away when damaged, never taken from somebody else."""

from __future__ import annotations

import sqlite3
import threading
from typing import TYPE_CHECKING

import pytest

from bot.catalogue.fingerprint import fingerprint
from bot.catalogue.store import FILE_NAME, Catalogue
from bot.errors import StoreDamaged, StoreError, StoreForeign, StoreFull
from bot.review.model import FieldMap, ReadingRules
from tests.unit.catalogue.samples import read, review

if TYPE_CHECKING:
    from pathlib import Path


def filled(folder: Path, rules: str = "rules") -> None:
    catalogue = Catalogue.open(folder, rules)
    catalogue.update("films", (read(review(f"Fog {number}")) for number in range(300)), ())
    catalogue.close()


def count(folder: Path, rules: str = "rules") -> int:
    catalogue = Catalogue.open(folder, rules)
    try:
        return catalogue.count()
    finally:
        catalogue.close()


def test_the_same_rules_find_it_again_and_others_start_anew(tmp_path: Path) -> None:
    filled(tmp_path / "data" / "deep")
    assert count(tmp_path / "data" / "deep") == 300
    assert count(tmp_path / "data" / "deep", "other rules") == 0


@pytest.mark.parametrize("at", [0, 100, 4096, 20_000])
def test_a_damaged_file_is_built_anew(tmp_path: Path, at: int) -> None:
    filled(tmp_path)
    path = tmp_path / FILE_NAME
    whole = path.read_bytes()
    path.write_bytes(whole[:at] + (b"\0" * 100 if at == 0 else b"\xa7" * (len(whole) - at)))
    catalogue = Catalogue.open(tmp_path, "rules")
    catalogue.stamps("films")
    catalogue.start_over()
    catalogue.update("films", [read(review())], ())
    assert catalogue.count() == 1
    assert [hit.review.year for hit in catalogue.search("lighthouse")] == [1987]
    catalogue.close()


def test_damage_met_while_reading_is_told(tmp_path: Path) -> None:
    filled(tmp_path)
    path = tmp_path / FILE_NAME
    whole = path.read_bytes()
    catalogue = Catalogue.open(tmp_path, "rules")
    path.write_bytes(whole[:8192] + b"\xa7" * (len(whole) - 8192))
    with pytest.raises(StoreDamaged, match="built anew"):
        catalogue.latest(300)
    catalogue.start_over()
    assert catalogue.latest(300) == []
    catalogue.close()


@pytest.mark.parametrize("content", [b"my notes\n", b"SQLite format 3", b"\x00" * 40 + b"x"])
def test_a_file_of_somebody_else_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(content)
    with pytest.raises(StoreForeign, match="move it away"):
        Catalogue.open(tmp_path, "rules")
    assert path.read_bytes() == content


def test_another_program_s_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE review (dear INTEGER)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreForeign):
        Catalogue.open(tmp_path, "rules")
    assert path.read_bytes() == before


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(StoreForeign):
        Catalogue.open(tmp_path, "rules")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreFull, match="data_dir"):
        Catalogue.open(tmp_path / "file" / "data", "rules")


def test_a_file_deleted_under_our_feet_comes_back_empty(tmp_path: Path) -> None:
    filled(tmp_path)
    catalogue = Catalogue.open(tmp_path, "rules")
    assert catalogue.count() == 300
    for path in tmp_path.iterdir():
        path.unlink()
    assert catalogue.stamps("films") == {}
    catalogue.update("films", [read(review())], ())
    assert catalogue.count() == 1
    catalogue.close()


def test_a_program_with_other_rules_does_not_mix_its_readings_in(tmp_path: Path) -> None:
    old = Catalogue.open(tmp_path, "old rules")
    new = Catalogue.open(tmp_path, "new rules")
    with pytest.raises(StoreError, match="start this program again"):
        old.update("films", [read(review())], ())
    assert new.count() == 0
    old.close()
    new.close()


def test_two_programs_and_many_threads_share_the_file(tmp_path: Path) -> None:
    one, two = Catalogue.open(tmp_path, "rules"), Catalogue.open(tmp_path, "rules")
    failed: list[BaseException] = []

    def work(catalogue: Catalogue, name: str) -> None:
        try:
            for number in range(10):
                catalogue.update("films", [read(review(f"{name} {number}"))], ())
                catalogue.search(name)
        except StoreError as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(store, f"T{at}")) for at, store in enumerate((one, two, one, two))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert one.count() == two.count() == 40
    one.close()
    two.close()


def test_an_update_that_breaks_off_changes_nothing(tmp_path: Path) -> None:
    filled(tmp_path)
    catalogue = Catalogue.open(tmp_path, "rules")

    def breaking() -> object:
        yield read(review("New"))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        catalogue.update("films", breaking(), ["fog-1-1987.md"])  # type: ignore[arg-type]
    assert catalogue.count() == 300
    catalogue.update("films", [read(review("New"))], ())
    assert catalogue.count() == 301
    catalogue.close()


def test_a_closed_catalogue_says_so(tmp_path: Path) -> None:
    catalogue = Catalogue.open(tmp_path, "rules")
    catalogue.close()
    with pytest.raises(StoreError, match="closed"):
        catalogue.count()


def test_the_fingerprint_tells_rules_apart_whatever_their_order() -> None:
    films = ReadingRules("films", where={"layout": "review"}, public_tags=frozenset({"a", "b"}))
    books = ReadingRules("books", fields=FieldMap(links={"Shop": "shop"}))
    assert fingerprint([films, books]) == fingerprint([books, films])
    assert fingerprint([films]) != fingerprint([books])
    assert fingerprint([films]) != fingerprint([ReadingRules("films", where={"layout": "post"})])

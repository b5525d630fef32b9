"""What a measurement comes to: samples, the bound they are held against, and how both are told."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured quantity, smaller is better. ``samples`` are in ``unit`` ("×" for ratios), at least one."""

    key: str  # "a", "b" …: the measurement it belongs to
    title: str
    samples: tuple[float, ...]
    bound: float | None  # None: it is told, and held against nothing
    unit: str = "×"
    aim: float | None = None
    note: str = ""  # the absolute figures behind a ratio

    @property
    def middle(self) -> float:
        """The median: what is held against the bound."""
        return median(self.samples)

    @property
    def verdict(self) -> str:
        """ "ok", "OVER", "ok, over its aim", or "told" where nothing bounds it."""
        if self.bound is None:
            return "told"
        if self.middle > self.bound:
            return "OVER"
        return "ok" if self.aim is None or self.middle <= self.aim else "ok, over its aim"

    def as_json(self) -> dict[str, Any]:
        """The figure as plain data."""
        return {
            "key": self.key,
            "title": self.title,
            "unit": self.unit,
            "median": self.middle,
            "min": min(self.samples),
            "max": max(self.samples),
            "samples": list(self.samples),
            "bound": self.bound,
            "aim": self.aim,
            "verdict": self.verdict,
            "note": self.note,
        }


def row(figure: Figure, *, judged: bool = True) -> str:
    """One line of the table. Not ``judged``: small numbers, of which no bound was meant."""
    spread = f"{min(figure.samples):.2f} to {max(figure.samples):.2f}"
    bound = "" if figure.bound is None else f"≤ {figure.bound:g}"
    bound += f" (aim {figure.aim:g})" if figure.aim is not None else ""
    cells = f"{figure.middle:8.2f} {figure.unit:<3}{spread:<17}{bound:<14}{figure.verdict if judged else '':<18}"
    return f"({figure.key}) {figure.title:<52}{cells}{figure.note}"


HEADING = f"    {'measured':<52}{'median':>8}    {'spread':<17}{'bound':<14}{'':<18}behind it"

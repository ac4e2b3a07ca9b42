"""What was measured, beside the bound that it is to keep, as one table."""

from __future__ import annotations

from dataclasses import dataclass, field

RULE = "  "  # between the columns


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in `unit`; `least` and `most` are its bounds, `None` where it has none."""

    what: str
    value: float
    unit: str
    least: float | None = None
    most: float | None = None

    @property
    def reached(self) -> bool:
        """Whether it is within its bounds."""
        low = self.least is None or self.value >= self.least
        return low and (self.most is None or self.value <= self.most)

    @property
    def row(self) -> tuple[str, str, str, str]:
        """What, how much, the bound, and whether it is reached; empty where there is no bound."""
        bounds = [(">=", self.least), ("<=", self.most)]
        told = " ".join(f"{sign} {bound:g}" for sign, bound in bounds if bound is not None)
        verdict = ("reached" if self.reached else "NOT REACHED") if told else ""
        return self.what, f"{self.value:.3g} {self.unit}".strip(), told, verdict


@dataclass
class Figures:
    """All figures of one run, in the order in which they were measured."""

    all: list[Figure] = field(default_factory=list)

    def add(
        self,
        what: str,
        value: float,
        unit: str = "",
        *,
        least: float | None = None,
        most: float | None = None,
    ) -> None:
        """Write down one figure."""
        self.all.append(Figure(what, value, unit, least, most))

    def table(self) -> list[str]:
        """The lines of the table."""
        rows = [("figure", "measured", "bound", ""), *(figure.row for figure in self.all)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        return [
            RULE.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        ]

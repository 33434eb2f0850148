"""A table, for the terminal and for a document."""

from dataclasses import dataclass

from rich.table import Table as RichTable


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]

    def markdown(self) -> str:
        rule = "|".join(["---", *["---:"] * (len(self.columns) - 1)])
        head, *rows = (f"| {' | '.join(row)} |" for row in (self.columns, *self.rows))
        return "\n".join([f"### {self.title}", "", head, f"|{rule}|", *rows, ""])

    def rich(self) -> RichTable:
        shown = RichTable(*self.columns, title=self.title, title_justify="left", box=None)
        for column in shown.columns[1:]:
            column.justify = "right"
        for row in self.rows:
            shown.add_row(*row)
        return shown


def number(value: float | None) -> str:
    """Three figures."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"

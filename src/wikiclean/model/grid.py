"""The HTML table algorithm: rows of cells with spans become a rectangular grid.

Source: HTML Living Standard, 4.9.12.1 "Forming a table".
"""

from __future__ import annotations

from collections.abc import Sequence

from .document import Cell, GridCell

__all__ = ["resolve_grid"]


def resolve_grid(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[GridCell | None, ...], ...]:
    """Give each row the cells that cover it, one a column; a cell's rowspan ends with the table."""
    grid: list[dict[int, GridCell]] = [{} for _ in rows]
    width = 0
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while x in grid[y]:
                x += 1
            for dy in range(min(cell.rowspan, len(rows) - y)):
                for dx in range(cell.colspan):
                    grid[y + dy].setdefault(x + dx, GridCell(cell, origin=not dy and not dx))
            x += cell.colspan
        width = max(width, max(grid[y], default=-1) + 1)
    return tuple(tuple(line.get(x) for x in range(width)) for line in grid)

"""Which products of a clause a brand name or a generic is said of."""

from __future__ import annotations

from collections.abc import Sequence

from .product_parts import Block, Draft

__all__ = ["spread_blocks"]


def spread_blocks(events: Sequence[Draft | Block], drafts: list[Draft]) -> None:
    """Give each product the brands that are said of it.

    Names behind products are of all products since the names before; names that stand first are of what follows. A
    clause of names alone is one product. `events`: products and names in their order.
    """
    runs = _runs(events)
    if not runs:
        return
    forward = runs[0] if isinstance(runs[0], Block) else None
    if forward is not None and len(runs) == 1:
        drafts.append(Draft(said=forward, spans=list(forward.spans)))
        return
    waiting: list[Draft] = []
    for index, run in enumerate(runs):
        if isinstance(run, list):
            waiting += run
            if forward is not None:
                _say(run, forward)
        elif index and forward is None:
            _say(waiting, run)
            waiting = []
        elif index and forward is not None:
            if index < len(runs) - 1:
                forward = run
            elif forward.names and run.names and set(run.names) != set(forward.names):
                waiting[-1].said = run
            else:
                _say(waiting, run)


def _runs(events: Sequence[Draft | Block]) -> list[list[Draft] | Block]:
    """Products and blocks in turn: neighbours of a kind put together."""
    runs: list[list[Draft] | Block] = []
    for event in events:
        last = runs[-1] if runs else None
        if isinstance(event, Draft):
            if isinstance(last, list):
                last.append(event)
            else:
                runs.append([event])
        elif isinstance(last, Block):
            last.add(event)
        else:
            runs.append(event)
    return runs


def _say(drafts: Sequence[Draft], block: Block) -> None:
    for draft in drafts:
        if draft.said.names and block.names:  # its own brand is said in a bracket
            continue
        draft.said.add(block)

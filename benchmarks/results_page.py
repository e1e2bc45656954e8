"""The results section of `docs/benchmarks.md`, made of `results.json` and `floors.json`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from figures import Floor

LISTED = 10
"""Pages from which a site has a line of its own."""


def render(results: dict[str, Any], floors: list[Floor]) -> str:
    """Markdown, without the marks around it; parts that were never measured are left out."""
    quality, speed = results.get("quality", {}), results.get("speed", {})
    sections: list[str] = []
    if "promises" in quality:
        sections += _promises(quality["promises"])
    if "gold" in quality:
        sections += _gold(quality["gold"])
    if "web" in quality:
        sections += _web(quality["web"])
    if "time" in speed:
        sections += _speed(speed)
    sections += ["### Floors", _table(("figure", "line", "measured", "why"), _floor_rows(floors, results))]
    return "\n\n".join(sections) + "\n"


def _environment(results: dict[str, Any]) -> str:
    found = results["environment"]
    libraries = ", ".join(f"{name} {found[name]}" for name in ("wikiclean", "turbohtml", "lxml"))
    return f"{found['system']}, {found['cpus']} CPUs, Python {found['python']}, {libraries}."


def _promises(found: dict[str, Any]) -> list[str]:
    broken = ((name, count) for name, count in found["broken"].items())
    marks = [
        *((f"gone: {name}", asked, wrong) for name, (wrong, asked) in found["leaked"].items() if name != "words"),
        *((f"kept: {name}", asked, wrong) for name, (wrong, asked) in found["missing"].items()),
        ("gone: furniture by its English words", "all text", found["leaked"]["words"][0]),
    ]
    skins = ((name, *_counts(counts)) for name, counts in found["by_skin"].items())
    sites = [(name, *_counts(counts)) for name, counts in found["by_site"].items()]
    large = [row for row in sites if row[1] >= LISTED or any(row[2:])]
    rest = [row for row in sites if row not in large]
    if rest:
        large.append((f"{len(rest)} other sites", *(sum(row[i] for row in rest) for i in range(1, 5))))
    columns = ("pages", "broken promises", "leaked", "missing")
    return [
        "### Promises, on every page",
        f"{found['pages']:,} pages of {found['sites']} sites; {found['numbers_asked']:,} numbers asked for. "
        f"Slowest page {found['slowest_seconds']} s of CPU time (`{found['slowest_page']}`); at most "
        f"{found['peak_mb']} MB in memory, all pages of the corpus included.",
        _table(("promise", "pages that break it"), broken),
        "What MediaWiki's own markup says must be gone or kept:",
        _table(("pieces", "asked for", "wrong"), marks),
        "Not among the wrong ones: pieces that rules for furniture without a class took, to be read by people: "
        + ", ".join(f"`{rule}` {count}" for rule, count in found["taken_as_furniture"].items())
        + ".",
        _table(("skin or rendering", *columns), skins),
        _table(("site", *columns), large),
        "Outcomes: " + ", ".join(f"{name} {count:,}" for name, count in found["outcomes"].items()) + ".",
    ]


def _counts(counts: dict[str, int]) -> tuple[int, ...]:
    return tuple(counts.get(name, 0) for name in ("pages", "broken promises", "leaked", "missing"))


def _gold(found: dict[str, Any]) -> list[str]:
    tools = sorted(found, key=lambda tool: -found[tool]["all"]["score"])
    rows = [
        (
            tool,
            f"{found[tool]['all']['score']:.3f}",
            *(
                f"{100 * found[tool][pool][side]:.1f}"
                for pool in ("all", "seen", "unseen")
                for side in ("kept", "leaked")
            ),
            found[tool]["no_text"],
        )
        for tool in tools
    ]
    head = ("tool", "score", "kept %", "leaked %", "seen kept", "leaked", "unseen kept", "leaked", "pages without text")
    parts = ["### Gold: kept and leaked", _table(head, rows)]
    for side, words in (("keep", "Kept, % by class"), ("drop", "Leaked, % by class")):
        classes = list(found["wikiclean"]["all"][side])
        rows_of_classes = (
            (tool, *(f"{100 * hit / of:.0f}" for hit, of in (found[tool]["all"][side][kind] for kind in classes)))
            for tool in tools
        )
        counts = ("pieces", *(found["wikiclean"]["all"][side][kind][1] for kind in classes))
        parts += [f"{words}:", _table(("tool", *classes), [counts, *rows_of_classes])]
    return parts


def _web(found: dict[str, Any]) -> list[str]:
    groups = ["all", "wiki", *(group for group in found["wikiclean"] if group not in ("all", "wiki"))]
    rows = ((tool, *(f"{found[tool][group]:.3f}" for group in groups)) for tool in found)
    return ["### WCXB: mean word F1", _table(("tool", *groups), rows)]


def _speed(found: dict[str, Any]) -> list[str]:
    at, large, memory, growth = (found[part] for part in ("time", "large", "memory", "growth"))
    rows = [
        ("`clean_page` ÷ lxml's parse, all whole pages", f"**{at['to_lxml_parse']:.2f}**"),
        ("the same by round", ", ".join(f"{ratio:.2f}" for ratio in at["to_lxml_parse_by_round"])),
        (f"the worst of {large['pages']} pages over 200 kB", f"{large['worst_to_lxml_parse']:.2f}"),
        ("the median of them", f"{large['median_to_lxml_parse']:.2f}"),
        ("resiliparse's main text ÷ lxml's parse", f"{at['resiliparse_to_lxml_parse']:.2f}"),
        ("`clean_page` ÷ resiliparse's main text", f"{at['to_resiliparse']:.2f}"),
        (
            f"`trafilatura.extract` ÷ `clean_page`, {at['trafilatura_sample']} pages",
            f"**{at['trafilatura_to_ours']:.1f}**",
        ),
        ("pages a second, one core", f"{at['pages_per_second']:,}"),
        ("milliseconds a page", at["ms_a_page"]),
        ("megabytes a second (lxml's parse)", f"{at['megabytes_per_second']} ({at['lxml_megabytes_per_second']})"),
        ("peak memory of the run, MB", at["peak_mb"]),
        (f"memory of one page ÷ its bytes, {memory['pages']} pages over 200 kB: median", memory["median_multiple"]),
        ("the worst of them", memory["worst_multiple"]),
        *(
            (f"milliseconds a megabyte at {size} MB (÷ lxml's parse)",
             f"{growth[f'{size}_mb']['ms_a_megabyte']} ({growth[f'{size}_mb']['to_lxml_parse']})")
            for size in (1, 4, 16)
        ),
        ("16 MB ÷ 1 MB, time a megabyte", growth["largest_to_smallest"]),
    ]  # fmt: skip
    return [
        "### Speed and memory",
        f"{at['pages']:,} whole pages, {at['megabytes']} MB, {at['rounds']} interleaved rounds. {_environment(found)}",
        _table(("figure", "value"), rows),
    ]


def _floor_rows(floors: list[Floor], results: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    for floor in floors:
        line = f"at most {floor.at_most:g}" if floor.at_most is not None else f"at least {floor.at_least:g}"
        measured = f"{floor.value_in(results)}{' **missed**' if floor.missed_by(results) else ''}"
        yield f"`{floor.figure}`", line, measured, floor.why


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    cells = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in cells)

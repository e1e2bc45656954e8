"""Write the generated pages of `docs/`; `--check` fails if one is stale.

python docs/generate.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

import commands_page
import records_page

HERE = Path(__file__).resolve().parent
PAGES = {"commands.md": commands_page.render, "records.md": records_page.render}


def main(arguments: list[str]) -> int:
    """Write the pages, or compare them."""
    stale = 0
    for name, render in PAGES.items():
        target, text = HERE / name, render()
        if target.is_file() and target.read_text(encoding="utf-8") == text:
            continue
        if "--check" in arguments:
            print(f"{target} is stale; run: python docs/generate.py", file=sys.stderr)
            stale = 1
        else:
            target.write_text(text, encoding="utf-8")
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

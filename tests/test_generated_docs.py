"""The generated pages of docs/ say what the commands and the records are."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_page_is_what_the_commands_say() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_stale_page_fails(tmp_path: Path) -> None:
    for name in ("generate.py", "commands_page.py", "records_page.py"):
        (tmp_path / name).write_text((ROOT / "docs" / name).read_text())
    (tmp_path / "commands.md").write_text("old")
    done = subprocess.run(
        [sys.executable, str(tmp_path / "generate.py"), "--check"], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}"},
    )  # fmt: skip
    assert done.returncode == 1
    assert "commands.md is stale" in done.stderr


# Fields that no reader fills yet, or that only a live wiki tells.
WITHOUT_EXAMPLE = {
    "redirect_to", "is_disambiguation", "namespace", "container", "role", "overlap", "dose_form_code", "system", "code",
    "display", "table_id", "row", "col", "exact", "rule", "subject", "condition", "revision_timestamp", "rules_version",
    "extractor",
}  # fmt: skip


def test_every_field_says_what_it_holds_and_shows_one() -> None:
    page = (ROOT / "docs" / "records.md").read_text("utf-8")
    rows = [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in page.splitlines()
        if line.startswith("| `")
    ]
    assert len(rows) > 200
    assert [field for field, _, holds, _ in rows if not holds] == []
    assert {field.strip("`") for field, _, _, example in rows if not example} <= WITHOUT_EXAMPLE

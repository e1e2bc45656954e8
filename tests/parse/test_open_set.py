"""The open statements through the scorer that came with them: no critical error, pinned recall and precision."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from wikiclean.parse.facts import read_facts

pytestmark = pytest.mark.shared


def test_open_statements(shared: Path, tmp_path: Path) -> None:
    gold = shared / "eval" / "open.jsonl"
    predictions, result = tmp_path / "predictions.jsonl", tmp_path / "result.json"
    with predictions.open("w", encoding="utf-8") as out:
        for line in gold.read_text("utf-8").splitlines():
            row = json.loads(line)
            facts = read_facts(row["text"], section=row["section_kind"], title=row["drug"], label=row.get("label"))
            found = {
                kind: [json.loads(fact.model_dump_json(exclude_none=True)) for fact in many]
                for kind, many in facts.facts.items()
            }
            out.write(json.dumps({"id": row["id"], "facts": found, "unparsed": len(facts.unparsed) * [{}]}) + "\n")
    subprocess.run(
        [sys.executable, str(shared / "eval" / "score.py"), str(gold), str(predictions), "--json", str(result),
         "--fail-on-critical"],
        check=True, capture_output=True,
    )  # fmt: skip
    scored = json.loads(result.read_text("utf-8"))
    assert scored["critical"] == scored["evidence_errors"] == 0
    assert scored["overall"]["precision"] >= 0.98
    assert scored["overall"]["recall"] >= 0.94

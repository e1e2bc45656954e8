from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

import pytest

from wikiclean.errors import StoreError, UsageError
from wikiclean.model.facts import fact_fields
from wikiclean.model.record import RecordAdapter
from wikiclean.store.base import Store
from wikiclean.store.export.rights import RIGHTS
from wikiclean.store.export.steps import FOLDERS, FORMATS, export_records

PERMALINK = "https://wiki.example/wiki/Testol?oldid=77"


def written(store: Store, form: str, folder: Path) -> Path:
    target = folder / f"export-{form}"
    assert export_records(store, form, target) > 0
    return target


def as_json(store: Store, form: str, folder: Path) -> Any:
    return json.loads(written(store, form, folder).read_text("utf-8"))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_records_give_the_same_bytes(filled: Store, tmp_path: Path, form: str) -> None:
    first = written(filled, form, tmp_path / "a")
    second = written(filled, form, tmp_path / "b")
    names = sorted(path.name for path in first.iterdir()) if form in FOLDERS else [""]
    assert names == (sorted(path.name for path in second.iterdir()) if form in FOLDERS else [""])
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in names)


@pytest.mark.parametrize("form", FORMATS)
def test_every_export_says_where_a_record_is_from_and_on_what_terms(filled: Store, tmp_path: Path, form: str) -> None:
    target = written(filled, form, tmp_path)
    text = (
        "".join(path.read_text("utf-8") for path in sorted(target.iterdir())) if form in FOLDERS else target.read_text()
    )
    assert "Test contributors" in text
    assert "CC-BY-SA-4.0" in text or "creativecommons.org" in text
    if form != "jsonl":  # a record holds address and revision apart
        assert PERMALINK in text


def test_jsonl_is_the_records_to_the_byte(filled: Store, tmp_path: Path) -> None:
    lines = written(filled, "jsonl", tmp_path).read_text("utf-8").splitlines()
    assert len(lines) == 3
    for line in lines:
        assert RecordAdapter.validate_json(line).model_dump_json(exclude_none=True) == line


def test_tables_have_a_row_a_fact_and_columns_from_the_models(filled: Store, tmp_path: Path) -> None:
    folder = written(filled, "csv", tmp_path)
    assert {path.stem for path in folder.iterdir()} == {"records", *fact_fields()}
    first, second = rows(folder / "dosage.csv")
    assert (first["dose.low"], first["dose.high"], first["dose.unit"]) == ("10", "20", "mg/kg")
    assert (second["population.age.comparator"], second["max_dose_per_period.numerator.value"]) == (">", "4")
    assert first["evidence.exact"].startswith("10 to 20 mg/kg")
    assert json.loads(rows(folder / "products.csv")[0]["strengths"])[1]["quantity"]["value"] == 5
    assert len(rows(folder / "records.csv")) == 3
    assert rows(folder / "causes.csv") == []


def test_a_cell_is_never_a_formula(filled: Store, tmp_path: Path) -> None:
    (row,) = rows(written(filled, "csv", tmp_path) / "warnings.csv")
    assert row["text"] == "'=Testol"


def test_markdown_is_a_file_a_record_with_a_name_any_system_takes(filled: Store, tmp_path: Path) -> None:
    folder = written(filled, "markdown", tmp_path)
    names = sorted(path.name for path in folder.iterdir())
    assert "Testol.md" in names
    assert len(names) == 3
    assert all(not set(name) & set('/:*"<>|?') for name in names)
    page = (folder / "Testol.md").read_text("utf-8")
    assert all(f"\n{name}: " in page for name in RIGHTS)
    assert "10 to 20 mg/kg" in page


def test_openfda_puts_sections_under_the_fields_of_labels(filled: Store, tmp_path: Path) -> None:
    (result,) = as_json(filled, "openfda", tmp_path)["results"]
    assert result["adverse_reactions"] == ["=Testol"]
    assert result["overdosage"] == ["is given"]
    assert result["openfda"] == {
        "substance_name": ["Testol"],
        "brand_name": ["Test"],
        "generic_name": ["testolum"],
        "route": ["oral"],
    }


@pytest.mark.shared
def test_every_field_of_openfda_is_one_of_its_own(filled: Store, tmp_path: Path, shared: Path) -> None:
    known = json.loads((shared / "taxonomy" / "openfda_label_fields.json").read_text("utf-8"))
    (result,) = as_json(filled, "openfda", tmp_path)["results"]
    assert set(result) - {"wikiclean"} <= set(known)


def test_schema_org_has_drugs_and_conditions_and_no_range_as_a_value(filled: Store, tmp_path: Path) -> None:
    data = as_json(filled, "schema-org", tmp_path)
    nodes = {node["name"]: node for node in data["@graph"]}
    assert {name: node["@type"] for name, node in nodes.items()} == {"Testol": "Drug", "Testitis": "MedicalCondition"}
    assert nodes["Testitis"]["signOrSymptom"] == [{"@type": "MedicalSymptom", "name": "Testitis"}]
    assert [schedule["doseValue"] for schedule in nodes["Testol"]["doseSchedule"]] == [1800]
    assert [strength["strengthValue"] for strength in nodes["Testol"]["availableStrength"]] == [5]


def test_a_link_stays_a_link_and_what_is_no_file_stays_what_it_is(filled: Store, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "real").write_text("old")
    export_records(filled, "jsonl", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text("utf-8") != "old"
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StoreError, match="regular file"):
        export_records(filled, "jsonl", tmp_path / "pipe")
    assert (tmp_path / "pipe").is_fifo()


def test_unknown_formats_and_places_are_refused(filled: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="openfda"):
        export_records(filled, "xml", tmp_path / "x")
    (tmp_path / "file").write_text("here")
    with pytest.raises(StoreError):
        export_records(filled, "csv", tmp_path / "file")

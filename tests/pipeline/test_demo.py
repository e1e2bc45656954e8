from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from wikiclean.pipeline.demo import read_job, run_demo
from wikiclean.store.base import open_store


def test_what_is_shown_is_asked_for() -> None:
    job = read_job()
    assert job.wiki.startswith("http")
    assert job.shown
    assert set(job.shown) <= set(job.targets)


@pytest.mark.skipif(
    not files("wikiclean.pipeline.demo").joinpath("cassette.yaml").is_file(), reason="the recording is not made yet"
)
def test_the_demo_needs_no_network_and_leaves_its_records(tmp_path: Path) -> None:
    demo = run_demo(tmp_path / "demo")
    assert demo.report.exit_code == 0
    assert len(demo.shown) == len(read_job().shown)
    assert demo.first_title
    with open_store(tmp_path / "demo") as store:
        assert len(store) == len((tmp_path / "demo" / "records.jsonl").read_text(encoding="utf-8").splitlines()) > 0
        assert store.get_by_title(demo.first_title).record == demo.shown[0].record
    before = (tmp_path / "demo" / "records.jsonl").read_bytes()
    run_demo(tmp_path / "demo")
    assert (tmp_path / "demo" / "records.jsonl").read_bytes() == before

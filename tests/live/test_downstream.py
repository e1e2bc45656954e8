"""A project that depends on wikiclean, `tests/downstream`: it passes with the network off."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from live_wiki import LiveWiki

ROOT = Path(__file__).resolve().parents[2]
PROJECT = ROOT / "tests" / "downstream"
SETTINGS, TEST = ((PROJECT / name).read_text("utf-8") for name in ("pytest.ini", "test_drugs.py"))


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Python of a fresh environment with wikiclean's wheel and pytest, and nothing else."""
    folder = tmp_path_factory.mktemp("downstream")
    environment = {**os.environ, "WIKICLEAN_PURE": "1"}
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    wheels = [*pip, "wheel", "--no-deps", "--wheel-dir", str(folder / "dist"), str(ROOT)]
    subprocess.run(wheels, check=True, env=environment, capture_output=True, timeout=300)
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv" / "bin" / "python"
    (wheel,) = (folder / "dist").glob("*.whl")
    install = [*pip, "--python", str(python), "install", str(wheel), "pytest"]
    done = subprocess.run(install, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        pytest.skip(f"the wheel's dependencies cannot be installed here: {done.stderr.strip()[-200:]}")
    return python


def run(python: Path, project: Path, *arguments: str, offline: bool = False) -> subprocess.CompletedProcess[str]:
    apart = ["unshare", "-rn"] if offline and _can_unshare() else []
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "CI")}
    command = [*apart, str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def _can_unshare() -> bool:
    """Whether a process may have a network of its own, with nothing in it."""
    return bool(shutil.which("unshare")) and subprocess.run(["unshare", "-rn", "true"], check=False).returncode == 0


@pytest.mark.live
def test_the_ten_lines_of_the_documentation(python: Path, live_wiki: LiveWiki, tmp_path: Path) -> None:
    settings = SETTINGS.replace("https://wiki.example/", live_wiki.url) + "wikiclean_allow_private = true\n"
    (tmp_path / "pytest.ini").write_text(settings, encoding="utf-8")
    (tmp_path / "test_drugs.py").write_text(TEST.replace("Aspirin", "Aldesleukin"), encoding="utf-8")
    recorded = run(python, tmp_path, "--wikiclean-record=once")
    assert recorded.returncode == 0, recorded.stdout
    cassette = (tmp_path / "cassettes" / "aspirin.yaml").read_bytes()
    replayed = run(python, tmp_path, offline=True)
    assert replayed.returncode == 0, replayed.stdout
    assert "1 passed" in replayed.stdout

    (tmp_path / "test_drugs.py").write_text(TEST.replace("Aspirin", "Velmorestat"), encoding="utf-8")
    missed = run(python, tmp_path, offline=True)
    assert missed.returncode == 1
    assert "no recording of" in missed.stdout
    assert "pytest --wikiclean-record=new" in missed.stdout

    (tmp_path / "test_drugs.py").write_text(TEST.replace("Aspirin", "Aldesleukin"), encoding="utf-8")
    again = run(python, tmp_path, "--wikiclean-record=all")
    assert again.returncode == 0, again.stdout
    assert (tmp_path / "cassettes" / "aspirin.yaml").read_bytes() == cassette

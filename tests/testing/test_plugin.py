"""The plugin as a project's tests use it: each test here runs a pytest of its own."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence

import pytest
from server import Site

TEST = """
import pytest

@pytest.mark.wikiclean("aspirin.yaml")
def test_aspirin(wiki_page):
    assert b"Aspirin" in wiki_page("Aspirin").body
"""


def run(project: pytest.Pytester, *arguments: str, plugins: Sequence[str] = ()) -> pytest.RunResult:
    """An inner pytest in a process of its own, with wikiclean's plugin and those that are named."""
    loaded = [part for name in ("wikiclean.testing.plugin", *plugins) for part in ("-p", name)]
    return project.runpytest_subprocess("-p", "no:cacheprovider", *loaded, *arguments)


@pytest.fixture(autouse=True)
def _few_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is installed beside us takes longer to load than all these tests to run."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


def recorded(project: pytest.Pytester, source: str = TEST, **files: str) -> None:
    project.makepyfile(test_pages=source, **files)
    run(project, "--wikiclean-record=once").assert_outcomes(passed=source.count("def test_"))


def asked(site: Site) -> int:
    """How often the wiki was asked since the last time."""
    number = len(site.seen)
    site.seen.clear()
    return number


def test_a_recorded_page_is_replayed_without_a_network(project: pytest.Pytester, wiki_site: Site) -> None:
    recorded(project)
    assert asked(wiki_site)
    run(project).assert_outcomes(passed=1)
    assert not asked(wiki_site)


def test_a_page_that_is_not_recorded_fails_with_advice(project: pytest.Pytester, wiki_site: Site) -> None:
    recorded(project)
    asked(wiki_site)
    project.makepyfile(test_pages=TEST.replace('"Aspirin"', '"Ibuprofen"'))
    ended = run(project)
    ended.assert_outcomes(failed=1)
    ended.stdout.fnmatch_lines(["*no recording of*", "*how to record*", "pytest --wikiclean-record=new*"])
    assert not asked(wiki_site)


def test_a_cassette_that_is_not_there_fails_with_advice(project: pytest.Pytester, wiki_site: Site) -> None:
    project.makepyfile(test_pages=TEST)
    ended = run(project)
    ended.assert_outcomes(errors=1)
    ended.stdout.fnmatch_lines(["*there is no such cassette*", "pytest --wikiclean-record=once*"])
    assert not asked(wiki_site)


TWO = """
import pytest

@pytest.mark.wikiclean("shared.yaml")
def test_one(wiki_page):
    assert b"One" in wiki_page("One").body

@pytest.mark.wikiclean("shared.yaml")
def test_two(wiki_page):
    assert b"Two" in wiki_page("Two").body
"""


@pytest.mark.parametrize("mode", ["once", "new", "all"])
def test_tests_may_share_a_cassette(project: pytest.Pytester, wiki_site: Site, mode: str) -> None:
    project.makepyfile(test_pages=TWO)
    run(project, f"--wikiclean-record={mode}").assert_outcomes(passed=2)
    asked(wiki_site)
    run(project).assert_outcomes(passed=2)
    assert not asked(wiki_site)


def test_new_adds_and_leaves_what_is_there(project: pytest.Pytester, wiki_site: Site) -> None:
    recorded(project)
    cassette = project.path / "aspirin.yaml"
    before = cassette.read_text("utf-8")
    project.makepyfile(test_pages=TEST + '    wiki_page("Ibuprofen")\n')
    asked(wiki_site)
    run(project, "--wikiclean-record=new").assert_outcomes(passed=1)
    assert not any("Aspirin" in path for path, _ in wiki_site.seen)
    assert cassette.read_text("utf-8").startswith(before)
    assert "Ibuprofen" in cassette.read_text("utf-8")


def test_all_records_again_to_the_same_bytes(project: pytest.Pytester, wiki_site: Site) -> None:
    recorded(project)
    before = (project.path / "aspirin.yaml").read_bytes()
    asked(wiki_site)
    run(project, "--wikiclean-record=all").assert_outcomes(passed=1)
    assert asked(wiki_site)
    assert (project.path / "aspirin.yaml").read_bytes() == before


def test_once_does_not_add(project: pytest.Pytester, wiki_site: Site) -> None:
    recorded(project)
    project.makepyfile(test_pages=TEST + '    wiki_page("Ibuprofen")\n')
    asked(wiki_site)
    run(project, "--wikiclean-record=once").assert_outcomes(failed=1)
    assert not asked(wiki_site)


def test_without_a_name_a_test_has_a_cassette_of_its_own(project: pytest.Pytester) -> None:
    recorded(project, TEST.replace('("aspirin.yaml")', ""))
    assert (project.path / "cassettes" / "test_pages" / "test_aspirin.yaml").is_file()


@pytest.mark.parametrize(
    ("option", "marker", "setting", "records"),
    [
        (None, None, None, False),
        (None, None, "once", True),
        (None, "none", "once", False),
        (None, "once", None, True),
        ("none", "once", "all", False),
        ("once", "none", "none", True),
    ],
)
def test_the_command_line_wins_then_the_marker_then_the_settings(
    project: pytest.Pytester,
    wiki_site: Site,
    option: str | None,
    marker: str | None,
    setting: str | None,
    records: bool,
) -> None:
    said = f', record="{marker}"' if marker else ""
    project.makepyfile(test_pages=TEST.replace('"aspirin.yaml"', f'"aspirin.yaml"{said}'))
    if setting:
        ini = project.path / "tox.ini"
        ini.write_text(f"{ini.read_text()}\nwikiclean_record = {setting}\n")
    run(project, *([f"--wikiclean-record={option}"] if option else []))
    assert bool(asked(wiki_site)) is records


NETWORK = """
import socket, threading, urllib.request
import pytest

def connect(found):
    try:
        socket.create_connection(("127.0.0.1", {port}), timeout=5).close()
        found.append("connected")
    except Exception as error:
        found.append(type(error).__name__)

@pytest.mark.wikiclean("aspirin.yaml")
def test_marked(wiki_page):
    found = []
    connect(found)
    worker = threading.Thread(target=connect, args=(found,))
    worker.start()
    worker.join()
    assert found == ["NetworkBlockedError"] * 2
    with pytest.raises(Exception, match="may not connect"):
        urllib.request.urlopen("http://127.0.0.1:{port}/")
    wiki_page("Aspirin")

@pytest.mark.wikiclean("aspirin.yaml")
def test_marked_without_a_fixture():
    found = []
    connect(found)
    assert found == ["NetworkBlockedError"]

def test_unmarked():
    found = []
    connect(found)
    assert found == ["connected"]
"""


def test_no_connection_is_made_below_requests_either(project: pytest.Pytester, wiki_site: Site) -> None:
    recorded(project)
    project.makepyfile(test_pages=NETWORK.replace("{port}", wiki_site.url.rpartition(":")[2]))
    asked(wiki_site)
    run(project).assert_outcomes(passed=3)
    assert not asked(wiki_site)


THREADS = """
from concurrent.futures import ThreadPoolExecutor
import pytest

@pytest.mark.wikiclean("many.yaml")
def test_many(wiki_page):
    names = [f"Drug {n % 5}" for n in range(40)]
    with ThreadPoolExecutor(8) as pool:
        bodies = list(pool.map(lambda name: wiki_page(name).body, names))
    assert all(name.encode() in body for name, body in zip(names, bodies))
"""


def test_threads_get_what_they_ask_for(project: pytest.Pytester, wiki_site: Site) -> None:
    recorded(project, THREADS)
    asked(wiki_site)
    run(project).assert_outcomes(passed=1)
    assert not asked(wiki_site)


def test_replaying_works_under_xdist_and_recording_is_refused(project: pytest.Pytester, wiki_site: Site) -> None:
    pytest.importorskip("xdist", reason="pytest-xdist is not installed: pip install 'wikiclean[dev]'")
    recorded(project, TWO)
    asked(wiki_site)
    run(project, "-n2", plugins=["xdist"]).assert_outcomes(passed=2)
    assert not asked(wiki_site)
    ended = run(project, "-n2", "--wikiclean-record=new", plugins=["xdist"])
    assert ended.ret == pytest.ExitCode.USAGE_ERROR
    ended.stderr.fnmatch_lines(["*record in one process*"])


BESIDE = """
import pytest, requests, vcr

@pytest.mark.wikiclean("aspirin.yaml")
def test_wiki(wiki_page):
    assert b"Aspirin" in wiki_page("Aspirin").body

def test_vcr(tmp_path):
    for _ in range(2):
        with vcr.use_cassette(str(tmp_path / "direct.yaml")) as cassette:
            assert requests.get("{url}/w/api.php?page=Other").status_code == 200
    assert cassette.play_count == 1

@pytest.mark.vcr
@pytest.mark.wikiclean("aspirin.yaml")
def test_both(wiki_page):
    assert b"Aspirin" in wiki_page("Aspirin").body
"""


def test_it_works_beside_vcrpy_and_pytest_recording(project: pytest.Pytester, wiki_site: Site) -> None:
    pytest.importorskip("pytest_recording", reason="pytest-recording is not installed: pip install 'wikiclean[dev]'")
    recorded(project)
    project.makepyfile(test_pages=BESIDE.replace("{url}", wiki_site.url))
    asked(wiki_site)
    run(project, plugins=["pytest_recording.plugin"]).assert_outcomes(passed=3)
    assert asked(wiki_site) == 1  # vcrpy's own recording


def test_an_old_cassette_fails_or_is_recorded_again(project: pytest.Pytester, wiki_site: Site) -> None:
    recorded(project)
    cassette = project.path / "aspirin.yaml"
    long_ago = time.time() - 40 * 86_400
    os.utime(cassette, (long_ago, long_ago))
    run(project, "--wikiclean-expire=50").assert_outcomes(passed=1)
    ended = run(project, "--wikiclean-expire=30")
    ended.assert_outcomes(errors=1)
    ended.stdout.fnmatch_lines(["*the cassette is 40 days old, and may be 30*"])
    asked(wiki_site)
    run(project, "--wikiclean-expire=30", "--wikiclean-record=once").assert_outcomes(passed=1)
    assert asked(wiki_site)
    assert cassette.stat().st_mtime > long_ago + 86_400


def test_what_was_used_is_written(project: pytest.Pytester) -> None:
    recorded(project, TWO)
    run(project, "--wikiclean-used=used.json", "-k", "test_one").assert_outcomes(passed=1, deselected=1)
    (used,) = json.loads((project.path / "used.json").read_text("utf-8")).items()
    assert used[0] == "shared.yaml"
    assert len(used[1]) == 1
    assert "One" in used[1][0]


def test_a_marker_that_is_wrong_is_said_so(project: pytest.Pytester) -> None:
    project.makepyfile(test_pages=TEST.replace('"aspirin.yaml"', 'casette="aspirin.yaml"'))
    run(project).stdout.fnmatch_lines(["*takes cassette, site, record; not*casette*"])
    project.makepyfile(test_pages=TEST.replace('"aspirin.yaml"', 'record="sometimes"'))
    run(project).stdout.fnmatch_lines(["*expected none, once, new, all*"])


def test_a_project_without_wikis_pays_nothing(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """The plugin is found by its entry point, and imports nothing heavy."""
    monkeypatch.delenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    pytester.makepyfile(
        """
        import sys

        def test_light(pytestconfig):
            assert pytestconfig.pluginmanager.get_plugin("wikiclean") is sys.modules["wikiclean.testing.plugin"]
            assert not {"pydantic", "turbohtml", "sqlalchemy", "vcr", "bs4"} & set(sys.modules)
        """
    )
    others = ("hypothesispytest", "recording", "playwright", "xdist")
    arguments = [part for name in others for part in ("-p", f"no:{name}")]
    pytester.runpytest_subprocess("-p", "no:cacheprovider", *arguments).assert_outcomes(passed=1)

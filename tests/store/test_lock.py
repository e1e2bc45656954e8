from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from wikiclean.errors import LockedError
from wikiclean.store.lock import hold_lock

HOLDER = """
import sys, pathlib
from wikiclean.store.lock import hold_lock
with hold_lock(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(LockedError, match="another run"), hold_lock(tmp_path):
            pytest.fail("two holders")
    finally:
        holder.kill()
        holder.communicate()
    with hold_lock(tmp_path):
        pass

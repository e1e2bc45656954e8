"""Compile the cleaner's walk to C while the package is built, where a C compiler is at hand.

The modules stay Python: mypyc compiles them as they are, and without a compiler (or with `WIKICLEAN_PURE=1`) the
package is built without, works the same and cleans about a sixth slower. For an editable install the compiled
modules are put beside their sources; the tests refuse to run when one is older than its source.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_BUILD = """
import sys
from mypyc.build import mypycify
from setuptools import setup
target, scratch, *modules = sys.argv[1:]
setup(
    name="wikiclean",
    ext_modules=mypycify(
        ["--config-file=", "--ignore-missing-imports", "--follow-imports=silent", *modules],
        opt_level="3", debug_level="0", group_name="wikiclean", target_dir=scratch,
    ),
    script_args=["-q", "build_ext", "--build-lib", target, "--build-temp", scratch],
)
"""


class CompiledWalk(BuildHookInterface[Any]):
    """`compile` in the hook's configuration lists the modules, relative to `src`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, in place for an editable install, else into the wheel."""
        if self.target_name != "wheel":
            return
        sources = Path(self.root, "src").resolve()
        if version == "editable":
            for earlier in (*sources.rglob("*.so"), *sources.rglob("*.pyd")):
                earlier.unlink()
        if os.environ.get("WIKICLEAN_PURE"):
            return
        with tempfile.TemporaryDirectory() as scratch:
            target = sources if version == "editable" else self._kept_until_finalized()
            command = [sys.executable, "-c", _BUILD, str(target), scratch, *self.config["compile"]]
            done = subprocess.run(command, cwd=sources, capture_output=True, text=True, check=False)
        if done.returncode:
            self.app.display_warning(
                f"built without compiled modules, it works all the same: {(done.stdout + done.stderr)[-500:]}"
            )
            return
        if target is not sources:
            build_data["force_include"] = {str(p): str(p.relative_to(target)) for p in target.rglob("*") if p.is_file()}
            build_data["infer_tag"] = True
            build_data["pure_python"] = False

    def _kept_until_finalized(self) -> Path:
        self._compiled = tempfile.TemporaryDirectory()
        return Path(self._compiled.name)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """What was compiled is in the wheel now."""
        if hasattr(self, "_compiled"):
            self._compiled.cleanup()

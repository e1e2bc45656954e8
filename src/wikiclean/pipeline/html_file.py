"""HTML for people: one file, complete in itself, in which every value is escaped and no script runs but its own."""

from __future__ import annotations

import base64
import hashlib

__all__ = ["render_html"]


def render_html(package: str, **values: object) -> str:
    """The template `page.html.j2` of a package with its `page.js`, whose hash is the only one the file's policy allows.

    The template is given `script` and `script_hash` beside `values`. What cannot be written as UTF-8 becomes `?`.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader(package, "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    script = environment.from_string("{% include 'page.js' %}").render()
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    made = environment.get_template("page.html.j2").render(script=script, script_hash=digest, **values)
    return made.encode("utf-8", "replace").decode()

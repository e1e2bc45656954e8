"""Names and passwords, from the operator's `~/.netrc` (or the file that `NETRC` names) and nowhere else.

Only an entry of just this machine counts: a `default` would be shown to every host that a redirect leads to.
"""

from __future__ import annotations

import os
from netrc import NetrcParseError, netrc
from pathlib import Path
from urllib.parse import urlsplit

__all__ = ["find_credentials", "may_share_credentials"]


def find_credentials(url: str) -> tuple[str, str] | None:
    """Name and password for the host of `url`; None where there are none, or the file cannot be read."""
    named = os.environ.get("NETRC")
    for path in [Path(named)] if named else [Path("~/.netrc"), Path("~/_netrc")]:
        try:
            entry = netrc(path.expanduser()).hosts.get(urlsplit(url).hostname or "")
        except (OSError, NetrcParseError, UnicodeError, RuntimeError):
            continue
        if entry is not None:
            login, account, password = entry
            return login or account or "", password or ""
    return None


def may_share_credentials(first: str, later: str) -> bool:
    """Whether what was shown for the address `first` may be shown for `later`, where it redirects to.

    The same host, and no step from https down to http.
    """
    ours, theirs = urlsplit(first), urlsplit(later)
    if ours.hostname != theirs.hostname:
        return False
    if ours.scheme == theirs.scheme:
        return ours.port == theirs.port
    return theirs.scheme == "https"

"""Cassettes: HTTP exchanges in a readable YAML file, recorded once and replayed without a network.

A cassette holds no cookies, no authorisation and no User-Agent (it names the operator), and nothing that
differs from one recording of a revision to the next. Bodies are stored decompressed.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import CassetteError, CassetteMissError

if TYPE_CHECKING:
    import vcr

__all__ = ["Playback", "play", "record"]

_REQUEST_HEADERS = ("User-Agent", "Cookie", "Authorization", "Accept", "Accept-Encoding", "Connection")
_RESPONSE_HEADERS = frozenset(
    {"content-type", "content-language", "etag", "last-modified", "location", "retry-after", "mediawiki-api-error",
     "content-length"}
)  # fmt: skip
_MATCH = ("method", "scheme", "host", "port", "path", "query")
_NEAREST = 3


class Playback:
    """A cassette that answers; knows what its misses look like, and says what is near them."""

    def __init__(self, path: Path, recorded: list[str]) -> None:
        from vcr.errors import CannotOverwriteExistingCassetteException

        self.miss: type[Exception] = CannotOverwriteExistingCassetteException
        self._path, self._recorded = path, recorded

    def explain(self, miss: Exception) -> CassetteMissError:
        """The error for users: what was asked, what is nearest, what to do."""
        failed = miss.failed_request  # type: ignore[attr-defined]
        asked = f"{failed.method} {failed.uri}"
        near = difflib.get_close_matches(asked, self._recorded, n=_NEAREST, cutoff=0.3)
        listed = "".join(f"\n  {line}" for line in near) or f"\n  none of its {len(self._recorded)} is near"
        return CassetteMissError(
            f"no recording of\n  {asked}\nnearest:{listed}\nrecord it with --record FILE", where=str(self._path)
        )


@contextmanager
def play(path: Path) -> Iterator[Playback]:
    """Answer every request from `path`; a request it lacks raises `Playback.miss` and reaches no socket."""
    if not path.is_file():
        raise CassetteError("there is no such cassette", where=str(path))
    with _open(path, "none") as cassette:
        yield Playback(path, sorted({f"{request.method} {request.uri}" for request in cassette.requests}))


@contextmanager
def record(path: Path) -> Iterator[None]:
    """Record every exchange; the file is written at the end, and only then replaces an older one."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _open(fresh, "all"):
            yield
        if fresh.exists():
            fresh.replace(path)
    except OSError as error:
        raise CassetteError(f"the cassette cannot be written: {error}", where=str(path)) from error
    finally:
        fresh.unlink(missing_ok=True)


@contextmanager
def _open(path: Path, mode: str) -> Iterator[vcr.cassette.Cassette]:
    import vcr
    import yaml

    recorder = vcr.VCR(
        record_mode=vcr.mode(mode),
        match_on=_MATCH,
        filter_headers=list(_REQUEST_HEADERS),
        before_record_response=_keep_stable_headers,
        decode_compressed_response=True,
    )
    recorder.register_serializer("readable", _Readable)
    try:
        with recorder.use_cassette(str(path), serializer="readable", allow_playback_repeats=mode == "none") as cassette:
            yield cassette
    except (yaml.YAMLError, UnicodeDecodeError, _NotACassette) as error:
        raise CassetteError(f"no cassette: {error}", where=str(path)) from error


def _keep_stable_headers(response: dict[str, Any]) -> dict[str, Any]:
    """Drop what differs each time (dates, ids, cookies) and what tells of the recorder."""
    kept = {name: values for name, values in response["headers"].items() if name.lower() in _RESPONSE_HEADERS}
    return {**response, "headers": dict(sorted(kept.items()))}


class _NotACassette(Exception):  # noqa: N818 - becomes CassetteError
    pass


class _Readable:
    """vcrpy's YAML with text bodies as blocks of lines."""

    @staticmethod
    def serialize(data: dict[str, Any]) -> str:
        import yaml

        dumper_class = type("Dumper", (yaml.SafeDumper,), {})

        def text(dumper: Any, value: str) -> Any:  # noqa: ANN401 - PyYAML has no types
            return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)

        dumper_class.add_representer(str, text)  # type: ignore[attr-defined]
        return str(yaml.dump(data, Dumper=dumper_class, allow_unicode=True, width=2**20, sort_keys=True))

    @staticmethod
    def deserialize(source: str) -> dict[str, Any]:
        import yaml

        data = yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader
        if not isinstance(data, dict) or not isinstance(data.get("interactions"), list):
            raise _NotACassette("the file has no list of interactions")
        return data

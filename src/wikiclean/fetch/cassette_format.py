"""The file of a cassette: vcrpy's YAML, written so that people can read it.

Text bodies stand as blocks of lines, not a character escaped; what YAML blocks cannot hold is quoted, what is no
text is base64. Files written by vcrpy itself are read as well.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

__all__ = ["Exchange", "dump_exchanges", "load_exchanges"]

_BODY = "BODY"
_INDENT = " " * 8
_NOT_IN_BLOCKS = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""YAML 1.1, 5.1 and 5.4: characters that are not printable, and line breaks that a reader may turn into others."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request, and the answer to it. Header names are as the wiki wrote them; `body` is unpacked."""

    method: str
    url: str
    status: int
    reason: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    received_at: datetime | None = None
    """When it came over the network; a cassette does not tell."""


def dump_exchanges(exchanges: Iterable[Exchange]) -> str:
    """A cassette of these exchanges: the same text for the same exchanges."""
    from vcr.request import Request
    from vcr.serialize import serialize

    kept = list(exchanges)
    requests = [Request(each.method, each.url, None, {}) for each in kept]
    responses = [
        {
            "status": {"code": each.status, "message": each.reason},
            "headers": {
                name: [value] for name, value in sorted(each.headers.items(), key=lambda pair: pair[0].lower())
            },
            "body": {"string": each.body},
        }
        for each in kept
    ]
    return str(serialize({"requests": requests, "responses": responses}, _Readable))


def load_exchanges(source: str) -> list[Exchange]:
    """The exchanges of a cassette, in its order. Raises ValueError for anything that is no cassette."""
    import yaml
    from vcr.serialize import deserialize

    from .body import GZIP_MAGIC, decode_gzip

    try:
        requests, responses, *_ = deserialize(source, _Readable)
        exchanges = []
        for request, response in zip(requests, responses, strict=True):
            headers = {str(name): ", ".join(map(str, _listed(value))) for name, value in response["headers"].items()}
            body = response["body"]["string"] or b""
            # vcrpy leaves the header on unpacked bodies too.
            if body.startswith(GZIP_MAGIC) and any(name.lower() == "content-encoding" for name in headers):
                body = b"".join(decode_gzip([body], str(request.uri)))
            exchanges.append(
                Exchange(
                    str(request.method),
                    str(request.uri),
                    int(response["status"]["code"]),
                    str(response["status"].get("message") or ""),
                    headers,
                    bytes(body),
                )
            )
    except yaml.YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from error
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"an interaction is not as vcrpy writes it ({type(error).__name__}: {error})") from error
    return exchanges


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value]


class _Readable:
    """A serializer as vcrpy takes them."""

    @staticmethod
    def serialize(data: dict[str, Any]) -> str:
        """Plain YAML for all but the bodies, which come last in their exchange and are put in by hand."""
        import yaml

        pieces = [f"version: {data['version']}\ninteractions:{'' if data['interactions'] else ' []'}\n"]
        for exchange in data["interactions"]:
            body = exchange["response"]["body"]["string"]
            exchange["response"]["body"]["string"] = _BODY
            outline = str(yaml.safe_dump([exchange], sort_keys=False, allow_unicode=True, width=2**20))
            pieces.append(outline.removesuffix(f"{_BODY}\n") + _write_body(body))
        return "".join(pieces)

    @staticmethod
    def deserialize(source: str) -> dict[str, Any]:
        """Read with a loader that makes plain values only."""
        import yaml

        data = yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader
        if not isinstance(data, dict) or not isinstance(data.get("interactions"), list):
            raise ValueError("the file has no list of interactions")  # noqa: TRY004 - as for any other file
        return data


def _write_body(body: str | bytes) -> str:
    """A body as a YAML value that begins in the middle of a line and ends with one."""
    import yaml

    if isinstance(body, bytes):
        text, header = base64.encodebytes(body).decode("ascii"), "!!binary |"
    elif not body or _NOT_IN_BLOCKS.search(body):
        return str(yaml.safe_dump(body, default_style='"', allow_unicode=True, width=2**20)).removesuffix("...\n")
    else:
        # The indent is stated, as the first line may begin with a space; `+` and `-` keep line breaks at the end.
        text, header = body, "|2+" if body.endswith("\n") else "|2-"
    lines = text.removesuffix("\n").split("\n")
    return "".join([f"{header}\n", *(f"{_INDENT}{line}\n" if line else "\n" for line in lines)])

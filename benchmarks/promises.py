"""The promises of cleaning, asked of one page: accounting, order, number safety, round trips, the same answer twice.

python benchmarks/promises.py           digests of every page, last page first (quality.py runs it as another process)
"""

from __future__ import annotations

import hashlib
import json
import re
import resource
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus import SharedPage, read_pages
from selectolax.lexbor import LexborHTMLParser

from accounting import (
    blocks_out_of_order,
    differences,
    html_of,
    is_unseen,
    visible_pieces,
    visible_pieces_html5,
)
from round_trip import fields_that_differ, words_of_markdown, words_of_text
from wikiclean.clean.steps import Cleaned, clean_page
from wikiclean.errors import DecodeError, LimitError

_POWER = re.compile(r"[+−–-]?\d+")
_RUN = re.compile(r"\d+\Z")
_NUMBER = re.compile("[−±+-]?\\d(?:[\u00a0\u2007\u2009\u202f](?=\\d)|[\\d.,±−–½¼¾⅓⅔-])*[\\d½¼¾⅓⅔]|[−±]\\d")
_MARKS = {"reference", "mw-ref"}
_FRACTION = {"\u2044", "/"}


@dataclass(slots=True)
class Kept:
    """What a page answered. `failures`: promise -> what was wrong; `error`: a typed refusal, which is an answer."""

    cleaned: Cleaned | None = None
    error: str | None = None
    digest: str = ""
    seconds: float = 0.0
    peak_bytes: int = 0
    numbers: int = 0
    failures: dict[str, str] = field(default_factory=dict)


def ask(shared: SharedPage) -> Kept:
    """Clean a page, measured, and check every promise.

    `peak_bytes` is that of the whole process, with the interpreter and all pages of the corpus in it: an upper bound.
    """
    kept = Kept()
    try:
        reset_peak()
        start = time.process_time()
        kept.cleaned = clean_page(shared.page)
        kept.seconds = time.process_time() - start
        kept.peak_bytes = peak()
        kept.digest = digest(kept.cleaned)
    except (DecodeError, LimitError) as error:
        kept.error = type(error).__name__
        return kept
    except Exception as error:  # noqa: BLE001 - any other exception is a broken promise, which is what is counted
        kept.failures["exception"] = repr(error)
        return kept
    if digest(clean_page(shared.page)) != kept.digest:
        kept.failures["determinism"] = "cleaned twice, two answers"
    html = html_of(shared.page)
    for name, read in (("libxml2", visible_pieces), ("html5", visible_pieces_html5)):
        lost, invented = differences(html, kept.cleaned, read)
        if lost or invented:
            kept.failures[f"accounting {name}"] = (
                f"lost {sum(lost.values())}, invented {sum(invented.values())} letters"
            )
        if wrong := blocks_out_of_order(html, kept.cleaned.document, read):
            kept.failures[f"order {name}"] = wrong[0]
    document = kept.cleaned.document
    if lost_fields := fields_that_differ(document):
        kept.failures["round trip html"] = ", ".join(lost_fields)
    if words_of_markdown(document) != words_of_text(document):
        kept.failures["round trip markdown"] = "the words of the Markdown are not those of the text"
    kept.numbers, unsafe = _numbers(html, kept.cleaned)
    if unsafe:
        kept.failures["numbers"] = ", ".join(unsafe[:5])
    return kept


def digest(cleaned: Cleaned) -> str:
    """One hash of the Document's JSON and the ledger."""
    ledger = [(r.rule, r.reason, r.text, r.where) for r in cleaned.ledger.removals]
    data = json.dumps([cleaned.document.to_json(), ledger], ensure_ascii=False)
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()


def _numbers(html: str, cleaned: Cleaned) -> tuple[int, list[str]]:
    """How many raised numbers, and numbers with a sign or a fixed space, the page shows; and those that are not kept.

    A raised number keeps its caret after what stood before it, as often as it is shown, or is in the ledger.
    """
    text = "\n".join(cleaned.document.kept_text())
    gone = "\n".join(removal.text for removal in cleaned.ledger.removals)
    raised: Counter[tuple[str, str]] = Counter()
    plain: set[str] = set()
    for before, power, words in _shown_numbers(html):
        if power:
            raised[before, power] += 1
        else:
            plain.update(_NUMBER.findall(unicodedata.normalize("NFC", words)))
    unsafe = [
        f"{before}^{power}"
        for (before, power), count in raised.items()
        if text.count(f"{before}^{power}") + len(re.findall(rf"{re.escape(before)}\s?\^?{re.escape(power)}", gone))
        < count
    ]
    for number in plain:
        joined = " ".join(number.split())
        if not any(form in place for form in (number, joined) for place in (text, gone)):
            unsafe.append(number)
    return sum(raised.values()) + len(plain), unsafe


def _shown_numbers(html: str) -> Iterator[tuple[str, str, str]]:
    """(what stands before, the raised number, "") for each raised number; ("", "", text) for each visible text."""
    stack: list[Any] = [LexborHTMLParser(html[: html.rfind("</html>") + 1 or None].replace("\x00", "")).body]
    before = ""
    while stack:
        node = stack.pop()
        if node is None:
            continue
        if node.tag == "-text":
            words = node.text_content or ""
            before = words or before
            yield "", "", words
        elif not node.tag.startswith("-") and not is_unseen(node.tag, node.attributes):
            if node.tag == "sup" and not _MARKS & set((node.attributes.get("class") or "").split()):
                power = node.text(strip=True)
                after = node.next.text() if node.next is not None else ""
                if _POWER.fullmatch(power) and (base := _RUN.search(before)) and after[:1] not in _FRACTION:
                    yield base[0], power, ""
            stack.extend(reversed(list(node.iter(include_text=True))))


def reset_peak() -> None:
    """From here on `peak` counts anew, where the system can (Linux)."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        pass


def peak() -> int:
    """The most bytes that were in memory; since the last reset on Linux, else of the whole process."""
    unit = 1 if sys.platform == "darwin" else 1024
    return _status("VmHWM") or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def resident() -> int:
    """Bytes in memory now; 0 where the system does not tell."""
    return _status("VmRSS")


def _status(name: str) -> int:
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        return 0
    match = re.search(rf"{name}:\s+(\d+) kB", status)
    return int(match[1]) * 1024 if match else 0


def digests(pages: list[SharedPage]) -> dict[str, str]:
    """File -> digest, or the name of the refusal; last page first, since the order must not matter."""
    found = {}
    for shared in reversed(pages):
        try:
            found[shared.file] = digest(clean_page(shared.page))
        except (DecodeError, LimitError) as error:
            found[shared.file] = type(error).__name__
        except Exception as error:  # noqa: BLE001 - counted by `ask`
            found[shared.file] = repr(error)
    return found


if __name__ == "__main__":
    json.dump(digests(read_pages(limit=int(sys.argv[1]) if len(sys.argv) > 1 else None)), sys.stdout)

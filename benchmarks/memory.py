"""How much one page takes: growth of a fresh process's peak resident memory over `clean_page`, in bytes.

    python benchmarks/memory.py FILE        a file of the shared pages; prints {"bytes", "grown"}

The cleaner is warmed up on the page's first 30 kB, so that what is loaded once a process is not counted; the page's
bytes are in memory before, the Document and the ledger are held until the peak is read. Resident memory, since the
parser allocates in C, where Python counts nothing. On Linux the peak is reset before; elsewhere the growth over the
earlier peak is what the system tells, which is less.
"""

from __future__ import annotations

import ctypes
import gc
import json
import sys

from corpus import PAGES
from promises import peak, reset_peak, resident

from wikiclean.clean.steps import clean_page
from wikiclean.model.page import Page

WARM_UP = 30_000


def grown_by(file: str) -> tuple[int, int]:
    """(bytes of the page, bytes the process grew by at most)."""
    page = Page(body=(PAGES / file).read_bytes(), transport="file_html")
    clean_page(Page(body=page.body[:WARM_UP], transport="file_html"))
    gc.collect()
    if sys.platform == "linux":  # give back what is free, so that it is counted when it is used again
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
    reset_peak()
    before = resident() or peak()
    cleaned = clean_page(page)
    most = peak()
    del cleaned
    return len(page.body), max(most - before, 0)


if __name__ == "__main__":
    size, grown = grown_by(sys.argv[1])
    print(json.dumps({"bytes": size, "grown": grown}))

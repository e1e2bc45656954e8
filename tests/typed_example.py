"""A user's program, checked by mypy in strict mode and run by `tests/test_typed_example.py`."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from wikiclean import Page, WikicleanError, clean_page, open_store, parse_document, process_page
from wikiclean.model.kinds.drug import DrugMonograph

HTML = """
<html lang="en"><body><h1 id="firstHeading">Velmorestat</h1><div id="mw-content-text"><div class="mw-parser-output">
<p><b>Velmorestat</b> is a medicine used in the treatment of hypertension.</p>
<h2><span class="mw-headline" id="Dosage">Dosage and administration for Velmorestat</span></h2>
<p>Velmorestat is available as tablets of 20 mg and 40 mg. The typical dose is 40 mg orally once daily.</p>
<h2><span class="mw-headline" id="Effects">Side effects of Velmorestat</span></h2>
<p>Common side effects include headache and nausea.</p>
<h2><span class="mw-headline" id="Mechanism">Mechanism of action of Velmorestat</span>
<span class="mw-editsection">[edit]</span></h2>
<p>Velmorestat relaxes the walls of the arteries.</p>
</div></div></body></html>
"""


def first_dose(html: str | bytes, url: str) -> tuple[Decimal, str] | None:
    """Value and unit of the first dose of a page, or `None` where its rules read none."""
    page = Page.from_html(html, url=url)
    cleaned = clean_page(page)
    record = parse_document(cleaned.document)
    if not isinstance(record, DrugMonograph) or not record.dosage:
        return None
    dose = record.dosage[0].dose
    if dose is None or dose.value is None:
        return None
    return dose.value, dose.unit


def removed_by(html: str, url: str) -> dict[str, int]:
    """Rule -> letters and digits that it removed."""
    result = process_page(Page.from_html(html, url=url))
    return {rule: total.letters for rule, total in result.ledger.by_rule().items()}


def keep(html: str, url: str, directory: Path) -> list[str]:
    """Store a page's record; the ids of all records in the directory."""
    try:
        record = process_page(Page.from_html(html, url=url)).require()
    except WikicleanError as error:
        return [str(error)]
    with open_store(directory, create=True) as store:
        store.put_record(record)
        return [each.record_id for each in store.iter_records()]

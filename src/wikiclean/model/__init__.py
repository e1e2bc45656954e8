"""The values that travel between the rooms: Page, Document, Ledger, and the monograph records.

page.py        bytes as received
document.py    the article: one canonical text, and structure by offsets into it
ledger.py      what was visible and did not reach the Document
record.py      the records that leave: drug, condition, article
facts.py       the facts of a record, one by one
render/        Documents and records for people
"""

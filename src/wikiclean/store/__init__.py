"""Where records are kept: one database a directory, and `records.jsonl` written from it.

base.py        `open_store` and the `Store` that everyone else uses
tables.py      the tables, portable to SQLite and PostgreSQL
text_column.py text that both can hold
database.py    connections, transactions, errors of the database as StoreError
migrations.py  an older database becomes a newer one, step by step
put.py         what a visit does: page, record and change feed together
staging.py     results that wait until their run is known to be sound
pages.py       which stored page a page is: one id, aliases, never twice
records.py     the current record of each page
health.py      what was found on each page, and a run's figures over them
changes.py     the change feed: what each run did to the current records
compare.py     two versions of a record, fact by fact
digest.py      what of a record counts as a change
runs.py        runs, and how they ended
queue.py       what a run was asked for, and what of it is done
jsonl.py       records.jsonl, atomically
export/        records as files of other formats
files.py       files that are there whole or not at all
lock.py        one run at a time
"""

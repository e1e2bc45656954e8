"""Records as files that other programs load; what each row or resource must carry stands in `rights.py`.

steps.py        `export_records`: which writer for which format
rights.py       licence, attribution, permalink and schema version of a record
jsonl.py        the records themselves
csv_tables.py   one table a kind of fact, columns from the models
markdown.py     a page for people, one file a record
"""
